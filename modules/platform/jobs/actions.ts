import type { Context } from '../../../kernel/context.ts';
import { knownJobs } from './catalogue.ts';
import { jobErrors } from './contract.ts';
import { enqueueAgain, lockOpen, markSettled, type DeadRow } from './store.ts';

interface Settling {
  readonly ids: readonly string[];
  readonly reason: string;
}

/** Has failed jobs tried again from the start; those settled already are passed over. @throws jobs.settled, unknownTask */
export async function retryJobs(ctx: Context, { ids, reason }: Settling): Promise<{ settled: number }> {
  const jobs = await requireOpen(ctx, ids);
  const unknown = jobs.find((job) => !knownJobs.get().has(job.task));
  if (unknown) throw jobErrors.unknownTask({ task: unknown.task });
  await enqueueAgain(ctx, jobs);
  await markSettled(ctx, jobs.map((job) => job.id), 'retried');
  for (const job of jobs) ctx.audit('jobs.retry', job.id, { task: job.task, reason });
  return { settled: jobs.length };
}

/** Gives failed jobs up for good; those settled already are passed over. @throws jobs.settled */
export async function dropJobs(ctx: Context, { ids, reason }: Settling): Promise<{ settled: number }> {
  const jobs = await requireOpen(ctx, ids);
  await markSettled(ctx, jobs.map((job) => job.id), 'dropped');
  for (const job of jobs) ctx.audit('jobs.drop', job.id, { task: job.task, reason });
  return { settled: jobs.length };
}

async function requireOpen(ctx: Context, ids: readonly string[]): Promise<DeadRow[]> {
  const jobs = await lockOpen(ctx, ids);
  if (jobs.length === 0) throw jobErrors.settled();
  return jobs;
}
