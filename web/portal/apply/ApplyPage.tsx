import { useEffect, useState, type ReactNode } from 'react';
import { layout, type CodeTables, type CompiledForm } from '../../../engines/forms/contract.ts';
import { intakeEndpoints, type Draft, type MaterialSlot } from '../../../modules/public-service/intake/contract.ts';
import { Button } from '../../portal-kit/Button.tsx';
import { FormRenderer } from '../../portal-kit/form/FormRenderer.tsx';
import { useForm, type OpenForm } from '../../portal-kit/form/useForm.ts';
import { Notice } from '../../portal-kit/Notice.tsx';
import { Page } from '../../portal-kit/Page.tsx';
import { Steps } from '../../portal-kit/pieces.tsx';
import { navigate } from '../../portal-kit/router.ts';
import type { PageProps } from '../../portal-kit/routes.ts';
import { Loading, useLoad } from '../../portal-kit/useLoad.tsx';
import { CheckStep } from './CheckStep.tsx';
import { keepDraft } from './keeper.ts';
import { MaterialsStep } from './MaterialsStep.tsx';

/** Applying for an item, from the first question to sending it; the address tells the step, the server keeps the draft. */
export default function ApplyPage({ params }: PageProps): ReactNode {
  const id = params['id'] ?? '';
  const loaded = useLoad(intakeEndpoints.draft, { id });
  const item = loaded.data && [{ title: '办事指南', to: `/items/${encodeURIComponent(loaded.data.itemId)}` }];
  return (
    <Page title={loaded.data?.itemName ?? '在线办理'} narrow trail={item ?? []} lead={loaded.data && `申请人：${loaded.data.applicant.name}`}>
      <Loading of={loaded} lines={10}>
        {(draft) => <Application key={draft.revision} draft={draft} step={params['step']} page={params['page']} onReload={loaded.reload} />}
      </Loading>
    </Page>
  );
}

type Step = 'situation' | 'form' | 'materials' | 'check';

interface ApplicationProps {
  readonly draft: Draft;
  readonly step: string | undefined;
  readonly page: string | undefined;
  /** Asks the server for the draft anew: after a conflict. */
  readonly onReload: () => void;
}

function Application({ draft, step: asked, page: askedPage, onReload }: ApplicationProps): ReactNode {
  const [materials, setMaterials] = useState(draft.materials as readonly MaterialSlot[]);
  const [conflict, setConflict] = useState(false);
  const [keeper] = useState(() => keepDraft(draft, { onMaterials: setMaterials, onConflict: () => setConflict(true) }));
  const { data, answers, provenance, step: formStep } = draft;
  const form = useForm(draft.form as CompiledForm, { data, answers, provenance, step: formStep, codes: draft.codes as CodeTables }, { onSave: keeper.save });
  const isSituation = (key: string): boolean => draft.situationPages.includes(key.split('.', 1)[0]!);

  // Who comes back without naming a place goes on where she was.
  const page = asked ? askedPage : (draft.page ?? undefined);
  const wanted = asked ?? (draft.page ? (isSituation(draft.page) ? 'situation' : 'form') : undefined);
  useEffect(() => keeper.at(page), [keeper, page]);

  const steps = stepsOf(draft);
  const at = Math.max(0, steps.findIndex(({ key }) => key === wanted));
  const step = steps[at]!.key;
  const address = (to: Step, of?: string): string => `/apply/${encodeURIComponent(draft.id)}/${to}${of ? `/${encodeURIComponent(of)}` : ''}`;
  const next = (): void => navigate(address(steps[at + 1]!.key));
  const back = at > 0 ? () => navigate(address(steps[at - 1]!.key)) : undefined;
  const leave = <Button kind="text" onClick={() => void form.flush().then(() => navigate('/my/drafts'))}>保存并退出</Button>;
  const turnPage = (key: string): void => navigate(address(step, key));
  const part = step === 'situation' ? situationOf(form, isSituation) : partOf(form, (key) => !isSituation(key));

  return (
    <>
      <Steps titles={steps.map(({ title }) => title)} current={at} />
      {!draft.open && <Notice kind="urgent" title="这个事项现在不能在线申请"><p>已填写的内容可以查看，但不能提交。请到政务服务窗口办理。</p></Notice>}
      {draft.changed && <Changed lost={draft.changed.lost} />}
      {conflict && (
        <Notice kind="urgent" title="这份草稿刚在另一个窗口或设备上修改过" announce>
          <p>本页显示的不是最新内容，继续填写将不会保存。</p>
          <Button onClick={onReload}>载入最新内容</Button>
        </Notice>
      )}
      {(step === 'situation' || step === 'form') && <FormRenderer key={step} open={part} page={page} onPage={turnPage} onBack={back} onFinish={next} finish="继续" beside={leave} />}
      {step === 'materials' && <MaterialsStep materials={materials} keeper={keeper} onNext={next} onBack={back} />}
      {step === 'check' && <CheckStep form={form} undertakings={draft.undertakings} materials={materials} keeper={keeper} pageAddress={(key) => address(isSituation(key) ? 'situation' : 'form', key)} address={address} onBack={back} />}
    </>
  );
}

/** A newer form has taken over what it could. */
const Changed = ({ lost }: { readonly lost: NonNullable<Draft['changed']>['lost'] }): ReactNode => (
  <Notice kind="warning" title="申请表已更新，已填的内容带过来了">
    {lost.length > 0 && (
      <>
        <p>下列内容没有带过来，请看看是否需要重新填写：</p>
        <ul className="bullets">{lost.map(({ path, label, reason }) => <li key={path}>{label}：{reason}</li>)}</ul>
      </>
    )}
  </Notice>
);

/** The same form with some of its pages only. */
const partOf = (form: OpenForm, keeps: (page: string) => boolean): OpenForm => ({ ...form, view: { ...form.view, pages: form.view.pages.filter(({ key }) => keeps(key)) } });

/** The questions about the situation come one a page on every screen. */
const situationOf = (form: OpenForm, isSituation: (page: string) => boolean): OpenForm =>
  partOf({ ...form, view: layout(form.state.form, form.state, { medium: 'phone' }) }, isSituation);

function stepsOf(draft: Draft): { key: Step; title: string }[] {
  return [
    ...(draft.situationPages.length > 0 ? [{ key: 'situation' as const, title: '回答几个问题' }] : []),
    { key: 'form', title: '填写信息' },
    { key: 'materials', title: '准备材料' },
    { key: 'check', title: '核对并提交' },
  ];
}
