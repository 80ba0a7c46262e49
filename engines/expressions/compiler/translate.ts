import type { Iteration, Plan } from '../plan.ts';
import { decimalText, parseDecimal } from '../values/decimals.ts';
import { parseTemporal } from '../values/temporal.ts';
import { atomText } from '../values/text.ts';
import { typeOf } from '../values/values.ts';
import { translated, variable } from './bindings.ts';
import type { Binding, Translated } from './bindings.ts';
import { translateCall } from './calls.ts';
import { deepestNesting, quote, reject, textOfNode, translateUsed, use } from './compilation.ts';
import type { Compilation } from './compilation.ts';
import { translateName, translatePath } from './names.ts';
import { translateArithmetic, translateComparison, translateLogic } from './operators.ts';
import { nameOf, partsOf, readString } from './syntax.ts';
import type { SyntaxNode } from './syntax.ts';
import { translateRange, translateTest } from './tests.ts';
import { translateType } from './type-names.ts';
import { isUnknown, itemType, typeLabel } from './types.ts';
import type { Type } from './types.ts';

type Translate = (compilation: Compilation, node: SyntaxNode, bindings: Binding | null) => Translated;

/** Translates a node of the grammar's tree into a plan, noting faults and reads on the way. */
export const translateNode: Translate = (compilation, node, bindings) => {
  const translate = translators[node.name];
  if (!translate) return reject(compilation, node, `这里不支持${quote(compilation, node)}这种写法`);
  if (compilation.depth >= deepestNesting) return reject(compilation, node, '表达式嵌套过深，请拆成几个表达式');
  compilation.depth++;
  const result = translate(compilation, node, bindings);
  compilation.depth--;
  return result;
};

const inner: Translate = (compilation, node, bindings) => {
  const content = partsOf(node).find((part) => part.name !== '(' && part.name !== ')');
  return content ? translateNode(compilation, content, bindings) : reject(compilation, node, '括号里缺少内容');
};

const translators: Record<string, Translate | undefined> = {
  Expression: inner,
  ParenthesizedExpression: inner,
  PositiveUnaryTest: inner,
  null: () => translated(['null'], 'null'),
  BooleanLiteral: (compilation, node) => translated(['boolean', textOfNode(compilation, node) === 'true'], 'boolean'),
  StringLiteral: (compilation, node) => translated(['text', readString(textOfNode(compilation, node))], 'string'),
  NumericLiteral: translateNumber,
  DateTimeLiteral: translateDateTime,
  VariableName: translateName,
  '?': translateName,
  PathExpression: (compilation, node, bindings) => {
    const [source, , name] = partsOf(node) as [SyntaxNode, SyntaxNode, SyntaxNode];
    return translatePath(compilation, translateNode(compilation, source, bindings), name);
  },
  FilterExpression: translateFilter,
  ArithmeticExpression: translateArithmetic,
  Comparison: translateComparison,
  Conjunction: translateLogic,
  Disjunction: translateLogic,
  SimplePositiveUnaryTest: translateRange,
  Interval: translateRange,
  FunctionInvocation: translateCall,
  IfExpression: translateIf,
  ForExpression: (compilation, node, bindings) => {
    const partial: Binding = { ...variable('partial', bindings, { list: 'any' }), kind: 'partial' };
    const { iterations, body } = translateIterations(compilation, node, partial);
    return translated(['for', iterations, body.plan], { list: body.type });
  },
  QuantifiedExpression: (compilation, node, bindings) => {
    const { iterations, body } = translateIterations(compilation, node, bindings);
    return translated([textOfNode(compilation, node).startsWith('some') ? 'some' : 'every', iterations, body.plan], 'boolean');
  },
  List: (compilation, node, bindings) => {
    const items = partsOf(node).slice(1, -1).map((item) => translateUsed(compilation, item, bindings));
    const types = new Set(items.map(({ type }) => type));
    return translated(['list', items.map(({ plan }) => plan)], { list: types.size === 1 ? (items[0]?.type ?? 'any') : 'any' });
  },
  Context: translateContext,
  FunctionDefinition: translateFunction,
  InstanceOfExpression: (compilation, node, bindings) => {
    const [value, , , type] = partsOf(node) as [SyntaxNode, SyntaxNode, SyntaxNode, SyntaxNode];
    return translated(['instance', translateUsed(compilation, value, bindings).plan, translateType(compilation, type)], 'boolean');
  },
};

function translateNumber(compilation: Compilation, node: SyntaxNode): Translated {
  const value = parseDecimal(textOfNode(compilation, node).replace(/\s/g, ''));
  return value ? translated(['number', decimalText(value)], 'number') : reject(compilation, node, `数字${quote(compilation, node)}太大或写法有误`);
}

/** `@"2026-01-01"`; the constructors `date(...)` and so on are calls. */
function translateDateTime(compilation: Compilation, node: SyntaxNode, bindings: Binding | null): Translated {
  const literal = node.getChild('AtLiteral')?.getChild('StringLiteral');
  if (!literal) return translateCall(compilation, node, bindings);
  const value = parseTemporal(readString(textOfNode(compilation, literal)));
  if (!value) return reject(compilation, node, `${quote(compilation, literal)}不是日期、时间或时长，例如 @"2026-01-31"、@"09:30:00"、@"P3D"`);
  return translated(['temporal', atomText(value)], typeOf(value) as Type);
}

function translateIf(compilation: Compilation, node: SyntaxNode, bindings: Binding | null): Translated {
  const [, condition, , yes, , no] = partsOf(node) as [SyntaxNode, SyntaxNode, SyntaxNode, SyntaxNode, SyntaxNode, SyntaxNode];
  const test = translateCondition(compilation, condition, bindings);
  const [first, second] = [yes, no].map((part) => translateUsed(compilation, part, bindings)) as [ReturnType<typeof translateUsed>, ReturnType<typeof translateUsed>];
  const type = first.type === second.type || second.type === 'null' ? first.type : first.type === 'null' ? second.type : 'any';
  return translated(['if', test, first.plan, second.plan], type);
}

/** Translates what must be true or false. */
function translateCondition(compilation: Compilation, node: SyntaxNode, bindings: Binding | null): Plan {
  const { plan, type } = translateUsed(compilation, node, bindings);
  if (type !== 'boolean' && !isUnknown(type)) reject(compilation, node, `这里需要一个条件，而${quote(compilation, node)}是${typeLabel(type)}`);
  return plan;
}

function translateFilter(compilation: Compilation, node: SyntaxNode, bindings: Binding | null): Translated {
  const [source, , bracket] = partsOf(node) as [SyntaxNode, SyntaxNode, SyntaxNode];
  const list = translateNode(compilation, source, bindings);
  const element = itemType(list.type);
  const item: Binding = { ...variable('item', bindings, element, list.path), kind: 'item' };
  if (bracket.name === 'SimplePositiveUnaryTest') {
    const test = translateTest(compilation, bracket, variable('?', item, element, list.path));
    return translated(['filter', list.plan, ['in', ['local', 0], [test]]], { list: element }, list.path);
  }
  const { plan, type } = translateUsed(compilation, bracket, item);
  // A number picks one item; whether it is one is sometimes known only when evaluated.
  if (type === 'number') return translated(['index', list.plan, plan], element, list.path);
  return translated(['filter', list.plan, plan], type === 'boolean' ? { list: element } : 'any', list.path);
}

function translateContext(compilation: Compilation, node: SyntaxNode, bindings: Binding | null): Translated {
  const entries: [string, Plan][] = [];
  const types = new Map<string, Type>();
  let scope = bindings;
  for (const entry of partsOf(node).slice(1, -1)) {
    const [key, value] = partsOf(entry) as [SyntaxNode, SyntaxNode];
    const name = entryName(compilation, key);
    if (types.has(name)) reject(compilation, key, `名称${quote(compilation, key)}重复`);
    // Only a function sees its own entry, so that it can call itself.
    const own = translateUsed(compilation, value, variable(value.name === 'FunctionDefinition' ? name : null, scope, 'function'));
    scope = variable(name, scope, own.type);
    entries.push([name, own.plan]);
    types.set(name, own.type);
  }
  return translated(['context', entries], { context: types });
}

function entryName(compilation: Compilation, key: SyntaxNode): string {
  const literal = key.getChild('StringLiteral');
  return literal ? readString(textOfNode(compilation, literal)) : textOfNode(compilation, key).replace(/\s+/g, ' ');
}

function translateFunction(compilation: Compilation, node: SyntaxNode, bindings: Binding | null): Translated {
  const body = node.getChild('FunctionBody');
  if (!body || node.getChild('external')) return reject(compilation, node, '不支持外部函数 external');
  const parameters = (node.getChild('FormalParameters')?.getChildren('FormalParameter') ?? []).map((parameter) => {
    const [name] = partsOf(parameter) as [SyntaxNode];
    return nameOf(name, compilation.source);
  });
  const scope = parameters.reduce<Binding | null>((outer, name) => variable(name, outer), bindings);
  return translated(['function', parameters, translateUsed(compilation, partsOf(body)[0] as SyntaxNode, scope).plan], 'function');
}

/** Translates `x in xs, y in ys` and what is said of them. */
function translateIterations(compilation: Compilation, node: SyntaxNode, bindings: Binding | null): { iterations: Iteration[]; body: { plan: Plan; type: Type } } {
  const parts = partsOf(node);
  let scope = bindings;
  const sources: (readonly string[])[] = [];
  const iterations = partsOf(parts[1] as SyntaxNode).map((each): Iteration => {
    const [name, , domain] = partsOf(each) as [SyntaxNode, SyntaxNode, SyntaxNode];
    const [from, , to] = partsOf(domain) as [SyntaxNode, SyntaxNode?, SyntaxNode?];
    const list = translateNode(compilation, from, scope);
    const end = to && translateUsed(compilation, to, scope);
    checkDomain(compilation, domain, list.type, end?.type);
    const key = nameOf(name, compilation.source);
    if (end) {
      const start = use(compilation, list);
      scope = variable(key, scope, list.type);
      return [start, end.plan];
    }
    if (list.path) sources.push(list.path);
    scope = variable(key, scope, itemType(list.type), list.path);
    return [list.plan];
  });
  const last = parts.at(-1) as SyntaxNode;
  const body = node.name === 'ForExpression' ? translateUsed(compilation, last, scope) : { plan: translateCondition(compilation, last, scope), type: 'boolean' as const };
  // Fields of the items stand for the list in what is read; a list of which no field is read stands for itself.
  for (const path of sources) {
    const prefix = JSON.stringify(path).slice(0, -1);
    if (![...compilation.reads].some((read) => read.startsWith(prefix))) compilation.reads.add(JSON.stringify(path));
  }
  return { iterations, body };
}

function checkDomain(compilation: Compilation, node: SyntaxNode, from: Type, to: Type | undefined): void {
  if (to === undefined) {
    const iterable = isUnknown(from) || from === 'range' || (typeof from === 'object' && 'list' in from);
    if (!iterable) reject(compilation, node, `“in”后面需要列表或区间，而${quote(compilation, node)}是${typeLabel(from)}`);
    return;
  }
  for (const type of [from, to]) {
    if (!isUnknown(type) && type !== 'number' && type !== 'date') reject(compilation, node, `“..”两端需要整数或日期，而这里有${typeLabel(type)}`);
  }
}
