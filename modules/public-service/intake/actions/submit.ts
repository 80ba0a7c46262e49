import type { Context } from '../../../../kernel/context.ts';
import type { InputOf, OutputOf } from '../../../../kernel/endpoint.ts';
import { claimFiles } from '../../../../kernel/files/store.ts';
import { getAccount } from '../../../platform/sign-in/api.ts';
import { getSubject, subjectIdsOfAccount } from '../../../records/subjects/api.ts';
import { submitCase } from '../../cases/api.ts';
import type { SubmitCase } from '../../cases/contract.ts';
import { requireOwnForChange, requireOwnOrSubmitted } from '../access.ts';
import { intakeErrors, type intakeEndpoints, type Missing } from '../contract.ts';
import { filesIn, ownerOf } from '../files.ts';
import { readFilled } from '../filled.ts';
import { submittedMaterials } from '../materials.ts';
import { checkFilled } from '../queries/check.ts';
import { deleteAllMaterials, deleteDraft, releaseFiles, updateDraft, type DraftRow } from '../store.ts';
import { refuseStale } from './save.ts';

type Submit = typeof intakeEndpoints.submit;

/**
 * Turns a draft into a case: checks everything once more, hands over form, files and materials, and empties the draft.
 *
 * Submitting again answers with the same case.
 *
 * @throws intake.notFound, notOnline, savedElsewhere, versionChanged, notRepresented, incomplete; cases.duplicate, noImplementation
 * @source WD-167
 */
export async function submitDraft(ctx: Context, { id, ...seen }: InputOf<Submit>): Promise<OutputOf<Submit>> {
  const row = await requireOwnOrSubmitted(ctx, id);
  if (row.case_id !== null) return { caseId: row.case_id, number: row.case_number ?? '' };
  const filled = await readFilled(ctx, row);
  if (!filled.open) throw intakeErrors.notOnline({ item: filled.item.itemName });
  refuseStale(ctx, row, filled, seen);
  const { data, provenance, places, missing } = await checkFilled(ctx, row, filled);
  refuseIncomplete(missing.filter(({ level }) => level === 'error'));

  const formFiles = filesIn(filled.item.form, data).map(({ file }) => file.id);
  await releaseFiles(ctx, ownerOf(id));
  const { caseId, number } = await submitCase(ctx, {
    versionId: filled.item.versionId,
    divisionCode: row.division_code,
    accountId: ctx.actor.id,
    applicant: await applicantOf(ctx, row),
    source: 'portal',
    data,
    provenance,
    materials: submittedMaterials(places),
  });
  await claimFiles(ctx, formFiles, `cases/${caseId}`);
  await deleteAllMaterials(ctx, id);
  await updateDraft(ctx, id, { case_id: caseId, case_number: number, answers: null, known: null, provenance: {} });
  ctx.audit('intake.submit', id, { about: row.subject_id, caseId, declared: seen.declared });
  return { caseId, number };
}

function refuseIncomplete(missing: readonly Missing[]): void {
  const [first] = missing;
  if (first) throw intakeErrors.incomplete({ count: missing.length, first: first.message, problems: missing.slice(0, 100).map(({ path, message }) => ({ path, message })) });
}

/** Who applies, in the clear, as the case keeps it sealed; whoever stopped representing an organisation cannot. */
async function applicantOf(ctx: Context, row: DraftRow): Promise<SubmitCase['applicant']> {
  if (!(await subjectIdsOfAccount(ctx, row.account_id)).includes(row.subject_id)) throw intakeErrors.notRepresented();
  const [subject, { phone }] = [await getSubject(ctx, row.subject_id), await getAccount(ctx, row.account_id)];
  return { kind: subject.kind, subjectId: subject.id, name: subject.name, number: subject.kind === 'person' ? subject.number : subject.uscc, phone };
}

/** Removes an open draft; its files are let go of. @throws intake.notFound, submitted */
export async function discardDraft(ctx: Context, { id }: InputOf<typeof intakeEndpoints.discardDraft>): Promise<void> {
  const row = await requireOwnForChange(ctx, id);
  await releaseFiles(ctx, ownerOf(id));
  await deleteDraft(ctx, id);
  ctx.audit('intake.discard', id, { about: row.subject_id, itemId: row.item_id });
}
