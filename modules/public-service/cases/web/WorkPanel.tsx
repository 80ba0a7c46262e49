import { Alert, Button, Input, Select } from 'antd';
import { useId, useState } from 'react';
import { fieldsOf, type CodeTables, type CompiledForm, type RawAnswers } from '../../../../engines/forms/contract.ts';
import { CallError } from '../../../../web/browser/call.ts';
import { useAction } from '../../../../web/staff-kit/data/useAction.ts';
import { useEndpoint } from '../../../../web/staff-kit/data/useEndpoint.ts';
import { ErrorSummary } from '../../../../web/staff-kit/form/ErrorSummary.tsx';
import { FormView } from '../../../../web/staff-kit/forms/FormView.tsx';
import { Section } from '../../../../web/staff-kit/detail/Section.tsx';
import { processEndpoints } from '../../../platform/processes/contract.ts';
import { caseEndpoints, type CaseAction, type CaseDetail, type SupplementItem } from '../contract.ts';
import { SupplementEditor } from './SupplementEditor.tsx';

/** Against the applicant, or final: shown apart from the way the work usually goes. */
const grave: ReadonlySet<string> = new Set(['decline', 'refuse', 'fail', 'rectify', 'return', 'requestSupplement']);
const reasonNeeded: ReadonlySet<string> = new Set(['decline', 'refuse', 'fail', 'rectify', 'return']);

/** What the officer may decide now; nothing when no task of the case is hers. */
export function WorkPanel({ detail }: { detail: CaseDetail }) {
  if (!detail.mine) return null;
  return <Decide detail={detail} mine={detail.mine} />;
}

const Advice = ({ detail }: { detail: CaseDetail }) => (
  <Alert type="info" showIcon title="规则判断" description={detail.advice.map((each) => <p key={each.text}>{each.text}</p>)} />
);

function Decide({ detail, mine }: { detail: CaseDetail; mine: NonNullable<CaseDetail['mine']> }) {
  const id = useId();
  const [opinion, setOpinion] = useState('');
  const [items, setItems] = useState<SupplementItem[]>([]);
  const [supplementing, setSupplementing] = useState(false);
  const [returnTo, setReturnTo] = useState<string>();
  const [fields, setFields] = useState<Record<string, unknown>>({});
  const [fault, setFault] = useState<string | null>(null);
  const moves = useEndpoint(processEndpoints.moves, { id: mine.taskId });
  const complete = useAction(caseEndpoints.complete, { invalidates: [caseEndpoints.get, caseEndpoints.list], success: '已办理', showsFailure: true });
  const task = detail.tasks.find((each) => each.id === mine.taskId);
  const form = detail.form as CompiledForm;
  const hasFields = fieldsOf(form).some((field) => mine.step !== null && (form.rights?.[mine.step]?.write ?? []).includes(field.key));

  const act = (action: CaseAction): void => {
    if (reasonNeeded.has(action) && opinion.trim().length < 2) return setFault('请填写理由');
    if (action === 'return' && !returnTo) return setFault('请选择退回到哪个环节');
    setFault(null);
    complete.mutate({
      id: detail.id,
      taskId: mine.taskId,
      action,
      ...(opinion.trim() ? { opinion: opinion.trim() } : {}),
      ...(Object.keys(fields).length > 0 ? { fields } : {}),
      ...(action === 'requestSupplement' ? { supplement: items } : {}),
      ...(action === 'return' && returnTo ? { returnTo } : {}),
    });
  };

  const error = complete.error instanceof CallError ? complete.error : null;
  const actions = mine.actions.filter(({ action }) => action !== 'return' || (moves.data?.returnTargets.length ?? 0) > 0);
  return (
    <Section title={`我来办理：${task?.title ?? ''}`}>
      {detail.advice.length > 0 && <Advice detail={detail} />}
      {(error || fault) && <ErrorSummary title={fault ?? error?.message ?? ''} lines={(error?.problems ?? []).map(({ message }) => ({ id: null, message }))} incident={error && error.status >= 500 ? error.incident : ''} />}
      {hasFields && (
        <FormView form={form} data={detail.data as RawAnswers} codes={detail.codes as CodeTables} step={mine.step} submitLabel="暂存本环节内容" onChange={setFields} onSubmit={async (data) => setFields({ ...data })} />
      )}
      <label htmlFor={id} className="field-label">
        办理意见
      </label>
      <Input.TextArea id={id} value={opinion} maxLength={2000} showCount autoSize={{ minRows: 3 }} onChange={(event) => setOpinion(event.target.value)} placeholder="通过的可以不填；不予受理、不予许可、退回的须写明理由和依据" />
      {supplementing && <SupplementEditor detail={detail} items={items} change={setItems} />}
      {actions.some(({ action }) => action === 'return') && (
        <Select aria-label="退回到" placeholder="退回到哪个环节（选择“退回”时填写）" value={returnTo} onChange={setReturnTo} options={moves.data?.returnTargets.map(({ node, title }) => ({ value: node, label: title })) ?? []} style={{ minWidth: 280, marginTop: 12 }} allowClear />
      )}
      <div className="form-actions">
        {actions.map(({ action, label }, at) =>
          action === 'requestSupplement' && !supplementing ? (
            <Button key={action} onClick={() => setSupplementing(true)}>
              {label}…
            </Button>
          ) : (
            <Button key={action} type={at === 0 ? 'primary' : 'default'} danger={grave.has(action) && action !== 'requestSupplement'} loading={complete.isPending && complete.variables?.action === action} disabled={complete.isPending} onClick={() => act(action as CaseAction)}>
              {action === 'requestSupplement' ? '发出补正告知' : label}
            </Button>
          ),
        )}
      </div>
    </Section>
  );
}
