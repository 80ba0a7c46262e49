import type { Context } from '../../../kernel/context.ts';
import { page } from '../../../kernel/db/page.ts';
import type { InputOf } from '../../../kernel/endpoint.ts';
import type { Page } from '../../../kernel/lists.ts';
import { maskValue } from '../../../engines/forms/contract.ts';
import { labelsOf } from '../../platform/dictionaries/api.ts';
import { listDivisions } from '../../platform/organisations/api.ts';
import { subjectOfAccount } from './actions.ts';
import { residentCard, subjectErrors, type Organisation, type OrganisationDetail, type Person, type PersonDetail, type Subject, type subjectEndpoints, type SubjectSummary } from './contract.ts';
import { maskDate, summaryOf } from './rules.ts';
import { findOrganisationRow, findOrganisationRowByUscc, openOrganisation, organisationsRepresentedBy } from './store/organisations.ts';
import { accountsLinked, findPersonByNumber, findPersonRow, openPerson } from './store/persons.ts';
import { tables } from './tables.ts';

/** A person or organisation in the clear; whoever shows it audits that with `about`. @throws subjects.notFound */
export async function getSubject(ctx: Context, id: string): Promise<Subject> {
  const person = await findPersonRow(ctx, id);
  if (person) return openPerson(person);
  const organisation = await findOrganisationRow(ctx, id);
  if (!organisation) throw subjectErrors.notFound({ id });
  return openOrganisation(organisation);
}

/** A subject as lists may show it. @throws subjects.notFound */
export const subjectSummary = async (ctx: Context, id: string): Promise<SubjectSummary> => summaryOf(await getSubject(ctx, id));

/** The person with a resident identity number, in the clear; nothing when she is not registered. */
export async function findPersonByResidentId(ctx: Context, residentId: string): Promise<Person | undefined> {
  const row = await findPersonByNumber(ctx, residentCard, residentId);
  return row && openPerson(row);
}

/** The organisation with a unified social credit code; nothing when it is not registered. */
export async function findOrganisationByUscc(ctx: Context, uscc: string): Promise<Organisation | undefined> {
  const row = await findOrganisationRowByUscc(ctx, uscc);
  return row && openOrganisation(row);
}

/** Organisations a person legally represents, by name. */
export const organisationsOf = async (ctx: Context, person: Person): Promise<Organisation[]> => (await organisationsRepresentedBy(ctx, person.number)).map(openOrganisation);

/** Subjects an account may act for: the person and the organisations she legally represents; none until she is verified. */
export async function subjectIdsOfAccount(ctx: Context, accountId: string): Promise<string[]> {
  const person = await personOfAccount(ctx, accountId);
  return person ? [person.id, ...(await organisationsOf(ctx, person)).map((organisation) => organisation.id)] : [];
}

/** Accounts to tell of what concerns a subject: the person's own, or those of an organisation's legal representative. */
export async function accountsOfSubject(ctx: Context, subjectId: string): Promise<string[]> {
  const subject = await getSubject(ctx, subjectId);
  if (subject.kind === 'person') return accountsLinked(ctx, subject.id);
  const representative = subject.legalRepresentativeNumber === null ? undefined : await findPersonByResidentId(ctx, subject.legalRepresentativeNumber);
  return representative ? accountsLinked(ctx, representative.id) : [];
}

async function personOfAccount(ctx: Context, accountId: string): Promise<Person | null> {
  const id = await subjectOfAccount(ctx, accountId);
  const row = id === null ? undefined : await findPersonRow(ctx, id);
  return row ? openPerson(row) : null;
}

/** What the city knows of the actor: herself masked, and the organisations she represents. */
export async function mine(ctx: Context): Promise<{ person: PersonDetail | null; organisations: OrganisationDetail[] }> {
  const person = await personOfAccount(ctx, ctx.actor.id);
  if (!person) return { person: null, organisations: [] };
  const names = await namesOf(ctx);
  const organisations = await organisationsOf(ctx, person);
  return { person: personDetail(person, organisations, names), organisations: organisations.map((organisation) => organisationDetail(organisation, names)) };
}

/** A subject for an officer, masked; the look is audited. @throws subjects.notFound */
export async function describeSubject(ctx: Context, id: string): Promise<PersonDetail | OrganisationDetail> {
  const subject = await getSubject(ctx, id);
  ctx.audit('subjects.view', id, { about: id });
  const names = await namesOf(ctx);
  return subject.kind === 'person' ? personDetail(subject, await organisationsOf(ctx, subject), names) : organisationDetail(subject, names);
}

/** One page of organisations, by name. */
export async function listOrganisations(ctx: Context, filter: InputOf<typeof subjectEndpoints.organisations>): Promise<Page<OrganisationDetail>> {
  const { text, entityType, status, divisionCode } = filter;
  const query = tables(ctx)
    .selectFrom('organisation')
    .selectAll()
    .$if(text !== undefined, (q) => q.where((eb) => eb.or([eb('name', 'like', `%${text}%`), eb('uscc', '=', text?.toUpperCase() ?? '')])))
    .$if(entityType !== undefined, (q) => q.where('entity_type', '=', entityType!))
    .$if(status !== undefined, (q) => q.where('status', '=', status!))
    .$if(divisionCode !== undefined, (q) => q.where('division_code', '=', divisionCode!));
  const found = await page(ctx, query, filter, { keys: { name: 'organisation.name', changedAt: 'organisation.changed_at' }, id: 'organisation.id', usual: 'name' });
  const names = await namesOf(ctx);
  return { ...found, rows: found.rows.map((row) => organisationDetail(openOrganisation(row), names)) };
}

interface Names {
  readonly document: ReadonlyMap<string, string>;
  readonly sex: ReadonlyMap<string, string>;
  readonly ethnicity: ReadonlyMap<string, string>;
  readonly entityType: ReadonlyMap<string, string>;
  readonly entityState: ReadonlyMap<string, string>;
  readonly industry: ReadonlyMap<string, string>;
  readonly division: ReadonlyMap<string, string>;
}

async function namesOf(ctx: Context): Promise<Names> {
  return {
    document: await labelsOf(ctx, 'id-document'),
    sex: await labelsOf(ctx, 'sex'),
    ethnicity: await labelsOf(ctx, 'ethnicity'),
    entityType: await labelsOf(ctx, 'entity-class'),
    entityState: await labelsOf(ctx, 'entity-state'),
    industry: await labelsOf(ctx, 'industry'),
    division: new Map((await listDivisions(ctx)).map((division) => [division.code, division.name])),
  };
}

/** What a code is called; the code itself where the dictionary lacks it. */
const nameOf = (names: ReadonlyMap<string, string>, code: string | null): string | null => (code === null ? null : (names.get(code) ?? code));

const personDetail = (person: Person, organisations: readonly Organisation[], names: Names): PersonDetail => ({
  kind: 'person',
  id: person.id,
  name: maskValue('name', person.name),
  documentTypeName: nameOf(names.document, person.documentType) ?? '',
  number: maskValue('idNumber', person.number),
  phone: person.phone === null ? null : maskValue('phone', person.phone),
  genderName: nameOf(names.sex, person.gender),
  birthDate: person.birthDate === null ? null : maskDate(person.birthDate),
  ethnicityName: nameOf(names.ethnicity, person.ethnicity),
  address: person.address === null ? null : `${nameOf(names.division, person.divisionCode) ?? ''}${maskValue('address', person.address)}`,
  source: person.source,
  verifiedAt: person.verifiedAt?.toISOString() ?? null,
  changedAt: person.changedAt.toISOString(),
  organisations: organisations.map(summaryOf),
});

const organisationDetail = (organisation: Organisation, names: Names): OrganisationDetail => ({
  kind: 'organisation',
  id: organisation.id,
  uscc: organisation.uscc,
  name: organisation.name,
  entityType: organisation.entityType,
  entityTypeName: nameOf(names.entityType, organisation.entityType) ?? '',
  industryName: nameOf(names.industry, organisation.industry),
  status: organisation.status,
  statusName: nameOf(names.entityState, organisation.status) ?? '',
  registeredOn: organisation.registeredOn,
  registeredCapital: organisation.registeredCapital,
  divisionName: nameOf(names.division, organisation.divisionCode),
  address: organisation.address,
  phone: organisation.phone,
  businessScope: organisation.businessScope,
  legalRepresentative: organisation.legalRepresentativeName === null ? null : maskValue('name', organisation.legalRepresentativeName),
  changedAt: organisation.changedAt.toISOString(),
});
