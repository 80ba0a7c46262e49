import { sql, type RawBuilder } from 'kysely';
import type { Context } from '../../../../kernel/context.ts';
import { addDays, chinaDate, startOfChinaDay } from '../../../../kernel/dates.ts';
import type { InputOf } from '../../../../kernel/endpoint.ts';
import { labelsOf } from '../../../platform/dictionaries/api.ts';
import type { ratingEndpoints, RatingFigures, RatingStatistics } from '../contract.ts';
import { tables } from '../tables.ts';

type Period = Pick<InputOf<typeof ratingEndpoints.statistics>, 'from' | 'to'>;

/** Days counted when none are said. */
const usualDays = 30;

/** Rows of a table within the period and the officer's scope. */
function counted(ctx: Context, { from, to }: Period, at: RawBuilder<Date>, unit: RawBuilder<string>): RawBuilder<boolean> {
  const last = to ?? chinaDate(ctx.now());
  const first = from ?? addDays(last, 1 - usualDays);
  const { units } = ctx.actor.scope('ratings.read');
  const inScope = units === 'all' ? sql<boolean>`true` : sql<boolean>`${unit} = any(${[...units]}::text[])`;
  return sql<boolean>`(${at} >= ${startOfChinaDay(first)} and ${at} < ${startOfChinaDay(addDays(last, 1))} and ${inScope})`;
}

interface Row extends Record<`level${1 | 2 | 3 | 4 | 5}`, number> {
  readonly key: string;
  readonly name: string;
  readonly invited: number;
  readonly rated: number;
  readonly bad: number;
  readonly closed: number;
  readonly on_time: number;
}

/**
 * How the services of units, or items, were rated in a period; thirty days unless said.
 *
 * A case counts with its last rating, since a second one takes the place of the first; each bad rating counts as work to do.
 */
export async function ratingStatistics(ctx: Context, { by, ...period }: InputOf<typeof ratingEndpoints.statistics>): Promise<RatingStatistics> {
  const [key, name] = by === 'unit' ? [sql.ref('g.unit_id'), sql`(select u.name from v_unit u where u.id = g.key)`] : [sql.ref('g.item_id'), sql`max(g.item_name)`];
  const rated = counted(ctx, period, sql`r.rated_at`, sql`r.unit_id`);
  const { rows } = await sql<Row>`
    select g.key, ${name} as name, sum(invited)::int as invited, sum(rated)::int as rated,
      ${sql.join([1, 2, 3, 4, 5].map((level) => sql`sum((satisfaction = ${sql.lit(level)})::int)::int as ${sql.ref(`level${level}`)}`))},
      sum(bad)::int as bad, sum(closed)::int as closed, sum(on_time)::int as on_time
    from (select g.*, ${key} as key from (
      select i.unit_id, i.item_id, i.item_name, 1 as invited, 0 as rated, 0 as satisfaction, 0 as bad, 0 as closed, 0 as on_time
      from rating_invitation i where ${counted(ctx, period, sql`i.invited_at`, sql`i.unit_id`)}
      union all
      select r.unit_id, r.item_id, r.item_name, 0, 1, r.satisfaction, 0, 0, 0
      from (select distinct on (r.case_id) r.* from rating r where ${rated} order by r.case_id, r.round desc) r
      union all
      select r.unit_id, r.item_id, r.item_name, 0, 0, 0, 1, (x.status = 'closed')::int, coalesce(x.replied_at <= x.due_at, false)::int
      from rating r join rectification x on x.rating_id = r.id where ${rated}
    ) g) g group by g.key order by sum(rated) desc, g.key limit 500`.execute(tables(ctx));
  const figures = rows.map(toFigures);
  return { total: totalOf(figures), rows: figures, causes: await causes(ctx, rated) };
}

const toFigures = (row: Row): RatingFigures => ({
  key: row.key,
  name: row.name,
  invited: row.invited,
  rated: row.rated,
  levels: [row.level1, row.level2, row.level3, row.level4, row.level5],
  bad: row.bad,
  closed: row.closed,
  onTime: row.on_time,
});

function totalOf(rows: readonly RatingFigures[]): RatingStatistics['total'] {
  const sum = (of: (row: RatingFigures) => number): number => rows.reduce((total, row) => total + of(row), 0);
  return {
    invited: sum((row) => row.invited),
    rated: sum((row) => row.rated),
    levels: [0, 1, 2, 3, 4].map((at) => sum((row) => row.levels[at] ?? 0)),
    bad: sum((row) => row.bad),
    closed: sum((row) => row.closed),
    onTime: sum((row) => row.onTime),
  };
}

async function causes(ctx: Context, rated: RawBuilder<boolean>): Promise<RatingStatistics['causes']> {
  const { rows } = await sql<{ code: string; n: number }>`
    select code, count(*) as n from rating r, unnest(r.detail_codes) code where r.satisfaction >= 4 and ${rated} group by code order by n desc, code limit 20`.execute(tables(ctx));
  const names = await labelsOf(ctx, 'rating-detail');
  return rows.map(({ code, n }) => ({ code, name: names.get(code) ?? code, count: n }));
}
