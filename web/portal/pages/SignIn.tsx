import { useEffect, useState, type ReactNode } from 'react';
import { signInEndpoints, type SignInResult } from '../../../modules/platform/sign-in/contract.ts';
import { call, CallError } from '../../browser/call.ts';
import { Button } from '../../portal-kit/Button.tsx';
import { ReadyForm } from '../../portal-kit/fields/ReadyForm.tsx';
import { CodeInput, TextField } from '../../portal-kit/fields/TextField.tsx';
import { Notice } from '../../portal-kit/Notice.tsx';
import { Page } from '../../portal-kit/Page.tsx';
import { navigate } from '../../portal-kit/router.ts';
import type { PageProps } from '../../portal-kit/routes.ts';
import { Tabs } from '../../portal-kit/Tabs.tsx';
import { toast } from '../../portal-kit/Toast.tsx';
import { useAct } from '../../portal-kit/useAct.ts';
import { useVisit } from '../visit.tsx';

/** Signing in by telephone and code, which also makes an account the first time, or by password. Leads back to where one came from. */
export default function SignIn({ query }: PageProps): ReactNode {
  const { city, refresh } = useVisit();
  const [phone, setPhone] = useState('');
  const signIn = useAct(async (proof: { code?: string; password?: string }) => {
    accept(await call(signInEndpoints.citizenSignIn, { phone: tidy(phone), ...proof }));
    await refresh();
    navigate(placeToReturn(query.get('next')), { replace: true });
  });
  const shared = { phone, setPhone, signIn };
  return (
    <Page title="登录" narrow trail={[]}>
      {city.demo && (
        <Notice kind="info" title="演示环境">
          <p>用演示内容里居民的手机号登录，验证码会显示在短信模拟器中。请勿输入真实的个人信息。</p>
        </Notice>
      )}
      <div className="after-notice">
        <Tabs
          label="登录方式"
          tabs={[
            { key: 'code', title: '验证码登录', content: <ByCode {...shared} /> },
            { key: 'password', title: '密码登录', content: <ByPassword {...shared} /> },
          ]}
        />
      </div>
      <p className="other-door"><a href="/staff/">工作人员登录</a></p>
    </Page>
  );
}

interface WayProps {
  readonly phone: string;
  readonly setPhone: (phone: string) => void;
  readonly signIn: { busy: boolean; error: CallError | null; run(proof: { code?: string; password?: string }): Promise<boolean> };
}

function ByCode({ phone, setPhone, signIn }: WayProps): ReactNode {
  const [code, setCode] = useState('');
  const [wait, startWaiting] = useCountdown();
  const [phoneProblem, setPhoneProblem] = useState<string | null>(null);
  const send = useAct(async () => {
    const { sentTo, secondsUntilNext } = await call(signInEndpoints.sendCode, { phone: tidy(phone) });
    startWaiting(secondsUntilNext);
    toast(`验证码已发送到 ${sentTo}`);
  });
  const askForCode = (): void => {
    const problem = checkPhone(phone);
    setPhoneProblem(problem);
    if (!problem) void send.run();
  };
  const check = () => problems(['phone', checkPhone(phone)], ['code', /^\d{6}$/.test(code) ? null : '请填写短信中的 6 位验证码']);
  return (
    <ReadyForm check={check} send="登录" busy={signIn.busy} error={signIn.error} onSend={() => void signIn.run({ code })}>
      {(problemOf) => (
        <>
          <PhoneField phone={phone} setPhone={setPhone} problem={problemOf('phone') ?? phoneProblem ?? send.error?.message ?? null} />
          <div className="field row">
            <Button busy={send.busy || wait > 0} busyText={wait > 0 ? `${wait} 秒后可重发` : '正在发送…'} onClick={askForCode}>获取验证码</Button>
          </div>
          <CodeInput id="code" label="短信验证码" help="6 位数字，10 分钟内有效。首次登录会自动开通账号" value={code} onChange={setCode} problem={problemOf('code')} />
        </>
      )}
    </ReadyForm>
  );
}

function ByPassword({ phone, setPhone, signIn }: WayProps): ReactNode {
  const [password, setPassword] = useState('');
  const check = () => problems(['phone', checkPhone(phone)], ['password', password ? null : '请填写密码']);
  return (
    <ReadyForm check={check} send="登录" busy={signIn.busy} error={signIn.error} onSend={() => void signIn.run({ password })}>
      {(problemOf) => (
        <>
          <PhoneField phone={phone} setPhone={setPhone} problem={problemOf('phone')} />
          <TextField id="password" label="密码" type="password" autoComplete="current-password" help="忘记密码可用验证码登录，再到“账户与安全”重设" value={password} onChange={setPassword} problem={problemOf('password')} />
        </>
      )}
    </ReadyForm>
  );
}

const PhoneField = ({ phone, setPhone, problem }: { readonly phone: string; readonly setPhone: (phone: string) => void; readonly problem: string | null }): ReactNode => (
  <TextField id="phone" label="手机号" type="tel" keyboard="tel" autoComplete="tel" short value={phone} onChange={setPhone} problem={problem} />
);

const tidy = (phone: string): string => phone.normalize('NFKC').replaceAll(/[\s-]/g, '').replace(/^\+86/, '');
const checkPhone = (phone: string): string | null => (tidy(phone) === '' ? '请填写手机号' : /^1[3-9]\d{9}$/.test(tidy(phone)) ? null : '手机号应为 11 位数字，请核对');
const problems = (...all: [field: string, message: string | null][]) => all.flatMap(([field, message]) => (message ? [{ field, message }] : []));

/** A refused sign-in is an answer, not a fault of the server: here it becomes the one complaint of the form. */
function accept(result: SignInResult): void {
  if (!result.signedIn) throw new CallError(400, { title: result.message });
}

/** Only places of this site are returned to. */
const placeToReturn = (next: string | null): string => (next && /^\/(?![/\\])/.test(next) ? next : '/my');

/** Counts seconds down to nought. */
function useCountdown(): [left: number, start: (seconds: number) => void] {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    if (left <= 0) return undefined;
    const timer = setTimeout(() => setLeft(left - 1), 1000);
    return () => clearTimeout(timer);
  }, [left]);
  return [left, setLeft];
}
