import type { Context } from '../../../../kernel/context.ts';
import { decryptField, encryptField } from '../../../../kernel/crypto/fields.ts';
import { keyRing } from '../../../../kernel/key-ring.ts';
import type { Organisation } from '../contract.ts';
import { tables, type SubjectTables } from '../tables.ts';
import { numberIndex } from './persons.ts';

export type OrganisationRow = SubjectTables['organisation'];

type RepresentativeColumn = 'legal_representative_name' | 'legal_representative_number';

const place = (row: string, column: RepresentativeColumn) => ({ table: 'organisation', column, row });

/** The three columns that say who represents an organisation. */
export function sealRepresentative(id: string, given: { name: string; number: string | null } | null): Pick<OrganisationRow, RepresentativeColumn | 'legal_representative_index'> {
  const seal = (column: RepresentativeColumn, text: string | null) => (text === null ? null : encryptField(keyRing.get(), text, place(id, column)));
  return {
    legal_representative_name: seal('legal_representative_name', given?.name ?? null),
    legal_representative_number: seal('legal_representative_number', given?.number ?? null),
    legal_representative_index: given?.number ? numberIndex(given.number) : null,
  };
}

const organisationRows = (ctx: Context) => tables(ctx).selectFrom('organisation').selectAll();

export const findOrganisationRow = (ctx: Context, id: string): Promise<OrganisationRow | undefined> => organisationRows(ctx).where('id', '=', id).executeTakeFirst();

export const findOrganisationRowByUscc = (ctx: Context, uscc: string): Promise<OrganisationRow | undefined> => organisationRows(ctx).where('uscc', '=', uscc).executeTakeFirst();

/** As `findOrganisationRowByUscc`, and holds the row until the transaction ends. */
export const lockOrganisationByUscc = (ctx: Context, uscc: string): Promise<OrganisationRow | undefined> =>
  organisationRows(ctx).where('uscc', '=', uscc).forUpdate().executeTakeFirst();

/** Organisations represented by whoever has the document number, by name. */
export const organisationsRepresentedBy = (ctx: Context, number: string): Promise<OrganisationRow[]> =>
  organisationRows(ctx).where('legal_representative_index', '=', numberIndex(number)).orderBy('name').orderBy('id').limit(200).execute();

/** Adds organisations; one that is there already stays as it is. Says how many were new. */
export const addOrganisations = async (ctx: Context, rows: readonly OrganisationRow[]): Promise<number> => {
  if (rows.length === 0) return 0;
  const result = await tables(ctx).insertInto('organisation').values([...rows]).onConflict((conflict) => conflict.column('uscc').doNothing()).executeTakeFirst();
  return Number(result.numInsertedOrUpdatedRows);
};

export const updateOrganisation = async (ctx: Context, id: string, change: Partial<OrganisationRow>): Promise<void> => {
  await tables(ctx).updateTable('organisation').set(change).where('id', '=', id).execute();
};

/** A row in the clear. */
export const openOrganisation = (row: OrganisationRow): Organisation => {
  const read = (column: RepresentativeColumn): string | null => {
    const sealed = row[column];
    return sealed === null ? null : decryptField(keyRing.get(), sealed, place(row.id, column));
  };
  return {
    kind: 'organisation',
    id: row.id,
    uscc: row.uscc,
    name: row.name,
    entityType: row.entity_type,
    industry: row.industry,
    status: row.status,
    registeredOn: row.registered_on,
    registeredCapital: row.registered_capital === null ? null : trimZeros(row.registered_capital),
    divisionCode: row.division_code,
    address: row.address,
    phone: row.phone,
    businessScope: row.business_scope,
    legalRepresentativeName: read('legal_representative_name'),
    legalRepresentativeNumber: read('legal_representative_number'),
    changedAt: row.changed_at,
  };
};

/** `200.500000` → `200.5`. */
const trimZeros = (amount: string): string => (amount.includes('.') ? amount.replace(/\.?0+$/, '') : amount);
