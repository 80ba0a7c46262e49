import type { Insertable } from 'kysely';
import type { Context } from '../../../../kernel/context.ts';
import { blindIndex, blindIndexCandidates, decryptField, encryptField } from '../../../../kernel/crypto/index.ts';
import type { IsoDate } from '../../../../kernel/dates.ts';
import { keyRing } from '../../../../kernel/key-ring.ts';
import type { LicenceStatus, Operation } from '../contract.ts';
import { tables, type LicenceTables } from '../tables.ts';

export type LicenceRow = Omit<LicenceTables['licence'], 'expires_on'>;
type SealedColumn = 'holder_name' | 'holder_number' | 'field_values';
export type HolderColumn = 'holder_name' | 'holder_number';

const place = (row: string, column: SealedColumn) => ({ table: 'licence', column, row });

/** Encrypts a value for its row and column. */
export const seal = (id: string, column: SealedColumn, value: string): string => encryptField(keyRing.get(), value, place(id, column));

/** Reads a value back; the caller audits. */
export const unseal = (row: Pick<LicenceRow, 'id' | SealedColumn>, column: SealedColumn): string => decryptField(keyRing.get(), row[column], place(row.id, column));

const spelt = (value: string): string => value.toUpperCase().replaceAll(/\s/g, '');

/** The searchable shadow of a holder's name or number. */
export const indexOf = (column: HolderColumn, value: string): string => blindIndex(keyRing.get(), `licence.${column}`, spelt(value));

/** The shadows a name or number may have under any key still in use. */
export const indexesOf = (column: HolderColumn, value: string): string[] => blindIndexCandidates(keyRing.get(), `licence.${column}`, spelt(value));

/** Loads a licence and holds its row until the transaction ends. */
export const lockLicence = (ctx: Context, id: string): Promise<LicenceRow | undefined> => tables(ctx).selectFrom('licence').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();

/** Adds a licence; false when a living one of its type has its number. */
export async function insertLicence(ctx: Context, row: Insertable<LicenceTables['licence']>): Promise<boolean> {
  const result = await tables(ctx)
    .insertInto('licence')
    .values(row)
    .onConflict((conflict) => conflict.columns(['type_key', 'number']).where('status', 'in', ['draft', 'issued', 'suspended']).doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** Changes a licence's status and keeps the operation. */
export async function moveLicence(ctx: Context, id: string, operation: Operation, status: LicenceStatus, reason: string): Promise<void> {
  await tables(ctx).updateTable('licence').set({ status, status_reason: reason, changed_at: ctx.now() }).where('id', '=', id).execute();
  await insertOperations(ctx, [id], operation, status, reason);
}

export const insertDocument = async (ctx: Context, row: LicenceTables['licence_document']): Promise<void> => {
  await tables(ctx).insertInto('licence_document').values(row).execute();
};

export const documentsOf = (ctx: Context, id: string): Promise<LicenceTables['licence_document'][]> =>
  tables(ctx).selectFrom('licence_document').selectAll().where('licence_id', '=', id).orderBy('position').execute();

/** Marks up to so many licences whose last valid day has passed, and returns them. */
export async function expireBatch(ctx: Context, today: IsoDate, limit: number, reason: string): Promise<{ id: string; subject_id: string }[]> {
  const expired = await tables(ctx)
    .updateTable('licence')
    .set({ status: 'expired', status_reason: reason, changed_at: ctx.now() })
    .where('id', 'in', (eb) =>
      eb.selectFrom('licence').select('id').where('status', 'in', ['issued', 'suspended']).where('expires_on', '<', today).orderBy('expires_on').orderBy('id').limit(limit).forUpdate(),
    )
    .returning(['id', 'subject_id'])
    .execute();
  await insertOperations(ctx, expired.map(({ id }) => id), 'expire', 'expired', reason);
  return expired;
}

async function insertOperations(ctx: Context, ids: readonly string[], operation: Operation, status: LicenceStatus, reason: string): Promise<void> {
  if (ids.length === 0) return;
  const common = { operation, status, reason, actor_id: ctx.actor.id, actor_name: ctx.actor.name, at: ctx.now() };
  await tables(ctx).insertInto('licence_operation').values(ids.map((licenceId) => ({ licence_id: licenceId, ...common }))).execute();
}
