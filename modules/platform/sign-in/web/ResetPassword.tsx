import { App, Button, Modal, Typography } from 'antd';
import { useState } from 'react';
import { useAction } from '../../../../web/staff-kit/data/useAction.ts';
import type { User } from '../../users/contract.ts';
import { signInEndpoints } from '../contract.ts';

/** Gives an officer a starting password, shown this once and kept nowhere. */
export function ResetPassword({ user }: { user: User }) {
  const { modal } = App.useApp();
  const [password, setPassword] = useState<string | null>(null);
  const reset = useAction(signInEndpoints.resetPassword, { invalidates: [signInEndpoints.locked] });
  const ask = (): void =>
    void modal.confirm({
      title: `重置${user.name}的口令`,
      content: '原口令和动态口令立即失效，所有登录下线。请先核实是本人提出。',
      okText: '重置口令',
      okButtonProps: { danger: true },
      cancelText: '取消',
      onOk: () => reset.mutate({ userId: user.id }, { onSuccess: (answer) => setPassword(answer.password) }),
    });
  const forget = (): void => {
    setPassword(null);
    reset.reset();
  };
  return (
    <>
      <Button loading={reset.isPending} onClick={ask}>
        重置口令
      </Button>
      <Modal
        open={password !== null}
        title={`${user.name}的初始口令`}
        mask={{ closable: false }}
        destroyOnHidden
        onCancel={forget}
        footer={
          <Button type="primary" onClick={forget}>
            已转告本人，关闭
          </Button>
        }
      >
        <p>
          <Typography.Text code copyable={{ tooltips: ['复制', '已复制'] }} style={{ fontSize: 20 }}>
            {password ?? ''}
          </Typography.Text>
        </p>
        <p>只显示这一次，关闭后不能再看。请当面或者通过电话转告，不要用聊天软件发送。</p>
        <p>本人用登录名 {user.username} 登录后必须先改成自己的口令，才能办理其他事项。</p>
      </Modal>
    </>
  );
}
