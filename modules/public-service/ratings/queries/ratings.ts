import { sql } from 'kysely';
import type { Context } from '../../../../kernel/context.ts';
import { addDays, startOfChinaDay } from '../../../../kernel/dates.ts';
import { page } from '../../../../kernel/db/page.ts';
import type { InputOf } from '../../../../kernel/endpoint.ts';
import type { Page } from '../../../../kernel/lists.ts';
import { clockSummaries, explainClock } from '../../../platform/clocks/api.ts';
import { labelsOf } from '../../../platform/dictionaries/api.ts';
import { ratingErrors, type ratingEndpoints, type RatingDetail, type RatingRow, type RectificationStatus } from '../contract.ts';
import { rectificationsOf, stepsOf } from '../store.ts';
import { tables } from '../tables.ts';

type Permission = 'ratings.read' | 'ratings.rectify' | 'ratings.review';

/** The ratings a permission reaches: of the units in scope, and of cases the officer worked on. */
export function within(ctx: Context, permission: Permission) {
  const { units, own } = ctx.actor.scope(permission);
  if (units === 'all') return sql<boolean>`true`;
  const worked = sql<boolean>`(${own} and exists (select 1 from v_task t where t.subject = 'cases/' || rating.case_id and t.done_by = ${ctx.actor.id}))`;
  return sql<boolean>`(rating.unit_id = any(${[...units]}::text[]) or ${worked})`;
}

const ratingQuery = (ctx: Context) =>
  tables(ctx)
    .selectFrom('rating')
    .innerJoin('rating_invitation', 'rating_invitation.case_id', 'rating.case_id')
    .innerJoin('v_unit', 'v_unit.id', 'rating.unit_id')
    .leftJoin('rectification', 'rectification.rating_id', 'rating.id')
    .select([
      'rating.id', 'rating.case_id', 'rating.round', 'rating.satisfaction', 'rating.detail_codes', 'rating.text', 'rating.anonymous', 'rating.channel', 'rating.item_name', 'rating.rated_at',
      'rating_invitation.case_number', 'rating_invitation.applicant_shown', 'rating_invitation.subject_id', 'rating_invitation.account_id', 'v_unit.name as unit_name',
      'rectification.status as rectification', 'rectification.clock_id',
    ]);

type RatingEntry = Awaited<ReturnType<ReturnType<typeof ratingQuery>['executeTakeFirstOrThrow']>>;

/** One page of the ratings an officer may see, the newest first. */
export async function listRatings(ctx: Context, filter: InputOf<typeof ratingEndpoints.list>): Promise<Page<RatingRow>> {
  const { from, to, satisfaction, bad, rectification, level, channel, itemId, unitId, text } = filter;
  const query = ratingQuery(ctx)
    .where(within(ctx, 'ratings.read'))
    .$if(from !== undefined, (q) => q.where('rating.rated_at', '>=', startOfChinaDay(from!)))
    .$if(to !== undefined, (q) => q.where('rating.rated_at', '<', startOfChinaDay(addDays(to!, 1))))
    .$if(satisfaction !== undefined, (q) => q.where('rating.satisfaction', '=', satisfaction!))
    .$if(bad === true, (q) => q.where('rating.satisfaction', '>=', 4))
    .$if(rectification !== undefined, (q) => q.where('rectification.status', '=', rectification!))
    .$if(level !== undefined, (q) => q.where(sql<boolean>`exists (select 1 from v_clock k where k.id = rectification.clock_id and k.state <> 'stopped' and k.level = ${level})`))
    .$if(channel !== undefined, (q) => q.where('rating.channel', '=', channel!))
    .$if(itemId !== undefined, (q) => q.where('rating.item_id', '=', itemId!))
    .$if(unitId !== undefined, (q) => q.where(sql<boolean>`v_unit.path @> array[${unitId}]::text[]`))
    .$if(text !== undefined, (q) => q.where(sql<boolean>`(position(${text} in rating.item_name) > 0 or position(${text} in rating.text) > 0)`));
  const found = await page(ctx, query, filter, { keys: { ratedAt: 'rating.rated_at', satisfaction: 'rating.satisfaction' }, id: 'rating.id', usual: '-ratedAt' });
  const clocks = await clockSummaries(ctx, found.rows.flatMap((row) => row.clock_id ?? []));
  return { ...found, rows: found.rows.map((row) => toRow(ctx, row, (row.clock_id && clocks.get(row.clock_id)) || null)) };
}

/** A rating that the officer may see under a permission, for working on it. @throws ratings.notFound */
export async function requireVisible(ctx: Context, permission: Permission, id: string) {
  const row = await ratingQuery(ctx).where('rating.id', '=', id).where(within(ctx, permission)).executeTakeFirst();
  if (!row) throw ratingErrors.notFound({ id });
  return { subjectId: row.subject_id, accountId: row.account_id, caseId: row.case_id, itemName: row.item_name, caseNumber: row.case_number, entry: row };
}

/** One rating with its rectification and what the officer may do there. @throws ratings.notFound */
export async function getRating(ctx: Context, id: string): Promise<RatingDetail> {
  const { entry, subjectId } = await requireVisible(ctx, 'ratings.read', id);
  const [rectification] = await rectificationsOf(ctx, [id]);
  const explained = rectification ? await explainClock(ctx, rectification.clock_id) : null;
  const [names, steps] = [await labelsOf(ctx, 'rating-detail'), await stepsOf(ctx, id)];
  ctx.audit('ratings.get', id, { about: entry.anonymous && !sees(ctx) ? null : subjectId });
  return {
    ...toRow(ctx, entry, explained?.summary ?? null),
    details: entry.detail_codes.map((code) => names.get(code) ?? code),
    anonymous: entry.anonymous,
    founded: rectification?.founded ?? null,
    reply: rectification?.reply ?? null,
    contact: rectification?.contact ?? null,
    steps: steps.map((step) => ({ seq: step.seq, at: step.at.toISOString(), title: step.title, actorName: step.actor_name, opinion: step.opinion })),
    clockExplained: explained,
    actions: rectification ? await actionsFor(ctx, id, rectification.status, steps) : [],
  };
}

const steps: Readonly<Record<RectificationStatus, RatingDetail['actions'][number] | null>> = { verifying: 'verify', rectifying: 'rectify', replying: 'reply', reviewing: 'review', closed: null };

async function actionsFor(ctx: Context, id: string, status: RectificationStatus, done: Awaited<ReturnType<typeof stepsOf>>): Promise<RatingDetail['actions']> {
  const action = steps[status];
  if (action === null) return [];
  if (action === 'review' && done.some((step) => step.kind !== 'review' && step.actor_id === ctx.actor.id)) return [];
  const permission = action === 'review' ? 'ratings.review' : 'ratings.rectify';
  const reached = await tables(ctx).selectFrom('rating').select('id').where('id', '=', id).where(within(ctx, permission)).executeTakeFirst();
  return reached ? [action] : [];
}

/** Reviewers alone learn who gave an anonymous rating; those rated do not. */
const sees = (ctx: Context): boolean => ctx.actor.can('ratings.review');

function toRow(ctx: Context, row: RatingEntry, clock: RatingRow['clock']): RatingRow {
  const hidden = row.anonymous && !sees(ctx);
  return {
    id: row.id,
    caseId: hidden ? null : row.case_id,
    caseNumber: hidden ? null : row.case_number,
    itemName: row.item_name,
    unitName: row.unit_name,
    applicant: row.anonymous ? '匿名' : row.applicant_shown,
    satisfaction: row.satisfaction,
    round: row.round,
    channel: row.channel,
    text: row.text,
    ratedAt: row.rated_at.toISOString(),
    rectification: row.rectification,
    clock,
  };
}
