import type { Context } from '../../../kernel/context.ts';
import { enqueue } from '../../../kernel/jobs/enqueue.ts';
import type { JobDefinition } from '../../../kernel/module.ts';
import { refreshClock } from './actions.ts';
import { openClockIds } from './store.ts';

const batch = 500;

/** Computes every open clock anew, a batch a job, after the calendar has changed. */
async function recompute(ctx: Context, { after = '00000000-0000-0000-0000-000000000000' }: { after?: string }): Promise<void> {
  const ids = await openClockIds(ctx, after, batch);
  for (const id of ids) await refreshClock(ctx, id);
  const last = ids.at(-1);
  if (last !== undefined && ids.length === batch) await enqueue(ctx, 'clocks.recompute', { after: last });
}

export const clockJobs: Readonly<Record<string, JobDefinition>> = {
  wake: { title: '到时重算时限', run: (ctx, { clockId }: { clockId: string }) => refreshClock(ctx, clockId) },
  recompute: { title: '日历变更后重算全部时限', run: recompute },
};
