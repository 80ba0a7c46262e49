import { useParams } from '@tanstack/react-router';
import { DetailPage } from '../../../../web/staff-kit/detail/DetailPage.tsx';
import { Fields } from '../../../../web/staff-kit/detail/Fields.tsx';
import { Section } from '../../../../web/staff-kit/detail/Section.tsx';
import { Timeline } from '../../../../web/staff-kit/detail/Timeline.tsx';
import { PageLink } from '../../../../web/staff-kit/PageLink.tsx';
import { When } from '../../../../web/staff-kit/words/When.tsx';
import { contactLabels, ratingEndpoints, rectificationLabels, type RatingDetail as Detail } from '../contract.ts';
import { RectifyForm } from './RectifyForm.tsx';
import { channelText, RectificationTag, ReplyClock, SatisfactionTag } from './words.tsx';

/** One rating; of a bad one, what was done about it and what the officer may do now. */
export function RatingDetail() {
  const { id } = useParams({ strict: false }) as { id: string };
  return (
    <DetailPage
      endpoint={ratingEndpoints.get}
      input={{ id }}
      title={(rating) => rating.itemName}
      renderStatus={(rating) => (
        <>
          <SatisfactionTag {...rating} /> <RectificationTag status={rating.rectification} />
        </>
      )}
      renderSubtitle={(rating) => (
        <>
          {rating.unitName}　<ReplyClock {...rating} />
        </>
      )}
    >
      {(rating) => (
        <>
          {rating.actions.map((action) => (
            <RectifyForm key={`${action}-${rating.steps.length}`} id={id} action={action} />
          ))}
          <Section title="评价">
            <Fields
              of={[
                { label: '评价人', value: rating.applicant },
                { label: '办件', value: rating.caseId ? <PageLink to={`/cases/${rating.caseId}`}>{rating.caseNumber}</PageLink> : '匿名评价，不显示办件' },
                { label: '评价时间', value: <When at={rating.ratedAt} /> },
                { label: '渠道', value: `${channelText(rating.channel)}，${rating.round === 1 ? '首次评价' : '追加评价'}` },
                { label: '评价详情', value: rating.details.join('、'), wide: true },
                { label: '评价内容', value: rating.text, wide: true },
              ]}
            />
          </Section>
          {rating.rectification && <Rectification rating={rating} />}
        </>
      )}
    </DetailPage>
  );
}

function Rectification({ rating }: { rating: Detail }) {
  const current = rating.rectification === 'closed' || rating.rectification === null ? null : { key: 'now', title: rectificationLabels[rating.rectification], at: null };
  return (
    <>
      <Section title="整改过程">
        <Timeline
          steps={[
            { key: 'begin', title: '收到差评', at: rating.ratedAt },
            ...rating.steps.map((step) => ({ key: String(step.seq), title: step.title, at: step.at, who: step.actorName, content: step.opinion })),
            ...(current ? [current] : []),
          ]}
          {...(current ? { current: current.key } : {})}
        />
      </Section>
      {rating.reply && (
        <Section title="给评价人的反馈">
          <Fields
            of={[
              { label: '核实结果', value: rating.founded ? '属实' : '不属实' },
              { label: '回访方式', value: rating.contact && contactLabels[rating.contact] },
              { label: '反馈内容', value: rating.reply, wide: true },
            ]}
          />
        </Section>
      )}
      {rating.clockExplained && (
        <Section title="反馈时限">
          {rating.clockExplained.sentences.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </Section>
      )}
    </>
  );
}
