import { sql } from 'kysely';
import type { Context } from '../../../../kernel/context.ts';
import { page } from '../../../../kernel/db/page.ts';
import type { InputOf } from '../../../../kernel/endpoint.ts';
import type { Page } from '../../../../kernel/lists.ts';
import { labelsOf } from '../../../platform/dictionaries/api.ts';
import { serviceItemErrors, type ItemDetail, type ItemRow, type serviceItemEndpoints } from '../contract.ts';
import { catalogueTermText } from '../rules/terms.ts';
import { findItem } from '../store/catalogue.ts';
import { versionsOf } from '../store/versions.ts';
import { tables } from '../tables.ts';
import { guideOfItem } from './guide.ts';
import { toVersionRow } from './versions.ts';

type Filter = InputOf<typeof serviceItemEndpoints.export>;

function rowsQuery(ctx: Context, filter: Filter) {
  const { text, type, caseType, bureauId, divisionCode, gap, online, listed } = filter;
  return tables(ctx)
    .selectFrom('service_item')
    .leftJoin('v_unit', 'v_unit.id', 'service_item.unit_id')
    .leftJoin('item_version', (join) => join.onRef('item_version.item_id', '=', 'service_item.id').on('item_version.status', '=', 'published'))
    .select([
      'service_item.id', 'service_item.name', 'base_code', 'service_item.type', 'case_type', 'service_item.unit_id', 'v_unit.name as unit_name', 'limits', 'online_level', 'gaps', 'popularity', 'listed', 'changed_at', 'item_version.version',
      sql<number>`(select count(*)::integer from item_implementation m where m.item_id = service_item.id)`.as('implementations'),
    ])
    .$if(text !== undefined, (q) => q.where((eb) => eb.or([eb('service_item.name', 'like', `%${text}%`), eb('base_code', '=', text ?? ''), eb('service_item.id', '=', text ?? '')])))
    .$if(type !== undefined, (q) => q.where('service_item.type', '=', type!))
    .$if(caseType !== undefined, (q) => q.where('case_type', '=', caseType!))
    .$if(bureauId !== undefined, (q) => q.where(sql<boolean>`(service_item.unit_id = ${bureauId} or exists (select from item_implementation m where m.item_id = service_item.id and m.unit_id = ${bureauId}))`))
    .$if(divisionCode !== undefined, (q) => q.where(sql<boolean>`exists (select from item_implementation m where m.item_id = service_item.id and m.division_code = ${divisionCode})`))
    .$if(gap !== undefined, (q) => q.where(sql<boolean>`${gap} = any(gaps)`))
    .$if(online !== undefined, (q) => q.where('item_version.id', online ? 'is not' : 'is', null))
    .$if(listed !== undefined, (q) => q.where('listed', '=', listed!));
}

type Found = Awaited<ReturnType<ReturnType<typeof rowsQuery>['executeTakeFirstOrThrow']>>;

/** One page of the catalogue as staff see it; the catalogue is public, so every officer with the permission sees all of it. */
export async function listItems(ctx: Context, filter: InputOf<typeof serviceItemEndpoints.list>): Promise<Page<ItemRow>> {
  const types = await labelsOf(ctx, 'item-type');
  const found = await page(ctx, rowsQuery(ctx, filter), filter, {
    keys: { id: 'service_item.id', name: 'service_item.name', popularity: 'service_item.popularity', changedAt: 'service_item.changed_at' },
    id: 'service_item.id',
    usual: 'id',
  });
  return { ...found, rows: found.rows.map((row) => toRow(row, types)) };
}

const exportedAtMost = 5_000;

/** All rows of a filter, for a file. */
export async function exportedItems(ctx: Context, filter: Filter): Promise<ItemRow[]> {
  const types = await labelsOf(ctx, 'item-type');
  const rows = await rowsQuery(ctx, filter).orderBy('service_item.id').limit(exportedAtMost).execute();
  return rows.map((row) => toRow(row, types));
}

/** One item with its guide, who carries it out, and its versions. @throws service-items.notFound */
export async function getItemDetail(ctx: Context, id: string): Promise<ItemDetail> {
  const item = await findItem(ctx, id);
  const row = await rowsQuery(ctx, {}).where('service_item.id', '=', id).executeTakeFirst();
  if (!item || !row) throw serviceItemErrors.notFound({ id });
  const levels = await labelsOf(ctx, 'level');
  const units = await tables(ctx)
    .selectFrom('item_implementation')
    .leftJoin('v_unit', 'v_unit.id', 'item_implementation.unit_id')
    .select(['task_code', 'item_implementation.unit_id', 'v_unit.name', 'v_unit.division_name', 'level', 'place', 'hours', 'phone'])
    .where('item_id', '=', id)
    .orderBy('level')
    .orderBy('item_implementation.division_code')
    .execute();
  return {
    ...toRow(row, await labelsOf(ctx, 'item-type')),
    guide: await guideOfItem(ctx, item),
    units: units.map((unit) => ({
      taskCode: unit.task_code, unitId: unit.unit_id, unitName: unit.name ?? unit.unit_id, divisionName: unit.division_name ?? '', level: levels.get(unit.level) ?? unit.level,
      place: unit.place, hours: unit.hours, phone: unit.phone,
    })),
    versions: (await versionsOf(ctx, id)).map(toVersionRow),
  };
}

const toRow = (row: Found, types: ReadonlyMap<string, string>): ItemRow => ({
  id: row.id,
  name: row.name,
  baseCode: row.base_code,
  type: row.type,
  typeName: types.get(row.type) ?? row.type,
  caseType: row.case_type,
  bureauId: row.unit_id,
  bureauName: row.unit_name ?? row.unit_id,
  promised: catalogueTermText(row.limits.promised),
  onlineLevel: row.online_level,
  implementations: row.implementations,
  version: row.version,
  gaps: row.gaps,
  popularity: row.popularity,
  listed: row.listed,
  changedAt: row.changed_at.toISOString(),
});
