import type { Context } from '../../../../kernel/context.ts';
import { decryptField, encryptField } from '../../../../kernel/crypto/fields.ts';
import { keyRing } from '../../../../kernel/key-ring.ts';
import type { AccountKind } from '../contract.ts';
import { tables, type SignInTables } from '../tables.ts';

export type CredentialRow = SignInTables['credential'];

const place = (id: string) => ({ table: 'credential', column: 'one_time_secret', row: id });

/** Pending and confirmed secrets are sealed alike, so that confirming moves the text as it is. */
export const sealOneTimeSecret = (accountId: string, secret: string): string => encryptField(keyRing.get(), secret, place(accountId));
export const openOneTimeSecret = (accountId: string, sealed: string): string => decryptField(keyRing.get(), sealed, place(accountId));

/** Loads an account's credential and holds it, so that attempts are counted one after another. */
export const lockCredential = (ctx: Context, kind: AccountKind, id: string): Promise<CredentialRow | undefined> =>
  tables(ctx).selectFrom('credential').selectAll().where('account_kind', '=', kind).where('account_id', '=', id).forUpdate().executeTakeFirst();

export const findCredential = (ctx: Context, kind: AccountKind, id: string): Promise<CredentialRow | undefined> =>
  tables(ctx).selectFrom('credential').selectAll().where('account_kind', '=', kind).where('account_id', '=', id).executeTakeFirst();

/** Sets what is given and keeps the rest; makes the credential when there is none. */
export const saveCredential = async (ctx: Context, kind: AccountKind, id: string, change: Partial<Omit<CredentialRow, 'account_kind' | 'account_id'>>): Promise<void> => {
  await tables(ctx)
    .insertInto('credential')
    .values({
      account_kind: kind,
      account_id: id,
      password_hash: null,
      must_change: false,
      changed_at: ctx.now(),
      failures: 0,
      locked_until: null,
      one_time_secret: null,
      one_time_pending: null,
      one_time_step: 0,
      ...change,
    })
    .onConflict((conflict) => conflict.columns(['account_kind', 'account_id']).doUpdateSet(change))
    .execute();
};

/** Gives accounts that have none a password to start with. */
export const addCredentials = async (ctx: Context, rows: readonly Pick<CredentialRow, 'account_kind' | 'account_id' | 'password_hash' | 'must_change'>[]): Promise<void> => {
  if (rows.length === 0) return;
  await tables(ctx)
    .insertInto('credential')
    .values(rows.map((row) => ({ ...row, changed_at: ctx.now(), failures: 0, one_time_step: 0 })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
};

/** Officers who are locked at the moment. */
export const listLocked = (ctx: Context): Promise<{ id: string; username: string; name: string; locked_until: Date }[]> =>
  tables(ctx)
    .selectFrom('credential')
    .innerJoin('v_user', 'v_user.id', 'credential.account_id')
    .select(['v_user.id', 'v_user.username', 'v_user.name', 'credential.locked_until'])
    .where('credential.account_kind', '=', 'staff')
    .where('credential.locked_until', '>', ctx.now())
    .$narrowType<{ locked_until: Date }>()
    .orderBy('v_user.username')
    .execute();
