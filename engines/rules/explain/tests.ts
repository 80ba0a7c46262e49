import { isA, isList, prepare, toFeel } from '../../expressions/contract.ts';
import type { CompiledExpression, CompareOperator, FeelValue, Plan, Run } from '../../expressions/contract.ts';
import { describeRange, describeValue, orderWords } from './values.ts';

/** What one test says: that the value is one of several, or something else. */
type Meaning = { readonly kind: 'equal'; readonly values: readonly string[] } | { readonly kind: 'other'; readonly text: string };

/** Says the tests of a cell in Chinese, e.g. `为“餐饮”或“零售”`, `不超过 150`; what has no words is quoted as it stands. */
export function describeTests(cell: CompiledExpression, run: Run): string {
  const { plan, source } = cell;
  const asWritten = `符合“${source.trim()}”`;
  if (plan[0] !== 'or' && plan[0] !== 'not') return asWritten;
  const meanings = plan[1].map((test) => meaningOf(test, run));
  if (meanings.some((meaning) => meaning === null)) return asWritten;
  const text = joined(meanings.filter((meaning) => meaning !== null));
  return plan[0] === 'or' ? text : text.startsWith('为') ? `不${text}` : `并非${text}`;
}

/** Whether a cell asks for exactly one value, so that the value alone says all. */
export function isOneValue({ plan }: CompiledExpression): boolean {
  const only = plan[0] === 'or' && plan[1].length === 1 ? plan[1][0] : undefined;
  return only?.[0] === 'holds' && ['text', 'number', 'boolean', 'null', 'temporal'].includes(only[1][0]);
}

function joined(meanings: readonly Meaning[]): string {
  const values = meanings.flatMap((meaning) => (meaning.kind === 'equal' ? meaning.values : []));
  const others = meanings.flatMap((meaning) => (meaning.kind === 'other' ? [meaning.text] : []));
  return [...(values.length > 0 ? [`为${spaced(alternatives(values))}`] : []), ...others].join('，或 ');
}

/** Texts are set apart by their quotes, others by spaces. */
export const alternatives = (values: readonly string[]): string => values.join(values.every((value) => value.startsWith('“')) ? '或' : ' 或 ');

/** A space before figures and letters, none before quotes and Chinese characters. */
export const spaced = (text: string): string => (/^[\w-]/.test(text) ? ` ${text}` : text);

function meaningOf(test: Plan, run: Run): Meaning | null {
  if (test[0] === 'test') return meaningOfComparison(test[1], test[2], run);
  if (test[0] !== 'holds' || mentionsInput(test[1])) return null;
  const value = valueOf(test[1], run);
  if (isA(value, 'range')) return { kind: 'other', text: describeRange(value) };
  if (isList(value)) return value.some((item) => isA(toFeel(item), 'range')) ? null : { kind: 'equal', values: value.map((item) => describeValue(toFeel(item))) };
  return { kind: 'equal', values: [named(test[1], value)] };
}

function meaningOfComparison(operator: CompareOperator, operand: Plan, run: Run): Meaning | null {
  if (mentionsInput(operand)) return null;
  const value = valueOf(operand, run);
  const text = named(operand, value);
  if (operator === '=') return { kind: 'equal', values: [text] };
  return { kind: 'other', text: operator === '!=' ? `不为${spaced(text)}` : `${orderWords(value)[operator]}${text}` };
}

/** A name is said with its value: `上限（150）`. */
function named(operand: Plan, value: FeelValue): string {
  return operand[0] === 'name' ? `${operand[1]}（${describeValue(value)}）` : describeValue(value);
}

const valueOf = (plan: Plan, run: Run): FeelValue => prepare({ source: '', kind: 'expression', plan, reads: [] })(run);

/** Whether a plan uses `?` or another variable of its surroundings. */
function mentionsInput(plan: unknown): boolean {
  return Array.isArray(plan) && (plan[0] === 'local' || plan[0] === 'field' || plan.some(mentionsInput));
}
