import { sql } from 'kysely';
import { openTables, type Context } from '../../../kernel/context.ts';
import { decryptField, encryptField } from '../../../kernel/crypto/fields.ts';
import { keyRing } from '../../../kernel/key-ring.ts';
import type { Provenance } from '../../../engines/forms/contract.ts';
import { tables, type IntakeTables } from './tables.ts';

export type DraftRow = IntakeTables['draft'];
export type MaterialRow = IntakeTables['draft_material'];
type SealedColumn = 'answers' | 'known';

const place = (row: string, column: SealedColumn) => ({ table: 'draft', column, row });

/** Encrypts what was filled in, or what the city knew, for its draft. */
export const seal = (id: string, column: SealedColumn, values: Readonly<Record<string, unknown>>): string => encryptField(keyRing.get(), JSON.stringify(values), place(id, column));

/** Reads it back; nothing of a submitted draft. */
export const unseal = (row: Pick<DraftRow, 'id' | SealedColumn>, column: SealedColumn): Record<string, unknown> => {
  const text = row[column];
  return text === null ? {} : (JSON.parse(decryptField(keyRing.get(), text, place(row.id, column))) as Record<string, unknown>);
};

export const findDraft = (ctx: Context, id: string): Promise<DraftRow | undefined> => tables(ctx).selectFrom('draft').selectAll().where('id', '=', id).executeTakeFirst();

export const lockDraft = (ctx: Context, id: string): Promise<DraftRow | undefined> => tables(ctx).selectFrom('draft').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();

/** The open draft of an item for one applicant, held. */
export const lockOpenDraft = (ctx: Context, { account_id, item_id, subject_id }: Pick<DraftRow, 'account_id' | 'item_id' | 'subject_id'>): Promise<DraftRow | undefined> =>
  tables(ctx)
    .selectFrom('draft')
    .selectAll()
    .where('account_id', '=', account_id)
    .where('item_id', '=', item_id)
    .where('subject_id', '=', subject_id)
    .where('case_id', 'is', null)
    .forUpdate()
    .executeTakeFirst();

const json = (provenance: Readonly<Record<string, Provenance>>) => sql<Readonly<Record<string, Provenance>>>`${JSON.stringify(provenance)}::jsonb`;

/** Adds a draft; says whether there was no open one of the same item and applicant. */
export async function addDraft(ctx: Context, row: DraftRow): Promise<boolean> {
  const result = await tables(ctx)
    .insertInto('draft')
    .values({ ...row, provenance: json(row.provenance) })
    .onConflict((conflict) => conflict.columns(['account_id', 'item_id', 'subject_id']).where('case_id', 'is', null).doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export const updateDraft = async (ctx: Context, id: string, { provenance, ...change }: Partial<DraftRow>): Promise<void> => {
  await tables(ctx).updateTable('draft').set({ ...change, ...(provenance ? { provenance: json(provenance) } : {}) }).where('id', '=', id).execute();
};

/** Removes a draft with the list of its materials. */
export const deleteDraft = async (ctx: Context, id: string): Promise<void> => {
  await tables(ctx).deleteFrom('draft').where('id', '=', id).execute();
};

/** The open drafts of an account, the latest first. */
export const openDrafts = (ctx: Context, accountId: string, limit: number): Promise<DraftRow[]> =>
  tables(ctx)
    .selectFrom('draft')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('case_id', 'is', null)
    .where('expires_at', '>', ctx.now())
    .orderBy('saved_at', 'desc')
    .limit(limit)
    .execute();

/** Drafts whose time is over, held; those another job holds are left to it. */
export const lockExpired = (ctx: Context, limit: number) =>
  tables(ctx).selectFrom('draft').select(['id', 'subject_id', 'case_id']).where('expires_at', '<=', ctx.now()).orderBy('expires_at').limit(limit).forUpdate().skipLocked().execute();

export const materialsOf = (ctx: Context, draftId: string): Promise<MaterialRow[]> =>
  tables(ctx).selectFrom('draft_material').selectAll().where('draft_id', '=', draftId).orderBy('added_at').orderBy('reference').execute();

export const addMaterialRow = async (ctx: Context, row: MaterialRow): Promise<void> => {
  await tables(ctx).insertInto('draft_material').values(row).onConflict((conflict) => conflict.columns(['draft_id', 'key', 'reference']).doNothing()).execute();
};

export const deleteMaterialRows = async (ctx: Context, draftId: string, key: string, references: readonly string[]): Promise<void> => {
  if (references.length === 0) return;
  await tables(ctx).deleteFrom('draft_material').where('draft_id', '=', draftId).where('key', '=', key).where('reference', 'in', [...references]).execute();
};

export const deleteAllMaterials = async (ctx: Context, draftId: string): Promise<void> => {
  await tables(ctx).deleteFrom('draft_material').where('draft_id', '=', draftId).execute();
};

const fileTables = openTables<{ file: { id: string; owner: string | null } }>();

/** Lets go of files a record owns, all of them or some: whoever claims them next has them, else they are removed after two days. */
export const releaseFiles = async (ctx: Context, owner: string, ids?: readonly string[]): Promise<void> => {
  if (ids?.length === 0) return;
  await fileTables(ctx)
    .updateTable('file')
    .set({ owner: null })
    .where('owner', '=', owner)
    .$if(ids !== undefined, (q) => q.where('id', 'in', [...ids!]))
    .execute();
};
