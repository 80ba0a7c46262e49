import { sql } from 'kysely';
import type { Context } from '../../../../kernel/context.ts';
import type { Task as People } from '../../../../engines/processes/contract.ts';
import { tables, type ProcessTables } from '../tables.ts';

export type TaskRow = ProcessTables['task'];
export type CandidateRow = ProcessTables['task_candidate'];

const json = (people: People) => sql<People>`${JSON.stringify(people)}::jsonb`;

export const lockTask = (ctx: Context, id: string): Promise<TaskRow | undefined> =>
  tables(ctx).selectFrom('task').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();

export const findTask = (ctx: Context, id: string): Promise<TaskRow | undefined> =>
  tables(ctx).selectFrom('task').selectAll().where('id', '=', id).executeTakeFirst();

export const findTaskOfToken = (ctx: Context, instanceId: string, token: number): Promise<TaskRow | undefined> =>
  tables(ctx).selectFrom('task').selectAll().where('instance_id', '=', instanceId).where('token', '=', token).executeTakeFirst();

export const insertTask = async (ctx: Context, row: TaskRow, candidates: readonly Omit<CandidateRow, 'task_id'>[]): Promise<void> => {
  await tables(ctx).insertInto('task').values({ ...row, people: json(row.people) }).execute();
  if (candidates.length > 0) await tables(ctx).insertInto('task_candidate').values(candidates.map((each) => ({ ...each, task_id: row.id }))).execute();
};

export const updateTask = async (ctx: Context, id: string, { people, ...change }: Partial<TaskRow>): Promise<void> => {
  await tables(ctx).updateTable('task').set({ ...change, ...(people ? { people: json(people) } : {}) }).where('id', '=', id).execute();
  // Who might have taken it matters only while it is open; without these rows the inbox looks at open tasks alone.
  if (change.status !== undefined && change.status !== 'open') await tables(ctx).deleteFrom('task_candidate').where('task_id', '=', id).execute();
};

export const candidatesOf = (ctx: Context, taskId: string): Promise<CandidateRow[]> =>
  tables(ctx).selectFrom('task_candidate').selectAll().where('task_id', '=', taskId).execute();

export const isActiveUser = async (ctx: Context, id: string): Promise<boolean> =>
  (await tables(ctx).selectFrom('v_user').select('id').where('id', '=', id).where('status', '=', 'active').executeTakeFirst()) !== undefined;
