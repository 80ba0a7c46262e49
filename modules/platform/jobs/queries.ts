import { sql, type RawBuilder } from 'kysely';
import type { Context } from '../../../kernel/context.ts';
import { page } from '../../../kernel/db/page.ts';
import type { InputOf } from '../../../kernel/endpoint.ts';
import type { Page } from '../../../kernel/lists.ts';
import { knownJobs } from './catalogue.ts';
import { jobErrors, type DeadJob, type DeadJobDetail, type jobEndpoints, type QueuedJob, type QueueState, type Schedule, type TaskSummary } from './contract.ts';
import { problemOf, scheduleInWords } from './rules.ts';
import { tables, type JobTables } from './tables.ts';

const patience = 5 * 60_000;

/** Which state a queued job is in; each is in exactly one. */
const stateOf = (ctx: Context): RawBuilder<QueueState> => sql<QueueState>`case
  when v_job.locked_at is not null then 'running'
  when v_job.attempts > 0 then 'retrying'
  when v_job.run_at < ${new Date(ctx.now().getTime() - patience)}::timestamptz then 'late'
  else 'waiting' end`;

const titleOf = (task: string): string => knownJobs.get().get(task)?.title ?? task;

/** Every kind of work with its numbers: those with trouble first, then the busy, then by name. */
export async function listTasks(ctx: Context): Promise<TaskSummary[]> {
  const found = new Map([...knownJobs.get().keys()].map((task) => [task, { task, title: titleOf(task), waiting: 0, running: 0, late: 0, retrying: 0, dead: 0 }]));
  const of = (task: string): TaskSummary => found.get(task) ?? found.set(task, { task, title: titleOf(task), waiting: 0, running: 0, late: 0, retrying: 0, dead: 0 }).get(task)!;
  const queued = await tables(ctx).selectFrom('v_job').select((eb) => ['task', stateOf(ctx).as('state'), eb.fn.countAll<number>().as('n')]).groupBy(['task', sql`2`]).execute();
  for (const { task, state, n } of queued) of(task)[state] = n;
  const dead = await tables(ctx).selectFrom('dead_job').select((eb) => ['task', eb.fn.countAll<number>().as('n')]).where('settled_at', 'is', null).groupBy('task').execute();
  for (const { task, n } of dead) of(task).dead = n;
  const rank = ({ dead, late, retrying, waiting, running }: TaskSummary): number => (dead > 0 ? 0 : late + retrying > 0 ? 1 : waiting + running > 0 ? 2 : 3);
  return [...found.values()].toSorted((a, b) => rank(a) - rank(b) || (a.task < b.task ? -1 : 1));
}

/** One page of the queue, the oldest first. */
export async function listQueued(ctx: Context, filter: InputOf<typeof jobEndpoints.queued>): Promise<Page<QueuedJob>> {
  const { task, state } = filter;
  const query = tables(ctx)
    .selectFrom('v_job')
    .select(['v_job.id', 'v_job.task', stateOf(ctx).as('state'), 'v_job.run_at', 'v_job.created_at', 'v_job.attempts', 'v_job.last_error'])
    .$if(task !== undefined, (q) => q.where('v_job.task', '=', task!))
    .$if(state !== undefined, (q) => q.where(stateOf(ctx), '=', state!));
  // The queue keeps microseconds, which a page mark cannot; ids are given in order.
  const found = await page(ctx, query, filter, { keys: { id: 'v_job.id' }, id: 'v_job.id', usual: 'id' });
  return {
    ...found,
    rows: found.rows.map((row) => ({
      id: String(row.id),
      task: row.task,
      title: titleOf(row.task),
      state: row.state,
      dueAt: row.run_at.toISOString(),
      createdAt: row.created_at.toISOString(),
      attempts: row.attempts,
      problem: row.last_error === null ? null : problemOf(row.last_error),
    })),
  };
}

const deadQuery = (ctx: Context) => tables(ctx).selectFrom('dead_job').selectAll('dead_job');

/** One page of failed jobs, the latest first; the open ones unless the settled are asked for. */
export async function listDead(ctx: Context, filter: InputOf<typeof jobEndpoints.dead>): Promise<Page<DeadJob>> {
  const { task, settled = false } = filter;
  const query = deadQuery(ctx)
    .where('settled_at', settled ? 'is not' : 'is', null)
    .$if(task !== undefined, (q) => q.where('task', '=', task!));
  const found = await page(ctx, query, filter, { keys: { failedAt: 'dead_job.failed_at' }, id: 'dead_job.id', usual: '-failedAt' });
  return { ...found, rows: found.rows.map(toDead) };
}

/** A failed job with its error and what it was given. @throws jobs.notFound */
export async function getDead(ctx: Context, id: string): Promise<DeadJobDetail> {
  const row = await deadQuery(ctx).where('id', '=', id).executeTakeFirst();
  if (!row) throw jobErrors.notFound({ id });
  return { ...toDead(row), error: row.error, payload: JSON.stringify(row.payload.payload, null, 2) ?? '' };
}

const toDead = (row: JobTables['dead_job']): DeadJob => ({
  id: row.id,
  task: row.task,
  title: titleOf(row.task),
  problem: problemOf(row.error),
  attempts: row.attempts,
  failedAt: row.failed_at.toISOString(),
  settlement: row.settlement,
  settledBy: row.settled_by,
  settledAt: row.settled_at?.toISOString() ?? null,
});

/** Work done by the clock, with when it was last begun. */
export async function listSchedules(ctx: Context): Promise<Schedule[]> {
  const last = new Map((await tables(ctx).selectFrom('v_schedule').selectAll().execute()).map((row) => [row.task, row.last_execution]));
  return [...knownJobs.get()]
    .flatMap(([task, { title, every }]) => (every === null ? [] : [{ task, title, every: scheduleInWords(every), lastRunAt: last.get(task)?.toISOString() ?? null }]))
    .toSorted((a, b) => (a.task < b.task ? -1 : 1));
}
