import type { CompareOperator, Plan } from '../plan.ts';
import { translated, variable } from './bindings.ts';
import type { Binding, Translated } from './bindings.ts';
import { quote, reject, textOfNode, translateUsed } from './compilation.ts';
import type { Compilation } from './compilation.ts';
import { partsOf } from './syntax.ts';
import type { SyntaxNode } from './syntax.ts';
import { translateTests } from './tests.ts';
import { arithmeticType, canEqual, canOrder, isUnknown, typeLabel } from './types.ts';
import type { ArithmeticOperator, Type } from './types.ts';

export function translateArithmetic(compilation: Compilation, node: SyntaxNode, bindings: Binding | null): Translated {
  const [left, sign, right] = partsOf(node) as [SyntaxNode, SyntaxNode, SyntaxNode?];
  if (!right) return translateMinus(compilation, sign, bindings);
  const operator = textOfNode(compilation, sign).replace('^', '**') as ArithmeticOperator;
  const a = translateUsed(compilation, left, bindings);
  const b = translateUsed(compilation, right, bindings);
  const type = arithmeticType(operator, a.type, b.type);
  if (type === null) reject(compilation, node, arithmeticProblem(compilation, operator, [left, a.type], [right, b.type]));
  return translated(['arithmetic', operator, a.plan, b.plan], type ?? 'any');
}

function translateMinus(compilation: Compilation, operand: SyntaxNode, bindings: Binding | null): Translated {
  const { plan, type } = translateUsed(compilation, operand, bindings);
  if (arithmeticType('*', 'number', type) === null) reject(compilation, operand, `${quote(compilation, operand)}是${typeLabel(type)}，不能取负数`);
  return translated(['negate', plan], type);
}

type Operand = readonly [node: SyntaxNode, type: Type];

function arithmeticProblem(compilation: Compilation, operator: string, [left, a]: Operand, [right, b]: Operand): string {
  const hint = operator === '+' && (a === 'string' || b === 'string') ? '；要连接成文字，请先用 string(…) 转换' : '';
  return `${typeLabel(a)}${quote(compilation, left)}与${typeLabel(b)}${quote(compilation, right)}不能用“${operator}”计算${hint}`;
}

/** `and` and `or`, with a chain of the same kept as one list. */
export function translateLogic(compilation: Compilation, node: SyntaxNode, bindings: Binding | null): Translated {
  const word = node.name === 'Conjunction' ? 'and' : 'or';
  const plans = chainOf(node).map((operand) => {
    const { plan, type } = translateUsed(compilation, operand, bindings);
    if (type !== 'boolean' && !isUnknown(type)) reject(compilation, operand, `“${word}”两边需要条件，而${quote(compilation, operand)}是${typeLabel(type)}`);
    return plan;
  });
  return translated([word, plans], 'boolean');
}

/** The operands of `a and b and c`, however the grammar nests them. */
function chainOf(node: SyntaxNode): SyntaxNode[] {
  const chain: SyntaxNode[] = [];
  const open = [node];
  for (let next = open.pop(); next; next = open.pop()) {
    if (next.name !== node.name) chain.push(next);
    else open.push(...partsOf(next).filter((part) => part.name !== 'and' && part.name !== 'or').toReversed());
  }
  return chain;
}

/** `=`, `<` and so on, `between`, `in`. */
export function translateComparison(compilation: Compilation, node: SyntaxNode, bindings: Binding | null): Translated {
  const [left, sign, right, ...more] = partsOf(node) as [SyntaxNode, SyntaxNode, SyntaxNode, ...SyntaxNode[]];
  if (sign.name === 'in') return translateIn(compilation, node, left, bindings);
  if (right.name === 'SimplePositiveUnaryTest' && right.firstChild?.name === 'CompareOp') return doubledOperator(compilation, sign, right);
  const a = translateUsed(compilation, left, bindings);
  const b = translateUsed(compilation, right, bindings);
  if (sign.name === 'between') {
    const c = translateUsed(compilation, more[1] as SyntaxNode, bindings);
    checkComparable(compilation, '>=', [left, a.type], [right, b.type]);
    checkComparable(compilation, '<=', [left, a.type], [more[1] as SyntaxNode, c.type]);
    return translated(['between', a.plan, b.plan, c.plan], 'boolean');
  }
  const operator = textOfNode(compilation, sign) as CompareOperator;
  checkComparable(compilation, operator, [left, a.type], [right, b.type]);
  return translated(['compare', operator, a.plan, b.plan], 'boolean');
}

function translateIn(compilation: Compilation, node: SyntaxNode, left: SyntaxNode, bindings: Binding | null): Translated {
  const value = translateUsed(compilation, left, bindings);
  const tests = node.getChild('PositiveUnaryTests')?.getChildren('PositiveUnaryTest') ?? node.getChildren('PositiveUnaryTest');
  const plans: Plan[] = translateTests(compilation, tests, variable('?', bindings, value.type));
  return translated(['in', value.plan, plans], 'boolean');
}

function doubledOperator(compilation: Compilation, sign: SyntaxNode, right: SyntaxNode): Translated {
  const second = right.firstChild as SyntaxNode;
  const written = textOfNode(compilation, sign) + textOfNode(compilation, second);
  const meant: Record<string, string> = { '==': '=', '===': '=', '<>': '!=', '=>': '>=', '=<': '<=', '!==': '!=' };
  const hint = meant[written];
  compilation.faults.push({ from: sign.from, to: second.to, message: `“${written}”不是比较符号，${hint === undefined ? '请只写一个' : `请写 ${hint}`}` });
  return translated(['null'], 'boolean');
}

/** Notes a comparison that can never be true. */
export function checkComparable(compilation: Compilation, operator: CompareOperator, [left, a]: Operand, [right, b]: Operand): void {
  const equality = operator === '=' || operator === '!=';
  if (equality ? canEqual(a, b) : canOrder(a, b)) return;
  const comparison = equality ? '比较是否相等' : '比较大小';
  compilation.faults.push({
    from: left.from,
    to: right.to,
    message: `${quote(compilation, left)}是${typeLabel(a)}，${quote(compilation, right)}是${typeLabel(b)}，不能${comparison}${literalHint(a, b)}`,
  });
}

function literalHint(a: Type, b: Type): string {
  const types = new Set([a, b]);
  if (!types.has('string')) return '';
  if (types.has('date')) return '；日期请写成 @"2026-01-31"';
  if (types.has('date and time')) return '；日期时间请写成 @"2026-01-31T09:00:00"';
  return types.has('number') ? '；数字不要加引号' : types.has('boolean') ? '；是否请写 true 或 false' : '';
}
