import type { Context } from '../../../kernel/context.ts';
import { claimFiles, findFile } from '../../../kernel/files/store.ts';
import { fieldsOf, type CompiledField, type CompiledForm, type FileReference } from '../../../engines/forms/contract.ts';

/** Who a draft's files belong to while it is a draft. */
export const ownerOf = (draftId: string): string => `intake/${draftId}`;

/** A file that an answer names, and the field that names it. */
export interface NamedFile {
  readonly path: string;
  readonly label: string;
  readonly file: FileReference;
}

/** Every file the values of a form name, in sub-tables too; nothing is believed of it yet. */
export function filesIn(form: CompiledForm, values: Readonly<Record<string, unknown>>): NamedFile[] {
  return fieldsOf(form).flatMap((field) =>
    field.type === 'subTable'
      ? rowsOf(values[field.key]).flatMap((row, index) => (field.columns ?? []).flatMap((column) => named(column, `${field.key}[${index}].${column.key}`, row[column.key])))
      : named(field, field.key, values[field.key]),
  );
}

const rowsOf = (value: unknown): Readonly<Record<string, unknown>>[] => (Array.isArray(value) ? value.filter((row): row is Record<string, unknown> => typeof row === 'object' && row !== null) : []);

function named(field: CompiledField, path: string, value: unknown): NamedFile[] {
  if (field.type !== 'file' && field.type !== 'signature') return [];
  const files = (Array.isArray(value) ? value : [value]) as unknown[];
  return files.flatMap((file) => (isReference(file) ? [{ path, label: field.label, file }] : []));
}

const isReference = (value: unknown): value is FileReference => typeof value === 'object' && value !== null && typeof (value as FileReference).id === 'string';

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Keeps the files that answers name with the draft, so that they live as long as it does; those of others are passed over. */
export async function keepFiles(ctx: Context, draftId: string, files: readonly NamedFile[]): Promise<void> {
  const own: string[] = [];
  for (const id of new Set(files.map(({ file }) => file.id).filter((each) => uuid.test(each)))) {
    const stored = await findFile(ctx, id);
    if (stored?.owner === null && stored.createdBy === ctx.actor.id) own.push(id);
  }
  await claimFiles(ctx, own, ownerOf(draftId));
}

/** Files an answer names that are not the draft's, or not what the answer says of them. */
export async function foreignFiles(ctx: Context, draftId: string, files: readonly NamedFile[]): Promise<NamedFile[]> {
  const wrong: NamedFile[] = [];
  for (const named of files) {
    const stored = uuid.test(named.file.id) ? await findFile(ctx, named.file.id) : undefined;
    const same = stored && stored.name === named.file.name && stored.size === named.file.size && stored.type === named.file.type;
    if (!same || stored.owner !== ownerOf(draftId)) wrong.push(named);
  }
  return wrong;
}
