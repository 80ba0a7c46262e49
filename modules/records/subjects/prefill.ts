import type { Context } from '../../../kernel/context.ts';
import type { KnownFact } from '../../../engines/forms/contract.ts';
import { divisionPath } from '../../platform/dictionaries/api.ts';
import { subjectErrors, type Organisation, type Person } from './contract.ts';
import { getSubject } from './queries.ts';
import { represents } from './rules.ts';

/** Facts by the names that form definitions use, e.g. `person.name`; with where and when each was learnt. */
export type PrefillValues = Readonly<Record<string, KnownFact>>;

const known = (source: string, learntAt: Date, locked: boolean) => {
  const at = learntAt.toISOString();
  return (value: unknown): KnownFact | undefined => (value === null || value === undefined ? undefined : { value, source, at, locked });
};

/**
 * What need not be asked of an applicant: her own data and, when she applies for an organisation, what is registered of it.
 *
 * Facts that an authority has confirmed are locked; phone and address may be corrected. Unknown facts are left out.
 *
 * @throws subjects.notFound; subjects.notRepresented when the person does not represent the organisation
 */
export async function prefillValues(ctx: Context, subjectId: string, asOrganisationId?: string): Promise<PrefillValues> {
  const subject = await getSubject(ctx, subjectId);
  if (subject.kind === 'organisation') return compact(await organisationFacts(ctx, subject));
  const own = await personFacts(ctx, subject);
  if (asOrganisationId === undefined) return compact(own);
  const organisation = await getSubject(ctx, asOrganisationId);
  if (organisation.kind !== 'organisation' || !represents(subject, organisation)) throw subjectErrors.notRepresented();
  return compact({ ...own, ...(await organisationFacts(ctx, organisation)) });
}

type Facts = Record<string, KnownFact | undefined>;

async function personFacts(ctx: Context, person: Person): Promise<Facts> {
  const checked = person.verifiedAt ? known('实名认证', person.verifiedAt, true) : known(registerLabel(person), person.changedAt, true);
  const kept = known(registerLabel(person), person.changedAt, false);
  return {
    'person.name': checked(person.name),
    'person.residentId': checked(person.number),
    'person.documentType': checked(person.documentType),
    'person.phone': (person.verifiedAt ? known('实名认证', person.verifiedAt, false) : kept)(person.phone),
    'person.gender': checked(person.gender),
    'person.birthDate': checked(person.birthDate),
    'person.ethnicity': kept(person.ethnicity),
    'person.address': kept(await addressOf(ctx, person)),
  };
}

const registerLabel = (person: Person): string => (person.source === 'case' ? '以往办件' : '人口基础信息');

async function organisationFacts(ctx: Context, organisation: Organisation): Promise<Facts> {
  const registered = known('市场监管登记信息', organisation.changedAt, true);
  const correctable = known('市场监管登记信息', organisation.changedAt, false);
  return {
    'organisation.name': registered(organisation.name),
    'organisation.uscc': registered(organisation.uscc),
    'organisation.entityType': registered(organisation.entityType),
    'organisation.industry': registered(organisation.industry),
    'organisation.legalRepresentative': registered(organisation.legalRepresentativeName),
    'organisation.legalRepresentativeId': registered(organisation.legalRepresentativeNumber),
    'organisation.registeredOn': registered(organisation.registeredOn),
    'organisation.registeredCapital': registered(organisation.registeredCapital),
    'organisation.businessScope': registered(organisation.businessScope),
    'organisation.address': registered(await addressOf(ctx, organisation)),
    'organisation.phone': correctable(organisation.phone),
  };
}

/** An address as forms keep it: division codes from the county inwards, and the rest as text. */
async function addressOf(ctx: Context, { divisionCode, address }: { divisionCode: string | null; address: string | null }): Promise<{ division: string[]; detail: string } | null> {
  return address === null ? null : { division: divisionCode === null ? [] : await divisionPath(ctx, divisionCode), detail: address };
}

const compact = (facts: Facts): PrefillValues => Object.fromEntries(Object.entries(facts).filter((entry): entry is [string, KnownFact] => entry[1] !== undefined));
