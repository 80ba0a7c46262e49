import type { Context } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/id.ts';
import { enqueue } from '../../../kernel/jobs/enqueue.ts';
import { auditErrors, type Verification } from './contract.ts';
import { getVerification } from './queries.ts';
import { findRunning, insertVerification } from './store.ts';

/** A verification that has not ended after two hours has died with its worker. */
const longest = 2 * 3_600_000;

/** Has the audit chain verified by a job; the result appears among the verifications. @throws audit.alreadyRunning */
export async function requestVerification(ctx: Context): Promise<Verification> {
  if (await findRunning(ctx, new Date(ctx.now().getTime() - longest))) throw auditErrors.alreadyRunning();
  const id = newId(ctx.now());
  await insertVerification(ctx, id);
  await enqueue(ctx, 'audit.verify', { id });
  ctx.audit('audit.requestVerification', id);
  return getVerification(ctx, id);
}
