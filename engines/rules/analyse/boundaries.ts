import { isA, isList, prepare, startRun, toFeel } from '../../expressions/contract.ts';
import type { CompiledExpression, FeelValue, Plan } from '../../expressions/contract.ts';

/** A constant that a cell compares its input with, by order or only for equality. */
export type Boundary = { readonly value: FeelValue; readonly ordered: boolean };

/**
 * Finds the constants that decide a cell: between two neighbouring ones its answer is the same everywhere.
 *
 * Null when the cell depends on anything else, such as other names, functions of its input, or today's date.
 */
export function boundariesOf({ plan }: CompiledExpression): readonly Boundary[] | null {
  return ofTest(plan);
}

function ofTest(plan: Plan): readonly Boundary[] | null {
  switch (plan[0]) {
    case 'and':
    case 'or':
    case 'not':
      return ofAll(plan[1].map(ofTest));
    case 'boolean':
      return [];
    case 'test':
      return ofConstant(plan[2], plan[1] !== '=' && plan[1] !== '!=');
    case 'holds':
      return ofConstant(plan[1], false);
    case 'compare':
      return ofComparison(plan[2], plan[3], plan[1] !== '=' && plan[1] !== '!=');
    case 'between':
      return isInput(plan[1]) ? ofAll([ofConstant(plan[2], true), ofConstant(plan[3], true)]) : null;
    default:
      return null;
  }
}

function ofAll(parts: readonly (readonly Boundary[] | null)[]): readonly Boundary[] | null {
  const known = parts.filter((part) => part !== null);
  return known.length === parts.length ? known.flat() : null;
}

const isInput = (plan: Plan): boolean => plan[0] === 'local' && plan[1] === 0;

function ofComparison(left: Plan, right: Plan, ordered: boolean): readonly Boundary[] | null {
  if (isInput(left)) return ofConstant(right, ordered);
  return isInput(right) ? ofConstant(left, ordered) : null;
}

function ofConstant(plan: Plan, ordered: boolean): readonly Boundary[] | null {
  if (!isConstant(plan)) return null;
  return ofValue(prepare({ source: '', kind: 'expression', plan, reads: [] })(startRun({})), ordered);
}

function ofValue(value: FeelValue, ordered: boolean): readonly Boundary[] | null {
  if (isList(value)) return ofAll(value.map((item) => ofValue(toFeel(item), ordered)));
  if (!isA(value, 'range')) return [{ value, ordered }];
  return [value.start, value.end].filter((end) => end !== null).map((end) => ({ value: end, ordered: true }));
}

const constantKinds = new Set<Plan[0]>(['null', 'boolean', 'text', 'number', 'temporal', 'negate', 'arithmetic', 'list', 'range']);

function isConstant(plan: Plan): boolean {
  return constantKinds.has(plan[0]) && plan.slice(1).every(isConstantPart);
}

/** A part of a plan is another plan, a list of plans, or a literal. */
function isConstantPart(part: unknown): boolean {
  if (!Array.isArray(part)) return true;
  return typeof part[0] === 'string' ? isConstant(part as unknown as Plan) : part.every(isConstantPart);
}
