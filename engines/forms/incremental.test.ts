import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { addRow, change, moveRow, removeRow, type Changed, type Effect } from './change.ts';
import { compileForm } from './compile/compile.ts';
import type { CompiledForm, FieldOf } from './definition.ts';
import { answersOf, dataOf, openForm, problemsOf } from './form.ts';
import { naiveView, type Condition, type Sketch, type SketchField, type Term } from './testing/oracle.ts';
import type { CellState, FormState } from './state.ts';
import { aDefinition, testNow } from './testing.ts';

/*
 * Random forms, filled by random changes. After every change three views must agree: the state reached step by step,
 * the state opened afresh from the same answers, and a slow evaluator that knows neither plan nor FEEL. Replaying the
 * effects on the view before must give the view after.
 */

const codes = ['x', 'y', 'z'];
const types = ['number', 'number', 'number', 'text', 'boolean', 'radio', 'multi'] as const;

type Draw = (most: number) => number;

/** Draws a form; values look only at names of lower rank, so that there is no circle. */
function sketch(draw: Draw): Sketch {
  const tables = 1 + draw(1);
  const fields: SketchField[] = Array.from({ length: 3 + draw(5) }, (_, n) => ({ key: `f${n}`, type: types[draw(6)]!, columns: [] }));
  for (let n = 0; n < tables; n += 1) {
    const columns = Array.from({ length: 1 + draw(3) }, (_, c): SketchField => ({ key: `c${c}`, type: types[draw(6)]!, columns: [] }));
    fields.splice(draw(fields.length), 0, { key: `t${n}`, type: 'subTable', columns });
  }
  const all = fields.flatMap((field) => [{ field, table: null as SketchField | null }, ...field.columns.map((column) => ({ field: column, table: field }))]);
  const ranked = tablesFirst(shuffle(all, draw));
  ranked.forEach(({ field, table }, rank) => {
    const lower = ranked.slice(0, rank);
    const terms = (from: typeof ranked): Term[] => from.flatMap((each) => termsOf(each, table));
    const condition = (from: typeof ranked): Condition => conditionOver(terms(from), draw);
    const wholeTables = fields.filter((each) => each.type === 'subTable' && [each, ...each.columns].every((part) => lower.some((low) => low.field === part)));
    const numbers = [...terms(lower).filter((term) => term.type === 'number'), ...wholeTables.map((each): Term => ({ kind: 'count', table: each.key, type: 'number' }))];
    if (draw(3) === 0) field.visibleWhen = condition(lower);
    if (field.type === 'number' && numbers.length > 0 && draw(1) === 0) field.computed = { term: numbers[draw(numbers.length - 1)]!, plus: draw(9) };
    else if (draw(4) === 0) field.readOnlyWhen = condition(lower);
    if (field.computed === undefined && draw(2) === 0) field.requiredWhen = condition(ranked.filter((each) => each.table === null || each.table === table || draw(1) === 0));
    if (field.type === 'radio' || field.type === 'multi') field.optionWhen = draw(1) === 0 ? condition(ranked) : null;
  });
  const ruleOver = ranked.filter((each) => each.table === null && each.field.type !== 'subTable');
  return { fields, rules: ruleOver.slice(0, draw(2)).map((each, at) => ({ key: `r${at}`, when: conditionOver(ranked.flatMap((other) => termsOf(other, null)), draw), field: each.field.key })) };
}

/** Columns wait for their table, so the table has the lower rank. */
function tablesFirst<T extends { field: SketchField; table: SketchField | null }>(ranked: readonly T[]): T[] {
  return ranked.flatMap((each, at) => {
    if (each.field.type === 'subTable') return [];
    const table = ranked.find((other) => other.field === each.table);
    return table && ranked.findIndex((other) => other.table === each.table) === at ? [table, each] : [each];
  });
}

function shuffle<T>(items: readonly T[], draw: Draw): T[] {
  const rest = [...items];
  return items.map(() => rest.splice(draw(rest.length - 1), 1)[0]!);
}

/** How a name can be read from a place: directly, or as an aggregate over the rows of another table. */
function termsOf({ field, table }: { field: SketchField; table: SketchField | null }, from: SketchField | null): Term[] {
  if (field.type === 'subTable') return [];
  if (table === null) return [{ kind: 'field', key: field.key, type: field.type }];
  const overRows = (kind: 'sum' | 'first'): Term => ({ kind, table: table.key, key: field.key, type: 'number' });
  const terms: Term[] = field.type === 'number' ? [overRows('sum'), overRows('first')] : [];
  return table === from ? [...terms, { kind: 'cell', key: field.key, type: field.type }] : terms;
}

function conditionOver(terms: readonly Term[], draw: Draw): Condition {
  if (terms.length === 0) return { kind: 'constant', value: draw(2) > 0 };
  const one = (): Condition => ({ kind: 'test', term: terms[draw(terms.length - 1)]!, against: draw(2) });
  const kinds = [one, one, (): Condition => ({ kind: 'not', part: one() }), (): Condition => ({ kind: 'and', parts: [one(), one()] }), (): Condition => ({ kind: 'or', parts: [one(), one()] })];
  return kinds[draw(kinds.length - 1)]!();
}

function definitionOf({ fields, rules }: Sketch): CompiledForm {
  const toField = (field: SketchField): FieldOf<string> => ({
    key: field.key,
    type: field.type,
    label: field.key.toUpperCase(),
    ...(field.visibleWhen && { visibleWhen: feelOfCondition(field.visibleWhen) }),
    ...(field.readOnlyWhen && { readOnlyWhen: feelOfCondition(field.readOnlyWhen) }),
    ...(field.requiredWhen && { requiredWhen: feelOfCondition(field.requiredWhen) }),
    ...(field.computed && { computed: feelOfSum(field.computed) }),
    ...(field.optionWhen !== undefined && { options: codes.map((value) => ({ value, label: value, ...(value === 'z' && field.optionWhen && { when: feelOfCondition(field.optionWhen) }) })) }),
    ...(field.type === 'subTable' && { columns: field.columns.map(toField) }),
  });
  return compileForm(aDefinition(fields.map(toField), { rules: rules.map(({ key, when, field }) => ({ key, when: feelOfCondition(when), message: key, fields: [field] })) }));
}

function feelOfSum({ term, plus }: { term: Term; plus: number }): string {
  const name = feelOf(term);
  return `if ${name} = null then ${plus} else ${name} + ${plus}`;
}

function feelOf(term: Term): string {
  if (term.kind === 'sum') return `sum(for each in ${term.table} return if each.${term.key} = null then 0 else each.${term.key})`;
  if (term.kind === 'first') return `${term.table}[1].${term.key}`;
  return term.kind === 'count' ? `count(${term.table})` : term.key;
}

function feelOfCondition(condition: Condition): string {
  switch (condition.kind) {
    case 'constant':
      return String(condition.value);
    case 'not':
      return `not(${feelOfCondition(condition.part)})`;
    case 'and':
    case 'or':
      return condition.parts.map((part) => `(${feelOfCondition(part)})`).join(` ${condition.kind} `);
    case 'test': {
      const name = feelOf(condition.term);
      if (condition.term.type === 'number') return `${name} > ${condition.against}`;
      if (condition.term.type === 'boolean') return `${name} = true`;
      return condition.term.type === 'multi' ? `list contains(${name}, "${codes[condition.against]}")` : `${name} = "${codes[condition.against]}"`;
    }
  }
}

function answerFor(type: SketchField['type'], draw: Draw): unknown {
  if (draw(5) === 0) return draw(1) === 0 ? null : 'not a number';
  if (type === 'number') return draw(1) === 0 ? draw(5) : String(draw(5));
  if (type === 'boolean') return draw(1) === 0;
  return type === 'multi' ? codes.filter(() => draw(1) === 0) : codes[draw(2)];
}

const rowFor = (columns: readonly SketchField[], draw: Draw): Record<string, unknown> =>
  Object.fromEntries(columns.filter(() => draw(2) > 0).map((column) => [column.key, answerFor(column.type, draw)]));

function recordFor({ fields }: Sketch, draw: Draw): Record<string, unknown> {
  const filled = fields.filter(() => draw(1) === 0);
  return Object.fromEntries(
    filled.map((field) => [field.key, field.type === 'subTable' ? Array.from({ length: draw(3) }, (_, at) => ({ ...rowFor(field.columns, draw), rowId: at + 1 })) : answerFor(field.type, draw)]),
  );
}

function randomChange(state: FormState, { fields }: Sketch, draw: Draw): Changed {
  const at = draw(fields.length - 1);
  const field = fields[at]!;
  if (field.type !== 'subTable') return change(state, field.key, answerFor(field.type, draw));
  const rows = state.fields[at]!.rows!;
  const which = draw(9);
  if (which === 0) return removeRow(state, field.key, draw(rows.length));
  if (which === 1) return moveRow(state, field.key, draw(rows.length), draw(rows.length));
  if (which === 2) return change(state, field.key, Array.from({ length: draw(3) }, () => ({ ...rowFor(field.columns, draw), ...(draw(1) === 0 && { rowId: 1 + draw(4) }) })));
  if (rows.length === 0 || which === 3) return addRow(state, field.key);
  const column = field.columns[draw(field.columns.length - 1)]!;
  return change(state, `${field.key}[${draw(rows.length - 1)}].${column.key}`, answerFor(column.type, draw));
}

type View = Record<string, unknown>;

const viewOfCell = ({ shown, readOnly, required, value, options }: CellState): View => ({ shown, readOnly, required, value, options: options?.map((option) => option.value) ?? null });

/** Everything a renderer sees, by field, and by row number and column. */
function viewOf(state: FormState): { places: Record<string, View>; rows: Record<string, number[]> } {
  const places: Record<string, View> = {};
  const rows: Record<string, number[]> = {};
  state.fields.forEach((field, at) => {
    const plan = state.setting.plan.fields[at]!;
    places[plan.field.key] = viewOfCell(field);
    if (!field.rows) return;
    rows[plan.field.key] = field.rows.map((row) => row.id);
    for (const row of field.rows) row.cells.forEach((cell, c) => (places[`${plan.field.key}#${row.id}.${plan.columns[c]!.field.key}`] = viewOfCell(cell)));
  });
  return { places, rows };
}

/** Applies effects to a view as a renderer would. */
function replay(before: ReturnType<typeof viewOf>, effects: readonly Effect[]): ReturnType<typeof viewOf> {
  const rows = { ...before.rows };
  for (const effect of effects) if (effect.rows) rows[effect.path] = [...effect.rows];
  const places = Object.fromEntries(Object.entries(before.places).filter(([place]) => !place.includes('#') || rows[place.split('#')[0]!]!.includes(Number(/#(\d+)/.exec(place)![1]))));
  for (const { path, rows: _rows, problems: _problems, options, ...aspects } of effects) {
    const [, table, index, column] = /^(\w+)\[(\d+)\]\.(\w+)$/.exec(path) ?? [];
    const place = table === undefined ? path : `${table}#${rows[table]![Number(index)]}.${column}`;
    if (place === 'section') continue;
    places[place] = { ...places[place], ...aspects, ...(options !== undefined && { options: options?.map((option) => option.value) ?? null }) };
  }
  return { places, rows };
}

function drawFrom(numbers: readonly number[]): Draw {
  let at = 0;
  return (most) => numbers[at++ % numbers.length]! % (most + 1);
}

describe('changing step by step', () => {
  const numbers = fc.array(fc.nat(10_007), { minLength: 60, maxLength: 400 });

  it('agrees with opening the form afresh, with a slow evaluator, and with its own effects', () => {
    let seen = { shown: 0, hidden: 0, computed: 0, rows: 0 };
    fc.assert(
      fc.property(numbers, (drawn) => {
        const draw = drawFrom(drawn);
        const plan = sketch(draw);
        const form = definitionOf(plan);
        const data = recordFor(plan, draw);
        let state = openForm(form, { now: testNow, data });
        for (let step = 0; step < 8; step += 1) {
          const before = state;
          const result = randomChange(state, plan, draw);
          state = result.state;
          const fresh = openForm(form, { now: testNow, data, answers: answersOf(state) });
          assert.deepEqual(viewOf(state), viewOf(fresh));
          assert.deepEqual(problemsOf(state), problemsOf(fresh));
          assert.deepEqual(dataOf(state), dataOf(fresh));
          assert.deepEqual(viewOf(state), replay(viewOf(before), result.effects));
          assert.deepEqual(viewOf(state).places, naiveView(plan, data, answersOf(state)));
        }
        for (const [at, each] of state.fields.entries()) {
          seen = { shown: seen.shown + Number(each.shown), hidden: seen.hidden + Number(!each.shown), computed: seen.computed + Number(plan.fields[at]?.computed !== undefined), rows: seen.rows + (each.rows?.length ?? 0) };
        }
      }),
      { numRuns: 300, interruptAfterTimeLimit: 30_000 },
    );
    assert.ok(Object.values(seen).every((count) => count > 50), `the random forms must exercise everything: ${JSON.stringify(seen)}`);
  });
});
