import { toFeel, toJson } from '../../expressions/contract.ts';
import type { CompiledExpression, FeelValue, Run } from '../../expressions/contract.ts';
import type { CompiledModel, CompiledTable } from '../compiled.ts';
import type { AppliedRule, CellExplanation, DecisionExplanation, InputValue, MissedRule } from '../evaluate/result.ts';
import { prepareTable } from '../evaluate/prepared.ts';
import type { TableOutcome } from '../evaluate/table.ts';
import { describeTests, isOneValue, spaced } from './tests.ts';
import { describeValue, plainText } from './values.ts';

/** How a decision came out: as a table, or as an expression, which has only a value. */
export type Outcome = TableOutcome | { readonly value: FeelValue; readonly problems: readonly string[] };

/** Everything one evaluation leaves behind. */
export interface Evaluated {
  readonly model: CompiledModel;
  readonly outcomes: ReadonlyMap<string, Outcome>;
  readonly run: Run;
}

/** Explains a decision of a finished evaluation, and those it rests on, each once. */
export function explain(evaluated: Evaluated, name: string): DecisionExplanation {
  const needs = evaluated.model.decisions[name]?.needs ?? [];
  return { ...explainOne(evaluated, name), basedOn: needs.map((each) => explainOne(evaluated, each)) };
}

function explainOne({ model, outcomes, run }: Evaluated, name: string): DecisionExplanation {
  const logic = model.decisions[name]?.logic;
  const outcome = outcomes.get(name) ?? { value: null, problems: [] };
  const base = { decision: name, outputs: toJson(outcome.value), problems: outcome.problems, basedOn: [] };
  if (logic?.kind !== 'table' || !('hits' in outcome)) {
    const inputs = (model.decisions[name]?.requires ?? []).map((each) => inputValue(each, toFeel(run.scope[each])));
    return { ...base, inputs, applied: [], nearest: [], isDefault: false };
  }
  return {
    ...base,
    inputs: logic.inputs.map(({ label }, i) => inputValue(label, outcome.inputs[i] ?? null)),
    applied: outcome.hits.map(({ rule, outputs }) => appliedRule(logic, rule, { inputs: outcome.inputs, outputs }, run)),
    nearest: nearestRules(logic, outcome, run),
    isDefault: outcome.isDefault,
  };
}

const inputValue = (label: string, value: FeelValue): InputValue => ({ label, value: toJson(value), text: describeValue(value) });

function appliedRule(table: CompiledTable, index: number, values: Pick<TableOutcome, 'inputs'> & { outputs: readonly FeelValue[] }, run: Run): AppliedRule {
  const rule = table.rules[index];
  return {
    rule: index + 1,
    cells: (rule?.inputs ?? []).flatMap((cell, column) => (cell ? [explainCell(table, column, cell, values.inputs[column] ?? null, run, true)] : [])),
    outputs: table.outputs.map(({ label }, i) => ({ label, value: toJson(values.outputs[i] ?? null), text: plainText(values.outputs[i] ?? null) })),
    annotations: table.annotations.flatMap((heading, i) => {
      const text = rule?.annotations[i]?.trim() ?? '';
      return text === '' ? [] : [{ heading, text }];
    }),
  };
}

function explainCell(table: CompiledTable, column: number, cell: CompiledExpression, value: FeelValue, run: Run, passed: boolean): CellExplanation {
  const label = table.inputs[column]?.label ?? '';
  const meaning = describeTests(cell, run);
  const fact = value === null ? `${label} 没有填写` : `${label} 为${spaced(describeValue(value))}`;
  const sentence = passed ? (value !== null && isOneValue(cell) ? fact : `${fact}（${meaning}）`) : `${fact}，而要求${spaced(meaning)}`;
  return { column: label, test: cell.source.trim(), value: toJson(value), meaning, sentence };
}

const mostNearest = 3;

/**
 * Rules that some cell but not every cell kept from applying, those with the fewest such cells first. Of equals, the
 * one that fails furthest to the right: tables go from the general to the particular.
 */
function nearestRules(table: CompiledTable, { inputs, hits }: TableOutcome, run: Run): MissedRule[] {
  const made = new Set(hits.map(({ rule }) => rule));
  return prepareTable(table)
    .rules.flatMap(({ tests }, rule) => {
      const failed = made.has(rule) ? [] : tests.filter(({ column, passes }) => !passes(inputs[column] ?? null, run));
      return failed.length > 0 && (failed.length < tests.length || tests.length === 1) ? [{ rule, failed }] : [];
    })
    .toSorted((a, b) => a.failed.length - b.failed.length || (b.failed[0]?.column ?? 0) - (a.failed[0]?.column ?? 0))
    .slice(0, mostNearest)
    .map(({ rule, failed }) => ({
      rule: rule + 1,
      cells: failed.map(({ column }) => explainCell(table, column, table.rules[rule]?.inputs[column] as CompiledExpression, inputs[column] ?? null, run, false)),
    }));
}
