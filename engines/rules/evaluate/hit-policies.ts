import { prepare, toFeel, toJson } from '../../expressions/contract.ts';
import type { FeelContext, FeelValue, JsonValue, Run } from '../../expressions/contract.ts';
import type { Aggregation } from '../model.ts';
import type { CompiledOutputColumn, CompiledTable } from '../compiled.ts';

/** A rule that applies, with its results by column. */
export interface Hit {
  /** Counted from 0. */
  readonly rule: number;
  readonly outputs: readonly FeelValue[];
}

/** The result that the hit policy makes of the hits, and the hits that made it. */
export interface Settled {
  readonly value: FeelValue;
  readonly hits: readonly Hit[];
  readonly problem: string | null;
}

/**
 * Settles on a result.
 *
 * @param hits - at least one, in the order of the rules
 * @source OMG DMN 1.5, 8.2.10
 */
export function settle(table: CompiledTable, hits: readonly Hit[], run: Run): Settled {
  const one = (hit: Hit): Settled => ({ value: resultOf(table.outputs, hit), hits: [hit], problem: null });
  const all = (chosen: readonly Hit[]): Settled => ({ value: chosen.map((hit) => resultOf(table.outputs, hit)), hits: chosen, problem: null });
  const [first] = hits as [Hit];
  switch (table.hitPolicy) {
    case 'UNIQUE':
      return hits.length === 1 ? one(first) : refuse(hits, `第 ${numbers(hits)} 条规则同时符合，而这张表只允许一条规则符合`);
    case 'ANY': {
      const other = hits.find((hit) => textOf(hit) !== textOf(first));
      return other ? refuse(hits, `第 ${numbers([first, other])} 条规则同时符合，但结论不同`) : { ...one(first), hits };
    }
    case 'FIRST':
      return one(first);
    case 'PRIORITY':
      return one(byPriority(table, hits)[0] ?? first);
    case 'RULE ORDER':
      return all(hits);
    case 'OUTPUT ORDER':
      return all(byPriority(table, hits));
    case 'COLLECT':
      return table.aggregation === null ? all(hits) : aggregate(table.aggregation, hits, run);
  }
}

const refuse = (hits: readonly Hit[], problem: string): Settled => ({ value: null, hits, problem });

export const numbers = (hits: readonly Hit[]): string => hits.map(({ rule }) => rule + 1).join('、');

const textOf = ({ outputs }: Hit): string => JSON.stringify(outputs.map(toJson));

/** The value of the only output, or all outputs by name. */
export function resultOf(columns: readonly CompiledOutputColumn[], { outputs }: Pick<Hit, 'outputs'>): FeelValue {
  if (columns.length === 1) return outputs[0] ?? null;
  return Object.fromEntries(columns.map(({ name }, i) => [name, outputs[i] ?? null])) as FeelContext;
}

/** Hits with the most important results first; columns count from left to right, equals keep the order of the rules. */
function byPriority({ outputs }: CompiledTable, hits: readonly Hit[]): Hit[] {
  const ranks = new Map(hits.map((hit) => [hit, hit.outputs.map((value, i) => rankOf(outputs[i]?.ranking ?? [], toJson(value)))]));
  return hits.toSorted((a, b) => {
    const [left, right] = [ranks.get(a) ?? [], ranks.get(b) ?? []];
    const column = left.findIndex((rank, i) => rank !== right[i]);
    return column < 0 ? 0 : (left[column] ?? 0) - (right[column] ?? 0);
  });
}

function rankOf(ranking: readonly JsonValue[], value: JsonValue): number {
  const rank = ranking.indexOf(value);
  return rank < 0 ? ranking.length : rank;
}

/** FEEL's own functions do the sums, so that they are exact. */
const aggregators = Object.fromEntries(
  (['SUM', 'COUNT', 'MIN', 'MAX'] as const).map((name) => [
    name,
    prepare({ source: '', kind: 'expression', plan: ['call', ['builtin', name.toLowerCase()], [['name', 'hits']]], reads: [['hits']] }),
  ]),
);

/** COUNT counts the hits; the others take the results of the one output. */
function aggregate(aggregation: Aggregation, hits: readonly Hit[], run: Run): Settled {
  const values = hits.map(({ outputs }) => outputs[0] ?? null);
  const value = aggregators[aggregation]?.({ ...run, scope: { hits: values } }) ?? null;
  return { value: toFeel(value), hits, problem: value === null ? '符合的规则中有结论不能汇总' : null };
}
