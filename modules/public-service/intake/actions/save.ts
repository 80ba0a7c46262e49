import type { Context } from '../../../../kernel/context.ts';
import { formatInstant } from '../../../../kernel/dates.ts';
import type { InputOf } from '../../../../kernel/endpoint.ts';
import { answersOf, dataOf, openForm, problemsOf } from '../../../../engines/forms/contract.ts';
import { requireOwnForChange } from '../access.ts';
import { intakeErrors, type intakeEndpoints, type Saved } from '../contract.ts';
import { filesIn, keepFiles } from '../files.ts';
import { givenOf, readFilled, type Filled } from '../filled.ts';
import { placesOf } from '../materials.ts';
import { deviceOf, expiryOf } from '../rules.ts';
import { seal, updateDraft, type DraftRow } from '../store.ts';

/**
 * Keeps what has been filled in: all of it, in place of what was there before.
 *
 * Typing is not audited; beginning, submitting and removing a draft are.
 *
 * @throws intake.notFound, submitted, savedElsewhere, versionChanged, tooLarge
 */
export async function saveDraft(ctx: Context, input: InputOf<typeof intakeEndpoints.saveDraft>): Promise<Saved> {
  const row = await requireOwnForChange(ctx, input.id);
  const filled: Filled = { ...(await readFilled(ctx, row)), answers: input.answers };
  refuseStale(ctx, row, filled, input);
  const state = openForm(filled.item.form, givenOf(ctx, filled));
  if (problemsOf(state).some(({ code, path }) => code === 'limit' && path === '')) throw intakeErrors.tooLarge();
  const answers = answersOf(state);
  await keepFiles(ctx, row.id, filesIn(filled.item.form, answers));
  const change = {
    version_id: filled.item.versionId,
    answers: seal(row.id, 'answers', answers),
    ...(filled.moved ? { known: seal(row.id, 'known', filled.known), provenance: filled.provenance } : {}),
    ...(input.page === undefined ? {} : { page: input.page }),
  };
  const revision = await touch(ctx, row, change);
  return { revision, savedAt: ctx.now().toISOString(), materials: (await placesOf(ctx, row, filled.item, dataOf(state))).map(({ slot }) => slot) };
}

/**
 * Refuses what was filled in on an older state of the draft or on another version of its form, so that nothing is lost unseen.
 *
 * @throws intake.savedElsewhere, versionChanged
 */
export function refuseStale(ctx: Context, row: DraftRow, { item }: Filled, seen: { revision: number; versionId: string }): void {
  if (seen.revision !== row.revision) {
    throw intakeErrors.savedElsewhere({ at: formatInstant(row.saved_at, ctx.now()), where: row.saved_from, revision: row.revision, savedAt: row.saved_at.toISOString() });
  }
  if (seen.versionId !== item.versionId) throw intakeErrors.versionChanged();
}

/** Stores a change as the next revision and lets the draft live on. */
export async function touch(ctx: Context, row: DraftRow, change: Partial<DraftRow>): Promise<number> {
  const revision = row.revision + 1;
  await updateDraft(ctx, row.id, { ...change, revision, saved_from: deviceOf(ctx.origin.agent), saved_at: ctx.now(), expires_at: expiryOf(ctx.now()) });
  return revision;
}
