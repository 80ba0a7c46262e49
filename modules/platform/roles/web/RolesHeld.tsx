import { App, Button } from 'antd';
import { useAction } from '../../../../web/staff-kit/data/useAction.ts';
import { useEndpoint } from '../../../../web/staff-kit/data/useEndpoint.ts';
import { Section } from '../../../../web/staff-kit/detail/Section.tsx';
import { DataTable } from '../../../../web/staff-kit/list/DataTable.tsx';
import { useMay, useSession } from '../../../../web/staff-kit/session.tsx';
import { Failure } from '../../../../web/staff-kit/states/Failure.tsx';
import { Skeleton } from '../../../../web/staff-kit/states/Skeleton.tsx';
import { When } from '../../../../web/staff-kit/words/When.tsx';
import type { User } from '../../users/contract.ts';
import { roleEndpoints, scopeLabels, type Grant } from '../contract.ts';
import { GrantRole } from './GrantRole.tsx';
import { useGrantableRoles } from './grantable.ts';

/** The roles an officer holds; those the viewer may grant she may also take back. */
export const RolesHeld = ({ user }: { user: User }) => (useMay()('roles.read') ? <Held user={user} /> : null);

function Held({ user }: { user: User }) {
  const self = useSession().id === user.id;
  const { data, error, refetch } = useEndpoint(roleEndpoints.grants, { userId: user.id });
  const grantable = useGrantableRoles(user.id);
  const mayRevoke = ({ roleCode }: Grant): boolean => grantable.some(({ code }) => code === roleCode);
  return (
    <Section title="角色">
      {error && <Failure error={error} retry={() => void refetch()} />}
      {!data && !error && <Skeleton lines={3} />}
      {data?.rows.length === 0 && <p className="soft">还没有角色，登录后不能办理任何事项</p>}
      {data && data.rows.length > 0 && (
        <DataTable
          label="角色"
          tight
          rows={data.rows}
          rowId={({ roleCode }) => roleCode}
          columns={[
            { key: 'roleTitle', title: '角色' },
            { key: 'scope', title: '看得到谁的数据', text: ({ scope }) => scopeLabels[scope] },
            { key: 'grantedBy', title: '授予人' },
            { key: 'grantedAt', title: '授予时间', render: ({ grantedAt }) => <When at={grantedAt} /> },
          ]}
          renderRowActions={data.rows.some(mayRevoke) ? (grant) => (mayRevoke(grant) ? <Revoke user={user} grant={grant} /> : '—') : undefined}
        />
      )}
      {self && <p className="field-help">自己的角色由其他管理员授予和收回</p>}
      {data && grantable.length > 0 && <GrantRole user={user} held={data.rows} grantable={grantable} />}
    </Section>
  );
}

function Revoke({ user, grant }: { user: User; grant: Grant }) {
  const { modal } = App.useApp();
  const revoke = useAction(roleEndpoints.revoke, { invalidates: [roleEndpoints.grants, roleEndpoints.list], success: `已收回“${grant.roleTitle}”` });
  const ask = (): void =>
    void modal.confirm({
      title: `收回${user.name}的角色“${grant.roleTitle}”`,
      content: '几秒内生效，已经打开的页面也不能再办理。已领取的待办不会自动转走，请先转办。',
      okText: '收回',
      okButtonProps: { danger: true },
      cancelText: '取消',
      onOk: () => revoke.mutate({ userId: user.id, code: grant.roleCode }),
    });
  return (
    <Button size="small" danger loading={revoke.isPending} aria-label={`收回${grant.roleTitle}`} onClick={ask}>
      收回
    </Button>
  );
}
