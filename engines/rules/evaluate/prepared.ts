import { prepare, prepareTests } from '../../expressions/contract.ts';
import type { CompiledExpression, FeelValue, Run } from '../../expressions/contract.ts';
import type { CompiledTable } from '../compiled.ts';

export type Test = (input: FeelValue, run: Run) => boolean;
export type Compute = (run: Run) => FeelValue;

/** A table made callable. */
export interface PreparedTable {
  readonly table: CompiledTable;
  readonly inputs: readonly { readonly compute: Compute; readonly allowed: Test | null }[];
  readonly rules: readonly PreparedRule[];
  readonly otherwise: readonly (Compute | null)[];
  readonly allowedOutputs: readonly (Test | null)[];
}

export interface PreparedRule {
  /** Only the cells that test something, with the index of their column. */
  readonly tests: readonly { readonly column: number; readonly passes: Test }[];
  readonly outputs: readonly Compute[];
}

const prepared = new WeakMap<CompiledTable, PreparedTable>();

/** Prepares a table at its first use. */
export function prepareTable(table: CompiledTable): PreparedTable {
  let ready = prepared.get(table);
  if (!ready) {
    ready = {
      table,
      inputs: table.inputs.map(({ expression, values }) => ({ compute: prepare(expression), allowed: testOf(values) })),
      rules: table.rules.map(({ inputs, outputs }) => ({
        tests: inputs.flatMap((cell, column) => (cell ? [{ column, passes: prepareTests(cell) }] : [])),
        outputs: outputs.map(prepare),
      })),
      otherwise: table.outputs.map(({ otherwise }) => otherwise && prepare(otherwise)),
      allowedOutputs: table.outputs.map(({ values }) => testOf(values)),
    };
    prepared.set(table, ready);
  }
  return ready;
}

const testOf = (values: CompiledExpression | null): Test | null => values && prepareTests(values);
