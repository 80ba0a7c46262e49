import { readAnswer } from './answers.ts';
import { checkCount, checkValue } from './check.ts';
import { codeTable, type CodeItem } from './codes.ts';
import type { CompiledField, CompiledRule } from './definition.ts';
import { pathsRead, type FieldPlan } from './plan.ts';
import { fault, problemAt, type Fault, type Problem } from './problems.ts';
import { baseline, type Recorded } from './record.ts';
import { holds } from './scope.ts';
import type { CellState, RowState } from './state.ts';
import { own, sameValue } from './values.ts';
import type { Rows, Work } from './work.ts';

/** Brings what is required, what may be chosen and what is wrong of a field up to date. */
export function workOutFieldCheck(work: Work, at: number): void {
  const { field } = work.setting.plan.fields[at]!;
  const before = work.fields[at]!;
  const checked = checkCell(work, before, {
    field,
    path: field.key,
    name: field.label,
    mayWrite: work.setting.access.mayWrite(field.key),
    stored: own(work.setting.stored, field.key),
  });
  if (checked !== before) work.fields[at] = { ...checked, rows: before.rows };
}

/** The same for one column of a sub-table, in the rows that ask for it. */
export function workOutColumnCheck(work: Work, at: number, inside: number, rows: Rows): void {
  const { field: table, columns } = work.setting.plan.fields[at]!;
  const { field, path } = columns[inside]!;
  const state = work.fields[at]!;
  const next = [...(state.rows ?? [])];
  for (const index of rows === 'all' ? next.keys() : rows) {
    const row = next[index];
    if (!row) continue;
    const checked = checkCell(work, row.cells[inside]!, {
      field,
      path: cellPath(table, index, field),
      name: `${table.label}第 ${index + 1} 行的${field.label}`,
      mayWrite: work.setting.access.mayWrite(path),
      stored: own(row.stored, field.key),
      row,
    });
    if (checked !== row.cells[inside]) next[index] = { ...row, cells: row.cells.with(inside, checked) };
  }
  work.fields[at] = { ...state, rows: next };
}

/** The path of a cell; rows count from zero as in JSON. */
export const cellPath = (table: Pick<CompiledField, 'key'>, row: number, column: Pick<CompiledField, 'key'>): string => `${table.key}[${row}].${column.key}`;

interface Checked extends Recorded {
  readonly path: string;
  readonly name: string;
  readonly row?: RowState;
}

function checkCell(work: Work, before: CellState, checked: Checked): CellState {
  const { field, path, name, mayWrite, row } = checked;
  const required = before.shown && isRequired(work, field, row);
  const options = before.shown ? optionsOf(work, field, before.options, row) : null;
  const found = mayPutRight(before, field, mayWrite) ? findFault(work, { ...before, required, options }, checked) : null;
  const problems = found ? [problemAt(path, name, found)] : none;
  if (before.required === required && before.options === options && sameValue(before.problems, problems)) return before;
  return { ...before, required, options, problems: sameValue(before.problems, problems) ? before.problems : problems };
}

const none: readonly Problem[] = [];

/** Only what somebody can put right at this step is checked: a complaint about anything else would be a dead end. */
const mayPutRight = (state: CellState, field: CompiledField, mayWrite: boolean): boolean =>
  state.shown && mayWrite && (field.computed !== undefined || !state.frozen);

function isRequired(work: Work, field: CompiledField, row?: RowState): boolean {
  if (field.required || field.type === 'declaration') return true;
  return field.requiredWhen ? holds(work, field.requiredWhen, false, row) : (field.minItems ?? 0) > 0;
}

function findFault(work: Work, state: CellState, checked: Checked): Fault | null {
  if (state.fault) return state.fault;
  const { field } = checked;
  const { required, options } = state;
  if (field.type === 'subTable') {
    const count = work.fields[work.setting.plan.fieldAt.get(field.key)!]!.rows?.length ?? 0;
    if (count > 0) return checkCount(field, count);
    return required ? fault('required', (name) => `请填写${name}，至少 ${field.minItems ?? 1} 行`) : null;
  }
  const stored = readAnswer(field, baseline(checked)).value;
  return checkValue(field, state.value, { required, options, stored, today: work.setting.today });
}

function optionsOf(work: Work, field: CompiledField, before: readonly CodeItem[] | null, row?: RowState): readonly CodeItem[] | null {
  const now = currentOptions(work, field, row);
  return now && before && now.length === before.length && now.every((item, at) => item === before[at]) ? before : now;
}

function currentOptions(work: Work, field: CompiledField, row?: RowState): readonly CodeItem[] | null {
  if (field.options) {
    if (!field.options.some((option) => option.when)) return field.options;
    return field.options.filter((option) => !option.when || holds(work, option.when, true, row));
  }
  const items = codeTable(work.setting.codes, field.dictionary);
  if (!items || field.type === 'cascade' || field.type === 'address') return items;
  const { optionWhen } = field;
  const offered = stillOffered(items);
  return optionWhen ? offered.filter((item) => holds(work, optionWhen, true, row, { option: item.value })) : offered;
}

const offeredItems = new WeakMap<readonly CodeItem[], readonly CodeItem[]>();

function stillOffered(items: readonly CodeItem[]): readonly CodeItem[] {
  const known = offeredItems.get(items);
  if (known) return known;
  const offered = items.filter((item) => !item.disabled);
  offeredItems.set(items, offered);
  return offered;
}

/** Checks one rule of the form. */
export function workOutRule(work: Work, at: number): void {
  const { plan, access } = work.setting;
  const rule = plan.rules[at]!;
  const targets = rule.fields.filter((key) => work.fields[plan.fieldAt.get(key)!]!.shown && !access.isWithheld(key));
  const applies = targets.some(access.mayWrite) && !readsWithheld(work, rule);
  work.ruleProblems[at] = applies ? ruleProblem(work, rule, targets) : null;
}

/** Checks one rule of a sub-table in the rows that ask for it. */
export function workOutRowRule(work: Work, at: number, inside: number, rows: Rows): void {
  const { access } = work.setting;
  const table = work.setting.plan.fields[at]!;
  const { rule } = table.rowRules[inside]!;
  const state = work.fields[at]!;
  const next = [...(state.rows ?? [])];
  const full = (key: string): string => `${table.field.key}.${key}`;
  for (const index of rows === 'all' ? next.keys() : rows) {
    const row = next[index];
    if (!row) continue;
    const targets = rule.fields.filter((key) => row.cells[table.columnAt.get(key)!]!.shown && !access.isWithheld(full(key)));
    const applies = targets.some((key) => access.mayWrite(full(key))) && !readsWithheld(work, rule, table);
    const paths = targets.map((key) => cellPath(table.field, index, { key }));
    const problem = applies ? ruleProblem(work, rule, paths, row, `${table.field.label}第 ${index + 1} 行：`) : null;
    next[index] = { ...row, ruleProblems: row.ruleProblems.with(inside, problem) };
  }
  work.fields[at] = { ...state, rows: next };
}

/** A rule over something withheld is left to a step that sees it, so that browser and server agree. */
const readsWithheld = ({ setting }: Work, rule: CompiledRule, table?: FieldPlan): boolean =>
  pathsRead(setting.plan, rule.when, table).some(setting.access.isWithheld);

function ruleProblem(work: Work, rule: CompiledRule, [path = '', ...alsoAt]: readonly string[], row?: RowState, where = ''): Problem | null {
  if (!holds(work, rule.when, true, row)) return null;
  return { path, code: 'rule', level: rule.level ?? 'error', message: where + rule.message, ...(alsoAt.length > 0 && { alsoAt }) };
}
