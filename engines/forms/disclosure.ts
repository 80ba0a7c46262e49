import { fieldsOf, type CompiledField, type CompiledForm } from './definition.ts';
import { maskValue } from './mask.ts';
import { accessAt } from './rights.ts';
import { isEmpty, own, type FormData, type FormValue, type RowValue } from './values.ts';

/** Takes out of a record what the people of this step may not see; do this before a record leaves the server. */
export function readableData(form: CompiledForm, step: string | null, data: FormData): FormData {
  const { isWithheld } = accessAt(form, step);
  return mapData(form, data, (_, path, value) => (isWithheld(path) ? undefined : value));
}

/** Replaces what a mask covers by masked text, for people and systems without the right to see it. */
export const maskData = (form: CompiledForm, data: FormData): FormData =>
  mapData(form, data, (field, _, value) => (field.mask && !isEmpty(value) ? masked(field, value) : value));

/** Keeps the shape of the value, so that a masked record can be shown like any other. */
function masked(field: CompiledField, value: FormValue): FormValue {
  const kind = field.mask!;
  if (field.type === 'address') return { division: own(value, 'division') as readonly string[], detail: maskValue(kind, String(own(value, 'detail') ?? '')) };
  return maskValue(kind, String(value));
}

type Mapper = (field: CompiledField, path: string, value: FormValue) => FormValue | undefined;

function mapData(form: CompiledForm, data: FormData, mapper: Mapper): FormData {
  const mapped: Record<string, FormValue> = {};
  for (const field of fieldsOf(form)) {
    if (!Object.hasOwn(data, field.key)) continue;
    const value = mapper(field, field.key, data[field.key]!);
    if (value === undefined) continue;
    mapped[field.key] = field.type === 'subTable' && Array.isArray(value) ? (value as readonly RowValue[]).map((row) => mapRow(field, row, mapper)) : value;
  }
  return mapped;
}

function mapRow(table: CompiledField, row: RowValue, mapper: Mapper): RowValue {
  const cells = (table.columns ?? []).flatMap((column): [string, FormValue][] => {
    if (!Object.hasOwn(row, column.key)) return [];
    const value = mapper(column, `${table.key}.${column.key}`, row[column.key]!);
    return value === undefined ? [] : [[column.key, value]];
  });
  return { rowId: row.rowId, ...Object.fromEntries(cells) } as RowValue;
}

/** A field or column marked as personal information. */
export interface PersonalField {
  /** `field` or `table.column`. */
  readonly path: string;
  readonly label: string;
}

/** The fields the caller encrypts at rest and lists in the record of processing. @source 个人信息保护法 第51条 */
export function personalFields(form: CompiledForm): PersonalField[] {
  return fieldsOf(form).flatMap((field) => [
    ...(field.personal ? [{ path: field.key, label: field.label }] : []),
    ...(field.columns ?? [])
      .filter((column) => column.personal)
      .map((column) => ({ path: `${field.key}.${column.key}`, label: `${field.label}：${column.label}` })),
  ]);
}
