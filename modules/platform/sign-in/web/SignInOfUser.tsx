import { Alert } from 'antd';
import { useEndpoint } from '../../../../web/staff-kit/data/useEndpoint.ts';
import { Section } from '../../../../web/staff-kit/detail/Section.tsx';
import { PageLink } from '../../../../web/staff-kit/PageLink.tsx';
import { useMay, useSession } from '../../../../web/staff-kit/session.tsx';
import { Failure } from '../../../../web/staff-kit/states/Failure.tsx';
import { When } from '../../../../web/staff-kit/words/When.tsx';
import type { User } from '../../users/contract.ts';
import { signInEndpoints } from '../contract.ts';
import { EndSessionsButton, UnlockButton } from './access-buttons.tsx';
import { ResetPassword } from './ResetPassword.tsx';

/** What an administrator may do about another officer's sign-in: unlock, end sessions, reset the password. */
export function SignInOfUser({ user }: { user: User }) {
  const may = useMay();
  const self = useSession().id === user.id;
  const mayUnlock = may('sign-in.unlock');
  const mayReset = may('sign-in.reset');
  if (!mayUnlock && !mayReset) return null;
  if (self) {
    return (
      <Section title="登录">
        <p>
          自己的口令、动态口令和设备在 <PageLink to="/me">我的账号</PageLink> 中管理。
        </p>
      </Section>
    );
  }
  return (
    <Section title="登录">
      {mayUnlock && <Lock user={user} />}
      <div className="page-actions">
        {mayReset && <ResetPassword user={user} />}
        {mayUnlock && <EndSessionsButton userId={user.id} name={user.name} />}
      </div>
    </Section>
  );
}

/** Says that the officer is locked out and offers to let her in; nothing while she is not. */
function Lock({ user }: { user: User }) {
  const { data, error, refetch } = useEndpoint(signInEndpoints.locked, {});
  const lock = data?.rows.find(({ userId }) => userId === user.id);
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  if (!lock) return null;
  return (
    <Alert
      type="error"
      showIcon
      title={
        <>
          连续输错口令，已锁定，<When at={lock.lockedUntil} /> 自动解除
        </>
      }
      action={<UnlockButton userId={user.id} name={user.name} small />}
      style={{ marginBottom: 12 }}
    />
  );
}
