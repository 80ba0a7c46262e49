import { sql } from 'kysely';
import type { Context } from '../../../../kernel/context.ts';
import { addDays, chinaDate, startOfChinaDay } from '../../../../kernel/dates.ts';
import { page } from '../../../../kernel/db/page.ts';
import type { InputOf } from '../../../../kernel/endpoint.ts';
import type { Page } from '../../../../kernel/lists.ts';
import { maskValue } from '../../../../engines/forms/contract.ts';
import { licenceErrors, type Licence, type LicenceTypeSummary, type Standing, type licenceEndpoints } from '../contract.ts';
import { standingOn } from '../rules.ts';
import { indexesOf, unseal } from '../store/licences.ts';
import { newestTypes } from '../store/types.ts';
import { tables } from '../tables.ts';
import { reach } from './reach.ts';

export const licenceQuery = (ctx: Context) =>
  tables(ctx).selectFrom('licence').innerJoin('v_unit', 'v_unit.id', 'licence.unit_id').selectAll('licence').select('v_unit.division_name').where('licence.status', '!=', 'draft');

export type LicenceRecord = Awaited<ReturnType<ReturnType<typeof licenceQuery>['executeTakeFirstOrThrow']>>;

/** One page of the licences within reach, newest first; a holder is found by whole name or number. */
export async function listLicences(ctx: Context, filter: InputOf<typeof licenceEndpoints.list>): Promise<Page<Licence>> {
  const { text, holder, subjectId, typeKey, standing, unitId, issuedFrom, issuedUntil, expiresFrom, expiresUntil } = filter;
  const query = licenceQuery(ctx)
    .where(reach(ctx, 'licences.read'))
    .$if(text !== undefined, (q) => q.where((eb) => eb.or([eb('licence.number', 'like', `${likeText(text ?? '')}%`), eb('licence.identifier', '=', text ?? '')])))
    .$if(holder !== undefined, (q) =>
      q.where((eb) => eb.or([eb('licence.holder_number_index', 'in', indexesOf('holder_number', holder ?? '')), eb('licence.holder_name_index', 'in', indexesOf('holder_name', holder ?? ''))])),
    )
    .$if(subjectId !== undefined, (q) => q.where('licence.subject_id', '=', subjectId!))
    .$if(typeKey !== undefined, (q) => q.where('licence.type_key', '=', typeKey!))
    .$if(standing !== undefined, (q) => q.where(hasStanding(standing!, chinaDate(ctx.now()))))
    .$if(unitId !== undefined, (q) => q.where(sql<boolean>`v_unit.path @> array[${unitId}]::text[]`))
    .$if(issuedFrom !== undefined, (q) => q.where('licence.created_at', '>=', startOfChinaDay(issuedFrom!)))
    .$if(issuedUntil !== undefined, (q) => q.where('licence.created_at', '<', startOfChinaDay(addDays(issuedUntil!, 1))))
    .$if(expiresFrom !== undefined, (q) => q.where('licence.expires_on', '>=', expiresFrom!))
    .$if(expiresUntil !== undefined, (q) => q.where('licence.expires_on', '<=', expiresUntil!));
  const found = await page(ctx, query, filter, {
    keys: { issuedAt: 'licence.created_at', changedAt: 'licence.changed_at', number: 'licence.number', expiresOn: 'licence.expires_on' },
    id: 'licence.id',
    usual: '-issuedAt',
  });
  return { ...found, rows: found.rows.map((row) => toLicence(ctx, row)) };
}

/** A licence as lists show it, whoever asks. @throws licences.notFound */
export async function getLicence(ctx: Context, id: string): Promise<Licence> {
  const row = await licenceQuery(ctx).where('licence.id', '=', id).executeTakeFirst();
  if (!row) throw licenceErrors.notFound({ id });
  return toLicence(ctx, row);
}

/** All licences of a holder, whatever became of them, newest first. */
export async function licencesOf(ctx: Context, subjectId: string): Promise<Licence[]> {
  const rows = await licenceQuery(ctx).where('licence.subject_id', '=', subjectId).orderBy('licence.created_at', 'desc').execute();
  return rows.map((row) => toLicence(ctx, row));
}

/** A holder's licence of a type that is valid today; nothing when there is none. */
export async function findLicenceFor(ctx: Context, subjectId: string, typeKey: string): Promise<Licence | undefined> {
  const row = await licenceQuery(ctx)
    .where('licence.subject_id', '=', subjectId)
    .where('licence.type_key', '=', typeKey)
    .where(hasStanding('valid', chinaDate(ctx.now())))
    .orderBy('licence.created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && toLicence(ctx, row);
}

/** Every licence type in its newest version, by key. */
export async function listTypes(ctx: Context): Promise<LicenceTypeSummary[]> {
  return (await newestTypes(ctx)).map(({ key, name, code, version, definition }) => ({
    key,
    name,
    code,
    version,
    holder: definition.holder,
    validMonths: definition.validMonths,
    variants: [...definition.face.variants],
  }));
}

export function toLicence(ctx: Context, row: LicenceRecord): Licence {
  const isPerson = row.holder_kind === 'person';
  const [name, number] = [unseal(row, 'holder_name'), unseal(row, 'holder_number')];
  return {
    id: row.id,
    identifier: row.identifier,
    number: row.number,
    version: row.version,
    typeKey: row.type_key,
    typeName: row.type_name,
    status: row.status,
    standing: standingOn({ status: row.status, validFrom: row.valid_from, validTo: row.valid_to }, chinaDate(ctx.now())),
    subjectId: row.subject_id,
    holderKind: row.holder_kind,
    holderName: isPerson ? maskValue('name', name) : name,
    holderNumber: isPerson ? maskValue('idNumber', number) : number,
    unitId: row.unit_id,
    issuerName: row.issuer_name,
    divisionName: row.division_name,
    caseId: row.case_id,
    issuedOn: row.issued_on,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    changedAt: row.changed_at.toISOString(),
  };
}

/** `standingOn` as a condition of the query. */
function hasStanding(standing: Standing, today: string) {
  switch (standing) {
    case 'valid':
      return sql<boolean>`licence.status = 'issued' and licence.valid_from <= ${today} and licence.expires_on >= ${today}`;
    case 'notYet':
      return sql<boolean>`licence.status = 'issued' and licence.valid_from > ${today}`;
    case 'suspended':
      return sql<boolean>`licence.status = 'suspended' and licence.expires_on >= ${today}`;
    case 'expired':
      return sql<boolean>`(licence.status = 'expired' or (licence.status in ('issued', 'suspended') and licence.expires_on < ${today}))`;
    default:
      return sql<boolean>`licence.status = ${standing}`;
  }
}

const likeText = (text: string): string => text.replaceAll(/[\\%_]/g, String.raw`\$&`);
