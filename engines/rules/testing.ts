/** Builders for tests. */
import type { Decision, DecisionModel, DecisionTable, InputData, KnowledgeModel } from './model.ts';

/** `[test, test, …, '→', result, …]`; what follows the results are annotations. */
type RuleLine = readonly string[];

export interface TableSketch {
  readonly policy?: DecisionTable['hitPolicy'];
  readonly aggregation?: DecisionTable['aggregation'];
  /** Expression → type, or type and allowed values. */
  readonly inputs: Readonly<Record<string, string | readonly [type: string, values: string]>>;
  /** Name → type, or type, allowed values and default. */
  readonly outputs?: Readonly<Record<string, string | readonly [type: string, values: string | null, otherwise?: string]>>;
  readonly annotations?: readonly string[];
  readonly rules: readonly RuleLine[];
}

let tables = 0;

export function aTable({ policy = 'UNIQUE', aggregation = null, inputs, outputs = { 结论: 'string' }, annotations = [], rules }: TableSketch): DecisionTable {
  const outputCount = Object.keys(outputs).length;
  const prefix = `table_${++tables}`;
  return {
    kind: 'table',
    hitPolicy: policy,
    aggregation,
    inputs: Object.entries(inputs).map(([expression, type], i) => ({ id: `${prefix}_in_${i}`, label: '', expression, type: typeof type === 'string' ? type : type[0], values: typeof type === 'string' ? null : type[1] })),
    outputs: Object.entries(outputs).map(([name, type], i) => ({ id: `${prefix}_out_${i}`, name, label: '', type: typeof type === 'string' ? type : type[0], values: typeof type === 'string' ? null : type[1], otherwise: (typeof type === 'string' ? null : type[2]) ?? null })),
    annotations,
    rules: rules.map((line, i) => {
      const arrow = line.indexOf('→');
      return { id: `${prefix}_rule_${i + 1}`, inputs: line.slice(0, arrow), outputs: line.slice(arrow + 1, arrow + 1 + outputCount), annotations: line.slice(arrow + 1 + outputCount) };
    }),
  };
}

/** Ids are ASCII in DMN files; here each name has its own. */
export const idOf = (name: string): string => `id_${Array.from(name, (char) => char.codePointAt(0)?.toString(16)).join('_')}`;

export const anInput = (name: string, type: string): InputData => ({ id: idOf(name), name, type, place: null });

export const aFunction = (name: string, parameters: readonly string[], body: string, requires: readonly string[] = []): KnowledgeModel => ({
  id: idOf(name),
  name,
  parameters: parameters.map((parameter) => ({ name: parameter, type: 'any' })),
  body,
  requires: requires.map(idOf),
  place: null,
});

/** A decision; `requires` lists names. */
export const aDecision = (name: string, logic: DecisionTable | string, requires: readonly string[] = []): Decision => ({
  id: idOf(name),
  name,
  question: '',
  type: 'any',
  requires: requires.map(idOf),
  logic: typeof logic === 'string' ? { kind: 'expression', text: logic } : logic,
  place: null,
});

export const aModel = (parts: Partial<DecisionModel>): DecisionModel => ({ id: 'model', name: '测试', types: [], inputs: [], knowledge: [], decisions: [], ...parts });

/** A model of one table whose inputs are plain names. */
export function aTableModel(sketch: TableSketch): DecisionModel {
  const inputs = Object.entries(sketch.inputs).map(([name, type]) => anInput(name, typeof type === 'string' ? type : type[0]));
  return aModel({ inputs, decisions: [aDecision('核查', aTable(sketch), Object.keys(sketch.inputs))] });
}
