import type { Context } from '../../../kernel/context.ts';
import { dataOf, migrateDraft, openForm, readableData, type CodeTables, type FormData, type FormGiven, type FormState, type LostAnswer, type Provenance } from '../../../engines/forms/contract.ts';
import { currentVersion, getVersion } from '../service-items/api.ts';
import { applicantStep, type PublishedItem } from '../service-items/contract.ts';
import { codesOf } from './codes.ts';
import { unseal, type DraftRow } from './store.ts';

/** What a draft holds, brought to the version of the item that takes applications now. */
export interface Filled {
  readonly item: PublishedItem;
  /** Whether the item still takes applications. */
  readonly open: boolean;
  /** Whether the draft was last saved with another version of the form. */
  readonly moved: boolean;
  /** What that other version held and this one cannot take over. */
  readonly lost: readonly LostAnswer[];
  readonly known: Readonly<Record<string, unknown>>;
  readonly provenance: Readonly<Record<string, Provenance>>;
  readonly answers: Readonly<Record<string, unknown>>;
  readonly codes: CodeTables;
}

/** Reads a draft; where the item has a new version meanwhile, as that version would have it. Nothing is stored by this. */
export async function readFilled(ctx: Context, row: DraftRow): Promise<Filled> {
  const [current, own] = [await currentVersion(ctx, row.item_id), await getVersion(ctx, row.version_id)];
  const item = current ?? own;
  const stored = { known: unseal(row, 'known'), answers: unseal(row, 'answers'), provenance: row.provenance };
  const codes = await codesOf(ctx, item.form);
  if (item === own) return { item, open: current !== null, moved: false, lost: [], ...stored, codes };
  const [known, answers] = [migrateDraft(own.form, item.form, stored.known).data, migrateDraft(own.form, item.form, stored.answers)];
  const provenance = Object.fromEntries(Object.entries(stored.provenance).filter(([key]) => key in known));
  return { item, open: true, moved: true, lost: answers.lost, known, provenance, answers: answers.data, codes };
}

/** What the form engine is given: the record is what the city knew, the answers are what the person typed. */
export const givenOf = (ctx: Context, { known, answers, provenance, codes }: Filled): FormGiven => ({ data: known, answers, provenance, codes, step: applicantStep, now: ctx.now() });

/** The form as filled so far. */
export const openFilled = (ctx: Context, filled: Filled): FormState => openForm(filled.item.form, givenOf(ctx, filled));

/** The record as the answers so far make it, for conditions of materials. */
export const dataSoFar = (ctx: Context, filled: Filled): FormData => dataOf(openFilled(ctx, filled));

/** What the city knew, without what an applicant may not see. */
export const knownToApplicant = ({ item, known }: Filled): FormData => readableData(item.form, applicantStep, known as FormData);
