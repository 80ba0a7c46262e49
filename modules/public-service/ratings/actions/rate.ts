import type { Context } from '../../../../kernel/context.ts';
import { chinaDate, formatInstantFull, formatMonthDay } from '../../../../kernel/dates.ts';
import type { InputOf } from '../../../../kernel/endpoint.ts';
import { newId } from '../../../../kernel/id.ts';
import { clockSummaries, startClock } from '../../../platform/clocks/api.ts';
import { getDictionary } from '../../../platform/dictionaries/api.ts';
import { notify } from '../../../platform/notices/api.ts';
import type { Conclusion } from '../../cases/contract.ts';
import { ratingErrors, type ratingEndpoints } from '../contract.ts';
import { againUntil, channelOf, detailFits, isBad, openRound, openUntil, policy } from '../rules.ts';
import { addInvitation, findConcludedCase, handlersOf, insertRating, insertRectification, lockInvitation, ratingsOf, unitNameOf, type InvitationRow } from '../store.ts';

/** Conclusions by which somebody was served; who withdrew or did not answer is left in peace. */
const served: ReadonlySet<Conclusion> = new Set(['granted', 'refused', 'declined']);

/** Invites the applicant of a concluded case to rate it; once, however often the conclusion is told. */
export async function invite(ctx: Context, { caseId }: { caseId: string }): Promise<void> {
  const concluded = await findConcludedCase(ctx, caseId);
  if (!concluded || !concluded.conclusion || !served.has(concluded.conclusion)) return;
  const isNew = await addInvitation(ctx, {
    case_id: caseId,
    case_number: concluded.number,
    account_id: concluded.account_id,
    subject_id: concluded.subject_id,
    applicant_shown: concluded.applicant_shown,
    item_id: concluded.item_id,
    item_name: concluded.item_name,
    unit_id: concluded.unit_id,
    invited_at: ctx.now(),
  });
  if (!isNew) return;
  await notify(ctx, {
    to: { kind: 'person', id: concluded.account_id },
    template: 'ratings.invitation',
    values: {
      itemName: concluded.item_name,
      caseNumber: concluded.number,
      unitName: await unitNameOf(ctx, concluded.unit_id),
      rateBy: formatMonthDay(chinaDate(openUntil(ctx.now()))),
    },
    link: `/my/cases/${caseId}/rating`,
  });
  ctx.audit('ratings.invite', caseId, { about: concluded.subject_id });
}

/**
 * Keeps what the applicant thinks of a case: once, and within ten days once more. A bad rating opens a rectification.
 *
 * @throws ratings.notInvited, alreadyRated, closed, tooLate, reasonMissing, badDetail
 * @source GB/T 39046-2020 6.6; facts C8
 */
export async function rate(ctx: Context, input: InputOf<typeof ratingEndpoints.rate>): Promise<void> {
  const invitation = await lockInvitation(ctx, input.caseId, ctx.actor.id);
  if (!invitation) throw ratingErrors.notInvited();
  const round = await requireRound(ctx, invitation);
  const text = input.text?.trim() ?? '';
  if (isBad(input.satisfaction) && input.detailCodes.length === 0 && text === '') throw ratingErrors.reasonMissing({ problems: [{ path: 'detailCodes', message: '请选择不满意的方面，或者写明原因' }] });
  await requireDetails(ctx, input.detailCodes, input.satisfaction);

  const id = newId(ctx.now());
  await insertRating(ctx, {
    id,
    case_id: invitation.case_id,
    round,
    satisfaction: input.satisfaction,
    detail_codes: input.detailCodes,
    text,
    anonymous: input.anonymous,
    channel: input.channel ?? channelOf(ctx.origin.agent),
    item_id: invitation.item_id,
    item_name: invitation.item_name,
    unit_id: invitation.unit_id,
    rated_at: ctx.now(),
  });
  ctx.audit('ratings.rate', id, { about: invitation.subject_id, round, satisfaction: input.satisfaction });
  ctx.announce('ratings.rated', { ratingId: id, caseId: invitation.case_id });
  if (isBad(input.satisfaction)) await openRectification(ctx, id, invitation, input.anonymous);
}

async function requireRound(ctx: Context, invitation: InvitationRow): Promise<1 | 2> {
  const given = (await ratingsOf(ctx, invitation.case_id)).map((rating) => rating.rated_at);
  const round = openRound(invitation.invited_at, given, ctx.now());
  if (round !== null) return round;
  if (given.length === 0) throw ratingErrors.closed({ at: formatInstantFull(openUntil(invitation.invited_at)) });
  if (given.length === 1 && ctx.now() >= againUntil(given[0]!)) throw ratingErrors.tooLate({ days: policy.againDays });
  throw ratingErrors.alreadyRated();
}

async function requireDetails(ctx: Context, codes: readonly string[], satisfaction: number): Promise<void> {
  if (codes.length === 0) return;
  const offered = new Set((await getDictionary(ctx, 'rating-detail')).items.filter((item) => !item.disabled).map((item) => item.code));
  if (!codes.every((code) => offered.has(code) && detailFits(code, satisfaction))) throw ratingErrors.badDetail();
}

/** Opens the loop 核实 → 整改 → 反馈 → 复核 with its own clock, and tells whoever worked on the case. */
async function openRectification(ctx: Context, ratingId: string, invitation: InvitationRow, anonymous: boolean): Promise<void> {
  const clockId = await startReplyClock(ctx, ratingId, invitation.unit_id, '收到差评');
  const dueAt = await dueOf(ctx, clockId);
  await insertRectification(ctx, {
    rating_id: ratingId,
    unit_id: invitation.unit_id,
    status: 'verifying',
    founded: null,
    reply: null,
    contact: null,
    clock_id: clockId,
    opened_at: ctx.now(),
    due_at: dueAt,
    replied_at: null,
    closed_at: null,
  });
  for (const id of await handlersOf(ctx, invitation.case_id)) {
    await notify(ctx, {
      to: { kind: 'staff', id },
      template: 'processes.taskAssigned',
      values: { itemName: invitation.item_name, caseNumber: anonymous ? '匿名评价' : invitation.case_number, taskTitle: '差评核实整改', dueOn: lastDayOf(dueAt) },
      link: `/ratings/${ratingId}`,
    });
  }
  ctx.announce('ratings.bad', { ratingId, caseId: invitation.case_id });
}

/** Starts the clock by which a bad rating must be answered. @source facts C8 */
export const startReplyClock = (ctx: Context, ratingId: string, unitId: string, reason: string): Promise<string> =>
  startClock(ctx, { subject: `ratings/${ratingId}`, unitId, reason, terms: { promised: { amount: policy.replyWorkingDays, unit: 'workingDay' } } });

async function dueOf(ctx: Context, clockId: string): Promise<Date> {
  return new Date((await clockSummaries(ctx, [clockId])).get(clockId)?.promisedDueAt ?? ctx.now());
}

/** A clock's due instant is the midnight after the last day. */
const lastDayOf = (dueAt: Date): string => formatMonthDay(chinaDate(new Date(dueAt.getTime() - 1)));
