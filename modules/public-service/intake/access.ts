import type { Context } from '../../../kernel/context.ts';
import { intakeErrors } from './contract.ts';
import { findDraft, lockDraft, type DraftRow } from './store.ts';

/** The citizen's own open draft. @throws intake.notFound, submitted */
export async function requireOwn(ctx: Context, id: string): Promise<DraftRow> {
  return open(own(ctx, await findDraft(ctx, id)));
}

/** The same, held for changing. @throws intake.notFound, submitted */
export async function requireOwnForChange(ctx: Context, id: string): Promise<DraftRow> {
  return open(await requireOwnOrSubmitted(ctx, id));
}

/** The citizen's own draft, whether submitted or not, held. @throws intake.notFound */
export async function requireOwnOrSubmitted(ctx: Context, id: string): Promise<DraftRow> {
  return own(ctx, await lockDraft(ctx, id));
}

function own(ctx: Context, row: DraftRow | undefined): DraftRow {
  if (!row || row.account_id !== ctx.actor.id || row.expires_at <= ctx.now()) throw intakeErrors.notFound();
  return row;
}

function open(row: DraftRow): DraftRow {
  if (row.case_id !== null) throw intakeErrors.submitted({ number: row.case_number, caseId: row.case_id });
  return row;
}
