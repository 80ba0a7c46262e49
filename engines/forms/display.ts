import { formatDate } from '../../kernel/dates.ts';
import { formatMoney, money } from '../../kernel/money.ts';
import { codeTable, followPath, type CodeItem, type CodeTables } from './codes.ts';
import type { FieldOf } from './definition.ts';
import { maskValue } from './mask.ts';
import { isEmpty, type Address, type FileReference, type FormValue, type RowValue } from './values.ts';

/** The parts of a field that decide how its value reads. */
export type DisplayedField = Pick<FieldOf<unknown>, 'type' | 'options' | 'dictionary' | 'unit' | 'mask' | 'text'>;

/** A value in words, as a person reads it on a screen or on paper; empty values give an empty text. */
export function displayText(field: DisplayedField, value: FormValue, codes: CodeTables): string {
  if (isEmpty(value) || value === null) return '';
  const items = field.options ?? codeTable(codes, field.dictionary) ?? [];
  switch (field.type) {
    case 'number':
    case 'integer':
      return withUnit(grouped(String(value)), field.unit);
    case 'money':
      return formatMoney(money(value as number));
    case 'date':
      return formatDate(value as string);
    case 'dateTime':
      return `${formatDate((value as string).slice(0, 10))} ${(value as string).slice(11, 16)}`;
    case 'radio':
    case 'select':
      return labelOf(items, value as string);
    case 'multi':
      return (value as readonly string[]).map((each) => labelOf(items, each)).join('、');
    case 'boolean':
      return value === true ? '是' : '否';
    case 'declaration':
      return value === true ? '已声明' : '';
    case 'cascade':
      return pathLabels(items, value as readonly string[]).join(' / ');
    case 'address':
      return pathLabels(items, (value as Address).division).join('') + (value as Address).detail;
    case 'file':
      return (value as readonly FileReference[]).map((file) => file.name).join('、');
    case 'signature':
      return '已签名';
    case 'subTable':
      return `共 ${(value as readonly RowValue[]).length} 行`;
    case 'text':
    case 'textarea':
    case 'time':
      return value as string;
    case 'note':
      return field.text ?? '';
  }
}

/** The same with the telling part hidden, for people without the right to see it; null when the field has no mask. */
export const maskedText = (field: DisplayedField, text: string): string | null => (field.mask ? maskValue(field.mask, text) : null);

const withUnit = (text: string, unit: string | undefined): string => (unit ? `${text} ${unit}` : text);

/** `1234567.5` → `1,234,567.5` */
function grouped(number: string): string {
  const [whole = '', fraction] = number.split('.');
  const withCommas = whole.replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
  return fraction === undefined ? withCommas : `${withCommas}.${fraction}`;
}

const labelOf = (items: readonly CodeItem[], value: string): string => items.find((item) => item.value === value)?.label ?? value;

function pathLabels(items: readonly CodeItem[], path: readonly string[]): string[] {
  const known = followPath(items, path).map((item) => item.label);
  return [...known, ...path.slice(known.length)];
}
