import Type, { type Static } from 'typebox';
import { readYaml } from '../../../kernel/content.ts';
import type { ContentFile, ContentProblem, ContentReader } from '../../../kernel/module.ts';
import { isResidentId, isUscc } from '../../../engines/identifiers/contract.ts';
import { organisationRow, personRow } from './actions.ts';
import { addOrganisations } from './store/organisations.ts';
import { addPersons } from './store/persons.ts';

const address = Type.Object({ division: Type.String(), detail: Type.String() });
const day = Type.String({ format: 'date' });

const PersonsFile = Type.Object({
  about: Type.Unknown(),
  persons: Type.Array(
    Type.Object({
      residentId: Type.String(),
      name: Type.String({ minLength: 2 }),
      gender: Type.String(),
      birthDate: day,
      ethnicity: Type.String(),
      /** Children have none. */
      mobile: Type.Optional(Type.String({ pattern: '^1\\d{10}$' })),
      address,
    }),
  ),
});
type PersonEntry = Static<typeof PersonsFile>['persons'][number];

const OrganisationsFile = Type.Object({
  about: Type.Unknown(),
  organisations: Type.Array(
    Type.Object({
      uscc: Type.String(),
      name: Type.String({ minLength: 2 }),
      entityClass: Type.String(),
      industry: Type.Optional(Type.String()),
      state: Type.String(),
      /** Resident identity number of somebody in `persons.yaml`. */
      legalRepresentative: Type.String(),
      registeredOn: day,
      /** Ten thousand yuan. */
      registeredCapital: Type.Optional(Type.Number({ minimum: 0 })),
      address,
      phone: Type.Optional(Type.String()),
      businessScope: Type.String(),
    }),
  ),
});
type OrganisationEntry = Static<typeof OrganisationsFile>['organisations'][number];

/** People and organisations of a demo, from `persons.yaml` and `organisations.yaml`; whoever is registered already is left as she is. */
export const subjectContent: ContentReader = {
  files: /^(persons|organisations)\.yaml$/,
  check: async (files) => {
    const { persons, organisations, problems } = readAll(files);
    return [...problems, ...checkPersons(persons), ...checkOrganisations(organisations, persons)];
  },
  load: async (ctx, files) => {
    const { persons, organisations } = readAll(files);
    const names = new Map(persons.map((person) => [person.residentId, person.name]));
    await addPersons(
      ctx,
      persons.map(({ residentId, mobile, address, ...rest }) => personRow(ctx, { ...rest, number: residentId, phone: mobile ?? null, divisionCode: address.division, address: address.detail, source: 'register' })),
    );
    await addOrganisations(
      ctx,
      organisations.map(({ entityClass, state, address, registeredCapital, legalRepresentative, ...rest }) =>
        organisationRow(ctx, {
          ...rest,
          entityType: entityClass,
          status: state,
          divisionCode: address.division,
          address: address.detail,
          registeredCapital: registeredCapital === undefined ? null : String(registeredCapital),
          legalRepresentative: { name: names.get(legalRepresentative) ?? '', number: legalRepresentative },
        }),
      ),
    );
  },
};

function readAll(files: readonly ContentFile[]): { persons: PersonEntry[]; organisations: OrganisationEntry[]; problems: ContentProblem[] } {
  const problems: ContentProblem[] = [];
  let persons: PersonEntry[] = [];
  let organisations: OrganisationEntry[] = [];
  for (const file of files) {
    if (file.path === 'persons.yaml') {
      const read = readYaml(file, PersonsFile);
      problems.push(...read.problems);
      persons = read.value?.persons ?? [];
    } else {
      const read = readYaml(file, OrganisationsFile);
      problems.push(...read.problems);
      organisations = read.value?.organisations ?? [];
    }
  }
  return { persons, organisations, problems };
}

const repeated = (keys: readonly string[]): string[] => keys.filter((key, index) => keys.indexOf(key) !== index);

function checkPersons(persons: readonly PersonEntry[]): ContentProblem[] {
  const path = 'persons.yaml';
  return [
    ...persons.filter((person) => !isResidentId(person.residentId)).map((person) => ({ path, message: `${person.name} 的身份证号校验位不符` })),
    ...repeated(persons.map((person) => person.residentId)).map((number) => ({ path, message: `身份证号 ${number} 重复` })),
  ];
}

function checkOrganisations(organisations: readonly OrganisationEntry[], persons: readonly PersonEntry[]): ContentProblem[] {
  const path = 'organisations.yaml';
  const known = new Set(persons.map((person) => person.residentId));
  return [
    ...organisations.filter((each) => !isUscc(each.uscc)).map((each) => ({ path, message: `${each.name} 的统一社会信用代码 ${each.uscc} 校验位不符` })),
    ...organisations.filter((each) => !known.has(each.legalRepresentative)).map((each) => ({ path, message: `${each.name} 的法定代表人不在 persons.yaml 中` })),
    ...repeated(organisations.map((each) => each.uscc)).map((uscc) => ({ path, message: `统一社会信用代码 ${uscc} 重复` })),
  ];
}
