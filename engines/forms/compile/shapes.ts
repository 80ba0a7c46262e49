import { fieldTypes, maskKinds, textFormats, type FieldType } from '../definition.ts';
import type { Property, PropertyKind, Shape } from './shape.ts';

const needs = (kind: PropertyKind): Property => ({ kind, needed: true });
const may = (kind: PropertyKind): Property => ({ kind });

const option: Shape = { value: needs('text'), label: needs('text'), help: may('text'), when: may('text'), exclusive: may('flag') };

const rule: Shape = {
  key: needs('text'),
  when: needs('text'),
  message: needs('text'),
  fields: needs('texts'),
  level: may({ oneOf: ['error', 'warning'] }),
};

const fieldProperties = {
  key: needs('text'),
  type: needs({ oneOf: fieldTypes }),
  label: needs('text'),
  help: may('text'),
  example: may('text'),
  required: may('flag'),
  requiredWhen: may('text'),
  visibleWhen: may('text'),
  readOnlyWhen: may('text'),
  computed: may('text'),
  default: may('anything'),
  format: may({ oneOf: textFormats }),
  minLength: may('count'),
  maxLength: may('count'),
  pattern: may('text'),
  patternMessage: may('text'),
  min: may('numberOrText'),
  max: may('numberOrText'),
  decimals: may('count'),
  unit: may('text'),
  options: may({ each: option }),
  dictionary: may('text'),
  optionWhen: may('text'),
  levels: may('texts'),
  minItems: may('count'),
  maxItems: may('count'),
  accept: may('texts'),
  maxSizeMb: may('number'),
  columns: may('anything'),
  rules: may({ each: rule }),
  text: may('text'),
  mask: may({ oneOf: maskKinds }),
  personal: may('flag'),
  prefill: may('text'),
  span: may('count'),
  print: may({ object: { hide: may('flag'), span: may('count') } }),
} satisfies Shape;

/** A field before its type is known: whatever some field may have. */
export const anyField: Shape = fieldProperties;

type FieldProperty = keyof typeof fieldProperties;

const always: readonly FieldProperty[] = ['key', 'type', 'label', 'help', 'visibleWhen', 'span', 'print'];
const asked: readonly FieldProperty[] = ['required', 'requiredWhen', 'readOnlyWhen', 'default', 'personal', 'prefill'];
const typed: readonly FieldProperty[] = [...asked, 'example', 'computed'];
const lengths: readonly FieldProperty[] = ['minLength', 'maxLength', 'pattern', 'patternMessage'];
const bounds: readonly FieldProperty[] = ['min', 'max'];
const choices: readonly FieldProperty[] = ['options', 'dictionary', 'optionWhen'];
const counts: readonly FieldProperty[] = ['minItems', 'maxItems'];

/** Which properties make sense for which type, beside those every field has. */
const properties: Readonly<Record<FieldType, readonly FieldProperty[]>> = {
  text: [...typed, ...lengths, 'format', 'mask'],
  textarea: [...typed, ...lengths, 'mask'],
  number: [...typed, ...bounds, 'decimals', 'unit'],
  integer: [...typed, ...bounds, 'unit'],
  money: [...typed, ...bounds],
  date: [...typed, ...bounds],
  dateTime: [...typed, ...bounds],
  time: [...typed, ...bounds],
  radio: [...asked, ...choices, 'computed'],
  select: [...asked, ...choices, 'computed'],
  multi: [...asked, ...choices, ...counts],
  boolean: [...asked, 'computed'],
  cascade: [...asked, 'dictionary', 'levels'],
  address: [...asked, 'dictionary', 'levels', 'maxLength', 'mask', 'example'],
  file: ['required', 'requiredWhen', 'readOnlyWhen', 'personal', 'prefill', ...counts, 'accept', 'maxSizeMb'],
  signature: ['required', 'requiredWhen', 'readOnlyWhen', 'personal'],
  subTable: ['required', 'requiredWhen', 'readOnlyWhen', 'default', 'prefill', ...counts, 'columns', 'rules'],
  note: ['text'],
  declaration: ['text', 'readOnlyWhen'],
};

/** Tells whether a field of this type may have this property. */
export const fits = (type: FieldType, property: string): boolean =>
  (always as readonly string[]).includes(property) || (properties[type] as readonly string[]).includes(property);

const section: Shape = {
  key: needs('text'),
  title: needs('text'),
  help: may('text'),
  columns: may('count'),
  visibleWhen: may('text'),
  print: may({ object: { hide: may('flag'), columns: may('count'), newPage: may('flag') } }),
  fields: needs('anything'),
};

const page: Shape = {
  key: needs('text'),
  title: needs('text'),
  help: may('text'),
  oneByOne: may('flag'),
  sections: needs({ each: section }),
};

/** The whole form; fields are checked on their own, each with the properties of its type. */
export const formShape: Shape = {
  id: needs('text'),
  version: needs('count'),
  title: needs('text'),
  pages: needs({ each: page }),
  rules: may({ each: rule }),
  rights: may({ entries: { write: may('texts'), hidden: may('texts') } }),
};
