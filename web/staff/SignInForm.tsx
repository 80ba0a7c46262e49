import { Button, Input } from 'antd';
import { useRef, useState, type FormEvent } from 'react';
import { signInEndpoints, type Session } from '../../modules/platform/sign-in/contract.ts';
import { useAction } from '../staff-kit/data/useAction.ts';
import { FieldFrame, inputAttributes } from '../staff-kit/form/FieldFrame.tsx';

export interface SignInFormProps {
  readonly onSignedIn: (session: Session) => void;
}

/** User name and password, and the code of the officer's device once the server asks for it. */
export function SignInForm({ onSignedIn }: SignInFormProps) {
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [codeNeeded, setCodeNeeded] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const codeField = useRef<HTMLInputElement>(null);
  const signIn = useAction(signInEndpoints.staffSignIn, { showsFailure: true });

  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!username.trim() || !password) return setProblem('请填写登录名和口令');
    if (codeNeeded && !/^\d{6}$/.test(code)) return setProblem('请填写 6 位动态口令');
    const answer = await signIn.mutateAsync({ username: username.trim(), password, ...(codeNeeded ? { oneTimeCode: code } : {}) }).catch((error: Error) => {
      setProblem(error.message);
      return null;
    });
    if (!answer) return;
    if (answer.signedIn) return onSignedIn(answer.session);
    if (answer.reason === 'codeNeeded') {
      setCodeNeeded(true);
      setProblem(null);
      setTimeout(() => codeField.current?.focus());
      return;
    }
    setProblem(answer.message);
    if (answer.reason === 'wrong') setPassword('');
    setCode('');
  };

  return (
    <form className="sign-in" noValidate onSubmit={(event) => void send(event)}>
      {problem && (
        <p className="sign-in-problem" role="alert">
          {problem}
        </p>
      )}
      <FieldFrame id="username" label="登录名">
        <Input {...inputAttributes({ id: 'username' })} value={username} autoComplete="username" autoCapitalize="none" maxLength={40} size="large" onChange={(event) => setUsername(event.target.value)} />
      </FieldFrame>
      <FieldFrame id="password" label="口令">
        <Input.Password {...inputAttributes({ id: 'password' })} value={password} autoComplete="current-password" maxLength={128} size="large" onChange={(event) => setPassword(event.target.value)} />
      </FieldFrame>
      {codeNeeded && (
        <FieldFrame id="one-time-code" label="动态口令" help="打开手机上的动态口令软件，填写现在显示的 6 位数字">
          <Input
            {...inputAttributes({ id: 'one-time-code', help: true })}
            ref={(input) => {
              codeField.current = input?.input ?? null;
            }}
            value={code}
            autoComplete="one-time-code"
            inputMode="numeric"
            maxLength={6}
            size="large"
            onChange={(event) => setCode(event.target.value.replaceAll(/\D/g, ''))}
          />
        </FieldFrame>
      )}
      <Button type="primary" htmlType="submit" size="large" block loading={signIn.isPending}>
        登录
      </Button>
    </form>
  );
}
