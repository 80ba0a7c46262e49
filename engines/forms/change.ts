import type { CodeItem } from './codes.ts';
import { stateOf } from './form.ts';
import { mostRows } from './limits.ts';
import type { Node } from './plan.ts';
import type { Problem } from './problems.ts';
import { recordedRows } from './record.ts';
import { readRows, type GivenRow } from './rows.ts';
import { settle } from './settle.ts';
import type { CellState, FieldState, FormState, RowState } from './state.ts';
import { sameValue, type CellValue } from './values.ts';
import { cellPath } from './work-checks.ts';
import { mark, type Rows, type Work } from './work.ts';

/** What became different at one place; a property that is absent stayed as it was. */
export interface Effect {
  /** Section, field, or `table[2].column`. */
  readonly path: string;
  readonly shown?: boolean;
  readonly value?: CellValue;
  readonly required?: boolean;
  readonly readOnly?: boolean;
  readonly options?: readonly CodeItem[] | null;
  /** Everything wrong at this place now, rules included. */
  readonly problems?: readonly Problem[];
  /** The rows of a sub-table were added, removed or moved: their `rowId`s from top to bottom. */
  readonly rows?: readonly number[];
}

export interface Changed {
  readonly state: FormState;
  readonly effects: readonly Effect[];
}

/**
 * Takes one answer and works out only what depends on it.
 *
 * @param path - a field, a whole sub-table (its rows), or one cell: `devices[2].price`, rows counted from zero
 * @param value - as typed or chosen; null to empty it
 * @throws RangeError when the form has no such place; an answer that may not be given is ignored
 */
export function change(state: FormState, path: string, value: unknown): Changed {
  const { at, row, column } = findPlace(state, path);
  const before = state.fields[at]!;
  if (row === undefined || column === undefined) {
    if (before.readOnly) return { state, effects: [] };
    return before.rows ? giveRows(state, at, readRows(value ?? [], knownRows(state, at))) : give(state, at, { ...before, answer: value ?? null });
  }
  const { field } = state.setting.plan.fields[at]!.columns[column]!;
  const changedRow = before.rows![row]!;
  if (changedRow.cells[column]!.readOnly) return { state, effects: [] };
  const answers = { ...changedRow.answers, [field.key]: value ?? null };
  const rows = before.rows!.with(row, { ...changedRow, answers });
  return give(state, at, { ...before, rows, answer: rows.map(asGiven) }, { row, column });
}

/** Adds an empty row at the end of a sub-table, unless it is full or may not be changed. */
export function addRow(state: FormState, table: string): Changed {
  const { at } = findPlace(state, table);
  const { rows, readOnly } = state.fields[at]!;
  if (!rows || readOnly || rows.length >= mostRows) return { state, effects: [] };
  const id = Math.max(0, ...knownRows(state, at).map((row) => row.id)) + 1;
  return giveRows(state, at, [...rows.map(asGiven), { id, answers: {} }]);
}

/** Takes a row out of a sub-table. @param index - counted from zero */
export function removeRow(state: FormState, table: string, index: number): Changed {
  const { at } = findPlace(state, table);
  const { rows, readOnly } = state.fields[at]!;
  if (!rows || readOnly || !rows[index]) return { state, effects: [] };
  return giveRows(state, at, rows.filter((_, each) => each !== index).map(asGiven));
}

/** Moves a row of a sub-table to another position. */
export function moveRow(state: FormState, table: string, from: number, to: number): Changed {
  const { at } = findPlace(state, table);
  const { rows, readOnly } = state.fields[at]!;
  const moving = rows?.[from];
  if (!rows || readOnly || !moving || !rows[to]) return { state, effects: [] };
  return giveRows(state, at, rows.toSpliced(from, 1).toSpliced(to, 0, moving).map(asGiven));
}

interface PlaceInForm {
  readonly at: number;
  readonly row?: number;
  readonly column?: number;
}

function findPlace(state: FormState, path: string): PlaceInForm {
  const [, key = '', row, column] = /^([^[.]+)(?:\[(\d+)\]\.(.+))?$/.exec(path) ?? [];
  const { fieldAt, fields } = state.setting.plan;
  const at = fieldAt.get(key);
  if (at === undefined) throw new RangeError(`no field ${path}`);
  if (row === undefined) return { at };
  const inside = fields[at]!.columnAt.get(column!);
  if (inside === undefined || !state.fields[at]!.rows?.[Number(row)]) throw new RangeError(`no cell ${path}`);
  return { at, row: Number(row), column: inside };
}

/** Rows in use and rows of the record: the number of a removed row is not given to another. */
const knownRows = ({ setting, fields }: FormState, at: number): GivenRow[] => [
  ...recordedRows(setting, setting.plan.fields[at]!.field),
  ...(fields[at]!.rows ?? []).map(asGiven),
];

const asGiven = ({ id, answers }: RowState): GivenRow => ({ id, answers });

const giveRows = (state: FormState, at: number, rows: readonly GivenRow[] | null): Changed => give(state, at, { ...state.fields[at]!, answer: rows });

function give(state: FormState, at: number, field: FieldState, cell?: { row: number; column: number }): Changed {
  const { plan } = state.setting;
  const work: Work = {
    setting: state.setting,
    sections: [...state.sections],
    fields: state.fields.with(at, field),
    ruleProblems: [...state.ruleProblems],
    waiting: new Map(),
  };
  if (cell) mark(work, plan.fields[at]!.columns[cell.column]!.node, new Set([cell.row]));
  else mark(work, plan.fields[at]!.node, 'all');
  const settled = settle(work);
  const after = stateOf(state.form, work);
  return { state: after, effects: effectsBetween(state, after, settled) };
}

/** Compares before and after at the places that were worked out, in the order of the form. */
function effectsBetween(before: FormState, after: FormState, settled: ReadonlyMap<number, Rows>): Effect[] {
  const { plan } = after.setting;
  const touched = touchedPlaces(after, settled);
  const effects: Effect[] = plan.sections.flatMap((section, at) =>
    before.sections[at] === after.sections[at] ? [] : [{ path: section.key, shown: after.sections[at]! }],
  );
  for (const [at, rows] of [...touched].toSorted(([a], [b]) => a - b)) {
    const { field } = plan.fields[at]!;
    addEffect(effects, field.key, fieldDifference(before, after, at));
    const [rowsBefore, rowsAfter] = [before.fields[at]!.rows ?? [], after.fields[at]!.rows ?? []];
    const indexes = rows === 'all' ? rowsAfter.keys() : [...rows].toSorted((a, b) => a - b);
    for (const index of indexes) {
      const row = rowsAfter[index];
      if (row) addRowEffects(effects, after, { at, index, row, was: rowsBefore.find((each) => each.id === row.id) });
    }
  }
  return effects;
}

function touchedPlaces(state: FormState, settled: ReadonlyMap<number, Rows>): Map<number, Rows> {
  const { plan } = state.setting;
  const touched = new Map<number, Rows>();
  const touch = (at: number, rows: Rows): void => {
    const known = touched.get(at);
    touched.set(at, rows === 'all' || known === 'all' ? 'all' : new Set([...(known ?? []), ...rows]));
  };
  for (const [at, rows] of settled) {
    const node: Node = plan.nodes[at]!;
    if (node.kind === 'rule') for (const key of plan.rules[node.rule]!.fields) touch(plan.fieldAt.get(key)!, new Set());
    else if (node.kind === 'column' || node.kind === 'columnCheck' || node.kind === 'rowRule') touch(node.field, rows);
    else if (node.kind !== 'section') touch(node.field, new Set());
  }
  return touched;
}

function fieldDifference(before: FormState, after: FormState, at: number): Partial<Effect> {
  const [was, is] = [before.fields[at]!, after.fields[at]!];
  const [wrongBefore, wrongAfter] = [problemsAtField(before, at), problemsAtField(after, at)];
  return {
    ...cellDifference(was, is),
    ...(!sameValue(wrongBefore, wrongAfter) && { problems: wrongAfter }),
    ...(!sameValue(ids(was), ids(is)) && { rows: ids(is) }),
  };
}

const ids = ({ rows }: FieldState): number[] => (rows ?? []).map((row) => row.id);

/** Everything wrong at a field: its own problems and those of rules that name it. */
export function problemsAtField({ setting, fields, ruleProblems }: FormState, at: number): readonly Problem[] {
  const { field, rules } = setting.plan.fields[at]!;
  const ofRules = rules.flatMap((rule) => atPath(ruleProblems[rule] ?? null, field.key));
  return ofRules.length === 0 ? fields[at]!.problems : [...fields[at]!.problems, ...ofRules];
}

/** Everything wrong in a cell: its own problems and those of rules of its row that name it. */
export function problemsAtCell(row: RowState, column: number, path: string): readonly Problem[] {
  const ofRules = row.ruleProblems.flatMap((problem) => atPath(problem, path));
  return ofRules.length === 0 ? row.cells[column]!.problems : [...row.cells[column]!.problems, ...ofRules];
}

const atPath = (problem: Problem | null, path: string): Problem[] =>
  problem && (problem.path === path || problem.alsoAt?.includes(path)) ? [problem] : [];

interface RowPair {
  readonly at: number;
  readonly index: number;
  readonly row: RowState;
  readonly was: RowState | undefined;
}

function addRowEffects(effects: Effect[], { setting }: FormState, { at, index, row, was }: RowPair): void {
  const { field: table, columns } = setting.plan.fields[at]!;
  columns.forEach(({ field }, column) => {
    const path = cellPath(table, index, field);
    const wrong = problemsAtCell(row, column, path);
    const differs = !was || !sameValue(problemsAtCell(was, column, path), wrong);
    addEffect(effects, path, { ...cellDifference(was?.cells[column], row.cells[column]!), ...(differs && { problems: wrong }) });
  });
}

function cellDifference(was: CellState | undefined, is: CellState): Partial<Effect> {
  return {
    ...(was?.shown !== is.shown && { shown: is.shown }),
    ...(!sameValue(was?.value, is.value) && { value: is.value }),
    ...(was?.required !== is.required && { required: is.required }),
    ...(was?.readOnly !== is.readOnly && { readOnly: is.readOnly }),
    ...(was?.options !== is.options && { options: is.options }),
  };
}

function addEffect(effects: Effect[], path: string, difference: Partial<Effect>): void {
  if (Object.keys(difference).length > 0) effects.push({ path, ...difference });
}
