import type { FieldOf, FormDefinition } from '../definition.ts';
import { mostFields } from '../limits.ts';
import type { Report } from './report.ts';
import { checkShape } from './shape.ts';
import { anyField, fits, formShape } from './shapes.ts';

type Field = FieldOf<string>;

/** A field or column of a definition with its place. */
export interface PlacedField {
  readonly field: Field;
  readonly path: string;
  /** The sub-table a column belongs to. */
  readonly table: Field | null;
}

/** Checks the structure of a definition; null when it is too broken to be looked at further. */
export function readStructure(value: unknown, report: Report): FormDefinition | null {
  const wellShaped = checkShape(value, '', formShape, report);
  const fieldsFine = checkFields(value, report);
  return wellShaped && fieldsFine ? (value as unknown as FormDefinition) : null;
}

function checkFields(value: unknown, report: Report): boolean {
  const before = report.problems.length;
  let count = 0;
  const check = (fields: unknown, path: string, inTable: boolean): void => {
    if (!Array.isArray(fields)) {
      report.add(path, '应为字段的列表');
      return;
    }
    if (fields.length === 0) report.add(path, '至少要有一个字段');
    count += fields.length;
    if (count > mostFields) return;
    fields.forEach((field: unknown, at) => {
      const here = `${path}[${at}]`;
      if (!checkShape(field, here, anyField, report)) return;
      const { type } = field as unknown as Field;
      for (const name of Object.keys(field)) {
        if (!fits(type, name)) report.add(`${here}.${name}`, `${type} 类型的字段不能写 ${name}`);
      }
      if (type === 'subTable' && !inTable) check(field.columns ?? [], `${here}.columns`, true);
      if (inTable && notInTables.has(type)) report.add(`${here}.type`, `子表的列不能是 ${type} 类型`);
      if (inTable && field.prefill !== undefined) report.add(`${here}.prefill`, '子表的列不能单独预填', '请在子表上写 prefill，一次预填全部行');
    });
  };
  for (const [path, fields] of fieldLists(value)) check(fields, path, false);
  if (count > mostFields) report.add('', `字段过多，最多 ${mostFields} 个（含子表的列）`);
  return report.problems.length === before;
}

const notInTables: ReadonlySet<string> = new Set(['subTable', 'note', 'declaration']);

function fieldLists(value: unknown): [path: string, fields: unknown][] {
  return listIn(value, 'pages').flatMap((page, p) =>
    listIn(page, 'sections').map((section, s): [string, unknown] => [`pages[${p}].sections[${s}].fields`, (section as Record<string, unknown> | null)?.fields]),
  );
}

function listIn(holder: unknown, key: string): unknown[] {
  const found = (holder as Record<string, unknown> | null | undefined)?.[key];
  return Array.isArray(found) ? found : [];
}

/** All fields and columns with their places, in order. */
export function placedFields(form: FormDefinition): PlacedField[] {
  return form.pages.flatMap((page, p) =>
    page.sections.flatMap((section, s) =>
      section.fields.flatMap((field, f) => {
        const path = `pages[${p}].sections[${s}].fields[${f}]`;
        const columns = (field.columns ?? []).map((column, c) => ({ field: column, path: `${path}.columns[${c}]`, table: field }));
        return [{ field, path, table: null }, ...columns];
      }),
    ),
  );
}
