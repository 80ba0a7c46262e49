import { spellValue } from '../../../engines/documents/contract.ts';
import type { IsoDate } from '../../../kernel/dates.ts';
import type { LicenceDefinition } from './definition.ts';

type Field = LicenceDefinition['fields'][number];
export type FaceValues = Readonly<Record<string, string>>;

/** Whom a licence is for, in the clear. */
export interface Holder {
  readonly name: string;
  readonly number: string;
}

/** What a licence says of itself, beside its type's own fields. */
interface OwnFacts {
  readonly number: string;
  readonly issuer_name: string;
  readonly issued_on: IsoDate;
  readonly valid_from: IsoDate;
  readonly valid_to: IsoDate | null;
}

/** Everything a face may show, by key. */
export const faceOf = (own: OwnFacts, values: FaceValues, holder: Holder): FaceValues => ({
  ...values,
  number: own.number,
  holderName: holder.name,
  holderNumber: holder.number,
  issuer: own.issuer_name,
  issuedOn: own.issued_on,
  validFrom: own.valid_from,
  validTo: own.valid_to ?? '长期',
});

/** Answers to a type's own fields, as they read on the face: codes as their words, addresses with the names of divisions, lists joined by 、. */
export function wordsOf(definition: LicenceDefinition, answers: Readonly<Record<string, unknown>>, divisionNames: ReadonlyMap<string, string>): FaceValues {
  return Object.fromEntries(
    definition.fields.map((field) => {
      const found = (field.from ?? [field.key]).map((key) => words(Object.hasOwn(answers, key) ? answers[key] : undefined, field, divisionNames));
      return [field.key, found.find((text) => text !== '') ?? field.usual ?? ''];
    }),
  );
}

/** Labels of the fields that must be filled and are not. */
export const missingFields = (definition: LicenceDefinition, values: FaceValues): string[] =>
  definition.fields.filter((field) => field.required !== false && !values[field.key]).map((field) => field.label);

/** Labels for keys of a face: what the layout says, or the type's field. */
export const labelsOf = (definition: LicenceDefinition, keys: readonly string[]): string[] =>
  keys.map((key) => definition.fields.find((field) => field.key === key)?.label ?? definition.face.fields.find((field) => field.key === key)?.label ?? key);

function words(value: unknown, field: Field, divisionNames: ReadonlyMap<string, string>): string {
  if (Array.isArray(value)) return value.map((each) => words(each, field, divisionNames)).filter((text) => text !== '').join('、');
  if (isAddress(value)) return value.division.map((code) => divisionNames.get(code) ?? code).join('') + value.detail;
  const text = spellValue(value).trim();
  return field.codes?.[text] ?? text;
}

/** An address as the forms engine keeps it. */
const isAddress = (value: unknown): value is { division: readonly string[]; detail: string } => {
  const { division, detail } = (value ?? {}) as { division?: unknown; detail?: unknown };
  return Array.isArray(division) && division.every((code) => typeof code === 'string') && typeof detail === 'string';
};
