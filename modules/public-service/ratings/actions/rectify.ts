import type { Context } from '../../../../kernel/context.ts';
import type { InputOf } from '../../../../kernel/endpoint.ts';
import { stopClock } from '../../../platform/clocks/api.ts';
import { notify } from '../../../platform/notices/api.ts';
import { contactLabels, ratingErrors, rectificationLabels, type ratingEndpoints, type RectificationStatus } from '../contract.ts';
import { requireVisible } from '../queries/ratings.ts';
import { rectificationStates } from '../rules.ts';
import { addStep, lockRectification, stepsOf, updateRectification, type RectificationRow } from '../store.ts';
import { startReplyClock } from './rate.ts';

type Inputs = typeof ratingEndpoints;

/** Finds out whether a bad rating is right; one that is not goes straight to the reply. @throws ratings.notFound, notBad, notNow */
export async function verifyRating(ctx: Context, { id, founded, opinion }: InputOf<Inputs['verify']>): Promise<void> {
  const { subjectId } = await move(ctx, 'ratings.rectify', id, '核实', 'verifying');
  await updateRectification(ctx, id, { status: founded ? 'rectifying' : 'replying', founded });
  await addStep(ctx, id, { kind: 'verify', title: founded ? '核实：属实' : '核实：不属实', opinion });
  ctx.audit('ratings.verify', id, { about: subjectId, founded });
}

/** Writes down what has been put right. @throws ratings.notFound, notBad, notNow */
export async function rectifyRating(ctx: Context, { id, opinion }: InputOf<Inputs['rectify']>): Promise<void> {
  const { subjectId } = await move(ctx, 'ratings.rectify', id, '登记整改', 'rectifying');
  await updateRectification(ctx, id, { status: 'replying' });
  await addStep(ctx, id, { kind: 'rectify', title: '整改', opinion });
  ctx.audit('ratings.rectify', id, { about: subjectId });
}

/** Answers the author, who is told; this ends the clock. @throws ratings.notFound, notBad, notNow */
export async function replyToRating(ctx: Context, { id, reply, contact }: InputOf<Inputs['reply']>): Promise<void> {
  const { row, subjectId, accountId, caseId, itemName, caseNumber } = await move(ctx, 'ratings.rectify', id, '反馈', 'replying');
  await stopClock(ctx, row.clock_id, '已向评价人反馈');
  await updateRectification(ctx, id, { status: 'reviewing', reply, contact, replied_at: row.replied_at ?? ctx.now() });
  await addStep(ctx, id, { kind: 'reply', title: `反馈（${contactLabels[contact]}）`, opinion: reply });
  await notify(ctx, { to: { kind: 'person', id: accountId }, template: 'ratings.replied', values: { itemName, caseNumber }, link: `/my/cases/${caseId}/rating` });
  ctx.audit('ratings.reply', id, { about: subjectId, contact });
}

/**
 * Closes a rectification, or sends it back to be put right with a clock of its own.
 *
 * @throws ratings.notFound, notBad, notNow, ownReview
 */
export async function reviewRating(ctx: Context, { id, passed, opinion }: InputOf<Inputs['review']>): Promise<void> {
  const { row, subjectId } = await move(ctx, 'ratings.review', id, '复核', 'reviewing');
  if ((await stepsOf(ctx, id)).some((step) => step.kind !== 'review' && step.actor_id === ctx.actor.id)) throw ratingErrors.ownReview();
  if (passed) await updateRectification(ctx, id, { status: 'closed', closed_at: ctx.now() });
  else await updateRectification(ctx, id, { status: 'rectifying', clock_id: await startReplyClock(ctx, id, row.unit_id, '复核退回') });
  await addStep(ctx, id, { kind: 'review', title: passed ? '复核：通过' : '复核：退回整改', opinion });
  ctx.audit('ratings.review', id, { about: subjectId, passed });
  if (passed) ctx.announce('ratings.rectified', { ratingId: id });
}

/** Checks that the officer may see the rating under the permission and that it stands where the step begins. */
async function move(ctx: Context, permission: 'ratings.rectify' | 'ratings.review', id: string, action: string, from: RectificationStatus) {
  const rating = await requireVisible(ctx, permission, id);
  const row: RectificationRow | undefined = await lockRectification(ctx, id);
  if (!row) throw ratingErrors.notBad();
  if (row.status !== from || rectificationStates.isFinal(row.status)) throw ratingErrors.notNow({ status: rectificationLabels[row.status], action });
  return { row, ...rating };
}
