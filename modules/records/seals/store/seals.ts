import { sql } from 'kysely';
import type { Context } from '../../../../kernel/context.ts';
import type { SealKind, SealStatus } from '../contract.ts';
import { tables, type SealTables } from '../tables.ts';

export type SealRow = SealTables['seal'];

/** Loads a seal and holds its row until the transaction ends. */
export const lockSeal = (ctx: Context, id: string): Promise<SealRow | undefined> => tables(ctx).selectFrom('seal').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();

/** The living seal of a unit; held so that nobody suspends it while it is used, but others may use it too. */
export const holdSealOf = (ctx: Context, unitId: string, kind: SealKind, purpose: string): Promise<SealRow | undefined> =>
  tables(ctx)
    .selectFrom('seal')
    .selectAll()
    .where('unit_id', '=', unitId)
    .where('kind', '=', kind)
    .where('purpose', '=', purpose)
    .where('status', 'in', ['draft', 'inForce', 'suspended'])
    .forShare()
    .executeTakeFirst();

/** As `holdSealOf`, by id. */
export const holdSeal = (ctx: Context, id: string): Promise<SealRow | undefined> => tables(ctx).selectFrom('seal').selectAll().where('id', '=', id).forShare().executeTakeFirst();

/** The seal to which a certificate was issued. */
export const findSealByCertificate = (ctx: Context, serial: string): Promise<SealRow | undefined> =>
  tables(ctx).selectFrom('seal').selectAll().where('certificate_serial', '=', serial).executeTakeFirst();

/** Adds a seal; false when its unit already has a living one of its kind and purpose. */
export async function insertSeal(ctx: Context, row: SealRow): Promise<boolean> {
  const result = await tables(ctx).insertInto('seal').values(row).onConflict((conflict) => conflict.doNothing()).executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** Changes a seal's status and whatever goes with it, and keeps the change. */
export async function moveSeal(ctx: Context, id: string, status: SealStatus, reason: string, change: Partial<SealRow> = {}): Promise<void> {
  await tables(ctx).updateTable('seal').set({ ...change, status, status_reason: reason, changed_at: ctx.now() }).where('id', '=', id).execute();
  await insertChange(ctx, id, status, reason);
}

export const insertChange = async (ctx: Context, sealId: string, status: SealStatus, reason: string): Promise<void> => {
  const row = { seal_id: sealId, status, reason, actor_id: ctx.actor.id, actor_name: ctx.actor.name, at: ctx.now() };
  await tables(ctx).insertInto('seal_change').values(row).execute();
};

/** The status a seal had at an instant known to the second, as signatures know theirs; nothing before it was requested. */
export async function statusAt(ctx: Context, sealId: string, at: Date): Promise<SealStatus | undefined> {
  const row = await tables(ctx)
    .selectFrom('seal_change')
    .select('status')
    .where('seal_id', '=', sealId)
    .where(sql<boolean>`date_trunc('second', at) <= ${at}`)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.status;
}

export const insertUse = async (ctx: Context, row: SealTables['seal_use']): Promise<void> => {
  await tables(ctx)
    .insertInto('seal_use')
    .values({ ...row, place: row.place === null ? null : (sql`${JSON.stringify(row.place)}::jsonb` as unknown as typeof row.place) })
    .execute();
};

/** The seals whose signature of exactly these bytes stands in the log. */
export const findUsesOf = (ctx: Context, sm3Signed: string): Promise<{ seal_id: string; at: Date }[]> =>
  tables(ctx).selectFrom('seal_use').select(['seal_id', 'at']).where('sm3_signed', '=', sm3Signed).execute();

/** Whether exactly this file left a use of a seal. */
export const isSealedFile = async (ctx: Context, sm3: string): Promise<boolean> =>
  (await tables(ctx).selectFrom('seal_use').select('id').where('sm3_after', '=', sm3).limit(1).executeTakeFirst()) !== undefined;
