import { useAction } from '../../../../web/staff-kit/data/useAction.ts';
import { Section } from '../../../../web/staff-kit/detail/Section.tsx';
import { RecordForm } from '../../../../web/staff-kit/form/RecordForm.tsx';
import type { RecordField } from '../../../../web/staff-kit/form/fields.ts';
import { contactLabels, ratingEndpoints, type Contact, type RatingDetail } from '../contract.ts';

type Action = RatingDetail['actions'][number];

interface Filled {
  /** `yes` or `no`. */
  readonly verdict: string;
  readonly contact: Contact;
  readonly text: string;
}

const verdict = (label: string, yes: string, no: string): RecordField<Filled> => ({
  kind: 'radio', name: 'verdict', label, required: true, wide: true, options: [{ value: 'yes', label: yes }, { value: 'no', label: no }],
});
const text = (label: string, help: string): RecordField<Filled> => ({ kind: 'textarea', name: 'text', label, help, required: true, maxLength: 1000, rows: 4 });

interface Form {
  readonly title: string;
  readonly submitLabel: string;
  readonly fields: readonly RecordField<Filled>[];
}

const forms: Readonly<Record<Action, Form>> = {
  verify: {
    title: '核实',
    submitLabel: '提交核实结果',
    fields: [verdict('是否属实', '属实，需要整改', '不属实，直接反馈'), text('核实情况', '查了什么、向谁了解、结论是什么')],
  },
  rectify: { title: '整改', submitLabel: '登记整改', fields: [text('整改情况', '改了什么、由谁负责、如何防止再发生')] },
  reply: {
    title: '反馈',
    submitLabel: '发出反馈',
    fields: [
      { kind: 'radio', name: 'contact', label: '回访方式', required: true, wide: true, options: Object.entries(contactLabels).map(([value, label]) => ({ value, label })) },
      text('反馈内容', '评价人会看到这段话，请用通俗、礼貌的语言'),
    ],
  },
  review: {
    title: '复核',
    submitLabel: '提交复核意见',
    fields: [verdict('复核结论', '通过，办结', '退回整改，重新计时'), text('复核意见', '回访评价人的情况、是否整改到位')],
  },
};

/** What the officer may do now about a bad rating. */
export function RectifyForm({ id, action }: { id: string; action: Action }) {
  const options = { invalidates: [ratingEndpoints.get, ratingEndpoints.list, ratingEndpoints.statistics], success: '已提交', showsFailure: true };
  const verify = useAction(ratingEndpoints.verify, options);
  const rectify = useAction(ratingEndpoints.rectify, options);
  const reply = useAction(ratingEndpoints.reply, options);
  const review = useAction(ratingEndpoints.review, options);
  const submit = ({ verdict: said, contact, text: opinion }: Filled): Promise<RatingDetail> => {
    if (action === 'verify') return verify.mutateAsync({ id, founded: said === 'yes', opinion });
    if (action === 'rectify') return rectify.mutateAsync({ id, opinion });
    if (action === 'reply') return reply.mutateAsync({ id, reply: opinion, contact });
    return review.mutateAsync({ id, passed: said === 'yes', opinion });
  };
  const { title, submitLabel, fields } = forms[action];
  return (
    <Section title={`我来办理：${title}`}>
      <RecordForm<Filled, RatingDetail> fields={fields} submitLabel={submitLabel} submit={submit} draft={`ratings.${id}.${action}`} />
    </Section>
  );
}
