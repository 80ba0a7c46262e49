import { Modal } from 'antd';
import { useConnection } from '../staff-kit/data/connection.ts';
import { useSession } from '../staff-kit/session.tsx';
import { SignInForm } from './SignInForm.tsx';
import { SignOutButton } from './SignOutButton.tsx';
import { useAfterSignIn } from './useAfterSignIn.ts';

/** Over the page when the session has ended: after signing in everything stands where it was, half-filled forms too. */
export function SignInAgain() {
  const { signedOut } = useConnection();
  const { id, name } = useSession();
  const enter = useAfterSignIn();
  return (
    <Modal open={signedOut} title="登录已失效，请重新登录" closable={false} keyboard={false} mask={{ closable: false }} footer={null} destroyOnHidden>
      <p>登录后回到刚才的页面，{name}填写的内容还在。</p>
      <SignInForm
        onSignedIn={(session) => {
          // Another officer must not see what this one has left on the desk.
          if (session.id === id && !session.mustChangePassword) enter(session);
          else location.assign('/staff/');
        }}
      />
      <SignOutButton />
    </Modal>
  );
}
