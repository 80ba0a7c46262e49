import { useState, type ReactNode } from 'react';
import type { MaterialSlot } from '../../../modules/public-service/intake/contract.ts';
import { Button } from '../../portal-kit/Button.tsx';
import { ErrorSummary, type SummaryProblem } from '../../portal-kit/ErrorSummary.tsx';
import { Tick } from '../../portal-kit/fields/choices.tsx';
import { FormAnswers } from '../../portal-kit/form/FormAnswers.tsx';
import { fieldsOfPage } from '../../portal-kit/form/pages.ts';
import type { OpenForm } from '../../portal-kit/form/useForm.ts';
import { Notice } from '../../portal-kit/Notice.tsx';
import { SummaryList } from '../../portal-kit/pieces.tsx';
import { navigate } from '../../portal-kit/router.ts';
import { useAct } from '../../portal-kit/useAct.ts';
import type { DraftKeeper } from './keeper.ts';
import { isMissing } from './MaterialsStep.tsx';

interface CheckStepProps {
  readonly form: OpenForm;
  readonly undertakings: readonly string[];
  readonly pageAddress: (page: string) => string;
  readonly materials: readonly MaterialSlot[];
  readonly keeper: DraftKeeper;
  readonly address: (step: 'form' | 'materials') => string;
  readonly onBack: (() => void) | undefined;
}

const statement = '我已核对以上内容，所填内容和所交材料真实、有效，愿意承担相应的法律责任。';

/** Key of the page on which a field stands. */
const pageOf = (form: OpenForm, path: string): string =>
  form.view.pages.find((page) => fieldsOfPage(page).some((field) => field.path === path.split('[', 1)[0]))?.key ?? '';

/** Everything on one page before it is sent, each with its way back; then the declaration and the sending. */
export function CheckStep({ form, undertakings, materials, keeper, pageAddress, address, onBack }: CheckStepProps): ReactNode {
  const [declared, setDeclared] = useState(false);
  const [turn, setTurn] = useState(0);
  const submit = useAct(async () => {
    if (!(await form.flush())) throw new Error('unsaved');
    const { caseId } = await keeper.submit();
    navigate(`/my/cases/${encodeURIComponent(caseId)}/submitted`, { replace: true });
  });
  const unfinished = form.view.problems.filter(({ level }) => level === 'error');
  const missing = materials.filter(isMissing);
  const problems: SummaryProblem[] = turn > 0 && !declared ? [{ field: 'declared', message: '请先阅读并勾选声明' }] : [];
  const send = (): void => {
    setTurn((before) => before + 1);
    if (declared && unfinished.length === 0 && missing.length === 0) void submit.run();
  };
  return (
    <>
      <ErrorSummary problems={problems} turn={turn} />
      <div className="page-head"><h2>核对并提交</h2><p>提交前请逐项核对，有误可点“修改”。</p></div>
      {(unfinished.length > 0 || missing.length > 0) && (
        <Notice kind="urgent" title="还有内容没有完成，暂不能提交">
          <ul className="bullets">
            {unfinished.length > 0 && <li>{unfinished.length} 处信息需要补填：{unfinished[0]!.message}{unfinished.length > 1 ? ' 等' : ''}。<a href={pageAddress(pageOf(form, unfinished[0]!.path))}>去填写</a></li>}
            {missing.map(({ key, name }) => <li key={key}>缺少材料：{name}。<a href={`${address('materials')}#material-${key}`}>去上传</a></li>)}
          </ul>
        </Notice>
      )}
      <div className="after-notice">
        <FormAnswers form={form.state.form} state={form.state} pageAddress={pageAddress} />
        <section className="answers">
          <h2>材料</h2>
          <SummaryList
            rows={materials.filter(({ state }) => state !== 'notNeeded').map((slot) => ({
              label: slot.name,
              value: slot.licence ? `${slot.licence.name} ${slot.licence.number}（证照库）` : slot.files.map(({ name }) => name).join('、') || <span className="quiet">未上传</span>,
              ...(slot.licence ? {} : { change: address('materials') }),
            }))}
          />
        </section>
      </div>
      {undertakings.length > 0 && <section className="answers"><h2>您承诺</h2><ul className="bullets">{undertakings.map((text) => <li key={text}>{text}</li>)}</ul></section>}
      <Tick id="declared" label="声明" statement={statement} checked={declared} onChange={setDeclared} problem={problems[0]?.message ?? null} />
      {submit.error && <Notice kind="urgent" title={submit.error.message} announce><p>申请还没有提交，填写的内容都在。</p></Notice>}
      <div className="actions">
        <Button kind="primary" busy={submit.busy} busyText="正在提交…" onClick={send}>提交申请</Button>
        {onBack && <Button onClick={onBack}>上一步</Button>}
        <Button kind="text" onClick={() => window.print()}>打印</Button>
      </div>
    </>
  );
}
