import type { FeelValue, Run } from '../../expressions/contract.ts';
import { resultOf, settle } from './hit-policies.ts';
import type { Hit } from './hit-policies.ts';
import { prepareTable } from './prepared.ts';
import type { PreparedRule, PreparedTable } from './prepared.ts';
import type { CompiledTable } from '../compiled.ts';
import { describeValue } from '../explain/values.ts';

/** How a table came out. */
export interface TableOutcome {
  readonly value: FeelValue;
  readonly inputs: readonly FeelValue[];
  /** The rules that made the result. */
  readonly hits: readonly Hit[];
  readonly isDefault: boolean;
  readonly problems: readonly string[];
}

/** Evaluates a table over a run's scope. */
export function evaluateTable(table: CompiledTable, run: Run): TableOutcome {
  const prepared = prepareTable(table);
  const inputs = prepared.inputs.map(({ compute }) => compute(run));
  const faulty = inputProblems(prepared, inputs, run);
  if (faulty.length > 0) return { value: null, inputs, hits: [], isDefault: false, problems: faulty };
  const hits = findHits(prepared, inputs, run);
  if (hits.length === 0) return byDefault(prepared, inputs, run);
  const { value, hits: made, problem } = settle(table, hits, run);
  const problems = problem === null ? outputProblems(prepared, made, run) : [problem];
  return { value: problems.length > 0 ? null : value, inputs, hits: made, isDefault: false, problems };
}

export const applies = ({ tests }: PreparedRule, inputs: readonly FeelValue[], run: Run): boolean => {
  for (const { column, passes } of tests) if (!passes(inputs[column] ?? null, run)) return false;
  return true;
};

function findHits({ table, rules }: PreparedTable, inputs: readonly FeelValue[], run: Run): Hit[] {
  const hits: Hit[] = [];
  for (let i = 0; i < rules.length; i++) {
    const rule = rules[i] as PreparedRule;
    if (!applies(rule, inputs, run)) continue;
    hits.push({ rule: i, outputs: rule.outputs.map((compute) => compute(run)) });
    if (table.hitPolicy === 'FIRST') break;
  }
  return hits;
}

/** An input that is not allowed means that the table was not made for the case. A missing one is left to the rules. */
function inputProblems({ table, inputs: columns }: PreparedTable, inputs: readonly FeelValue[], run: Run): string[] {
  const problems: string[] = [];
  for (let i = 0; i < columns.length; i++) {
    const value = inputs[i] ?? null;
    if (value !== null && columns[i]?.allowed?.(value, run) === false) problems.push(`“${table.inputs[i]?.label ?? ''}”的值 ${describeValue(value)} 不在允许的范围内`);
  }
  return problems;
}

function outputProblems({ table, allowedOutputs }: PreparedTable, hits: readonly Hit[], run: Run): string[] {
  return hits.flatMap(({ rule, outputs }) =>
    outputs.flatMap((value, i) =>
      value !== null && allowedOutputs[i]?.(value, run) === false ? [`第 ${rule + 1} 条规则得出的“${table.outputs[i]?.label ?? ''}”${describeValue(value)} 不在允许值之内`] : [],
    ),
  );
}

/** Without a rule that applies: the default results, where there are any; an empty list or a count of 0 for COLLECT. */
function byDefault({ table, otherwise }: PreparedTable, inputs: readonly FeelValue[], run: Run): TableOutcome {
  const outcome = (value: FeelValue, isDefault: boolean): TableOutcome => ({ value, inputs, hits: [], isDefault, problems: [] });
  if (otherwise.some((each) => each !== null)) return outcome(resultOf(table.outputs, { outputs: otherwise.map((compute) => compute?.(run) ?? null) }), true);
  const several = ['RULE ORDER', 'OUTPUT ORDER', 'COLLECT'].includes(table.hitPolicy);
  if (several && table.aggregation === null) return outcome([], false);
  if (table.aggregation === 'COUNT') return outcome(settle(table, [], run).value, false);
  return { ...outcome(null, false), problems: ['没有适用的规则'] };
}
