import { useQueryClient } from '@tanstack/react-query';
import { signInEndpoints } from '../../modules/platform/sign-in/contract.ts';
import { useAction } from '../staff-kit/data/useAction.ts';
import { endpointQuery } from '../staff-kit/data/useEndpoint.ts';
import { PasswordForm } from './PasswordForm.tsx';
import { SignOutButton } from './SignOutButton.tsx';

/** The first sign-in with a password that somebody else has made: it must be changed before anything else. */
export function ChangePassword() {
  const queries = useQueryClient();
  const change = useAction(signInEndpoints.changePassword, { showsFailure: true, success: '口令已修改' });
  return (
    <main className="door">
      <div className="door-box">
        <h1>设置您自己的口令</h1>
        <p>当前口令是管理员设置的。为保证只有您能使用这个账号，请先修改。</p>
        <PasswordForm
          submit={async (input) => {
            await change.mutateAsync(input);
            await queries.invalidateQueries({ queryKey: endpointQuery(signInEndpoints.session, {}).queryKey });
          }}
        />
        <SignOutButton />
      </div>
    </main>
  );
}
