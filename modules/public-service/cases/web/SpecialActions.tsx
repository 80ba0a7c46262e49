import { Button, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { useAction } from '../../../../web/staff-kit/data/useAction.ts';
import { ReasonDialog } from '../../../../web/staff-kit/form/ReasonDialog.tsx';
import { useMay } from '../../../../web/staff-kit/session.tsx';
import { caseEndpoints, specialLabels, type CaseDetail, type SpecialKind } from '../contract.ts';

const outOfTime = '行政许可法第四十五条';
const extension = '行政许可法第四十二条';
const again = [caseEndpoints.get, caseEndpoints.list];

/** Special procedures and extensions: what moves the clock rather than the process. */
export function SpecialActions({ detail }: { detail: CaseDetail }) {
  const may = useMay();
  const [open, setOpen] = useState<'start' | 'end' | 'extend' | null>(null);
  const [kind, setKind] = useState<SpecialKind>('hearing');
  const [days, setDays] = useState(5);
  const start = useAction(caseEndpoints.startSpecial, { invalidates: again, success: '已暂停计时', showsFailure: true });
  const end = useAction(caseEndpoints.endSpecial, { invalidates: again, success: '已恢复计时', showsFailure: true });
  const extend = useAction(caseEndpoints.extend, { invalidates: again, success: '已延长期限', showsFailure: true });
  if (detail.status !== 'accepted') return null;
  const close = (): void => setOpen(null);
  return (
    <>
      {may('cases.special') && !detail.special && <Button onClick={() => setOpen('start')}>特别程序</Button>}
      {may('cases.special') && detail.special && <Button onClick={() => setOpen('end')}>结束{specialLabels[detail.special.kind]}</Button>}
      {may('cases.extend') && <Button onClick={() => setOpen('extend')}>延长期限</Button>}
      <ReasonDialog open={open === 'start'} title="启动特别程序" losses={[`依据${outOfTime}，所需时间不计入办理时限，并书面告知申请人`]} confirm="暂停计时" onConfirm={(reason) => start.mutateAsync({ id: detail.id, kind, reason, basis: outOfTime, expectedDays: days })} onClose={close}>
        <Select aria-label="种类" value={kind} onChange={setKind} options={Object.entries(specialLabels).map(([value, label]) => ({ value: value as SpecialKind, label }))} />
        <Days days={days} change={setDays} label="预计工作日" />
      </ReasonDialog>
      <ReasonDialog open={open === 'end'} title="结束特别程序" confirm="恢复计时" onConfirm={(result) => end.mutateAsync({ id: detail.id, result })} onClose={close} />
      <ReasonDialog open={open === 'extend'} title="延长审查期限" losses={[`依据${extension}，须经本机关负责人批准，并将理由告知申请人`]} confirm="延长期限" onConfirm={(reason) => extend.mutateAsync({ id: detail.id, limit: 'statutory', days, reason, basis: extension })} onClose={close}>
        <Days days={days} change={setDays} label="延长工作日" />
      </ReasonDialog>
    </>
  );
}

const Days = ({ days, change, label }: { days: number; change: (days: number) => void; label: string }) => (
  <InputNumber aria-label={label} prefix={label} min={1} max={60} precision={0} value={days} onChange={(value) => change(value ?? 1)} />
);
