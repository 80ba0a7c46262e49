import type { Context } from '../../../kernel/context.ts';
import { enqueue } from '../../../kernel/jobs/enqueue.ts';
import type { JobDefinition } from '../../../kernel/module.ts';
import { ownerOf } from './files.ts';
import { deleteDraft, lockExpired, releaseFiles } from './store.ts';

const batch = 500;

/** Removes drafts whose time is over, a batch a job, and lets go of their files; of submitted ones the case remains. */
export async function removeExpired(ctx: Context): Promise<void> {
  const expired = await lockExpired(ctx, batch);
  for (const { id, subject_id: about, case_id: caseId } of expired) {
    await releaseFiles(ctx, ownerOf(id));
    await deleteDraft(ctx, id);
    if (caseId === null) ctx.audit('intake.expire', id, { about });
  }
  if (expired.length === batch) await enqueue(ctx, 'intake.removeExpired');
}

export const intakeJobs: Readonly<Record<string, JobDefinition>> = {
  removeExpired: { title: '删除到期的申请草稿', every: '20 3 * * *', run: removeExpired },
};
