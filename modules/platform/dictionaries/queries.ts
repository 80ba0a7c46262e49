import { sql } from 'kysely';
import type { Context } from '../../../kernel/context.ts';
import { page } from '../../../kernel/db/page.ts';
import type { InputOf } from '../../../kernel/endpoint.ts';
import type { Page } from '../../../kernel/lists.ts';
import type { CodeItem, CodeTables } from '../../../engines/forms/contract.ts';
import { listDivisions } from '../organisations/api.ts';
import { dictionaryErrors, type Dictionary, type dictionaryEndpoints, type DictionaryItem, type DictionaryRow, type ItemRow } from './contract.ts';
import { tables } from './tables.ts';

const nameInUse = sql<string>`coalesce(dictionary_item.own_name, dictionary_item.name)`;
const unusable = sql<boolean>`(dictionary_item.disabled or not dictionary_item.in_content)`;
const changedHere = sql<boolean>`(dictionary_item.origin = 'local' or dictionary_item.own_name is not null or dictionary_item.disabled)`;

/** A dictionary with all its codes, the disabled ones marked. @throws dictionaries.notFound */
export async function getDictionary(ctx: Context, key: string): Promise<Dictionary> {
  const head = await tables(ctx).selectFrom('dictionary').select(['key', 'name']).where('key', '=', key).executeTakeFirst();
  if (!head) throw dictionaryErrors.notFound({ key });
  return { ...head, items: (await itemsOf(ctx, [key])).get(key) ?? [] };
}

/** What each code of a dictionary is called here; empty for an unknown dictionary. */
export async function labelsOf(ctx: Context, key: string): Promise<ReadonlyMap<string, string>> {
  return new Map((await itemsOf(ctx, [key])).get(key)?.map((item) => [item.code, item.name]));
}

/**
 * The code tables that forms ask for, as trees; `divisions` means the city's divisions.
 *
 * A key that no dictionary has is left out, and the form engine says so.
 */
export async function codeTables(ctx: Context, keys: readonly string[]): Promise<CodeTables> {
  const found = await itemsOf(ctx, keys);
  const trees = Object.fromEntries([...found].map(([key, items]) => [key, toTree(items)]));
  return keys.includes('divisions') ? { ...trees, divisions: await divisionCodeTable(ctx) } : trees;
}

/** Counties with their towns and streets, for choosing an address; the city's own level 市本级 is no place to live. */
export async function divisionCodeTable(ctx: Context): Promise<readonly CodeItem[]> {
  return toTree(await placesOf(ctx));
}

/** Codes from the county down to a division, as `divisionCodeTable` nests them; empty for an unknown division. */
export async function divisionPath(ctx: Context, code: string): Promise<string[]> {
  const places = new Map((await placesOf(ctx)).map((place) => [place.code, place]));
  const path: string[] = [];
  for (let place = places.get(code); place && !path.includes(place.code); place = place.parent === null ? undefined : places.get(place.parent)) path.unshift(place.code);
  return path;
}

async function placesOf(ctx: Context): Promise<DictionaryItem[]> {
  const all = await listDivisions(ctx);
  const cities = new Set(all.filter((division) => division.kind === 'city').map((division) => division.code));
  return all
    .filter((division) => division.kind !== 'city' && division.kind !== 'cityLevel')
    .map(({ code, name, parentCode }) => ({ code, name, parent: parentCode === null || cities.has(parentCode) ? null : parentCode, disabled: false }));
}

async function itemsOf(ctx: Context, keys: readonly string[]): Promise<Map<string, DictionaryItem[]>> {
  const rows =
    keys.length === 0
      ? []
      : await tables(ctx)
          .selectFrom('dictionary_item')
          .select(['dictionary_key as key', 'code', nameInUse.as('name'), 'parent_code as parent', unusable.as('disabled')])
          .where('dictionary_key', 'in', [...new Set(keys)])
          .orderBy('dictionary_key')
          .orderBy('position')
          .orderBy('code')
          .execute();
  const found = new Map<string, DictionaryItem[]>();
  for (const { key, ...item } of rows) found.set(key, [...(found.get(key) ?? []), item]);
  return found;
}

/** Items whose parent is unknown stand at the top, so that none is lost. */
function toTree(items: readonly DictionaryItem[]): readonly CodeItem[] {
  const known = new Set(items.map((item) => item.code));
  const below = Map.groupBy(items, (item) => (item.parent !== null && known.has(item.parent) ? item.parent : null));
  const branch = (parent: string | null): CodeItem[] =>
    (below.get(parent) ?? []).map((item) => {
      const children = branch(item.code);
      return { value: item.code, label: item.name, ...(item.disabled ? { disabled: true } : {}), ...(children.length > 0 ? { children } : {}) };
    });
  return branch(null);
}

const headQuery = (ctx: Context) =>
  tables(ctx)
    .selectFrom('dictionary')
    .select((eb) => {
      const items = eb.selectFrom('dictionary_item').whereRef('dictionary_item.dictionary_key', '=', 'dictionary.key').select(eb.fn.countAll<number>().as('n'));
      return [items.as('items'), items.where(changedHere).as('ownItems')];
    })
    .select(['dictionary.key', 'dictionary.name', 'dictionary.standard', 'dictionary.basis', 'dictionary.note']);

const toHead = (row: Omit<DictionaryRow, 'items' | 'ownItems'> & { items: number | null; ownItems: number | null }): DictionaryRow => ({ ...row, items: row.items ?? 0, ownItems: row.ownItems ?? 0 });

/** One page of dictionaries, by key. */
export async function listDictionaries(ctx: Context, filter: InputOf<typeof dictionaryEndpoints.list>): Promise<Page<DictionaryRow>> {
  const { text } = filter;
  const query = headQuery(ctx).$if(text !== undefined, (q) =>
    q.where((eb) => eb.or([eb('name', 'like', `%${text}%`), eb('key', 'like', `%${text}%`), eb('standard', 'like', `%${text}%`)])),
  );
  const found = await page(ctx, query, filter, { keys: { key: 'dictionary.key', name: 'dictionary.name' }, id: 'dictionary.key', usual: 'key' });
  return { ...found, rows: found.rows.map(toHead) };
}

/** What a dictionary is and rests on. @throws dictionaries.notFound */
export async function describeDictionary(ctx: Context, key: string): Promise<DictionaryRow> {
  const row = await headQuery(ctx).where('dictionary.key', '=', key).executeTakeFirst();
  if (!row) throw dictionaryErrors.notFound({ key });
  return toHead(row);
}

const itemQuery = (ctx: Context, key: string) =>
  tables(ctx)
    .selectFrom('dictionary_item')
    .leftJoin('dictionary_item as parent', (join) => join.onRef('parent.dictionary_key', '=', 'dictionary_item.dictionary_key').onRef('parent.code', '=', 'dictionary_item.parent_code'))
    .where('dictionary_item.dictionary_key', '=', key)
    .select([
      'dictionary_item.code', nameInUse.as('name'), 'dictionary_item.name as given_name', 'dictionary_item.own_name', 'dictionary_item.parent_code', 'dictionary_item.note',
      'dictionary_item.origin', 'dictionary_item.in_content', unusable.as('disabled'), 'dictionary_item.changed_at', sql<string | null>`coalesce(parent.own_name, parent.name)`.as('parent_name'),
    ]);

type ItemRecord = Awaited<ReturnType<ReturnType<typeof itemQuery>['executeTakeFirstOrThrow']>>;

/** One page of a dictionary's items, in its order. @throws dictionaries.notFound */
export async function listItems(ctx: Context, filter: InputOf<typeof dictionaryEndpoints.items>): Promise<Page<ItemRow>> {
  const { key, text, show } = filter;
  await describeDictionary(ctx, key);
  const query = itemQuery(ctx, key)
    .$if(text !== undefined, (q) => q.where((eb) => eb.or([eb('dictionary_item.code', 'like', `${text}%`), eb(nameInUse, 'like', `%${text}%`)])))
    .$if(show === 'usable', (q) => q.where(sql<boolean>`not ${unusable}`))
    .$if(show === 'disabled', (q) => q.where(unusable))
    .$if(show === 'own', (q) => q.where(changedHere));
  const found = await page(ctx, query, filter, {
    keys: { position: 'dictionary_item.position', code: 'dictionary_item.code', changedAt: 'dictionary_item.changed_at' },
    id: 'dictionary_item.code',
    usual: 'position',
  });
  return { ...found, rows: found.rows.map(toItem) };
}

/** @throws dictionaries.noItem */
export async function getItem(ctx: Context, key: string, code: string): Promise<ItemRow> {
  const row = await itemQuery(ctx, key).where('dictionary_item.code', '=', code).executeTakeFirst();
  if (!row) throw dictionaryErrors.noItem({ dictionary: key, code });
  return toItem(row);
}

const toItem = (row: ItemRecord): ItemRow => ({
  code: row.code,
  name: row.name,
  contentName: row.own_name === null ? null : row.given_name,
  parent: row.parent_code,
  parentName: row.parent_name,
  note: row.note,
  origin: row.origin,
  inContent: row.in_content,
  disabled: row.disabled,
  changedAt: row.changed_at.toISOString(),
});
