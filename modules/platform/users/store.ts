import type { Context } from '../../../kernel/context.ts';
import { blindIndex, decryptField, encryptField } from '../../../kernel/crypto/fields.ts';
import { keyRing } from '../../../kernel/key-ring.ts';
import { tables, type UserTables } from './tables.ts';

export type UserRow = UserTables['staff_user'];

type PersonalColumn = 'mobile' | 'resident_id';

const place = (row: string, column: PersonalColumn) => ({ table: 'staff_user', column, row });

/** Encrypts a personal number for its row and column. */
export const seal = (id: string, column: PersonalColumn, value: string): string => encryptField(keyRing.get(), value, place(id, column));

/** Reads a personal number back; the caller audits. */
export const unseal = (row: Pick<UserRow, 'id' | PersonalColumn>, column: PersonalColumn): string =>
  decryptField(keyRing.get(), row[column], place(row.id, column));

/** The searchable shadow of a personal number. */
export const indexOf = (column: PersonalColumn, value: string): string => blindIndex(keyRing.get(), `staff_user.${column}`, value.toUpperCase());

/** Loads an account and holds its row until the transaction ends. */
export const lockUser = (ctx: Context, id: string): Promise<UserRow | undefined> =>
  tables(ctx).selectFrom('staff_user').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();

/** The account that already uses one of the values that must be unique. */
export const findClash = (ctx: Context, given: { username: string; employeeNumber: string; residentIdIndex: string }): Promise<UserRow | undefined> =>
  tables(ctx)
    .selectFrom('staff_user')
    .selectAll()
    .where((eb) =>
      eb.or([eb('username', '=', given.username), eb('employee_number', '=', given.employeeNumber), eb('resident_id_index', '=', given.residentIdIndex)]),
    )
    .executeTakeFirst();

export const insertUser = async (ctx: Context, row: UserRow): Promise<void> => {
  await tables(ctx).insertInto('staff_user').values(row).execute();
};

export const updateUser = async (ctx: Context, id: string, change: Partial<UserRow>): Promise<void> => {
  await tables(ctx).updateTable('staff_user').set(change).where('id', '=', id).execute();
};

/** Ids that exist already. */
export const existingIds = async (ctx: Context, ids: readonly string[]): Promise<Set<string>> => {
  const rows = ids.length === 0 ? [] : await tables(ctx).selectFrom('staff_user').select('id').where('id', 'in', [...ids]).execute();
  return new Set(rows.map((row) => row.id));
};

export const addUsers = async (ctx: Context, rows: readonly UserRow[]): Promise<void> => {
  if (rows.length > 0) await tables(ctx).insertInto('staff_user').values([...rows]).onConflict((conflict) => conflict.doNothing()).execute();
};
