import type { Context } from '../../../../kernel/context.ts';
import { serviceItemErrors, type Implementation, type PublishedItem } from '../contract.ts';
import { findItem, type ItemRecord } from '../store/catalogue.ts';
import { findPublishedId, findVersion, type VersionRecord } from '../store/versions.ts';
import { tables } from '../tables.ts';

/** Versions never change, so they are kept: the forms' plans hang on the objects. */
const kept = new Map<string, PublishedItem>();
const keepAtMost = 200;

/** One version of an item, whole; the same object each time. @throws service-items.noVersion */
export async function getVersion(ctx: Context, versionId: string): Promise<PublishedItem> {
  const known = kept.get(versionId);
  if (known) return known;
  const row = await findVersion(ctx, versionId);
  if (!row) throw serviceItemErrors.noVersion({ id: versionId });
  const item = toPublished(row);
  if (kept.size >= keepAtMost) kept.clear();
  kept.set(versionId, item);
  return item;
}

/** A stored version as others work with it. */
export const toPublished = (row: VersionRecord): PublishedItem => ({
  ...row.definition,
  versionId: row.id,
  version: row.version,
  itemId: row.item_id,
  processDefinitionId: row.process_definition_id,
});

/** The version of an item that new applications use; null when it cannot be applied for here. */
export async function currentVersion(ctx: Context, itemId: string): Promise<PublishedItem | null> {
  const id = await findPublishedId(ctx, itemId);
  return id === undefined ? null : getVersion(ctx, id);
}

/** An entry of the catalogue. @throws service-items.notFound */
export async function getItem(ctx: Context, id: string): Promise<Pick<ItemRecord, 'id' | 'name' | 'type' | 'base_code' | 'unit_id' | 'case_type' | 'slug'>> {
  const item = await findItem(ctx, id);
  if (!item) throw serviceItemErrors.notFound({ id });
  return item;
}

const countyLength = 6;

/**
 * Who carries an item out in a division; nothing when nobody does.
 *
 * A town or street is served by its county; where the county has nobody, the city's own body serves it.
 */
export async function getItemImplementation(ctx: Context, itemId: string, divisionCode: string): Promise<Implementation | undefined> {
  const county = divisionCode.slice(0, countyLength);
  const rows = await tables(ctx).selectFrom('item_implementation').select(['task_code', 'unit_id', 'division_code', 'level']).where('item_id', '=', itemId).execute();
  const found = rows.find((row) => row.division_code === divisionCode) ?? rows.find((row) => row.division_code === county) ?? rows.find((row) => row.level === cityLevel);
  return found && { taskCode: found.task_code, unitId: found.unit_id, divisionCode: found.division_code };
}

const cityLevel = '3';
