import { useState, type ReactNode } from 'react';
import { answersOf, fieldsOf, type CodeTables, type CompiledForm } from '../../../engines/forms/contract.ts';
import { caseEndpoints, type OwnCase, type SupplementItem } from '../../../modules/public-service/cases/contract.ts';
import { call } from '../../browser/call.ts';
import { FileUpload, type HeldFile } from '../../portal-kit/fields/FileUpload.tsx';
import { ReadyForm } from '../../portal-kit/fields/ReadyForm.tsx';
import { TextField } from '../../portal-kit/fields/TextField.tsx';
import { FormField } from '../../portal-kit/form/FormField.tsx';
import { fieldId, fieldsOfPage } from '../../portal-kit/form/pages.ts';
import { useForm } from '../../portal-kit/form/useForm.ts';
import { Notice } from '../../portal-kit/Notice.tsx';
import { Page } from '../../portal-kit/Page.tsx';
import { navigate } from '../../portal-kit/router.ts';
import type { PageProps } from '../../portal-kit/routes.ts';
import { toast } from '../../portal-kit/Toast.tsx';
import { useAct } from '../../portal-kit/useAct.ts';
import { Loading, useLoad } from '../../portal-kit/useLoad.tsx';
import { dueDay } from '../case-words.ts';

/** Putting right what was asked for, all at once. */
export default function SupplementPage({ params }: PageProps): ReactNode {
  const id = params['id'] ?? '';
  const address = `/my/cases/${encodeURIComponent(id)}`;
  const found = useLoad(caseEndpoints.mineDetail, { id });
  return (
    <Page title="补正" narrow trail={[{ title: '我的办件', to: '/my/cases' }, { title: found.data?.itemName ?? '办件', to: address }]}>
      <Loading of={found}>
        {(row) => row.maySupplement && row.supplement ? <Answer row={row} asked={row.supplement} address={address} /> : (
          <Notice kind="info" title="此办件现在没有需要补正的内容"><p><a href={address}>查看办件</a></p></Notice>
        )}
      </Loading>
    </Page>
  );
}

interface AnswerProps {
  readonly row: OwnCase;
  readonly asked: NonNullable<OwnCase['supplement']>;
  readonly address: string;
}

const usualKinds = ['pdf', 'jpg', 'png'];

function Answer({ row, asked, address }: AnswerProps): ReactNode {
  const form = row.form as CompiledForm;
  const open = useForm(form, { data: row.data, codes: row.codes as CodeTables });
  const [files, setFiles] = useState<Readonly<Record<string, readonly HeldFile[]>>>({});
  const [note, setNote] = useState('');
  const filesOf = (key: string): readonly HeldFile[] => files[key] ?? [];
  const keys = new Set(fieldsOf(form).map(({ key }) => key));
  const ofForm = asked.items.filter(({ about }) => keys.has(about));
  const ofMaterials = asked.items.filter(({ about }) => !keys.has(about));
  const answered = answersOf(open.state);
  const send = useAct(async () => {
    const materials = ofMaterials.flatMap(({ about }) => filesOf(about).map(({ id }) => ({ key: about, fileId: id })));
    const fields = Object.fromEntries(ofForm.map(({ about }) => [about, answered[about]]));
    await call(caseEndpoints.supplementMine, { id: row.id, materials, fields, ...(note.trim() ? { note: note.trim() } : {}) });
    toast('补正已提交');
    navigate(address, { replace: true });
  });
  const check = () => [
    ...ofForm.flatMap(({ about, name }) => {
      const wrong = open.view.problems.filter(({ level, path }) => level === 'error' && path.split(/[.[]/, 1)[0] === about);
      if (wrong.length > 0) return wrong.map(({ path, message }) => ({ field: fieldId(path), message }));
      return about in answered ? [] : [{ field: fieldId(about), message: `请修改${name}` }];
    }),
    ...ofMaterials.filter(({ about }) => filesOf(about).length === 0).map(({ about, name }) => ({ field: about, message: `请上传${name}` })),
  ];
  const views = new Map(open.view.pages.flatMap(fieldsOfPage).map((field) => [field.path, field]));
  return (
    <ReadyForm check={check} send="提交补正" busy={send.busy} error={send.error} onSend={() => void send.run()}>
      {(problemOf) => (
        <>
          <Notice kind="warning" title={`请在 ${dueDay(asked.answerBy)}前一次补齐`}><p>补正的时间不计入办理时限；逾期未补正的，申请终止，可以重新申请。</p></Notice>
          <div className="after-notice">
            {ofForm.map((item) => {
              const field = views.get(item.about);
              const complaint = problemOf(fieldId(item.about));
              const actions = { set: open.set, addRow: open.addRow, removeRow: open.removeRow, touch: () => undefined, shows: (path: string) => problemOf(fieldId(path)) !== null };
              return (
                <div key={item.about}>
                  <Asked item={item} />
                  {complaint && field?.problems.length === 0 && <p className="problem">{complaint}</p>}
                  {field && <FormField field={field} actions={actions} />}
                </div>
              );
            })}
            {ofMaterials.map((item) => (
              <FileUpload
                key={item.about}
                id={item.about}
                label={item.name}
                help={`${item.problem}。${item.requirement}`}
                files={filesOf(item.about)}
                accept={usualKinds}
                maxSizeMb={20}
                problem={problemOf(item.about)}
                onAdd={(file) => setFiles((before) => ({ ...before, [item.about]: [...(before[item.about] ?? []), file] }))}
                onRemove={(gone) => setFiles((before) => ({ ...before, [item.about]: (before[item.about] ?? []).filter(({ id }) => id !== gone.id) }))}
              />
            ))}
            <TextField id="note" label="说明" required={false} lines={3} maxLength={500} value={note} onChange={setNote} />
          </div>
        </>
      )}
    </ReadyForm>
  );
}

const Asked = ({ item }: { readonly item: SupplementItem }): ReactNode => <p><strong>{item.name}</strong>：{item.problem}。{item.requirement}</p>;
