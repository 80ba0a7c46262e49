import { sql, type RawBuilder, type SelectQueryBuilder } from 'kysely';
import { openTables, type Context } from '../context.ts';
import { defineErrors } from '../errors.ts';
import { countLimit, type ListInput, type Page } from '../lists.ts';

/** How a list may be sorted: key → column or expression that is never null, plus the column that makes rows unique. */
export interface SortKeys {
  readonly keys: Readonly<Record<string, string>>;
  /** Column with a unique value, e.g. `case.id`; breaks ties and so makes paging exact. */
  readonly id: string;
  /** Sort when none is asked for, e.g. `-submittedAt`. */
  readonly usual: string;
}

export const listErrors = defineErrors('lists', {
  unknownSort: { kind: 'invalid', text: '不能按“{sort}”排序' },
  badMark: { kind: 'invalid', text: '页码标记已失效，请回到第一页' },
});

/**
 * Fetches one page by key: no offset, so page 1,000 costs what page 1 costs, and rows inserted meanwhile shift nothing.
 *
 * Sort columns must be of type text, date, number or `timestamptz(3)`: JavaScript keeps milliseconds.
 *
 * @throws lists.unknownSort, lists.badMark
 */
export async function page<DB, TB extends keyof DB, Row>(
  ctx: Pick<Context, 'connection'>,
  query: SelectQueryBuilder<DB, TB, Row>,
  input: ListInput,
  { keys, id, usual }: SortKeys,
): Promise<Page<Row>> {
  const sort = input.sort ?? usual;
  const descending = sort.startsWith('-');
  const column = keys[sort.replace(/^-/, '')];
  if (column === undefined) throw listErrors.unknownSort({ sort });
  const size = input.size ?? 20;
  const direction = descending ? sql`desc` : sql`asc`;
  const order = sql.ref(column);

  let rowsQuery = query
    .select([sql<unknown>`${order}`.as('sort_value'), sql<string>`${sql.ref(id)}`.as('sort_id')])
    .orderBy(sql`${order} ${direction}, ${sql.ref(id)} ${direction}`)
    .limit(size + 1);
  if (input.after !== undefined) rowsQuery = rowsQuery.where(beyond(readMark(input.after), order, sql.ref(id), descending));

  const rows = (await rowsQuery.execute()) as (Row & { sort_value: unknown; sort_id: string })[];
  const counted = await countUpTo(ctx, query, countLimit + 1);
  const last = rows.length > size ? rows[size - 1] : undefined;
  return {
    rows: rows.slice(0, size).map(({ sort_value: _value, sort_id: _id, ...row }) => row as unknown as Row),
    next: last ? writeMark([toMarkValue(last.sort_value), String(last.sort_id)]) : null,
    total: Math.min(counted, countLimit),
    more: counted > countLimit,
  };
}

type Mark = readonly [string | number, string];

function beyond([value, lastId]: Mark, order: RawBuilder<unknown>, id: RawBuilder<unknown>, descending: boolean): RawBuilder<boolean> {
  return descending ? sql<boolean>`(${order}, ${id}) < (${value}, ${lastId})` : sql<boolean>`(${order}, ${id}) > (${value}, ${lastId})`;
}

async function countUpTo<DB, TB extends keyof DB, Row>(
  ctx: Pick<Context, 'connection'>,
  query: SelectQueryBuilder<DB, TB, Row>,
  limit: number,
): Promise<number> {
  const one = query.clearSelect().clearOrderBy().select(sql`1`.as('one')).limit(limit);
  const { rows } = await sql<{ n: number }>`select count(*) as n from (${one}) counted`.execute(openTables<unknown>()(ctx));
  return rows[0]?.n ?? 0;
}

const toMarkValue = (value: unknown): string | number =>
  value instanceof Date ? value.toISOString() : typeof value === 'number' ? value : String(value);

const writeMark = (mark: Mark): string => Buffer.from(JSON.stringify(mark)).toString('base64url');

function readMark(text: string): Mark {
  try {
    const mark = JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown;
    if (Array.isArray(mark) && mark.length === 2 && typeof mark[1] === 'string' && ['string', 'number'].includes(typeof mark[0])) {
      return mark as unknown as Mark;
    }
  } catch {
    // Falls through: a mark that cannot be read is refused like one that never was.
  }
  throw listErrors.badMark();
}
