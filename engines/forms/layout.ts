import { decimalsOf } from './answers.ts';
import { problemsAtCell, problemsAtField } from './change.ts';
import { longestText, usualFileMb } from './check.ts';
import { codeTable, type CodeItem } from './codes.ts';
import type { CompiledField, CompiledForm, FieldType } from './definition.ts';
import { displayText, maskedText } from './display.ts';
import { problemsOf, provenanceOf } from './form.ts';
import { formats } from './formats.ts';
import { mostRows } from './limits.ts';
import type { Problem } from './problems.ts';
import type { CellState, FieldState, FormState, RowState } from './state.ts';
import type { CellValue, Provenance } from './values.ts';
import { cellPath } from './work-checks.ts';

/** Where the form is shown: to be filled on a phone or PC, printed, or only read. */
export type Medium = 'phone' | 'pc' | 'print' | 'readonly';

/** What kind of control a renderer draws; `output` is text nobody may change. */
export type Control =
  | 'text' | 'textarea' | 'number' | 'date' | 'dateTime' | 'time' | 'radio' | 'select' | 'checkboxes' | 'yesNo'
  | 'cascade' | 'address' | 'upload' | 'signature' | 'table' | 'tick' | 'note' | 'output';

/** A form ready to be drawn, from top to bottom. */
export interface FormView {
  readonly title: string;
  readonly pages: readonly PageView[];
  /** Everything wrong, in the order of the form, for the summary on top. */
  readonly problems: readonly Problem[];
}

export interface PageView {
  readonly key: string;
  readonly title: string;
  readonly help: string | null;
  readonly sections: readonly SectionView[];
}

export interface SectionView {
  readonly key: string;
  readonly title: string;
  readonly help: string | null;
  readonly columns: number;
  readonly newPage: boolean;
  readonly rows: readonly (readonly LaidField[])[];
}

/** A field in its place: how many columns of the section it takes. */
export interface LaidField {
  readonly span: number;
  readonly field: FieldView;
}

export interface FieldView {
  readonly path: string;
  readonly type: FieldType;
  readonly control: Control;
  readonly label: string;
  readonly help: string | null;
  readonly example: string | null;
  /** What a note says, or what is declared. */
  readonly statement: string | null;
  /** What the control shows, as the person gave it. */
  readonly input: unknown;
  /** What counts. */
  readonly value: CellValue;
  readonly text: string;
  /** The text for people without the right to see it whole; null when nothing is masked. */
  readonly maskedText: string | null;
  readonly required: boolean;
  readonly readOnly: boolean;
  readonly options: readonly CodeItem[] | null;
  readonly levels: readonly string[] | null;
  readonly unit: string | null;
  readonly decimals: number | null;
  readonly maxLength: number | null;
  readonly keyboard: 'text' | 'numeric' | 'decimal' | 'tel' | 'email';
  readonly upload: { readonly accept: readonly string[] | null; readonly maxSizeMb: number; readonly maxItems: number | null } | null;
  readonly problems: readonly Problem[];
  /** Where a value came from that the city already knew. */
  readonly provenance: Provenance | null;
  readonly table: TableView | null;
}

export interface TableView {
  /** Columns that are shown in at least one row. */
  readonly columns: readonly { readonly key: string; readonly label: string; readonly unit: string | null }[];
  /** Cells by column; null where the column does not apply to the row. */
  readonly rows: readonly { readonly rowId: number; readonly cells: readonly (FieldView | null)[] }[];
  readonly canAdd: boolean;
  readonly canRemove: boolean;
}

interface Drawing {
  readonly state: FormState;
  readonly medium: Medium;
  readonly provenance: Readonly<Record<string, Provenance>>;
}

/** Lays out a form for a medium, so that a renderer only walks through pages, sections, rows and fields. */
export function layout(form: CompiledForm, state: FormState, { medium }: { readonly medium: Medium }): FormView {
  const drawing: Drawing = { state, medium, provenance: provenanceOf(state) };
  let section = 0;
  const pages = form.pages.flatMap((page) => {
    const sections = page.sections.flatMap((each) => sectionView(drawing, section++, each.key));
    const whole: PageView = { key: page.key, title: page.title, help: page.help ?? null, sections };
    if (sections.length === 0) return [];
    return medium === 'phone' && page.oneByOne ? onePageEach(whole) : [whole];
  });
  return { title: form.title, pages, problems: problemsOf(state) };
}

/** One question a page: the question is the title, the help of page and section stays with the first. */
const onePageEach = (page: PageView): PageView[] =>
  page.sections.flatMap((section) =>
    section.rows.flat().map((laid, at): PageView => ({
      key: `${page.key}.${laid.field.path}`,
      title: laid.field.label,
      help: at === 0 ? (section.help ?? page.help) : null,
      sections: [{ ...section, help: null, rows: [[laid]] }],
    })),
  );

function sectionView(drawing: Drawing, at: number, key: string): SectionView[] {
  const { setting, fields } = drawing.state;
  const section = setting.plan.sections[at]!;
  if (drawing.medium === 'print' && section.print?.hide) return [];
  const columns = columnsOf(drawing.medium, section.columns ?? 2, section.print?.columns);
  const laid = setting.plan.sectionFields[at]!.flatMap((index): LaidField[] => {
    const { field } = setting.plan.fields[index]!;
    const state = fields[index]!;
    if (!state.shown || setting.access.isWithheld(field.key)) return [];
    if (drawing.medium === 'print' && field.print?.hide) return [];
    return [{ span: spanOf(drawing.medium, field, columns), field: fieldOf(drawing, index, state) }];
  });
  if (laid.length === 0) return [];
  const newPage = drawing.medium === 'print' && section.print?.newPage === true;
  return [{ key, title: section.title, help: section.help ?? null, columns, newPage, rows: packed(laid, columns) }];
}

function columnsOf(medium: Medium, wanted: number, printed: number | undefined): number {
  if (medium === 'phone') return 1;
  return medium === 'print' ? (printed ?? Math.min(wanted, 2)) : wanted;
}

const wide: ReadonlySet<FieldType> = new Set(['textarea', 'address', 'file', 'subTable', 'note', 'declaration', 'signature']);

function spanOf(medium: Medium, field: CompiledField, columns: number): number {
  const wanted = medium === 'print' ? (field.print?.span ?? field.span) : field.span;
  return Math.min(columns, wanted ?? (wide.has(field.type) ? columns : 1));
}

/** Fills rows from left to right; a field that does not fit begins a new row. */
function packed(laid: readonly LaidField[], columns: number): LaidField[][] {
  const rows: LaidField[][] = [];
  let free = 0;
  for (const each of laid) {
    if (each.span > free) {
      rows.push([]);
      free = columns;
    }
    rows.at(-1)!.push(each);
    free -= each.span;
  }
  return rows;
}

function fieldOf(drawing: Drawing, index: number, state: FieldState): FieldView {
  const { field } = drawing.state.setting.plan.fields[index]!;
  return {
    ...cellView(drawing, field, field.key, state),
    problems: problemsAtField(drawing.state, index),
    provenance: drawing.provenance[field.key] ?? null,
    table: state.rows ? tableView(drawing, index, state, state.rows) : null,
  };
}

function cellView({ state, medium }: Drawing, field: CompiledField, path: string, cell: CellState): FieldView {
  const { codes } = state.setting;
  const text = displayText(field, cell.value, codes);
  const fixed = cell.readOnly || medium === 'print' || medium === 'readonly';
  return {
    path,
    type: field.type,
    control: controlOf(field.type, fixed),
    label: field.label,
    help: field.help ?? null,
    example: field.example ?? null,
    statement: field.text ?? null,
    input: cell.input ?? null,
    value: cell.value,
    text,
    maskedText: maskedText(field, text),
    required: cell.required && !fixed,
    readOnly: fixed,
    options: cell.options ?? codeTable(codes, field.dictionary),
    levels: field.levels ?? null,
    unit: unitOf(field),
    decimals: isNumeric(field.type) ? decimalsOf(field) : null,
    maxLength: field.type === 'text' || field.type === 'textarea' ? longestText(field) : null,
    keyboard: keyboardOf(field),
    upload: field.type === 'file' ? { accept: field.accept ?? null, maxSizeMb: field.maxSizeMb ?? usualFileMb, maxItems: field.maxItems ?? null } : null,
    problems: cell.problems,
    provenance: null,
    table: null,
  };
}

const controls: Readonly<Record<FieldType, Control>> = {
  text: 'text', textarea: 'textarea', number: 'number', integer: 'number', money: 'number',
  date: 'date', dateTime: 'dateTime', time: 'time', radio: 'radio', select: 'select', multi: 'checkboxes', boolean: 'yesNo',
  cascade: 'cascade', address: 'address', file: 'upload', signature: 'signature', subTable: 'table', note: 'note', declaration: 'tick',
};

/** Tables, notes, files and declarations keep their own look when they cannot be changed. */
const ownLook: ReadonlySet<FieldType> = new Set(['subTable', 'note', 'file', 'signature', 'declaration']);

const controlOf = (type: FieldType, fixed: boolean): Control => (fixed && !ownLook.has(type) ? 'output' : controls[type]);

const unitOf = ({ type, unit }: CompiledField): string | null => (type === 'money' ? '元' : (unit ?? null));

const isNumeric = (type: FieldType): boolean => type === 'number' || type === 'integer' || type === 'money';

function keyboardOf(field: CompiledField): FieldView['keyboard'] {
  if (field.format) return formats[field.format].keyboard;
  if (!isNumeric(field.type)) return 'text';
  return decimalsOf(field) === 0 ? 'numeric' : 'decimal';
}

function tableView(drawing: Drawing, index: number, state: FieldState, rows: readonly RowState[]): TableView {
  const { setting } = drawing.state;
  const { field: table, columns } = setting.plan.fields[index]!;
  const seen = columns.flatMap((column, at) => {
    const applies = rows.length === 0 || rows.some((row) => row.cells[at]!.shown);
    return applies && !setting.access.isWithheld(column.path) ? [at] : [];
  });
  const fixed = state.readOnly || drawing.medium === 'print' || drawing.medium === 'readonly';
  return {
    columns: seen.map((at) => ({ key: columns[at]!.field.key, label: columns[at]!.field.label, unit: unitOf(columns[at]!.field) })),
    rows: rows.map((row, number) => ({
      rowId: row.id,
      cells: seen.map((at) => {
        const path = cellPath(table, number, columns[at]!.field);
        const cell = row.cells[at]!;
        return cell.shown ? { ...cellView(drawing, columns[at]!.field, path, cell), problems: problemsAtCell(row, at, path) } : null;
      }),
    })),
    canAdd: !fixed && rows.length < (table.maxItems ?? mostRows),
    canRemove: !fixed && rows.length > (table.minItems ?? 0),
  };
}
