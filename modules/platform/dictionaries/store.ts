import { sql, type Insertable, type Selectable, type Updateable } from 'kysely';
import type { Context } from '../../../kernel/context.ts';
import { tables, type DictionaryTables } from './tables.ts';

export type DictionaryHead = DictionaryTables['dictionary'];
export type ItemRecord = Selectable<DictionaryTables['dictionary_item']>;
export type NewItem = Insertable<DictionaryTables['dictionary_item']>;

export const findHead = (ctx: Context, key: string): Promise<DictionaryHead | undefined> =>
  tables(ctx).selectFrom('dictionary').selectAll().where('key', '=', key).executeTakeFirst();

/** Loads a dictionary and holds it, so that its items change one after another. */
export const lockHead = (ctx: Context, key: string): Promise<DictionaryHead | undefined> =>
  tables(ctx).selectFrom('dictionary').selectAll().where('key', '=', key).forUpdate().executeTakeFirst();

export const findItem = (ctx: Context, key: string, code: string): Promise<ItemRecord | undefined> =>
  tables(ctx).selectFrom('dictionary_item').selectAll().where('dictionary_key', '=', key).where('code', '=', code).executeTakeFirst();

/** Another usable item under the same parent that goes by the name. */
export const findNamesake = (ctx: Context, item: Pick<ItemRecord, 'dictionary_key' | 'code' | 'parent_code'>, name: string): Promise<ItemRecord | undefined> =>
  tables(ctx)
    .selectFrom('dictionary_item')
    .selectAll()
    .where('dictionary_key', '=', item.dictionary_key)
    .where('parent_code', item.parent_code === null ? 'is' : '=', item.parent_code)
    .where('code', '!=', item.code)
    .where('in_content', '=', true)
    .where('disabled', '=', false)
    .where(sql<string>`coalesce(own_name, name)`, '=', name)
    .executeTakeFirst();

export const insertItem = async (ctx: Context, row: NewItem): Promise<void> => {
  await tables(ctx).insertInto('dictionary_item').values(row).execute();
};

export const updateItem = async (ctx: Context, key: string, code: string, change: Updateable<DictionaryTables['dictionary_item']>): Promise<void> => {
  await tables(ctx).updateTable('dictionary_item').set(change).where('dictionary_key', '=', key).where('code', '=', code).execute();
};

/** Makes the dictionaries' heads what the content says; none is removed, since forms may name it. */
export const saveHeads = async (ctx: Context, rows: readonly DictionaryHead[]): Promise<void> => {
  if (rows.length === 0) return;
  await tables(ctx)
    .insertInto('dictionary')
    .values([...rows])
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet((eb) => ({
        name: eb.ref('excluded.name'),
        standard: eb.ref('excluded.standard'),
        basis: eb.ref('excluded.basis'),
        note: eb.ref('excluded.note'),
        changed_at: eb.ref('excluded.changed_at'),
      })),
    )
    .execute();
};

/**
 * Brings in the content's items of whole dictionaries; what this installation added, renamed or disabled stays.
 *
 * An item the content no longer has is kept for old records but cannot be chosen. A local item whose code the content
 * now uses too becomes the content's, under its local name.
 */
export const saveItems = async (ctx: Context, keys: readonly string[], rows: readonly NewItem[]): Promise<void> => {
  if (keys.length === 0) return;
  const inContent = new Set(rows.map((row) => `${row.dictionary_key}\n${row.code}`));
  const known = await tables(ctx).selectFrom('dictionary_item').select(['dictionary_key', 'code', 'origin', 'in_content']).where('dictionary_key', 'in', [...keys]).execute();
  for (const gone of known.filter((each) => each.origin === 'content' && each.in_content && !inContent.has(`${each.dictionary_key}\n${each.code}`))) {
    await updateItem(ctx, gone.dictionary_key, gone.code, { in_content: false, changed_at: ctx.now() });
  }
  if (rows.length === 0) return;
  await tables(ctx)
    .insertInto('dictionary_item')
    .values([...rows])
    .onConflict((conflict) =>
      conflict.columns(['dictionary_key', 'code']).doUpdateSet((eb) => ({
        name: eb.ref('excluded.name'),
        own_name: sql<string | null>`case when dictionary_item.origin = 'local' then nullif(dictionary_item.name, excluded.name) else nullif(dictionary_item.own_name, excluded.name) end`,
        parent_code: eb.ref('excluded.parent_code'),
        note: eb.ref('excluded.note'),
        position: eb.ref('excluded.position'),
        origin: eb.ref('excluded.origin'),
        in_content: eb.ref('excluded.in_content'),
      })),
    )
    .execute();
};
