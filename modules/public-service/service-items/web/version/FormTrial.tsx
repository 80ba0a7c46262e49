import { Button, Checkbox } from 'antd';
import { useRef, useState } from 'react';
import { useAction } from '../../../../../web/staff-kit/data/useAction.ts';
import { Section } from '../../../../../web/staff-kit/detail/Section.tsx';
import { FormView } from '../../../../../web/staff-kit/forms/FormView.tsx';
import { Failure } from '../../../../../web/staff-kit/states/Failure.tsx';
import { StatusTag, type Tone } from '../../../../../web/staff-kit/words/StatusTag.tsx';
import type { CodeTables } from '../../../../../engines/forms/contract.ts';
import { applicantStep, serviceItemEndpoints, type Need, type PublishedItem, type Trial } from '../../contract.ts';
import '../items.css';

const needs: Readonly<Record<Need, { readonly word: string; readonly tone: Tone }>> = {
  required: { word: '要交', tone: 'bad' },
  optional: { word: '可交可不交', tone: 'neutral' },
  notNeeded: { word: '不用交', tone: 'good' },
};

/** The form as an applicant fills it; what is filled in here shows at once which materials are asked for and what the rules decide. */
export function FormTrial({ versionId, item, codes }: { versionId: string; item: PublishedItem; codes: CodeTables }) {
  const answers = useRef<Record<string, unknown>>({});
  const [verified, setVerified] = useState(true);
  const [wallet, setWallet] = useState<readonly string[]>([]);
  const run = useAction(serviceItemEndpoints.try, { invalidates: [], showsFailure: true });
  const attempt = () => run.mutateAsync({ id: versionId, answers: answers.current, wallet: [...wallet], verified });
  return (
    <div className="item-trial">
      <FormView form={item.form} step={applicantStep} codes={codes} submitLabel="按完整申请试算" onChange={(given) => (answers.current = given)} onSubmit={attempt} />
      <aside className="item-trial-result" aria-label="试算结果">
        <Section title="试算">
          <div className="item-trial-tools">
            <Button type="primary" loading={run.isPending} onClick={() => void attempt().catch(() => undefined)}>
              按现在填的试算
            </Button>
            <Checkbox checked={verified} onChange={(event) => setVerified(event.target.checked)}>
              实名认证
            </Checkbox>
            {item.materials.map(({ key, name, licenceTypes: [type] }) =>
              type === undefined ? null : (
                <Checkbox key={key} checked={wallet.includes(type)} onChange={(event) => setWallet(event.target.checked ? [...wallet, type] : wallet.filter((each) => each !== type))}>
                  证照库有{name}
                </Checkbox>
              ),
            )}
          </div>
          {run.error && <Failure error={run.error} />}
          {run.data ? <Result trial={run.data} /> : !run.error && <p className="soft">填几项再试算，看要哪些材料、规则怎样判断。这里填的不会保存。</p>}
        </Section>
      </aside>
    </div>
  );
}

const Result = ({ trial }: { trial: Trial }) => (
  <>
    <div className="item-part">
      <h3>材料</h3>
      <ul className="item-list">
        {trial.materials.map(({ key, name, need, why }) => (
          <li key={key}>
            {name} <StatusTag tone={needs[need].tone}>{needs[need].word}</StatusTag>
            <p className="soft">{why}</p>
          </li>
        ))}
      </ul>
    </div>
    {trial.decisions.map(({ name, text }) => (
      <div key={name} className="item-part">
        <h3>规则“{name}”</h3>
        <p>{text}</p>
      </div>
    ))}
    <div className="item-part">
      <h3>表单</h3>
      {trial.problems.length === 0 ? (
        <p>没有问题，可以提交</p>
      ) : (
        <ul className="item-list">
          {trial.problems.map(({ path, message, level }) => (
            <li key={path + message}>
              {message} {level === 'warning' && <StatusTag tone="warning">提醒</StatusTag>}
            </li>
          ))}
        </ul>
      )}
    </div>
  </>
);
