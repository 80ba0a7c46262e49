import type { Context } from '../../../kernel/context.ts';
import { chinaDate } from '../../../kernel/dates.ts';
import { enqueue } from '../../../kernel/jobs/enqueue.ts';
import type { JobDefinition } from '../../../kernel/module.ts';
import { expireBatch } from './store/licences.ts';

const batch = 500;

/** Marks licences whose last valid day has passed; a full batch is followed by another job. */
export async function expireLicences(ctx: Context): Promise<void> {
  const expired = await expireBatch(ctx, chinaDate(ctx.now()), batch, '有效期届满');
  for (const { id, subject_id: subjectId } of expired) {
    ctx.audit('licences.expire', id, { about: subjectId });
    ctx.announce('licences.statusChanged', { licenceId: id, subjectId, status: 'expired' });
  }
  if (expired.length === batch) await enqueue(ctx, 'licences.expire');
}

export const licenceJobs: Readonly<Record<string, JobDefinition>> = {
  expire: { title: '标记到期的证照', every: '10 0 * * *', run: expireLicences },
};
