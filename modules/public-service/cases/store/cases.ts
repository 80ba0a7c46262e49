import { sql } from 'kysely';
import type { Context } from '../../../../kernel/context.ts';
import { blindIndex, decryptField, encryptField } from '../../../../kernel/crypto/fields.ts';
import { keyRing } from '../../../../kernel/key-ring.ts';
import { tables, type CaseTables } from '../tables.ts';

export type CaseRecord = CaseTables['case_record'];
type PersonalColumn = 'applicant_name' | 'contact_phone' | 'data';

const place = (row: string, column: PersonalColumn) => ({ table: 'case_record', column, row });

/** Encrypts a personal column for its row. */
export const seal = (id: string, column: PersonalColumn, value: string): string => encryptField(keyRing.get(), value, place(id, column));
/** Reads a personal column; the caller audits. */
export const unseal = (row: Pick<CaseRecord, 'id' | PersonalColumn>, column: PersonalColumn): string => decryptField(keyRing.get(), row[column], place(row.id, column));
/** The answers of a case; the caller audits. */
export const answersOf = (row: Pick<CaseRecord, 'id' | PersonalColumn>): Record<string, unknown> => JSON.parse(unseal(row, 'data')) as Record<string, unknown>;

export const applicantIndex = (number: string): string => blindIndex(keyRing.get(), 'case_record.applicant', number.toUpperCase());
export const applicantNameIndex = (name: string): string => blindIndex(keyRing.get(), 'case_record.applicant_name', name.replaceAll(/\s/g, ''));

/** Loads a case and holds its row until the transaction ends. */
export const lockCase = (ctx: Context, id: string): Promise<CaseRecord | undefined> =>
  tables(ctx).selectFrom('case_record').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();

export const findCase = (ctx: Context, id: string): Promise<CaseRecord | undefined> =>
  tables(ctx).selectFrom('case_record').selectAll().where('id', '=', id).executeTakeFirst();

export const findCaseByNumber = (ctx: Context, number: string): Promise<CaseRecord | undefined> =>
  tables(ctx).selectFrom('case_record').selectAll().where('number', '=', number).executeTakeFirst();

/** Open cases of one applicant about one item; serialises simultaneous applications. */
export async function findOpenTwins(ctx: Context, itemId: string, subjectId: string): Promise<CaseRecord[]> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`case/${itemId}/${subjectId}`}, 0))`.execute(tables(ctx));
  return tables(ctx).selectFrom('case_record').selectAll().where('item_id', '=', itemId).where('subject_id', '=', subjectId).where('concluded_at', 'is', null).execute();
}

export const insertCase = async (ctx: Context, row: CaseRecord): Promise<void> => {
  await tables(ctx).insertInto('case_record').values({ ...row, special: null, provenance: sql`${JSON.stringify(row.provenance)}::jsonb` }).execute();
};

export const updateCase = async (ctx: Context, id: string, { special, ...change }: Partial<CaseRecord>): Promise<void> => {
  await tables(ctx)
    .updateTable('case_record')
    .set({ ...change, ...(special === undefined ? {} : { special: special === null ? null : sql`${JSON.stringify(special)}::jsonb` }), changed_at: ctx.now() })
    .where('id', '=', id)
    .execute();
};
