import { run, type JobHelpers, type ParsedCronItem, type Runner, type TaskList, parseCronItems } from 'graphile-worker';
import { sql, type Kysely } from 'kysely';
import type pg from 'pg';
import { systemActor } from '../actor.ts';
import { chainPending } from '../audit/chain.ts';
import { openTables, type Context } from '../context.ts';
import { reactionTask } from '../events/announce.ts';
import { newId } from '../id.ts';
import { log } from '../log.ts';
import type { EventHandler, ModuleManifest } from '../module.ts';
import { inTransaction, ownOrigin, type Kernel } from '../run.ts';
import { kernelJobs } from './housekeeping.ts';
import { quietLogger } from './queue-logger.ts';

const defaultAttempts = 8;

interface Work {
  readonly task: string;
  readonly run: EventHandler;
  readonly attempts: number;
  readonly every?: string;
}

/** A running worker; `stop` lets the jobs at hand finish. */
export interface Worker {
  stop(): Promise<void>;
}

/** Starts taking jobs, running schedules and linking the audit chain. */
export async function startWorker(
  kernel: Kernel,
  ownerPool: pg.Pool,
  modules: readonly ModuleManifest[],
  concurrency: number,
): Promise<Worker> {
  const works = workOf(modules);
  const runner: Runner = await run({
    pgPool: ownerPool,
    concurrency,
    noHandleSignals: true,
    pollInterval: 1000,
    logger: quietLogger,
    taskList: Object.fromEntries(works.map((work) => [work.task, taskFor(kernel, work)])) as TaskList,
    parsedCronItems: scheduleOf(works),
  });
  const chain = startChaining(kernel.database);
  return {
    stop: async () => {
      await chain.stop();
      await runner.stop();
    },
  };
}

function workOf(modules: readonly ModuleManifest[]): Work[] {
  const all: readonly Pick<ModuleManifest, 'name' | 'jobs' | 'on'>[] = [{ name: 'kernel', jobs: kernelJobs }, ...modules];
  return all.flatMap(({ name, jobs = {}, on = {} }) => [
    ...Object.entries(jobs).map(([job, definition]) => ({
      task: `${name}.${job}`,
      run: definition.run as EventHandler,
      attempts: definition.attempts ?? defaultAttempts,
      ...(definition.every === undefined ? {} : { every: definition.every }),
    })),
    ...Object.entries(on).map(([event, handler]) => ({ task: reactionTask(name, event), run: handler, attempts: defaultAttempts })),
  ]);
}

/** Crontab hours are written in China Standard Time; the queue counts in UTC. */
function scheduleOf(works: readonly Work[]): ParsedCronItem[] {
  return parseCronItems(
    works
      .filter((work) => work.every !== undefined)
      .map((work) => ({ task: work.task, match: toUtc(work.every as string), identifier: work.task })),
  );
}

/** `10 0 * * *` (00:10 in China) → `10 16 * * *`; only plain hours may be given with a day of `*`. */
export function toUtc(crontab: string): string {
  const [minute, hour, ...days] = crontab.split(' ');
  if (minute === undefined || hour === undefined || days.join(' ') !== '* * *') throw new Error(`schedule not understood: ${crontab}`);
  return [minute, /^\d+$/.test(hour) ? String((Number(hour) + 16) % 24) : hour, ...days].join(' ');
}

const taskFor = (kernel: Kernel, work: Work) => async (given: unknown, helpers: JobHelpers) => {
  const { key, payload } = readPayload(given, work.task, helpers.job.id);
  try {
    await inTransaction(kernel, { actor: systemActor(work.task), origin: ownOrigin() }, async (ctx) => {
      if (!(await markDone(ctx, key))) return;
      await work.run(ctx, payload as never);
    });
  } catch (error) {
    if (helpers.job.attempts < work.attempts) throw error;
    await keepDead(kernel.database, work.task, { key, payload }, error as Error, helpers.job.attempts, kernel.now());
  }
};

/** Scheduled jobs carry the queue's own payload; everything else carries ours. */
function readPayload(given: unknown, task: string, jobId: string): { key: string; payload: unknown } {
  const known = given as { key?: unknown; payload?: unknown };
  return typeof known.key === 'string' ? { key: known.key, payload: known.payload } : { key: `${task}:${jobId}`, payload: {} };
}

/** Claims the work for this transaction; false when an earlier run has already committed it. */
async function markDone(ctx: Context, key: string): Promise<boolean> {
  const result = await sql`insert into work_done (key, at) values (${key}, ${ctx.now()}) on conflict do nothing`.execute(
    openTables<unknown>()(ctx),
  );
  return result.numAffectedRows === 1n;
}

async function keepDead(
  database: Kysely<unknown>,
  task: string,
  payload: unknown,
  error: Error,
  attempts: number,
  at: Date,
): Promise<void> {
  log.error({ part: 'jobs', task, err: error }, 'job given up');
  await sql`
    insert into dead_job (id, task, payload, error, attempts, failed_at)
    values (${newId(at)}, ${task}, ${JSON.stringify(payload)}::jsonb, ${error.stack ?? error.message}, ${attempts}, ${at})
  `.execute(database);
}

/** Links new audit entries about every second, at once again while there are more than a batch. */
function startChaining(database: Kysely<unknown>): { stop(): Promise<void> } {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let busy: Promise<void> = Promise.resolve();
  const turn = async (): Promise<void> => {
    try {
      while (!stopped && (await chainPending(database)) > 0);
    } catch (error) {
      log.warn({ part: 'audit', err: error as Error }, 'audit chain waits');
    }
    if (!stopped) timer = setTimeout(next, 1000);
  };
  const next = (): void => {
    busy = turn();
  };
  next();
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await busy;
    },
  };
}
