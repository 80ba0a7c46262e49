import { sql } from 'kysely';
import type { Context } from '../../../../kernel/context.ts';
import { newId } from '../../../../kernel/id.ts';
import type { Event, HistoryFact, State } from '../../../../engines/processes/contract.ts';
import { tables, type ProcessTables } from '../tables.ts';

export type InstanceRow = ProcessTables['process_instance'];
export type IncidentRow = ProcessTables['process_incident'];

/** Loads an instance and holds it, so that its steps happen one after another. */
export const lockInstance = (ctx: Context, id: string): Promise<InstanceRow | undefined> =>
  tables(ctx).selectFrom('process_instance').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();

export const findInstance = (ctx: Context, id: string): Promise<InstanceRow | undefined> =>
  tables(ctx).selectFrom('process_instance').selectAll().where('id', '=', id).executeTakeFirst();

/** The instances of a record that have not finished, the outermost first. */
export const lockOpenInstances = (ctx: Context, subject: string): Promise<InstanceRow[]> =>
  tables(ctx).selectFrom('process_instance').selectAll().where('subject', '=', subject).where('status', '!=', 'finished').orderBy('started_at').forUpdate().execute();

export const insertInstance = async (ctx: Context, row: InstanceRow): Promise<void> => {
  await tables(ctx).insertInto('process_instance').values({ ...row, state: sql`${JSON.stringify(row.state)}::jsonb` }).execute();
};

export const saveState = async (ctx: Context, id: string, state: State, change: Partial<Pick<InstanceRow, 'status' | 'ended_at'>>): Promise<void> => {
  await tables(ctx).updateTable('process_instance').set({ state: sql`${JSON.stringify(state)}::jsonb`, ...change }).where('id', '=', id).execute();
};

export const insertStep = async (ctx: Context, instanceId: string, event: Event, facts: readonly HistoryFact[]): Promise<void> => {
  await tables(ctx)
    .insertInto('process_step')
    .values({ id: newId(ctx.now()), instance_id: instanceId, at: ctx.now(), actor_id: ctx.actor.id, event: sql`${JSON.stringify(event)}::jsonb`, facts: sql`${JSON.stringify(facts)}::jsonb` })
    .execute();
};

export const saveTimer = async (ctx: Context, instanceId: string, token: number, dueAt: Date): Promise<void> => {
  await tables(ctx)
    .insertInto('process_timer')
    .values({ instance_id: instanceId, token, due_at: dueAt })
    .onConflict((conflict) => conflict.columns(['instance_id', 'token']).doUpdateSet({ due_at: dueAt, paused_left_ms: null }))
    .execute();
};

export const findTimer = (ctx: Context, instanceId: string, token: number) =>
  tables(ctx).selectFrom('process_timer').selectAll().where('instance_id', '=', instanceId).where('token', '=', token).executeTakeFirst();

export const pauseTimer = async (ctx: Context, instanceId: string, token: number, leftMs: number): Promise<void> => {
  await tables(ctx).updateTable('process_timer').set({ paused_left_ms: leftMs }).where('instance_id', '=', instanceId).where('token', '=', token).execute();
};

export const deleteTimer = async (ctx: Context, instanceId: string, token: number): Promise<void> => {
  await tables(ctx).deleteFrom('process_timer').where('instance_id', '=', instanceId).where('token', '=', token).execute();
};

export const insertSubscription = async (ctx: Context, row: ProcessTables['process_subscription']): Promise<void> => {
  await tables(ctx).insertInto('process_subscription').values(row).execute();
};

export const deleteSubscription = async (ctx: Context, instanceId: string, token: number): Promise<void> => {
  await tables(ctx).deleteFrom('process_subscription').where('instance_id', '=', instanceId).where('token', '=', token).execute();
};

/** Who waits for a message (with the same key, or without one) or a signal; of one record only where it is given. */
export const findSubscriptions = (ctx: Context, kind: 'message' | 'signal', name: string, where: { key?: string | undefined; subject?: string | undefined }) =>
  tables(ctx)
    .selectFrom('process_subscription as s')
    .innerJoin('process_instance as i', 'i.id', 's.instance_id')
    .select(['s.instance_id', 's.token'])
    .where('s.kind', '=', kind)
    .where('s.name', '=', name)
    .$if(where.key !== undefined, (q) => q.where('s.key', '=', where.key!))
    .$if(where.subject !== undefined, (q) => q.where('i.subject', '=', where.subject!))
    .limit(1000)
    .execute();

/** Opens an incident, or says how often the open one has been tried. */
export const openIncident = async (ctx: Context, row: Pick<IncidentRow, 'instance_id' | 'token' | 'node' | 'code' | 'text'>): Promise<IncidentRow> =>
  tables(ctx)
    .insertInto('process_incident')
    .values({ ...row, id: newId(ctx.now()), tries: 0, opened_at: ctx.now() })
    .onConflict((conflict) =>
      conflict
        .columns(['instance_id', 'token'])
        .where('closed_at', 'is', null)
        .doUpdateSet((eb) => ({ text: row.text, code: row.code, tries: eb('process_incident.tries', '+', 1) })),
    )
    .returningAll()
    .executeTakeFirstOrThrow();

export const closeIncident = async (ctx: Context, instanceId: string, token: number): Promise<void> => {
  await tables(ctx).updateTable('process_incident').set({ closed_at: ctx.now() }).where('instance_id', '=', instanceId).where('token', '=', token).where('closed_at', 'is', null).execute();
};

export const findOpenIncident = (ctx: Context, id: string): Promise<IncidentRow | undefined> =>
  tables(ctx).selectFrom('process_incident').selectAll().where('id', '=', id).where('closed_at', 'is', null).executeTakeFirst();
