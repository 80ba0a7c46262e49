import type { Names, NameType } from '../expressions/api.ts';
import { fieldsOf, type FieldOf, type FieldType, type FormOf } from './definition.ts';

/**
 * The fields of a form with their light types, so that processes, rules and letters can check their expressions
 * against it.
 */
export const fieldNames = (form: FormOf<unknown>): Names => namesOf(fieldsOf(form));

/** The same for some fields, or the columns of a sub-table. */
export const namesOf = (fields: readonly FieldOf<unknown>[]): Names =>
  Object.fromEntries(fields.filter((field) => field.type !== 'note').map((field) => [field.key, typeOf(field)]));

function typeOf(field: FieldOf<unknown>): NameType {
  return field.type === 'subTable' ? { list: { rowId: 'number', ...namesOf(field.columns ?? []) } } : types[field.type];
}

const file: Names = { id: 'string', name: 'string', size: 'number', type: 'string' };

const types: Readonly<Record<Exclude<FieldType, 'subTable'>, NameType>> = {
  text: 'string',
  textarea: 'string',
  number: 'number',
  integer: 'number',
  money: 'number',
  date: 'date',
  dateTime: 'date and time',
  time: 'time',
  radio: 'string',
  select: 'string',
  multi: 'string[]',
  boolean: 'boolean',
  cascade: 'string[]',
  address: { context: { division: 'string[]', detail: 'string' } },
  file: { list: file },
  signature: { context: file },
  note: 'any',
  declaration: 'boolean',
};
