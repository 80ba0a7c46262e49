import { App, Button } from 'antd';
import { useState } from 'react';
import { useAction } from '../../../../web/staff-kit/data/useAction.ts';
import { ReasonDialog } from '../../../../web/staff-kit/form/ReasonDialog.tsx';
import { useSession } from '../../../../web/staff-kit/session.tsx';
import { userEndpoints, type User } from '../contract.ts';

const again = [userEndpoints.get, userEndpoints.list];

/** Disables an account with a reason, or enables it again; nobody disables her own. */
export const UserStatusButton = ({ user }: { user: User }) => (user.status === 'disabled' ? <Enable user={user} /> : <Disable user={user} />);

function Disable({ user }: { user: User }) {
  const { id } = useSession();
  const [asking, setAsking] = useState(false);
  const disable = useAction(userEndpoints.disable, { invalidates: again, success: ({ name }) => `已停用${name}的账号`, showsFailure: true });
  if (user.id === id) return null;
  return (
    <>
      <Button danger onClick={() => setAsking(true)}>
        停用账号
      </Button>
      <ReasonDialog
        open={asking}
        title={`停用“${user.name}”的账号`}
        losses={['不能再登录，已登录的立即下线', '派给本人的待办不会自动转走，请先转办', '角色和办理记录保留，可以恢复']}
        confirm="停用账号"
        danger
        onConfirm={(reason) => disable.mutateAsync({ id: user.id, reason })}
        onClose={() => setAsking(false)}
      />
    </>
  );
}

function Enable({ user }: { user: User }) {
  const { modal } = App.useApp();
  const enable = useAction(userEndpoints.enable, { invalidates: again, success: ({ name }) => `已恢复${name}的账号` });
  const ask = (): void =>
    void modal.confirm({
      title: `恢复“${user.name}”的账号`,
      content: '恢复后可以用原来的口令登录，角色与停用前相同。',
      okText: '恢复账号',
      cancelText: '取消',
      onOk: () => enable.mutate({ id: user.id }),
    });
  return (
    <Button loading={enable.isPending} onClick={ask}>
      恢复账号
    </Button>
  );
}
