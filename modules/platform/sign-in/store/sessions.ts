import type { Context } from '../../../../kernel/context.ts';
import type { AccountKind } from '../contract.ts';
import { tables, type SignInTables } from '../tables.ts';

export type SessionRow = SignInTables['session'];
export type DeviceRow = SignInTables['device'];

export const insertSession = async (ctx: Context, row: SessionRow): Promise<void> => {
  await tables(ctx).insertInto('session').values(row).execute();
};

/** The session of a token, unless it has ended. */
export const findOpenSession = (ctx: Context, digest: string): Promise<SessionRow | undefined> =>
  tables(ctx).selectFrom('session').selectAll().where('digest', '=', digest).where('ended_at', 'is', null).where('ends_at', '>', ctx.now()).executeTakeFirst();

export const touchSession = async (ctx: Context, digest: string): Promise<void> => {
  await tables(ctx).updateTable('session').set({ seen_at: ctx.now() }).where('digest', '=', digest).execute();
};

/** Ends sessions and says how many. */
export const endSessions = async (ctx: Context, which: { id?: string; deviceId?: string; account?: { kind: AccountKind; id: string }; except?: string }, why: string): Promise<number> => {
  const result = await tables(ctx)
    .updateTable('session')
    .set({ ended_at: ctx.now(), ended_why: why })
    .where('ended_at', 'is', null)
    .$if(which.id !== undefined, (q) => q.where('id', '=', which.id!))
    .$if(which.deviceId !== undefined, (q) => q.where('device_id', '=', which.deviceId!))
    .$if(which.account !== undefined, (q) => q.where('account_kind', '=', which.account!.kind).where('account_id', '=', which.account!.id))
    .$if(which.except !== undefined, (q) => q.where('id', '!=', which.except!))
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
};

/** Finds the account's device by its token, or writes it down as new. */
export const noteDevice = async (ctx: Context, row: DeviceRow): Promise<string> => {
  const saved = await tables(ctx)
    .insertInto('device')
    .values(row)
    .onConflict((conflict) => conflict.columns(['token_digest', 'account_kind', 'account_id']).doUpdateSet({ last_seen_at: row.last_seen_at, name: row.name, unbound_at: null }))
    .returning('id')
    .executeTakeFirstOrThrow();
  return saved.id;
};

/** An account's devices with the number of their open sessions, the latest first. */
export const listDevices = (ctx: Context, kind: AccountKind, accountId: string) =>
  tables(ctx)
    .selectFrom('device')
    .selectAll('device')
    .select((eb) =>
      eb
        .selectFrom('session')
        .whereRef('session.device_id', '=', 'device.id')
        .where('session.ended_at', 'is', null)
        .where('session.ends_at', '>', ctx.now())
        .select(eb.fn.countAll<number>().as('n'))
        .as('open_sessions'),
    )
    .where('account_kind', '=', kind)
    .where('account_id', '=', accountId)
    .where('unbound_at', 'is', null)
    .orderBy('last_seen_at', 'desc')
    .execute();

/** Marks an account's device as unbound; false when it is not the account's. */
export const unbind = async (ctx: Context, kind: AccountKind, accountId: string, id: string): Promise<boolean> => {
  const result = await tables(ctx)
    .updateTable('device')
    .set({ unbound_at: ctx.now() })
    .where('id', '=', id)
    .where('account_kind', '=', kind)
    .where('account_id', '=', accountId)
    .where('unbound_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
};

/** The device a session runs on. */
export const deviceOfSession = async (ctx: Context, sessionId: string): Promise<string | undefined> =>
  (await tables(ctx).selectFrom('session').select('device_id').where('id', '=', sessionId).executeTakeFirst())?.device_id;

/** Removes sessions that ended more than a hundred days ago. */
export const forgetOldSessions = async (ctx: Context): Promise<void> => {
  const before = new Date(ctx.now().getTime() - 100 * 24 * 3600 * 1000);
  await tables(ctx).deleteFrom('session').where('ends_at', '<', before).execute();
  await tables(ctx).deleteFrom('sms_code').where('sent_at', '<', before).execute();
};
