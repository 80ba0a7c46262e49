import type { Context } from '../../../kernel/context.ts';
import { chinaDate, formatDate } from '../../../kernel/dates.ts';
import type { EventHandler } from '../../../kernel/module.ts';
import { addWorkingDays } from '../../../engines/clocks/contract.ts';
import { clockSummaries, workingCalendar } from '../../platform/clocks/api.ts';
import { notify } from '../../platform/notices/api.ts';
import { getUnit } from '../../platform/organisations/api.ts';
import { getLicence } from '../../records/licences/api.ts';
import { getVersion } from '../service-items/api.ts';
import { caseErrors } from './contract.ts';
import { findCase, type CaseRecord } from './store/cases.ts';
import { eventsOf, findSupplement } from './store/parts.ts';

/** Tells the applicant, by the template of the event's own name. */
const tell =
  (template: string): EventHandler =>
  async (ctx: Context, { caseId }: { caseId: string }) => {
    const record = await findCase(ctx, caseId);
    if (!record) throw caseErrors.notFound();
    await notify(ctx, { to: { kind: 'person', id: record.account_id }, template, values: await valuesOf(ctx, record), link: `/my/cases/${record.id}` });
  };

/** What templates may speak of; what does not apply is empty. */
async function valuesOf(ctx: Context, record: CaseRecord): Promise<Record<string, string>> {
  const clock = record.clock_id ? (await clockSummaries(ctx, [record.clock_id])).get(record.clock_id) : undefined;
  const supplement = await findSupplement(ctx, record.id);
  const licence = record.licence_id ? await getLicence(ctx, record.licence_id) : undefined;
  const item = await getVersion(ctx, record.version_id);
  const receivedOn = chinaDate(record.received_at);
  const reasons = (await eventsOf(ctx, record.id)).findLast((event) => event.kind === 'decline' || event.kind === 'refuse');
  return {
    itemName: record.item_name,
    caseNumber: record.number,
    unitName: (await getUnit(ctx, record.unit_id)).name,
    replyBy: formatDate(addWorkingDays(await workingCalendar(ctx), receivedOn, item.limits.acceptance)),
    dueOn: clock?.promisedDueAt ? lastDay(Date.parse(clock.promisedDueAt)) : '',
    answerBy: supplement ? lastDay(supplement.answer_by.getTime()) : '',
    what: supplement?.items.map((each) => `${each.name}：${each.problem}`).join('；') ?? '',
    reason: reasons?.opinion ?? '',
    next: item.licenceTypeKey ? '证照正在制作，做好后会通知您。' : '决定书可在办件详情中下载。',
    licenceName: licence?.typeName ?? '',
    licenceNumber: licence?.number ?? '',
    expiresOn: licence?.validTo ? formatDate(licence.validTo) : '长期',
  };
}

const lastDay = (due: number): string => formatDate(chinaDate(new Date(due - 1)));

export const caseReactions: Readonly<Record<string, EventHandler>> = {
  'cases.submitted': tell('cases.submitted'),
  'cases.accepted': tell('cases.accepted'),
  'cases.supplementAsked': tell('cases.supplementAsked'),
  'cases.declined': tell('cases.declined'),
  'cases.decided': async (ctx, payload: { caseId: string; granted: boolean }) => tell(payload.granted ? 'cases.decidedGranted' : 'cases.decidedRefused')(ctx, payload as never),
  'cases.licenceIssued': tell('licences.issued'),
};
