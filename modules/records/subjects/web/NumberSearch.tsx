import { Input } from 'antd';
import { useId, useState } from 'react';
import { CallError } from '../../../../web/browser/call.ts';
import { useAction } from '../../../../web/staff-kit/data/useAction.ts';
import { FieldFrame, inputAttributes } from '../../../../web/staff-kit/form/FieldFrame.tsx';
import { ReasonDialog } from '../../../../web/staff-kit/form/ReasonDialog.tsx';
import { useGo } from '../../../../web/staff-kit/PageLink.tsx';
import { subjectEndpoints } from '../contract.ts';

const help = '身份证号、其他证件号码或统一社会信用代码，须完整';

/** Finds one subject by its whole number, for a reason. */
export function NumberSearch({ open, onClose }: { open: boolean; onClose: () => void }) {
  const id = useId();
  const go = useGo();
  const [number, setNumber] = useState('');
  const search = useAction(subjectEndpoints.search, { showsFailure: true });
  const find = async (reason: string): Promise<void> => {
    const { found } = await search.mutateAsync({ number: number.trim(), reason });
    if (!found) throw new CallError(404, { title: '没有登记这个号码，请核对后再试' });
    setNumber('');
    go(`/subjects/${found.id}`);
  };
  return (
    <ReasonDialog open={open} title="按证件号码查找" confirm="查找" onConfirm={find} onClose={onClose}>
      <div style={{ marginBlockEnd: 16 }}>
        <FieldFrame id={id} label="证件号码" required help={help}>
          <Input {...inputAttributes({ id, required: true, help })} value={number} maxLength={30} autoComplete="off" onChange={(event) => setNumber(event.target.value)} />
        </FieldFrame>
      </div>
    </ReasonDialog>
  );
}
