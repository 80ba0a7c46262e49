import type { Context } from '../../../../kernel/context.ts';
import { validateForm, type CompiledForm, type FormData, type Provenance } from '../../../../engines/forms/contract.ts';
import { requireOwn } from '../access.ts';
import type { Missing } from '../contract.ts';
import { filesIn, foreignFiles } from '../files.ts';
import { givenOf, readFilled, type Filled } from '../filled.ts';
import { isMissing, placesOf, type Place } from '../materials.ts';
import type { DraftRow } from '../store.ts';

/** A draft as it would be submitted, and what stands against that. */
export interface Checked {
  readonly data: FormData;
  readonly provenance: Readonly<Record<string, Provenance>>;
  readonly places: readonly Place[];
  readonly missing: readonly Missing[];
}

/** Checks a draft with the server's own eyes: form, files named in it, materials; in the order in which people meet them. */
export async function checkFilled(ctx: Context, row: DraftRow, filled: Filled): Promise<Checked> {
  const { form } = filled.item;
  const { data, problems, provenance } = validateForm(form, givenOf(ctx, filled));
  const foreign = await foreignFiles(ctx, row.id, filesIn(form, data));
  const places = await placesOf(ctx, row, filled.item, data);
  const page = pagesOf(form);
  const onForm = (path: string, level: Missing['level'], message: string): Missing => ({ kind: 'form', level, path, page: page(path), message });
  return {
    data,
    provenance,
    places,
    missing: [
      ...problems.map(({ path, level, message }) => onForm(path, level, message)),
      ...foreign.map(({ path, label }) => onForm(path, 'error', `${label}的文件与上传的不一致，请重新上传`)),
      ...places.filter(({ slot }) => isMissing(slot)).map(({ slot }): Missing => ({ kind: 'material', level: 'error', path: slot.key, page: null, message: `请上传${slot.name}` })),
    ],
  };
}

/** Says on which page a field stands, also one inside a sub-table; null for the form as a whole. */
function pagesOf(form: CompiledForm): (path: string) => string | null {
  const pages = new Map(form.pages.flatMap((page) => page.sections.flatMap((section) => section.fields.map((field) => [field.key, page.key] as const))));
  return (path) => pages.get(/^[^.[]*/.exec(path)?.[0] ?? '') ?? null;
}

/** Everything that is still missing. @throws intake.notFound, submitted */
export async function checkDraft(ctx: Context, id: string): Promise<{ complete: boolean; missing: Missing[] }> {
  const row = await requireOwn(ctx, id);
  const { missing } = await checkFilled(ctx, row, await readFilled(ctx, row));
  return { complete: missing.every(({ level }) => level === 'warning'), missing: [...missing] };
}
