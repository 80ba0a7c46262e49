import { useState, type ReactNode } from 'react';
import { caseEndpoints } from '../../../modules/public-service/cases/contract.ts';
import { call } from '../../browser/call.ts';
import { Button } from '../../portal-kit/Button.tsx';
import { Dialog } from '../../portal-kit/Dialog.tsx';
import { ReadyForm } from '../../portal-kit/fields/ReadyForm.tsx';
import { TextField } from '../../portal-kit/fields/TextField.tsx';
import { toast } from '../../portal-kit/Toast.tsx';
import { useAct } from '../../portal-kit/useAct.ts';

/** Withdrawing an application: says what is lost, asks why. */
export function Withdraw({ id, onDone }: { readonly id: string; readonly onDone: () => void }): ReactNode {
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const withdraw = useAct(async () => {
    await call(caseEndpoints.withdrawMine, { id, reason: reason.trim() });
    setOpen(false);
    toast('申请已撤回');
    onDone();
  });
  const check = () => (reason.trim().length >= 2 ? [] : [{ field: 'reason', message: '请填写撤回原因，至少 2 个字' }]);
  return (
    <>
      <Button onClick={() => setOpen(true)}>撤回申请</Button>
      <Dialog title="撤回这次申请？" open={open} onClose={() => setOpen(false)}>
        <p>撤回后本次申请终止，已提交的材料不再使用；以后可以重新申请。</p>
        <ReadyForm check={check} send="撤回申请" busy={withdraw.busy} error={withdraw.error} onSend={() => void withdraw.run()} beside={<Button onClick={() => setOpen(false)}>不撤回</Button>}>
          {(problemOf) => <TextField id="reason" label="撤回原因" lines={3} maxLength={500} value={reason} onChange={setReason} problem={problemOf('reason')} />}
        </ReadyForm>
      </Dialog>
    </>
  );
}
