import { signInEndpoints } from '../../modules/platform/sign-in/contract.ts';
import { useAction } from '../staff-kit/data/useAction.ts';
import { Section } from '../staff-kit/detail/Section.tsx';
import { useGo } from '../staff-kit/PageLink.tsx';
import { PasswordForm } from './PasswordForm.tsx';

/** Changing one's password at any time. */
export function PasswordPage() {
  const go = useGo();
  const change = useAction(signInEndpoints.changePassword, { showsFailure: true, success: '口令已修改' });
  return (
    <>
      <header className="page-head">
        <h1 id="page-heading">修改口令</h1>
      </header>
      <Section title="新口令">
        <div className="narrow">
          <PasswordForm
            submit={async (input) => {
              await change.mutateAsync(input);
              go('/');
            }}
          />
        </div>
      </Section>
    </>
  );
}
