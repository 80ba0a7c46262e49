import { sql, type Kysely } from 'kysely';
import { openTables, type Context } from '../context.ts';
import { newId } from '../id.ts';

export interface JobSpec {
  readonly task: string;
  /** `key` marks the work as done once it has committed; `payload` is what the job gets. */
  readonly payload: { readonly key: string; readonly payload: unknown };
  readonly runAt?: Date;
  /** Jobs of one queue run one after another. */
  readonly queue?: string;
  /** A waiting job with this name is replaced instead of a second one being added. */
  readonly replaces?: string;
}

/** Queues jobs in the caller's transaction. */
export async function enqueueAll(database: Kysely<unknown>, jobs: readonly JobSpec[]): Promise<void> {
  if (jobs.length === 0) return;
  const specs = jobs.map((job) => ({
    identifier: job.task,
    payload: job.payload,
    run_at: job.runAt?.toISOString() ?? null,
    queue_name: job.queue ?? null,
    job_key: job.replaces ?? null,
    max_attempts: 25,
  }));
  await sql`select enqueue_jobs(${JSON.stringify(specs)}::json)`.execute(database);
}

/**
 * Queues a job of a module (`module.job`) in this transaction; it runs after commit, and its effects commit exactly once.
 *
 * @param options.runAt - not before this instant
 * @param options.replaces - at most one waiting job of this name; a later call moves it
 */
export async function enqueue(
  ctx: Context,
  task: `${string}.${string}`,
  payload: Record<string, unknown> = {},
  options: Pick<JobSpec, 'runAt' | 'queue' | 'replaces'> = {},
): Promise<void> {
  await enqueueAll(openTables<unknown>()(ctx), [
    { task, payload: { key: `${task}:${newId(ctx.now())}`, payload }, ...options },
  ]);
}
