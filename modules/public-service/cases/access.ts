import type { Context } from '../../../kernel/context.ts';
import { caseErrors } from './contract.ts';
import { isReachable } from './queries/reach.ts';
import { findCase, lockCase, type CaseRecord } from './store/cases.ts';

/** A case the officer may see: by the reach of her permission, or because a task of it is or was hers. @throws cases.notFound */
export async function requireVisible(ctx: Context, id: string): Promise<CaseRecord> {
  const record = await findCase(ctx, id);
  if (!record || !(await isReachable(ctx, record))) throw caseErrors.notFound({ id });
  return record;
}

/** The same, held for changing. @throws cases.notFound */
export async function requireForChange(ctx: Context, id: string): Promise<CaseRecord> {
  const record = await lockCase(ctx, id);
  if (!record || !(await isReachable(ctx, record))) throw caseErrors.notFound({ id });
  return record;
}

/** The applicant's own case. @throws cases.notFound */
export async function requireOwn(ctx: Context, id: string): Promise<CaseRecord> {
  const record = await findCase(ctx, id);
  if (!record || record.account_id !== ctx.actor.id) throw caseErrors.notFound({ id });
  return record;
}

/** The applicant's own case, held for changing. @throws cases.notFound */
export async function requireOwnForChange(ctx: Context, id: string): Promise<CaseRecord> {
  const record = await lockCase(ctx, id);
  if (!record || record.account_id !== ctx.actor.id) throw caseErrors.notFound({ id });
  return record;
}
