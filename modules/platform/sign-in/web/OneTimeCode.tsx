import { App, Button } from 'antd';
import { lazy, Suspense } from 'react';
import type { OutputOf } from '../../../../kernel/endpoint.ts';
import { useAction } from '../../../../web/staff-kit/data/useAction.ts';
import { Section } from '../../../../web/staff-kit/detail/Section.tsx';
import { RecordForm } from '../../../../web/staff-kit/form/RecordForm.tsx';
import { Skeleton } from '../../../../web/staff-kit/states/Skeleton.tsx';
import { signInEndpoints } from '../contract.ts';
import './account.css';

const QrCode = lazy(async () => ({ default: (await import('./QrCode.tsx')).QrCode }));

/** Sets up a one-time code program on the officer's phone, as a second proof at sign-in. */
export function OneTimeCode() {
  const { modal } = App.useApp();
  const begin = useAction(signInEndpoints.beginOneTime);
  const confirm = useAction(signInEndpoints.confirmOneTime, { success: '动态口令已启用，下次登录时需要填写', showsFailure: true });
  const ask = (): void =>
    void modal.confirm({
      title: '设置动态口令',
      content: '开始后，以前设置过的动态口令立即失效，直到用新的口令确认。请准备好手机上的动态口令软件。',
      okText: '开始设置',
      cancelText: '取消',
      onOk: () => begin.mutate({}),
    });
  return (
    <Section title="动态口令">
      <div className="account-part">
        {confirm.isSuccess && <output>✓ 已启用。换手机时请重新设置；手机丢失请联系系统管理员重置口令。</output>}
        {!begin.data && (
          <>
            <p>启用后，登录时除口令外还要填写手机上每 30 秒变化一次的六位数字，口令泄露时别人也登录不了。</p>
            <p>
              <Button loading={begin.isPending} onClick={ask}>
                {confirm.isSuccess ? '重新设置' : '设置动态口令'}
              </Button>
            </p>
          </>
        )}
        {begin.data && <Confirm {...begin.data} submit={(code) => confirm.mutateAsync({ code })} done={begin.reset} />}
      </div>
    </Section>
  );
}

type ConfirmProps = OutputOf<typeof signInEndpoints.beginOneTime> & { readonly submit: (code: string) => Promise<unknown>; readonly done: () => void };

function Confirm({ uri, secret, submit, done }: ConfirmProps) {
  return (
    <>
      <p>一、用手机上的动态口令软件（支持 TOTP 的都可以）扫描二维码；不能扫描时，在软件中选择手工输入，填写下面的密钥。</p>
      <Suspense fallback={<Skeleton lines={4} />}>
        <QrCode text={uri} label="动态口令二维码，内容与下面的密钥相同" />
      </Suspense>
      <p>
        密钥 <code className="figures">{secret.match(/.{1,4}/g)?.join(' ')}</code>
      </p>
      <p>二、填写软件上现在显示的六位数字。</p>
      <RecordForm<{ code: string }>
        submitLabel="确认启用"
        errorFields={{ 'sign-in.oneTimeWrong': 'code' }}
        submit={({ code }) => submit(code)}
        onDone={done}
        onCancel={done}
        fields={[{ kind: 'text', name: 'code', label: '六位数字', required: true, exactLength: 6 }]}
      />
    </>
  );
}
