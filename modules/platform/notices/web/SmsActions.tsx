import { App, Button } from 'antd';
import { useState } from 'react';
import { useAction } from '../../../../web/staff-kit/data/useAction.ts';
import { ReasonDialog } from '../../../../web/staff-kit/form/ReasonDialog.tsx';
import { noticeEndpoints, type SmsMessage } from '../contract.ts';

/** Reads a message's text for a reason, or sends a failed one once more. */
export function SmsActions({ message: { id, phone, state } }: { message: SmsMessage }) {
  const { modal } = App.useApp();
  const [asking, setAsking] = useState<'text' | 'resend' | null>(null);
  const read = useAction(noticeEndpoints.smsText, { showsFailure: true });
  const resend = useAction(noticeEndpoints.resend, { invalidates: [noticeEndpoints.sms], success: '已重新发送', showsFailure: true });
  const close = (): void => setAsking(null);
  return (
    <>
      <Button size="small" type="link" onClick={() => setAsking('text')}>
        看内容
      </Button>
      {state === 'failed' && (
        <Button size="small" type="link" onClick={() => setAsking('resend')}>
          重发
        </Button>
      )}
      <ReasonDialog
        open={asking === 'text'}
        title={`查看发给 ${phone} 的短信`}
        confirm="查看"
        onConfirm={async (reason) => {
          const { text } = await read.mutateAsync({ id, reason });
          modal.info({ title: `发给 ${phone} 的短信`, content: text, okText: '关闭' });
        }}
        onClose={close}
      >
        <p>本次查看会记入审计，当事人可以看到“谁看过我的数据”。</p>
      </ReasonDialog>
      <ReasonDialog open={asking === 'resend'} title={`重发给 ${phone}`} confirm="重发" onConfirm={(reason) => resend.mutateAsync({ id, reason })} onClose={close} />
    </>
  );
}
