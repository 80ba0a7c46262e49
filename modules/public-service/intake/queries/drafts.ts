import type { Context } from '../../../../kernel/context.ts';
import { chinaDate } from '../../../../kernel/dates.ts';
import { subjectSummary } from '../../../records/subjects/api.ts';
import { applicantStep } from '../../service-items/contract.ts';
import { requireOwn } from '../access.ts';
import type { Draft, DraftSummary } from '../contract.ts';
import { dataSoFar, knownToApplicant, readFilled } from '../filled.ts';
import { placesOf } from '../materials.ts';
import { policy } from '../rules.ts';
import { openDrafts } from '../store.ts';

/** A draft with everything its pages need. @throws intake.notFound, submitted */
export async function getDraft(ctx: Context, id: string): Promise<Draft> {
  const row = await requireOwn(ctx, id);
  const filled = await readFilled(ctx, row);
  const { item } = filled;
  return {
    id: row.id,
    revision: row.revision,
    itemId: row.item_id,
    itemName: item.itemName,
    versionId: item.versionId,
    open: filled.open,
    divisionCode: row.division_code,
    applicant: { kind: row.applicant_kind, name: (await subjectSummary(ctx, row.subject_id)).name },
    savedAt: row.saved_at.toISOString(),
    expiresOn: chinaDate(row.expires_at),
    page: row.page,
    form: item.form,
    step: applicantStep,
    situationPages: [...item.situationPages],
    data: { ...knownToApplicant(filled) },
    provenance: { ...filled.provenance },
    answers: { ...filled.answers },
    codes: { ...filled.codes },
    materials: (await placesOf(ctx, row, item, dataSoFar(ctx, filled))).map(({ slot }) => slot),
    undertakings: [...item.undertakings],
    notices: [...item.notices],
    changed: filled.moved ? { lost: filled.lost.map((answer) => ({ ...answer })) } : null,
  };
}

/** The citizen's open drafts, the latest first. */
export async function listDrafts(ctx: Context): Promise<{ rows: DraftSummary[] }> {
  const rows = await openDrafts(ctx, ctx.actor.id, policy.mostDrafts);
  const names = new Map<string, string>();
  for (const id of new Set(rows.map((row) => row.subject_id))) names.set(id, (await subjectSummary(ctx, id)).name);
  return {
    rows: rows.map((row) => ({
      id: row.id,
      itemId: row.item_id,
      itemName: row.item_name,
      applicant: names.get(row.subject_id) ?? '',
      page: row.page,
      savedAt: row.saved_at.toISOString(),
      expiresOn: chinaDate(row.expires_at),
    })),
  };
}
