import { readAnswer, readResult } from './answers.ts';
import type { CompiledField } from './definition.ts';
import type { FieldPlan } from './plan.ts';
import { fault, type Fault } from './problems.ts';
import { baseline, type Recorded } from './record.ts';
import { readRows, type GivenRow } from './rows.ts';
import { calculate, feelOf, holds } from './scope.ts';
import { untouchedCell, type CellState, type RowState } from './state.ts';
import { isEmpty, own, sameValue, type RawAnswers } from './values.ts';
import { mark, noChange, wholeChange, type Change, type Rows, type Work } from './work.ts';

/** Works out whether a section applies. */
export function workOutSection(work: Work, at: number): Change {
  const { visibleWhen } = work.setting.plan.sections[at]!;
  const shown = !visibleWhen || holds(work, visibleWhen, true);
  if (work.sections[at] === shown) return noChange;
  work.sections[at] = shown;
  return wholeChange;
}

/** Works out whether a field applies, who may change it, and what it holds. */
export function workOutField(work: Work, at: number): Change {
  const { setting } = work;
  const { field, section } = setting.plan.fields[at]!;
  const before = work.fields[at]!;
  const stored = own(setting.stored, field.key);
  const given: Given = {
    field,
    shown: work.sections[section]! && (!field.visibleWhen || holds(work, field.visibleWhen, true)),
    frozen: isLocked(work, field, stored) || (field.readOnlyWhen !== undefined && holds(work, field.readOnlyWhen, false)),
    mayWrite: setting.access.mayWrite(field.key),
    mayCompute: setting.access.mayCompute(field.key),
    answer: before.answer,
    stored,
  };
  if (field.type === 'subTable') return workOutTable(work, at, given);
  const after = workOutCell(work, before, given);
  if (after === before) return noChange;
  work.fields[at] = { ...after, rows: null };
  return { any: 'all', value: sameValue(before.value, after.value) ? null : 'all' };
}

/** A value from a trusted source may not be overwritten; a source that knew nothing locks nothing. */
const isLocked = ({ setting }: Work, field: CompiledField, stored: unknown): boolean =>
  setting.provenance[field.key]?.locked === true &&
  (field.type === 'subTable' ? !isEmpty(stored) : !isEmpty(readAnswer(field, stored).value));

interface Given extends Recorded {
  readonly shown: boolean;
  readonly frozen: boolean;
  readonly mayCompute: boolean;
  readonly answer: unknown;
  readonly row?: RowState;
}

/** Works out one field or cell; the state before is returned when nothing about it changed. */
function workOutCell(work: Work, before: CellState, given: Given): CellState {
  const { field, shown, frozen, mayWrite, mayCompute, answer, stored } = given;
  const readOnly = !mayWrite || frozen || field.computed !== undefined;
  const computed = field.computed && shown && (mayCompute || stored === undefined) ? readComputed(work, given) : null;
  const input = computed ? computed.value : readOnly || answer === undefined ? baseline(given) : answer;
  const read = computed ?? (shown ? readAnswer(field, input) : { value: null, fault: null });
  const after: CellState = { ...before, shown, frozen, readOnly, answer, input, value: read.value, fault: read.fault };
  if (sameCell(before, after)) return before;
  return { ...after, feel: sameValue(before.value, after.value) && before.feel !== null ? before.feel : feelOf(field, after.value) };
}

const tooMuch: Fault = fault('computation', (name) => `${name}未能算出，请减少填写的行数后再试`);
const notUsable: Fault = fault('computation', (name) => `${name}的计算结果不可用，请核对相关内容`);

function readComputed(work: Work, { field, row }: Given): ReturnType<typeof readAnswer> {
  const result = calculate(work, field.computed!, row);
  if (result === undefined) return { value: null, fault: tooMuch };
  const read = readResult(field, result);
  return read.fault ? { value: read.value, fault: notUsable } : read;
}

const sameCell = (a: CellState, b: CellState): boolean =>
  a.shown === b.shown &&
  a.frozen === b.frozen &&
  a.readOnly === b.readOnly &&
  sameValue(a.answer, b.answer) &&
  sameValue(a.input, b.input) &&
  sameValue(a.value, b.value) &&
  a.fault?.say('') === b.fault?.say('');

/** Works out which rows a sub-table has; the cells of new rows are left to the columns. */
function workOutTable(work: Work, at: number, given: Given): Change {
  const before = work.fields[at]!;
  const { shown, frozen, mayWrite } = given;
  const rows = rowsOf(given).map((row) => keepOrMake(before.rows ?? [], row, work.setting.plan.fields[at]!));
  const flagsChanged = before.rows === null || before.shown !== shown || before.frozen !== frozen;
  const unreadable = given.answer === null ? fault('limit', (name) => `${name}的行数过多或内容无法识别，请重新填写`) : null;
  work.fields[at] = { ...before, shown, frozen, readOnly: !mayWrite || frozen, fault: unreadable, rows };
  const fresh = new Set(rows.flatMap((row, index) => (before.rows?.includes(row) ? [] : [index])));
  const moved = new Set(rows.flatMap((row, index) => (before.rows?.[index]?.id === row.id ? [] : [index])));
  if (moved.size > 0) markChecks(work, at, moved);
  const sameRows = moved.size === 0 && before.rows?.length === rows.length;
  return { any: flagsChanged ? 'all' : fresh, value: flagsChanged || !sameRows ? 'all' : null };
}

interface SourceRow extends GivenRow {
  readonly stored: RawAnswers | null;
}

/** Who may add and remove rows decides which there are; everyone else finds those of the record. */
function rowsOf(given: Given): SourceRow[] {
  const recorded = readRows(baseline(given)) ?? [];
  const storedRow = new Map(recorded.map((row) => [row.id, row.answers]));
  const answered = (given.answer as readonly GivenRow[] | null | undefined) ?? undefined;
  if (given.mayWrite && !given.frozen && answered) return answered.map((row) => ({ ...row, stored: storedRow.get(row.id) ?? null }));
  const answers = new Map((answered ?? []).map((row) => [row.id, row.answers]));
  return recorded.map((row) => ({ id: row.id, answers: answers.get(row.id) ?? nothing, stored: row.answers }));
}

const nothing: RawAnswers = {};

function keepOrMake(rows: readonly RowState[], { id, answers, stored }: SourceRow, table: FieldPlan): RowState {
  const known = rows.find((row) => row.id === id);
  if (known && known.answers === answers && known.stored === stored) return known;
  const blank = { cells: table.columns.map(() => untouchedCell), scope: {}, ruleProblems: table.rowRules.map(() => null) };
  return { ...(known ?? blank), id, answers, stored };
}

/** Messages name the number of the row, so a row that moved is checked again. */
function markChecks(work: Work, at: number, rows: ReadonlySet<number>): void {
  const { columns, rowRules } = work.setting.plan.fields[at]!;
  for (const { check } of columns) mark(work, check, rows);
  for (const { node } of rowRules) mark(work, node, rows);
}

/** Works out one column of a sub-table in the rows that ask for it. */
export function workOutColumn(work: Work, at: number, inside: number, rows: Rows): Change {
  const { setting } = work;
  const { columns } = setting.plan.fields[at]!;
  const { field, path } = columns[inside]!;
  const table = work.fields[at]!;
  const next = [...(table.rows ?? [])];
  const any = new Set<number>();
  const value = new Set<number>();
  for (const index of rows === 'all' ? next.keys() : rows) {
    const row = next[index];
    if (!row) continue;
    const before = row.cells[inside]!;
    const after = workOutCell(work, before, {
      field,
      shown: table.shown && (!field.visibleWhen || holds(work, field.visibleWhen, true, row)),
      frozen: table.frozen || (field.readOnlyWhen !== undefined && holds(work, field.readOnlyWhen, false, row)),
      mayWrite: setting.access.mayWrite(path),
      mayCompute: setting.access.mayCompute(path),
      answer: own(row.answers, field.key),
      stored: own(row.stored, field.key),
      row,
    });
    if (after === before) continue;
    any.add(index);
    if (!sameValue(before.value, after.value)) value.add(index);
    next[index] = { ...row, cells: row.cells.with(inside, after), scope: { ...row.scope, [field.key]: after.feel } };
  }
  if (any.size === 0) return noChange;
  work.fields[at] = { ...table, rows: next };
  return { any, value: value.size > 0 ? value : null };
}
