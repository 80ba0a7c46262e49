import { sql, type RawBuilder } from 'kysely';
import type { Context } from '../../../../kernel/context.ts';
import { page } from '../../../../kernel/db/page.ts';
import type { InputOf } from '../../../../kernel/endpoint.ts';
import type { Page } from '../../../../kernel/lists.ts';
import type { ItemSummary, serviceItemEndpoints } from '../contract.ts';
import { catalogueTermText } from '../rules/terms.ts';
import { normal } from '../search/segmenter.ts';
import { queryText } from '../search/vectors.ts';
import { segmenterOf } from '../store/words.ts';
import { tables } from '../tables.ts';

type Filter = InputOf<typeof serviceItemEndpoints.search>;

/** What somebody typed, as the index is asked for it. */
interface Asked {
  readonly plain: string;
  /** Text of a `tsquery`; null when nothing typed is a word. */
  readonly query: string | null;
}

/**
 * One page of what can be done here, the most fitting first; without a text, the most visited.
 *
 * Entries that hold all words are found; only when there is none, those that hold any.
 *
 * @source SMX1-581
 */
export async function searchItems(ctx: Context, filter: Filter): Promise<Page<ItemSummary>> {
  const asked = await readAsked(ctx, filter.text);
  const found = await page(ctx, tables(ctx).selectFrom(entriesQuery(ctx, filter, asked).as('found')).selectAll('found'), filter, {
    keys: { score: 'found.score', name: 'found.name' },
    id: 'found.id',
    usual: '-score',
  });
  return { ...found, rows: found.rows.map(toSummary) };
}

const mostSuggestions = 8;

/** Up to eight names that fit what is being typed, those that begin with it first. */
export async function suggestItems(ctx: Context, text: string): Promise<{ id: string; name: string; kind: 'item' | 'bundle' }[]> {
  const asked = await readAsked(ctx, text);
  return entriesQuery(ctx, {}, asked)
    .clearSelect()
    .select(['item_entry.id', 'item_entry.name', 'item_entry.kind'])
    .orderBy(sql`item_entry.name like ${`${escaped(asked.plain)}%`} desc, ${score(asked)} desc, item_entry.id`)
    .limit(mostSuggestions)
    .execute();
}

async function readAsked(ctx: Context, text: string | undefined): Promise<Asked> {
  const plain = normal(text ?? '');
  if (plain === '') return { plain, query: null };
  const words = (await segmenterOf(ctx)).askedWords(plain);
  if (words.length === 0) return { plain, query: null };
  const all = queryText(words, 'all');
  if (words.length === 1) return { plain, query: all };
  const hit = await tables(ctx).selectFrom('item_entry').select('id').where(sql<boolean>`search @@ ${all}::tsquery`).limit(1).executeTakeFirst();
  return { plain, query: hit ? all : queryText(words, 'any') };
}

function entriesQuery(ctx: Context, filter: Omit<Filter, 'text'>, asked: Asked) {
  const { audience, kind, bureauId, theme, divisionCode, onlineOnly } = filter;
  const inDivision = divisionCode === undefined || divisionCode.endsWith('00') ? undefined : divisionCode.slice(0, 6);
  return tables(ctx)
    .selectFrom('item_entry')
    .innerJoin('v_unit', 'v_unit.id', 'item_entry.unit_id')
    .select(['item_entry.id', 'item_entry.kind', 'item_entry.name', 'item_entry.limits', 'item_entry.online', 'v_unit.name as bureauName', 'v_unit.division_name as divisionName', score(asked).as('score')])
    .$if(asked.plain !== '', (q) => q.where(matches(asked)))
    .$if(audience !== undefined, (q) => q.where(sql<boolean>`${audience} = any(item_entry.audience)`))
    .$if(kind !== undefined, (q) => q.where('item_entry.kind', '=', kind!))
    .$if(theme !== undefined, (q) => q.where(sql<boolean>`item_entry.themes @> array[${theme}]`))
    .$if(onlineOnly === true, (q) => q.where('item_entry.online', '=', true))
    .$if(bureauId !== undefined, (q) => q.where(sql<boolean>`(item_entry.unit_id = ${bureauId} or exists (select from item_implementation m where m.item_id = item_entry.id and m.unit_id = ${bureauId}))`))
    .$if(inDivision !== undefined, (q) => q.where(sql<boolean>`exists (select from item_implementation m where m.item_id = item_entry.id and m.division_code = ${inDivision})`));
}

const escaped = (text: string): string => text.replaceAll(/[\\%_]/g, '\\$&');
const holdsText = ({ plain }: Asked): RawBuilder<boolean> => sql<boolean>`item_entry.name ilike ${`%${escaped(plain)}%`}`;

const matches = (asked: Asked): RawBuilder<boolean> =>
  asked.query === null ? holdsText(asked) : sql<boolean>`(${holdsText(asked)} or item_entry.search @@ ${asked.query}::tsquery)`;

/**
 * How well an entry fits, as a whole number: its very name, then a name that holds the text, then the words by where they
 * stand; what can be done online and is often visited comes first among equals.
 */
function score(asked: Asked): RawBuilder<number> {
  const visited = sql`least(item_entry.popularity, 9000) + case when item_entry.online then 1000 else 0 end`;
  if (asked.plain === '') return sql<number>`(${visited})::integer`;
  const words = asked.query === null ? sql`0` : sql`least(round(ts_rank('{0.05, 0.2, 0.7, 1}', item_entry.search, ${asked.query}::tsquery, 1) * 1000), 9) * 100000`;
  return sql<number>`(case when lower(item_entry.name) = ${asked.plain} then 4000000 when ${holdsText(asked)} then 2000000 else 0 end + ${words} + ${visited})::integer`;
}

type Found = Awaited<ReturnType<ReturnType<typeof entriesQuery>['execute']>>[number];

const toSummary = ({ id, kind, name, bureauName, divisionName, limits, online }: Omit<Found, 'score'>): ItemSummary => ({
  id, kind, name, bureauName, divisionName, online,
  promised: 'promised' in limits ? catalogueTermText(limits.promised) : '按各事项时限办理',
});

/** Entries by id, in the given order; unknown ids are left out. */
export async function summariesOf(ctx: Context, ids: readonly string[]): Promise<ItemSummary[]> {
  if (ids.length === 0) return [];
  const rows = await entriesQuery(ctx, {}, { plain: '', query: null }).where('item_entry.id', 'in', [...ids]).execute();
  const byId = new Map(rows.map((row) => [row.id, toSummary(row)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
