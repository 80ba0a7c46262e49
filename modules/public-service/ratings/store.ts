import type { Context } from '../../../kernel/context.ts';
import { tables, type RatingTables } from './tables.ts';

export type InvitationRow = RatingTables['rating_invitation'];
export type RatingRecord = RatingTables['rating'];
export type RectificationRow = RatingTables['rectification'];

export const findConcludedCase = (ctx: Context, id: string) => tables(ctx).selectFrom('v_case').selectAll().where('id', '=', id).where('concluded_at', 'is not', null).executeTakeFirst();

/** Adds an invitation; says whether there was none yet. */
export async function addInvitation(ctx: Context, row: InvitationRow): Promise<boolean> {
  const result = await tables(ctx).insertInto('rating_invitation').values(row).onConflict((conflict) => conflict.column('case_id').doNothing()).executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** The citizen's own invitation. */
export const findInvitation = (ctx: Context, caseId: string, accountId: string): Promise<InvitationRow | undefined> =>
  tables(ctx).selectFrom('rating_invitation').selectAll().where('case_id', '=', caseId).where('account_id', '=', accountId).executeTakeFirst();

/** The same, held so that two ratings sent at once come one after the other. */
export const lockInvitation = (ctx: Context, caseId: string, accountId: string): Promise<InvitationRow | undefined> =>
  tables(ctx).selectFrom('rating_invitation').selectAll().where('case_id', '=', caseId).where('account_id', '=', accountId).forUpdate().executeTakeFirst();

export const ratingsOf = (ctx: Context, caseId: string): Promise<RatingRecord[]> =>
  tables(ctx).selectFrom('rating').selectAll().where('case_id', '=', caseId).orderBy('round').execute();

export const insertRating = async (ctx: Context, row: RatingRecord): Promise<void> => {
  await tables(ctx).insertInto('rating').values(row).execute();
};

export const insertRectification = async (ctx: Context, row: RectificationRow): Promise<void> => {
  await tables(ctx).insertInto('rectification').values(row).execute();
};

export const rectificationsOf = (ctx: Context, ratingIds: readonly string[]): Promise<RectificationRow[]> =>
  ratingIds.length === 0 ? Promise.resolve([]) : tables(ctx).selectFrom('rectification').selectAll().where('rating_id', 'in', [...ratingIds]).execute();

export const lockRectification = (ctx: Context, ratingId: string): Promise<RectificationRow | undefined> =>
  tables(ctx).selectFrom('rectification').selectAll().where('rating_id', '=', ratingId).forUpdate().executeTakeFirst();

export const updateRectification = async (ctx: Context, ratingId: string, change: Partial<RectificationRow>): Promise<void> => {
  await tables(ctx).updateTable('rectification').set(change).where('rating_id', '=', ratingId).execute();
};

/** Writes down who did what in a rectification, whose row the caller holds. */
export const addStep = async (ctx: Context, ratingId: string, step: { kind: string; title: string; opinion: string }): Promise<void> => {
  const seq = (await stepsOf(ctx, ratingId)).length + 1;
  await tables(ctx)
    .insertInto('rectification_step')
    .values({ ...step, rating_id: ratingId, seq, at: ctx.now(), actor_id: ctx.actor.id, actor_name: ctx.actor.name })
    .execute();
};

export const stepsOf = (ctx: Context, ratingId: string) =>
  tables(ctx).selectFrom('rectification_step').selectAll().where('rating_id', '=', ratingId).orderBy('seq').execute();

/** Officers who worked on a case: 谁办理、谁负责. */
export async function handlersOf(ctx: Context, caseId: string): Promise<string[]> {
  const rows = await tables(ctx).selectFrom('v_task').select('done_by').distinct().where('subject', '=', `cases/${caseId}`).where('done_by', 'is not', null).execute();
  return rows.flatMap((row) => row.done_by ?? []);
}

export async function unitNameOf(ctx: Context, unitId: string): Promise<string> {
  return (await tables(ctx).selectFrom('v_unit').select('name').where('id', '=', unitId).executeTakeFirst())?.name ?? '';
}
