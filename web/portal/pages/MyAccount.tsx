import { useState, type ReactNode } from 'react';
import { signInEndpoints, type Device } from '../../../modules/platform/sign-in/contract.ts';
import { call } from '../../browser/call.ts';
import { Button } from '../../portal-kit/Button.tsx';
import { Dialog } from '../../portal-kit/Dialog.tsx';
import { ReadyForm } from '../../portal-kit/fields/ReadyForm.tsx';
import { TextField } from '../../portal-kit/fields/TextField.tsx';
import { Notice } from '../../portal-kit/Notice.tsx';
import { SummaryList, Tag } from '../../portal-kit/pieces.tsx';
import { navigate } from '../../portal-kit/router.ts';
import { toast } from '../../portal-kit/Toast.tsx';
import { useAct } from '../../portal-kit/useAct.ts';
import { Loading, useLoad } from '../../portal-kit/useLoad.tsx';
import { useVisit } from '../visit.tsx';
import { When } from '../When.tsx';
import { MyFrame } from './MyFrame.tsx';

/** My account: who I am here, my password, my devices, signing out. */
export default function MyAccount(): ReactNode {
  return <MyFrame title="账户与安全" at="/my/account"><Account /></MyFrame>;
}

function Account(): ReactNode {
  const { session, refresh } = useVisit();
  const signOut = useAct(async () => {
    await call(signInEndpoints.signOut, {});
    await refresh();
    navigate('/');
  });
  if (!session) return null;
  return (
    <div className="stack-wide">
      <section>
        <h2>基本信息</h2>
        <SummaryList
          rows={[
            { label: '姓名', value: session.name || '未实名' },
            { label: '手机号', value: session.phone ?? '未登记' },
            { label: '实名认证', value: session.verified ? <Tag tone="green">已认证</Tag> : <Tag tone="amber">未认证</Tag> },
          ]}
        />
      </section>
      {!session.verified && <VerifyIdentity onDone={refresh} />}
      <Devices />
      <ChangePassword />
      <section>
        <h2>退出登录</h2>
        {signOut.error && <Notice kind="urgent" title={signOut.error.message} announce />}
        <div className="actions"><Button busy={signOut.busy} onClick={() => void signOut.run()}>退出登录</Button></div>
      </section>
    </div>
  );
}

function VerifyIdentity({ onDone }: { readonly onDone: () => Promise<void> }): ReactNode {
  const [name, setName] = useState('');
  const [residentId, setResidentId] = useState('');
  const verify = useAct(async () => {
    await call(signInEndpoints.verifyIdentity, { name: name.trim(), residentId: residentId.trim().toUpperCase() });
    await onDone();
    toast('实名认证已完成');
  });
  const check = () => [
    ...(name.trim().length >= 2 ? [] : [{ field: 'name', message: '请填写姓名' }]),
    ...(/^\d{17}[\dXx]$/.test(residentId.trim()) ? [] : [{ field: 'residentId', message: '身份证号码应为 18 位，请核对' }]),
  ];
  return (
    <section id="identity">
      <h2>实名认证</h2>
      <p className="quiet">认证信息加密保存，每一次查看都会记录在“谁看过我的数据”中。</p>
      <ReadyForm check={check} send="认证" busy={verify.busy} error={verify.error} onSend={() => void verify.run()}>
        {(problemOf) => (
          <>
            <TextField id="name" label="姓名" autoComplete="name" short value={name} onChange={setName} problem={problemOf('name')} />
            <TextField id="residentId" label="身份证号码" autoComplete="off" value={residentId} onChange={setResidentId} problem={problemOf('residentId')} />
          </>
        )}
      </ReadyForm>
    </section>
  );
}

function ChangePassword(): ReactNode {
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const change = useAct(async () => {
    await call(signInEndpoints.changePassword, { next, ...(current ? { current } : {}) });
    setCurrent('');
    setNext('');
    toast('密码已修改');
  });
  return (
    <details>
      <summary>设置或修改密码</summary>
      <ReadyForm check={() => (next.length >= 10 ? [] : [{ field: 'next', message: '新密码至少 10 个字符' }])} send="保存密码" busy={change.busy} error={change.error} onSend={() => void change.run()}>
        {(problemOf) => (
          <>
            <TextField id="current" label="当前密码" required={false} help="第一次设置不用填" type="password" autoComplete="current-password" value={current} onChange={setCurrent} problem={problemOf('current')} />
            <TextField id="next" label="新密码" help="至少 10 个字符，同时有字母和数字" type="password" autoComplete="new-password" value={next} onChange={setNext} problem={problemOf('next')} />
          </>
        )}
      </ReadyForm>
    </details>
  );
}

function Devices(): ReactNode {
  const devices = useLoad(signInEndpoints.devices, {});
  const [leaving, setLeaving] = useState<Device | null>(null);
  const unbind = useAct(async (device: Device) => {
    await call(signInEndpoints.unbindDevice, { id: device.id });
    setLeaving(null);
    toast(`已解绑“${device.name}”`);
    devices.reload();
  });
  return (
    <section>
      <h2>登录过的设备</h2>
      <Loading of={devices} lines={3}>
        {({ rows }) => (
          <ul className="list">
            {rows.map((row) => (
              <li key={row.id}>
                <strong>{row.name}</strong> {row.current && <Tag tone="blue">本机</Tag>}
                <p className="about">
                  <span>最近使用 <When at={row.lastSeenAt} /></span>
                  {!row.current && <Button kind="text" label={`解绑${row.name}`} onClick={() => setLeaving(row)}>解绑</Button>}
                </p>
              </li>
            ))}
          </ul>
        )}
      </Loading>
      <Dialog title="解绑这台设备？" open={leaving !== null} onClose={() => setLeaving(null)}>
        <p>“{leaving?.name}”上的登录会立即失效，再次使用须重新登录。</p>
        {unbind.error && <Notice kind="urgent" title={unbind.error.message} announce />}
        <div className="actions">
          <Button kind="danger" busy={unbind.busy} onClick={() => leaving && void unbind.run(leaving)}>解绑</Button>
          <Button onClick={() => setLeaving(null)}>不解绑</Button>
        </div>
      </Dialog>
    </section>
  );
}
