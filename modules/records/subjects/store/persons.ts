import type { Context } from '../../../../kernel/context.ts';
import { blindIndex, decryptField, encryptField } from '../../../../kernel/crypto/fields.ts';
import { keyRing } from '../../../../kernel/key-ring.ts';
import type { Person } from '../contract.ts';
import { tables, type SubjectTables } from '../tables.ts';

export type PersonRow = SubjectTables['person'];

/** Columns of a person that lie encrypted. */
export type PersonColumn = 'name' | 'number' | 'phone' | 'birth_date' | 'ethnicity' | 'address';

const place = (row: string, column: PersonColumn) => ({ table: 'person', column, row });

/** Encrypts a column's text for its row; null stays null. */
export function sealPerson(id: string, column: PersonColumn, text: string): string;
export function sealPerson(id: string, column: PersonColumn, text: string | null): string | null;
export function sealPerson(id: string, column: PersonColumn, text: string | null): string | null {
  return text === null ? null : encryptField(keyRing.get(), text, place(id, column));
}

/** The searchable shadow of a document number; the same for a person's own and for a legal representative's. */
export const numberIndex = (number: string): string => blindIndex(keyRing.get(), 'person.number', number.toUpperCase());

const personQuery = (ctx: Context) => tables(ctx).selectFrom('person').selectAll();

export const findPersonRow = (ctx: Context, id: string): Promise<PersonRow | undefined> => personQuery(ctx).where('id', '=', id).executeTakeFirst();

export const findPersonByNumber = (ctx: Context, documentType: string, number: string): Promise<PersonRow | undefined> =>
  personQuery(ctx).where('number_index', '=', numberIndex(number)).where('document_type', '=', documentType).executeTakeFirst();

/** Whoever has the number, in a document of whatever type; the earliest registered where several documents share it. */
export const findPersonByAnyNumber = (ctx: Context, number: string): Promise<PersonRow | undefined> =>
  personQuery(ctx).where('number_index', '=', numberIndex(number)).orderBy('registered_at').executeTakeFirst();

/** As `findPersonByNumber`, and holds the row until the transaction ends. */
export const lockPersonByNumber = (ctx: Context, documentType: string, number: string): Promise<PersonRow | undefined> =>
  personQuery(ctx).where('number_index', '=', numberIndex(number)).where('document_type', '=', documentType).forUpdate().executeTakeFirst();

/** Adds people; whoever is there already stays as she is. Says how many were new. */
export const addPersons = async (ctx: Context, rows: readonly PersonRow[]): Promise<number> => {
  if (rows.length === 0) return 0;
  const result = await tables(ctx).insertInto('person').values([...rows]).onConflict((conflict) => conflict.columns(['number_index', 'document_type']).doNothing()).executeTakeFirst();
  return Number(result.numInsertedOrUpdatedRows);
};

export const updatePerson = async (ctx: Context, id: string, change: Partial<PersonRow>): Promise<void> => {
  await tables(ctx).updateTable('person').set(change).where('id', '=', id).execute();
};

/** The person an account belongs to; nothing until they are linked. */
export const findLinkedPerson = async (ctx: Context, accountId: string): Promise<string | undefined> =>
  (await tables(ctx).selectFrom('account_subject').select('person_id').where('account_id', '=', accountId).executeTakeFirst())?.person_id;

/** Links an account to a person; a second call, even at the same time, changes nothing. */
export const linkAccount = async (ctx: Context, accountId: string, personId: string): Promise<void> => {
  await tables(ctx).insertInto('account_subject').values({ account_id: accountId, person_id: personId, linked_at: ctx.now() }).onConflict((conflict) => conflict.doNothing()).execute();
};

/** Accounts linked to a person. */
export const accountsLinked = async (ctx: Context, personId: string): Promise<string[]> =>
  (await tables(ctx).selectFrom('account_subject').select('account_id').where('person_id', '=', personId).orderBy('linked_at').execute()).map((row) => row.account_id);

/** A row in the clear. */
export const openPerson = (row: PersonRow): Person => {
  const read = (column: PersonColumn): string | null => {
    const sealed = row[column];
    return sealed === null ? null : decryptField(keyRing.get(), sealed, place(row.id, column));
  };
  return {
    kind: 'person',
    id: row.id,
    name: read('name') ?? '',
    documentType: row.document_type,
    number: read('number') ?? '',
    phone: read('phone'),
    gender: row.gender,
    birthDate: read('birth_date'),
    ethnicity: read('ethnicity'),
    divisionCode: row.division_code,
    address: read('address'),
    source: row.source,
    verifiedAt: row.verified_at,
    changedAt: row.changed_at,
  };
};
