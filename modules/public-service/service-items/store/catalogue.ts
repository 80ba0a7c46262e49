import { sql } from 'kysely';
import type { Context } from '../../../../kernel/context.ts';
import { tables, type ServiceItemTables } from '../tables.ts';

export type ItemRecord = ServiceItemTables['service_item'];
export type NewItem = Omit<ItemRecord, 'popularity' | 'listed' | 'search'> & { readonly search: string };
export type ImplementationRow = ServiceItemTables['item_implementation'];
export type BundleRow = Omit<ServiceItemTables['item_bundle'], 'listed'>;

const chunk = 100;

function chunksOf<T>(rows: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, at) => rows.slice(at * size, (at + 1) * size));
}

/** Makes the catalogue what the content says; entries it no longer names stay for their cases, but are not listed. */
export async function saveItems(ctx: Context, rows: readonly NewItem[]): Promise<void> {
  for (const part of chunksOf(rows, chunk)) {
    await tables(ctx)
      .insertInto('service_item')
      .values(part.map((row) => ({ ...row, search: sql<string>`${row.search}::tsvector`, limits: sql`${JSON.stringify(row.limits)}::jsonb`, guide: sql`${JSON.stringify(row.guide)}::jsonb`, popularity: 0, listed: true })))
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet((eb) => ({
          ...Object.fromEntries(contentColumns.map((column) => [column, eb.ref(`excluded.${column}`)])),
          listed: true,
        })).where((eb) => eb.or([eb('service_item.digest', '<>', eb.ref('excluded.digest')), eb('service_item.listed', '=', false)])),
      )
      .execute();
  }
  const ids = rows.map((row) => row.id);
  await tables(ctx).updateTable('service_item').set({ listed: false, changed_at: ctx.now() }).where('listed', '=', true).where(sql<boolean>`not (id = any(${ids}))`).execute();
}

const contentColumns = [
  'base_code', 'name', 'type', 'unit_id', 'audience', 'objects', 'levels', 'themes', 'bundles', 'case_type', 'limits', 'guide', 'online_level', 'slug', 'basis', 'gaps', 'search', 'digest', 'changed_at',
] as const;

/** Makes the list of who carries out what the content's. */
export async function saveImplementations(ctx: Context, rows: readonly ImplementationRow[]): Promise<void> {
  const codes = rows.map((row) => row.task_code);
  await tables(ctx).deleteFrom('item_implementation').where(sql<boolean>`not (task_code = any(${codes}))`).execute();
  for (const part of chunksOf(rows, chunk * 10)) {
    await tables(ctx)
      .insertInto('item_implementation')
      .values(part)
      .onConflict((conflict) =>
        conflict.column('task_code').doUpdateSet((eb) => ({
          item_id: eb.ref('excluded.item_id'),
          unit_id: eb.ref('excluded.unit_id'),
          division_code: eb.ref('excluded.division_code'),
          level: eb.ref('excluded.level'),
          place: eb.ref('excluded.place'),
          hours: eb.ref('excluded.hours'),
          phone: eb.ref('excluded.phone'),
        })),
      )
      .execute();
  }
}

/** Makes the bundles what the content says; those it no longer names are not listed. */
export async function saveBundles(ctx: Context, rows: readonly BundleRow[]): Promise<void> {
  const ids = rows.map((row) => row.id);
  await tables(ctx).updateTable('item_bundle').set({ listed: false }).where(sql<boolean>`not (id = any(${ids}))`).execute();
  if (rows.length === 0) return;
  await tables(ctx)
    .insertInto('item_bundle')
    .values(rows.map((row) => ({ ...row, search: sql<string>`${row.search}::tsvector`, listed: true })))
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((eb) => ({
        name: eb.ref('excluded.name'),
        unit_id: eb.ref('excluded.unit_id'),
        audience: eb.ref('excluded.audience'),
        partners: eb.ref('excluded.partners'),
        members: eb.ref('excluded.members'),
        batch: eb.ref('excluded.batch'),
        basis: eb.ref('excluded.basis'),
        search: eb.ref('excluded.search'),
        changed_at: eb.ref('excluded.changed_at'),
        listed: true,
      })),
    )
    .execute();
}

/** An entry of the catalogue. */
export const findItem = (ctx: Context, id: string): Promise<ItemRecord | undefined> => tables(ctx).selectFrom('service_item').selectAll().where('id', '=', id).executeTakeFirst();

export const findBundle = (ctx: Context, id: string) => tables(ctx).selectFrom('item_bundle').selectAll().where('id', '=', id).where('listed', '=', true).executeTakeFirst();

/** Counts one look at an item's guide; `day` is China's. */
export async function addVisit(ctx: Context, itemId: string, day: string): Promise<void> {
  await tables(ctx)
    .insertInto('item_visit')
    .values({ item_id: itemId, day, visits: 1 })
    .onConflict((conflict) => conflict.columns(['item_id', 'day']).doUpdateSet((eb) => ({ visits: eb('item_visit.visits', '+', 1) })))
    .execute();
}

/** Sums the visits since a day into the items' popularity and forgets older ones. */
export async function sumVisits(ctx: Context, since: string): Promise<void> {
  await tables(ctx).deleteFrom('item_visit').where('day', '<', since).execute();
  await sql`
    update service_item i set popularity = coalesce(s.visits, 0)
    from service_item j left join (select item_id, sum(visits)::integer as visits from item_visit group by item_id) s on s.item_id = j.id
    where i.id = j.id and i.popularity <> coalesce(s.visits, 0)`.execute(tables(ctx));
}
