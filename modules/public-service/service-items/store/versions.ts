import { sql } from 'kysely';
import type { Context } from '../../../../kernel/context.ts';
import { newId } from '../../../../kernel/id.ts';
import type { VersionStatus } from '../contract.ts';
import { tables, type ServiceItemTables } from '../tables.ts';

export type VersionRecord = ServiceItemTables['item_version'];

/** A version without its content. */
export type VersionHead = Omit<VersionRecord, 'definition' | 'process_xml'>;

const headColumns = ['id', 'item_id', 'version', 'status', 'digest', 'process_definition_id', 'created_at', 'published_at', 'published_by'] as const;

/** The versions of an item, the newest first. */
export const versionsOf = (ctx: Context, itemId: string): Promise<VersionHead[]> =>
  tables(ctx).selectFrom('item_version').select(headColumns).where('item_id', '=', itemId).orderBy('version', 'desc').execute();

export const findVersion = (ctx: Context, id: string): Promise<VersionRecord | undefined> => tables(ctx).selectFrom('item_version').selectAll().where('id', '=', id).executeTakeFirst();

/** Id of the version in use. */
export const findPublishedId = async (ctx: Context, itemId: string): Promise<string | undefined> =>
  (await tables(ctx).selectFrom('item_version').select('id').where('item_id', '=', itemId).where('status', '=', 'published').executeTakeFirst())?.id;

/** Holds all versions of an item until the transaction ends, so that two people cannot publish at once. */
export const lockVersions = async (ctx: Context, itemId: string): Promise<VersionHead[]> => {
  await tables(ctx).selectFrom('service_item').select('id').where('id', '=', itemId).forUpdate().execute();
  return versionsOf(ctx, itemId);
};

export const insertVersion = async (ctx: Context, row: VersionRecord): Promise<void> => {
  await tables(ctx).insertInto('item_version').values({ ...row, definition: sql`${JSON.stringify(row.definition)}::jsonb` }).execute();
};

/** Changes the status of a version and writes down who did it, and why. */
export async function moveVersion(ctx: Context, { id, status }: Pick<VersionHead, 'id'> & { status: VersionStatus | null }, to: VersionStatus, reason: string | null): Promise<void> {
  const published = to === 'published' ? { published_at: ctx.now(), published_by: ctx.actor.id } : {};
  if (status !== null) await tables(ctx).updateTable('item_version').set({ status: to, ...published }).where('id', '=', id).execute();
  await tables(ctx)
    .insertInto('item_version_move')
    .values({ id: newId(ctx.now()), version_id: id, at: ctx.now(), actor_id: ctx.actor.id, actor_name: ctx.actor.name, from_status: status, to_status: to, reason })
    .execute();
}

export const movesOf = (ctx: Context, versionId: string) =>
  tables(ctx).selectFrom('item_version_move').selectAll().where('version_id', '=', versionId).orderBy('at').orderBy('id').execute();
