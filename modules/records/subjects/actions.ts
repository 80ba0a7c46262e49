import type { Context } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/id.ts';
import { isResidentId, isUscc, readResidentId } from '../../../engines/identifiers/contract.ts';
import { getAccount } from '../../platform/sign-in/api.ts';
import { residentCard, subjectErrors, type Organisation, type Person, type PersonSource, type Revealed, type Subject, type SubjectSummary } from './contract.ts';
import { summaryOf } from './rules.ts';
import { addOrganisations, findOrganisationRow, findOrganisationRowByUscc, lockOrganisationByUscc, openOrganisation, sealRepresentative, updateOrganisation, type OrganisationRow } from './store/organisations.ts';
import { addPersons, findLinkedPerson, findPersonByAnyNumber, findPersonRow, linkAccount, lockPersonByNumber, numberIndex, openPerson, sealPerson, updatePerson, type PersonRow } from './store/persons.ts';

export interface PersonRegistration {
  readonly name: string;
  /** Dictionary `id-document`; the resident identity card unless said. */
  readonly documentType?: string;
  readonly number: string;
  readonly phone?: string | null;
  readonly ethnicity?: string | null;
  readonly divisionCode?: string | null;
  readonly address?: string | null;
  /** Dictionary `sex`; read from a resident identity number where not given. */
  readonly gender?: string | null;
  readonly birthDate?: string | null;
  readonly source: PersonSource;
}

/**
 * Registers a person, or finds the one who has the number.
 *
 * What was unknown of somebody already registered is filled in; name and phone are replaced only by the real-name check,
 * which has just confirmed them.
 *
 * @returns the person's id
 * @throws subjects.badResidentId
 */
export async function registerPerson(ctx: Context, given: PersonRegistration): Promise<string> {
  const row = personRow(ctx, given);
  const isNew = (await addPersons(ctx, [row])) === 1;
  if (isNew) {
    ctx.audit('subjects.registerPerson', row.id, { about: row.id, source: given.source });
    ctx.announce('subjects.registered', { subjectId: row.id });
    return row.id;
  }
  const known = await lockPersonByNumber(ctx, row.document_type, given.number);
  if (!known) throw new Error('a person registered a moment ago is gone');
  const change = changeOf(ctx, known, given);
  if (Object.keys(change).length > 0) {
    await updatePerson(ctx, known.id, { ...change, changed_at: ctx.now() });
    ctx.audit('subjects.updatePerson', known.id, { about: known.id, source: given.source, fields: Object.keys(change) });
  }
  return known.id;
}

/** A new person's row. @throws subjects.badResidentId */
export function personRow(ctx: Context, given: PersonRegistration): PersonRow {
  const documentType = given.documentType ?? residentCard;
  const number = given.number.toUpperCase();
  const facts = documentType === residentCard ? readResidentId(number) : null;
  if (documentType === residentCard && !facts) throw subjectErrors.badResidentId();
  const id = newId(ctx.now());
  return {
    id,
    name: sealPerson(id, 'name', given.name),
    document_type: documentType,
    number: sealPerson(id, 'number', number),
    number_index: numberIndex(number),
    phone: sealPerson(id, 'phone', given.phone ?? null),
    gender: given.gender ?? (facts ? (facts.gender === 'male' ? '1' : '2') : null),
    birth_date: sealPerson(id, 'birth_date', given.birthDate ?? facts?.birthDate ?? null),
    ethnicity: sealPerson(id, 'ethnicity', given.ethnicity ?? null),
    division_code: given.divisionCode ?? null,
    address: sealPerson(id, 'address', given.address ?? null),
    source: given.source,
    verified_at: given.source === 'realName' ? ctx.now() : null,
    registered_at: ctx.now(),
    changed_at: ctx.now(),
  };
}

/** What a registration adds to what is known. */
function changeOf(ctx: Context, row: PersonRow, given: PersonRegistration): Partial<PersonRow> {
  const known = openPerson(row);
  const checked = given.source === 'realName';
  const change: Partial<PersonRow> = checked ? { verified_at: ctx.now() } : {};
  if (checked && given.name !== known.name) change.name = sealPerson(row.id, 'name', given.name);
  if (given.phone && given.phone !== known.phone && (checked || known.phone === null)) change.phone = sealPerson(row.id, 'phone', given.phone);
  if (given.ethnicity && known.ethnicity === null) change.ethnicity = sealPerson(row.id, 'ethnicity', given.ethnicity);
  if (given.address && known.address === null) {
    change.address = sealPerson(row.id, 'address', given.address);
    change.division_code = given.divisionCode ?? null;
  }
  return change;
}

export interface OrganisationRegistration {
  readonly uscc: string;
  readonly name: string;
  /** Dictionary `entity-class`. */
  readonly entityType: string;
  /** Dictionary `industry`. */
  readonly industry?: string | null;
  /** Dictionary `entity-state`; in business unless said. */
  readonly status?: string;
  readonly registeredOn?: string | null;
  /** Ten thousand yuan, decimal text. */
  readonly registeredCapital?: string | null;
  readonly divisionCode?: string | null;
  readonly address?: string | null;
  readonly phone?: string | null;
  readonly businessScope?: string | null;
  readonly legalRepresentative?: { readonly name: string; readonly number: string | null } | null;
}

/**
 * Registers an organisation, or changes what is registered of the one that has the code; called when a business licence is
 * issued or changed.
 *
 * @returns the organisation's id
 * @throws subjects.badUscc, badResidentId (legal representative)
 */
export async function registerOrganisation(ctx: Context, given: OrganisationRegistration): Promise<string> {
  const row = organisationRow(ctx, given);
  if ((await addOrganisations(ctx, [row])) === 1) {
    ctx.audit('subjects.registerOrganisation', row.id, { about: row.id });
    ctx.announce('subjects.registered', { subjectId: row.id });
    return row.id;
  }
  const known = await lockOrganisationByUscc(ctx, given.uscc);
  if (!known) throw new Error('an organisation registered a moment ago is gone');
  const { id: _id, registered_at: _registeredAt, ...change } = row;
  await updateOrganisation(ctx, known.id, { ...change, ...sealRepresentative(known.id, given.legalRepresentative ?? null) });
  ctx.audit('subjects.changeOrganisation', known.id, { about: known.id, nameBefore: known.name, nameAfter: given.name });
  ctx.announce('subjects.changed', { subjectId: known.id });
  return known.id;
}

/** A new organisation's row. @throws subjects.badUscc, badResidentId */
export function organisationRow(ctx: Context, given: OrganisationRegistration): OrganisationRow {
  if (!isUscc(given.uscc)) throw subjectErrors.badUscc({ uscc: given.uscc });
  const representative = given.legalRepresentative ?? null;
  if (representative?.number && /^\d{17}/.test(representative.number) && !isResidentId(representative.number.toUpperCase())) throw subjectErrors.badResidentId();
  const id = newId(ctx.now());
  return {
    id,
    uscc: given.uscc,
    name: given.name,
    entity_type: given.entityType,
    industry: given.industry ?? null,
    status: given.status ?? '1',
    registered_on: given.registeredOn ?? null,
    registered_capital: given.registeredCapital ?? null,
    division_code: given.divisionCode ?? null,
    address: given.address ?? null,
    phone: given.phone ?? null,
    business_scope: given.businessScope ?? null,
    ...sealRepresentative(id, representative),
    registered_at: ctx.now(),
    changed_at: ctx.now(),
  };
}

/**
 * The person an account belongs to; null until the account's identity has been checked.
 *
 * Registers or finds the person and links the two the first time, whether by the event or on demand.
 */
export async function subjectOfAccount(ctx: Context, accountId: string): Promise<string | null> {
  const linked = await findLinkedPerson(ctx, accountId);
  if (linked !== undefined) return linked;
  const account = await getAccount(ctx, accountId);
  if (account.name === null || account.residentId === null) return null;
  const personId = await registerPerson(ctx, { name: account.name, number: account.residentId, phone: account.phone, source: 'realName' });
  await linkAccount(ctx, accountId, personId);
  ctx.audit('subjects.linkAccount', accountId, { about: personId });
  return personId;
}

/**
 * Finds a subject by its whole number, for an officer who states why.
 *
 * @throws subjects.badNumber when the number cannot be one
 */
export async function searchSubject(ctx: Context, { number, reason }: { number: string; reason: string }): Promise<{ found: SubjectSummary | null }> {
  const subject = await findByNumber(ctx, number.trim().toUpperCase());
  ctx.audit('subjects.search', subject?.id ?? 'nothing', { about: subject?.id ?? null, basis: reason });
  return { found: subject ? summaryOf(subject) : null };
}

async function findByNumber(ctx: Context, number: string): Promise<Subject | undefined> {
  if (isUscc(number)) return openIf(await findOrganisationRowByUscc(ctx, number), openOrganisation);
  if (number.length === 18 && !isResidentId(number)) throw subjectErrors.badNumber();
  return openIf(await findPersonByAnyNumber(ctx, number), openPerson);
}

const openIf = <Row, Value>(row: Row | undefined, open: (row: Row) => Value): Value | undefined => row && open(row);

/** Shows what is masked elsewhere of a person, or of an organisation's representative, and writes down who looked and why. @throws subjects.notFound, noRepresentative */
export async function revealSubject(ctx: Context, { id, reason }: { id: string; reason: string }): Promise<Revealed> {
  const person = await findPersonRow(ctx, id);
  const organisation = person ? undefined : await findOrganisationRow(ctx, id);
  if (!person && !organisation) throw subjectErrors.notFound({ id });
  const revealed = person ? revealedOf(openPerson(person)) : representativeOf(openOrganisation(organisation!));
  ctx.audit('subjects.reveal', id, { about: id, basis: reason });
  return revealed;
}

/** Shows a citizen her own data in full. @throws subjects.notVerified */
export async function revealMine(ctx: Context): Promise<Revealed> {
  const personId = await subjectOfAccount(ctx, ctx.actor.id);
  const row = personId === null ? undefined : await findPersonRow(ctx, personId);
  if (!row) throw subjectErrors.notVerified();
  ctx.audit('subjects.revealMine', row.id, { about: row.id, basis: '本人查看' });
  return revealedOf(openPerson(row));
}

const revealedOf = ({ name, number, phone, birthDate, address }: Person): Revealed => ({ name, number, phone, birthDate, address });

function representativeOf(organisation: Organisation): Revealed {
  if (organisation.legalRepresentativeName === null) throw subjectErrors.noRepresentative();
  return { name: organisation.legalRepresentativeName, number: organisation.legalRepresentativeNumber ?? '', phone: null, birthDate: null, address: null };
}
