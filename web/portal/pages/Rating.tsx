import { useState, type ReactNode } from 'react';
import { ratingEndpoints, rectificationLabels, satisfactionLabels, type Invitation, type OwnRating } from '../../../modules/public-service/ratings/contract.ts';
import { call } from '../../browser/call.ts';
import { CheckboxList, RadioList, Tick } from '../../portal-kit/fields/choices.tsx';
import { ReadyForm } from '../../portal-kit/fields/ReadyForm.tsx';
import { TextField } from '../../portal-kit/fields/TextField.tsx';
import { Notice } from '../../portal-kit/Notice.tsx';
import { Page } from '../../portal-kit/Page.tsx';
import type { PageProps } from '../../portal-kit/routes.ts';
import { useAct } from '../../portal-kit/useAct.ts';
import { Loading, useLoad } from '../../portal-kit/useLoad.tsx';
import { When } from '../When.tsx';

/** Rating how one case was handled. */
export default function RatingPage({ params }: PageProps): ReactNode {
  const caseId = params['id'] ?? '';
  const invitation = useLoad(ratingEndpoints.invitation, { caseId });
  return (
    <Page title="评价本次办理" narrow lead={invitation.data && `${invitation.data.itemName} · ${invitation.data.bureauName}`} trail={[{ title: '我的办件', to: '/my/cases' }]}>
      <Loading of={invitation}>
        {(asked) => (
          <div className="stack-wide">
            {asked.ratings.map((given) => <Given key={given.round} given={given} />)}
            {asked.round !== null && <Rate key={asked.round} caseId={caseId} asked={asked} onDone={invitation.reload} />}
          </div>
        )}
      </Loading>
    </Page>
  );
}

/** What I said, and what the office has done about it. */
const Given = ({ given }: { readonly given: OwnRating }): ReactNode => (
  <Notice kind="good" title={`您已评价：${satisfactionLabels[given.satisfaction as keyof typeof satisfactionLabels]}`}>
    {given.details.length > 0 && <p>{given.details.join('、')}</p>}
    {given.text && <p>{given.text}</p>}
    <p className="quiet"><When at={given.ratedAt} />{given.anonymous && '　匿名'}</p>
    {given.rectification && <p>整改情况：{rectificationLabels[given.rectification]}</p>}
    {given.reply && <p>反馈：{given.reply}</p>}
  </Notice>
);

function Rate({ caseId, asked, onDone }: { readonly caseId: string; readonly asked: Invitation; readonly onDone: () => void }): ReactNode {
  const [level, setLevel] = useState<string | null>(null);
  const [anonymous, setAnonymous] = useState(false);
  const [details, setDetails] = useState<string[]>([]);
  const [text, setText] = useState('');
  const offered = asked.levels.find(({ satisfaction }) => String(satisfaction) === level)?.details ?? [];
  const send = useAct(async () => {
    await call(ratingEndpoints.rate, { caseId, satisfaction: Number(level), detailCodes: details, anonymous, ...(text.trim() ? { text: text.trim() } : {}) });
    onDone();
  });
  const choose = (code: string): void => {
    setLevel(code);
    setDetails([]);
  };
  return (
    <ReadyForm check={() => (level ? [] : [{ field: 'level', message: '请选择满意程度' }])} send="提交评价" busy={send.busy} error={send.error} onSend={() => void send.run()}>
      {(problemOf) => (
        <>
          <RadioList id="level" label={asked.round === 2 ? '整改之后，您现在满意吗？' : '您对这次办理满意吗？'} choices={asked.levels.map(({ satisfaction, name }) => ({ value: String(satisfaction), label: name }))} value={level} onChange={choose} problem={problemOf('level')} />
          {offered.length > 0 && <CheckboxList id="details" label="具体是哪些方面" required={false} choices={offered.map(({ code, name }) => ({ value: code, label: name }))} value={details} onChange={setDetails} />}
          <TextField id="text" label="想说的话" required={false} lines={4} maxLength={500} help="请不要写身份证号、手机号等个人信息" value={text} onChange={setText} problem={problemOf('text')} />
          <Tick id="anonymous" label="匿名" statement="匿名评价，经办单位看不到您是谁" checked={anonymous} onChange={setAnonymous} />
        </>
      )}
    </ReadyForm>
  );
}
