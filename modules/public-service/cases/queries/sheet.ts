import type { Context } from '../../../../kernel/context.ts';
import { formatInstantFull } from '../../../../kernel/dates.ts';
import type { Download } from '../../../../kernel/endpoint.ts';
import { renderSheet } from '../../../../engines/documents/api.ts';
import { layout, maskData, openForm, type CompiledForm, type FormData } from '../../../../engines/forms/contract.ts';
import { codesFor } from '../codes.ts';
import { caseStatusLabels, conclusionLabels } from '../contract.ts';
import { getCaseDetail } from './detail.ts';

/** The print sheet of a case, in black and white: what was applied for, what was handed in, what was done. @throws cases.notFound */
export async function caseSheet(ctx: Context, id: string): Promise<Download> {
  const detail = await getCaseDetail(ctx, id);
  const form = detail.form as CompiledForm;
  const state = openForm(form, { data: maskData(form, detail.data as FormData), asRecorded: true, codes: await codesFor(ctx, form), now: ctx.now() });
  const answers = layout(form, state, { medium: 'print' }).pages.flatMap((page) =>
    page.sections.map((section) => ({
      title: section.title,
      pairs: section.rows.flatMap((row) => row.map(({ field }) => [field.label, field.text] as const)),
    })),
  );
  const when = (at: string | null): string => (at ? formatInstantFull(new Date(at)) : '');
  const { pdf } = renderSheet(
    {
      title: '办件登记单',
      subtitle: detail.number,
      sections: [
        {
          title: '基本情况',
          pairs: [
            ['事项', detail.itemName],
            ['申请人', detail.applicant],
            ['受理单位', detail.unitName],
            ['状态', `${caseStatusLabels[detail.status]}${detail.conclusion ? `（${conclusionLabels[detail.conclusion]}）` : ''}`],
            ['申请时间', when(detail.submittedAt)],
            ['受理时间', when(detail.acceptedAt)],
            ['办结时间', when(detail.concludedAt)],
          ],
        },
        ...answers.filter((section) => section.pairs.length > 0),
        { title: '材料', pairs: detail.materials.map((material) => [material.name, material.fileName ?? material.note ?? ''] as const) },
        { title: '办理过程', pairs: detail.events.map((event) => [`${when(event.at)} ${event.title}`, [event.unitName, event.actorName, event.opinion].filter(Boolean).join('　')] as const) },
      ],
      footer: `打印：${ctx.actor.name}　${formatInstantFull(ctx.now())}`,
    },
    { at: ctx.now() },
  );
  return { name: `办件登记单-${detail.number}.pdf`, type: 'application/pdf', content: pdf, inline: true };
}
