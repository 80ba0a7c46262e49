import { useState, type ReactNode } from 'react';
import { intakeEndpoints, type DraftSummary } from '../../modules/public-service/intake/contract.ts';
import { call } from '../browser/call.ts';
import { Button } from '../portal-kit/Button.tsx';
import { Dialog } from '../portal-kit/Dialog.tsx';
import { Notice } from '../portal-kit/Notice.tsx';
import { toast } from '../portal-kit/Toast.tsx';
import { useAct } from '../portal-kit/useAct.ts';
import { When } from './When.tsx';
import { day } from './words.ts';

/** Applications begun and not sent: to go on with, or to throw away after a question. */
export function DraftList({ rows, onGone }: { readonly rows: readonly DraftSummary[]; readonly onGone: () => void }): ReactNode {
  const [leaving, setLeaving] = useState<DraftSummary | null>(null);
  const discard = useAct(async (draft: DraftSummary) => {
    await call(intakeEndpoints.discardDraft, { id: draft.id });
    setLeaving(null);
    toast(`已删除“${draft.itemName}”的草稿`);
    onGone();
  });
  return (
    <>
      <ul className="list">
        {rows.map((row) => (
          <li key={row.id}>
            <a className="title" href={`/apply/${encodeURIComponent(row.id)}`}>继续填写：{row.itemName}</a>
            <p className="about">
              <span>{row.applicant}</span>
              <span><When at={row.savedAt} /> 保存</span>
              <span>保留到 {day(row.expiresOn)}</span>
              <Button kind="text" label={`删除“${row.itemName}”的草稿`} onClick={() => setLeaving(row)}>删除</Button>
            </p>
          </li>
        ))}
      </ul>
      <Dialog title="删除这份草稿？" open={leaving !== null} onClose={() => setLeaving(null)}>
        <p>“{leaving?.itemName}”已填写的内容和已上传的材料都会删除，不能恢复。</p>
        {discard.error && <Notice kind="urgent" title={discard.error.message} announce />}
        <div className="actions">
          <Button kind="danger" busy={discard.busy} onClick={() => leaving && void discard.run(leaving)}>删除草稿</Button>
          <Button onClick={() => setLeaving(null)}>不删除</Button>
        </div>
      </Dialog>
    </>
  );
}
