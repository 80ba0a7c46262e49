import { Fields } from '../../../../../web/staff-kit/detail/Fields.tsx';
import { Section } from '../../../../../web/staff-kit/detail/Section.tsx';
import { Timeline } from '../../../../../web/staff-kit/detail/Timeline.tsx';
import { DataTable } from '../../../../../web/staff-kit/list/DataTable.tsx';
import { amountText, type Term } from '../../../../../engines/clocks/contract.ts';
import { fieldsOf, type CompiledForm } from '../../../../../engines/forms/contract.ts';
import { applicantStep, audienceLabels, caseTypeLabels, versionStatusLabels, type PublishedItem, type VersionDetail, type VersionStatus } from '../../contract.ts';
import { stepsInOrder } from '../words.tsx';

const termWords = ({ amount, unit, extension }: Term): string => `${amountText(amount, unit)}${extension ? `，可延长 ${extension.times} 次，每次至多 ${amountText(extension.amount, unit)}` : ''}`;

/** What the form calls one of its pages, sections or fields. */
function titleIn(form: CompiledForm, key: string): string {
  const part = form.pages.find((page) => page.key === key) ?? form.pages.flatMap(({ sections }) => sections).find((section) => section.key === key);
  return part?.title ?? fieldsOf(form).find((field) => field.key === key)?.label ?? key;
}

const status = (code: string | null): string => (code === null ? '' : versionStatusLabels[code as VersionStatus]);

/** What a version says of time, result and people, and who put it into use. */
export const Overview = ({ version, item }: { version: VersionDetail; item: PublishedItem }) => (
  <>
    <Section title="时限和结果">
      <Fields
        of={[
          { label: '办件类型', value: caseTypeLabels[item.caseType] },
          { label: '申请人', value: item.applicants.map((each) => audienceLabels[each]).join('、') },
          { label: '法定时限', value: termWords(item.limits.statutory) },
          { label: '承诺时限', value: termWords(item.limits.promised) },
          { label: '受理期限', value: `${item.limits.acceptance} 个工作日` },
          { label: '送达期限', value: `${item.limits.deliver} 个工作日` },
          { label: '补正期限', value: `${item.limits.supplement} 个工作日` },
          { label: '办件编号', value: <code>{item.numberPattern}</code> },
          { label: '结果', value: item.guide.result.name },
          { label: '有效期', value: item.licenceMonths === null ? '长期' : `${item.licenceMonths} 个月` },
          { label: '收费', value: item.guide.fee.text },
          { label: '重复申请', value: item.distinctBy.length === 0 ? '同一申请人只能有一件未办结的' : `按${item.distinctBy.map((field) => `“${titleIn(item.form, field)}”`).join('、')}判断是否同一件` },
        ]}
      />
    </Section>
    <Section title="环节">
      <DataTable
        label="环节"
        tight
        rows={stepsInOrder(item)}
        rowId={([key]) => key}
        columns={[
          { key: 'title', title: '环节', text: ([, { title }]) => title },
          { key: 'role', title: '谁办', text: ([, { roleTitle }]) => roleTitle ?? '', width: 160 },
          { key: 'limit', title: '环节时限', text: ([, { limit }]) => (limit ? amountText(limit.amount, limit.unit as Term['unit']) : ''), width: 160 },
          { key: 'write', title: '可填写', text: ([key, { write }]) => (key === applicantStep ? '申请表各页' : write.map((part) => titleIn(item.form, part)).join('、')) },
        ]}
      />
    </Section>
    <Section title="启用和停用">
      <Timeline
        steps={version.history.map(({ at, actorName, from, to, reason }) => ({
          key: `${at} ${to}`,
          title: from === null ? `装载，${status(to)}` : `${status(from)} → ${status(to)}`,
          at,
          who: actorName,
          tone: to === 'published' ? ('good' as const) : ('neutral' as const),
          content: reason,
        }))}
      />
    </Section>
  </>
);
