import type { CompareOperator, Plan } from '../plan.ts';
import { translated } from './bindings.ts';
import type { Binding, Translated } from './bindings.ts';
import { quote, reject, textOfNode, translateUsed } from './compilation.ts';
import type { Compilation } from './compilation.ts';
import { partsOf } from './syntax.ts';
import type { SyntaxNode } from './syntax.ts';
import { canEqual, canOrder, isUnknown, itemType, typeLabel } from './types.ts';
import type { Type } from './types.ts';

/** Translates tests; the innermost binding is `?`, the value they are applied to. */
export const translateTests = (compilation: Compilation, nodes: readonly SyntaxNode[], bindings: Binding): Plan[] =>
  nodes.map((node) => translateTest(compilation, partsOf(node)[0] as SyntaxNode, bindings));

/** Translates one test: a comparison with `?`, a value or range or list to find it in, or a condition about it. */
export function translateTest(compilation: Compilation, node: SyntaxNode, bindings: Binding): Plan {
  const input = bindings.type;
  const [sign, operand] = partsOf(node);
  if (node.name === 'SimplePositiveUnaryTest' && sign?.name === 'CompareOp' && operand) {
    const operator = textOfNode(compilation, sign) as CompareOperator;
    const { plan, type } = translateUsed(compilation, operand, bindings);
    const possible = operator === '=' || operator === '!=' ? canEqual(input, type) : canOrder(input, type);
    if (!possible) rejectTest(compilation, node, input, type);
    return ['test', operator, plan];
  }
  if (node.name === 'SimplePositiveUnaryTest') {
    const { range, endType } = translateInterval(compilation, partsOf(node)[0] as SyntaxNode, bindings);
    if (!canOrder(itemType(input), endType)) rejectTest(compilation, node, input, endType);
    return ['holds', range];
  }
  const { plan, type } = translateUsed(compilation, node, bindings);
  // A condition speaks for itself; only the literals true and false are values to be equal to.
  if (type === 'boolean' && node.name !== 'BooleanLiteral') return plan;
  if (itemType(type) !== 'range' && !canEqual(itemType(input), itemType(type))) rejectTest(compilation, node, input, itemType(type));
  return ['holds', plan];
}

function rejectTest(compilation: Compilation, node: SyntaxNode, input: Type, test: Type): void {
  reject(compilation, node, `被判断的值是${typeLabel(input)}，而${quote(compilation, node)}是${typeLabel(test)}，永远不会符合`);
}

/** `[1..3)` as a value; `> 5` as a value is the range open to one side. */
export function translateRange(compilation: Compilation, node: SyntaxNode, bindings: Binding | null): Translated {
  const [first, operand] = partsOf(node) as [SyntaxNode, SyntaxNode?];
  if (node.name === 'Interval') return translated(translateInterval(compilation, node, bindings).range, 'range');
  if (!operand) return translated(translateInterval(compilation, first, bindings).range, 'range');
  const { plan } = translateUsed(compilation, operand, bindings);
  switch (textOfNode(compilation, first)) {
    case '<':
      return translated(['range', ['null'], plan, false, false], 'range');
    case '<=':
      return translated(['range', ['null'], plan, false, true], 'range');
    case '>':
      return translated(['range', plan, ['null'], false, false], 'range');
    case '>=':
      return translated(['range', plan, ['null'], true, false], 'range');
    case '=':
      return translated(['range', plan, plan, true, true], 'range');
    default:
      return reject(compilation, node, `${quote(compilation, node)}前面缺少要比较的内容`);
  }
}

function translateInterval(compilation: Compilation, node: SyntaxNode, bindings: Binding | null): { range: Plan; endType: Type } {
  const [open, start, , end, close] = partsOf(node) as [SyntaxNode, SyntaxNode, SyntaxNode, SyntaxNode, SyntaxNode];
  const from = translateUsed(compilation, start, bindings);
  const to = translateUsed(compilation, end, bindings);
  if (!canOrder(from.type, to.type)) reject(compilation, node, `区间${quote(compilation, node)}的两端类型不同：${typeLabel(from.type)}和${typeLabel(to.type)}`);
  return {
    range: ['range', from.plan, to.plan, textOfNode(compilation, open) === '[', textOfNode(compilation, close) === ']'],
    endType: isUnknown(from.type) ? to.type : from.type,
  };
}
