import type { Context } from '../../../kernel/context.ts';
import { enqueueAll } from '../../../kernel/jobs/enqueue.ts';
import type { Settlement } from './contract.ts';
import { tables, type JobTables } from './tables.ts';

export type DeadRow = JobTables['dead_job'];

/** Loads those of the jobs that nobody has settled yet, and holds them. */
export const lockOpen = (ctx: Context, ids: readonly string[]): Promise<DeadRow[]> =>
  tables(ctx).selectFrom('dead_job').selectAll().where('id', 'in', [...ids]).where('settled_at', 'is', null).orderBy('id').forUpdate().execute();

/** Writes down what became of jobs. */
export const markSettled = async (ctx: Context, ids: readonly string[], settlement: Settlement): Promise<void> => {
  await tables(ctx).updateTable('dead_job').set({ settled_at: ctx.now(), settled_by: ctx.actor.id, settlement }).where('id', 'in', [...ids]).execute();
};

/** Queues the same work again under the same mark, so that what an earlier run did commit is not done twice. */
export const enqueueAgain = (ctx: Context, jobs: readonly DeadRow[]): Promise<void> =>
  enqueueAll(tables(ctx) as unknown as Parameters<typeof enqueueAll>[0], jobs.map(({ task, payload }) => ({ task, payload })));
