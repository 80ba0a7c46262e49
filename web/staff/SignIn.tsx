import { useCity } from './city.ts';
import { SignInForm } from './SignInForm.tsx';
import { useAfterSignIn } from './useAfterSignIn.ts';

/** The door of the office. */
export function SignIn() {
  const { name, demo } = useCity();
  const enter = useAfterSignIn();
  return (
    <main className="door">
      <div className="door-box">
        <p className="door-city">{name}</p>
        <h1>政务服务办公平台</h1>
        {demo && <p className="tag tag-warning">{demo}</p>}
        <SignInForm onSignedIn={enter} />
        <p className="soft">忘记口令或账号被锁定，请联系本单位管理员。</p>
      </div>
      <p className="door-note">本系统仅供授权的工作人员使用，操作全程留痕。</p>
    </main>
  );
}
