import type { Context } from '../../../../kernel/context.ts';
import { blindIndex, decryptField, encryptField } from '../../../../kernel/crypto/fields.ts';
import { newId } from '../../../../kernel/id.ts';
import { keyRing } from '../../../../kernel/key-ring.ts';
import type { CitizenAccount } from '../contract.ts';
import { tables, type SignInTables } from '../tables.ts';

export type CitizenRow = SignInTables['citizen_account'];

type PersonalColumn = 'phone' | 'name' | 'resident_id';

const place = (row: string, column: PersonalColumn) => ({ table: 'citizen_account', column, row });
export const sealCitizen = (id: string, column: PersonalColumn, value: string): string => encryptField(keyRing.get(), value, place(id, column));
export const phoneIndex = (phone: string): string => blindIndex(keyRing.get(), 'citizen_account.phone', phone);
export const residentIndex = (number: string): string => blindIndex(keyRing.get(), 'citizen_account.resident_id', number.toUpperCase());

export const findCitizenByPhone = (ctx: Context, phone: string): Promise<CitizenRow | undefined> =>
  tables(ctx).selectFrom('citizen_account').selectAll().where('phone_index', '=', phoneIndex(phone)).executeTakeFirst();

export const findCitizenByResidentId = (ctx: Context, number: string): Promise<CitizenRow | undefined> =>
  tables(ctx).selectFrom('citizen_account').selectAll().where('resident_id_index', '=', residentIndex(number)).executeTakeFirst();

export const findCitizen = (ctx: Context, id: string): Promise<CitizenRow | undefined> =>
  tables(ctx).selectFrom('citizen_account').selectAll().where('id', '=', id).executeTakeFirst();

/** Registers a phone, or finds the account it already has. */
export const registerPhone = async (ctx: Context, phone: string): Promise<CitizenRow> => {
  const id = newId(ctx.now());
  await tables(ctx)
    .insertInto('citizen_account')
    .values({ id, phone: sealCitizen(id, 'phone', phone), phone_index: phoneIndex(phone), created_at: ctx.now() })
    .onConflict((conflict) => conflict.column('phone_index').doNothing())
    .execute();
  return tables(ctx).selectFrom('citizen_account').selectAll().where('phone_index', '=', phoneIndex(phone)).executeTakeFirstOrThrow();
};

export const updateCitizen = async (ctx: Context, id: string, change: Partial<CitizenRow>): Promise<void> => {
  await tables(ctx).updateTable('citizen_account').set(change).where('id', '=', id).execute();
};

/** A row in the clear. */
export const openCitizen = (row: CitizenRow): CitizenAccount => {
  const read = (column: PersonalColumn): string | null => {
    const sealed = row[column];
    return sealed === null ? null : decryptField(keyRing.get(), sealed, place(row.id, column));
  };
  return { id: row.id, verified: row.verified_at !== null, name: read('name'), residentId: read('resident_id'), phone: read('phone') ?? '' };
};

export const insertCode = async (ctx: Context, row: SignInTables['sms_code']): Promise<void> => {
  await tables(ctx).insertInto('sms_code').values(row).execute();
};

/** Codes sent to a phone within the last day, newest first. */
export const recentCodes = (ctx: Context, phone: string): Promise<SignInTables['sms_code'][]> =>
  tables(ctx)
    .selectFrom('sms_code')
    .selectAll()
    .where('phone_index', '=', phoneIndex(phone))
    .where('sent_at', '>', new Date(ctx.now().getTime() - 24 * 3600 * 1000))
    .orderBy('sent_at', 'desc')
    .forUpdate()
    .execute();

export const updateCode = async (ctx: Context, id: string, change: Partial<SignInTables['sms_code']>): Promise<void> => {
  await tables(ctx).updateTable('sms_code').set(change).where('id', '=', id).execute();
};
