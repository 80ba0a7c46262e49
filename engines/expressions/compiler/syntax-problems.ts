/** Explains in Chinese what the grammar did not understand. */
import { partsOf } from './syntax.ts';
import type { SyntaxNode } from './syntax.ts';

export type Fault = { readonly from: number; readonly to: number; readonly message: string };

const halfWidth: Record<string, string> = {
  '，': ',', '；': ',', '：': ':', '（': '(', '）': ')', '【': '[', '】': ']', '｛': '{', '｝': '}', '“': '"', '”': '"', '‘': '"', '’': '"',
  '＞': '>', '＜': '<', '＝': '=', '＋': '+', '－': '-', '—': '-', '＊': '*', '×': '*', '／': '/', '÷': '/', '？': '?', '。': '.', '≥': '>=', '≤': '<=', '≠': '!=', '！': '!',
};

/** Finds full-width punctuation outside quoted text and comments, except where a declared name contains it. */
export function fullWidthFaults(source: string, names: readonly string[]): Fault[] {
  const masked = mask(source, names.filter((name) => [...name].some((char) => char in halfWidth)));
  return [...masked.matchAll(/[^\p{L}\p{N}\s\x20-\x7e]/gu)].flatMap(({ 0: char, index }) => {
    const replacement = halfWidth[char];
    return replacement === undefined ? [] : [{ from: index, to: index + char.length, message: `这里用了中文符号“${char}”，请改成英文符号 ${replacement}` }];
  });
}

/** Finds where brackets nest deeper than allowed; the grammar would take seconds over thousands of them. */
export function depthFaults(source: string, deepest: number): Fault[] {
  let depth = 0;
  for (const { 0: bracket, index } of mask(source, []).matchAll(/[()[\]{}]/g)) {
    depth += '([{'.includes(bracket) ? 1 : -1;
    if (depth > deepest) return [{ from: index, to: index + 1, message: '括号嵌套过深，请拆成几个表达式' }];
  }
  return [];
}

/** Blanks out what is not code, keeping every position. */
function mask(source: string, names: readonly string[]): string {
  const code = source.replace(/"(?:\\.|[^"\\])*"|\/\/[^\n]*|\/\*.*?\*\//gs, (text) => ' '.repeat(text.length));
  return names.reduce((masked, name) => masked.replaceAll(name, ' '.repeat(name.length)), code);
}

/** A source that is no expression at all stumbles at every character; twenty places say as much. */
const mostFaults = 20;

/** Finds what the grammar stumbled over, one fault a place. */
export function grammarFaults(top: SyntaxNode, source: string): Fault[] {
  const faults: Fault[] = [];
  top.cursor().iterate((cursor) => {
    if (!cursor.type.isError || faults.length >= mostFaults) return faults.length < mostFaults;
    const { node } = cursor;
    if (node.from >= (faults.at(-1)?.to ?? 0)) {
      faults.push({ from: node.from, to: Math.max(node.to, Math.min(node.from + 1, source.length)), message: explain(node, source) });
    }
    return false;
  });
  return faults;
}

const replacements: [RegExp, string][] = [
  [/^&&?/, '“并且”请写 and'],
  [/^\|\|?/, '“或者”请写 or'],
  [/^!/, '“不是”请写 not(…)，“不等于”请写 !='],
  [/^['‘’`]/, '文字请用英文双引号括起来，例如 "是"'],
  [/^"/, '英文双引号没有成对，文字的结尾少了一个双引号'],
  [/^%/, '百分数请写成小数，例如 5% 写作 0.05；求余数请用 modulo(a, b)'],
  [/^;/, '分隔多个值请用英文逗号'],
  [/^\?/, '条件取值请写 if 条件 then 值 else 值'],
  [/^[)\]}]/, '这里多了一个右括号，或者前面少了左括号'],
  [/^=/, '判断相等请写一个等号，例如 a = b'],
];

function explain(node: SyntaxNode, source: string): string {
  const text = source.slice(node.from, node.to).trim();
  if (text !== '') {
    const found = replacements.find(([pattern]) => pattern.test(text));
    return found ? `这里看不懂“${shorten(text)}”：${found[1]}` : `这里不应出现“${shorten(text)}”，前后可能缺少运算符、逗号或括号`;
  }
  return source.trim() === '' ? '表达式不能为空' : missing(node, source);
}

const required: Record<string, readonly [word: string, message: string][]> = {
  IfExpression: [
    ['then', '“if”后面缺少“then”，完整写法是 if 条件 then 值 else 值'],
    ['else', '“if”缺少“else”，完整写法是 if 条件 then 值 else 值'],
  ],
  ForExpression: [['return', '“for”缺少“return”，完整写法是 for 名称 in 列表 return 值']],
  QuantifiedExpression: [['satisfies', '缺少“satisfies”，完整写法是 some 名称 in 列表 satisfies 条件']],
  ParenthesizedExpression: [[')', '缺少右括号 )']],
  FunctionInvocation: [[')', '缺少右括号 )']],
  DateTimeLiteral: [[')', '缺少右括号 )']],
  FilterExpression: [[']', '缺少右方括号 ]']],
  List: [[']', '缺少右方括号 ]']],
  Interval: [[']', '区间缺少右括号 ] 或 )']],
  Context: [['}', '缺少右花括号 }']],
};

/** The grammar expected something more where there is nothing. */
function missing(node: SyntaxNode, source: string): string {
  const before = node.prevSibling;
  if (before && ['ArithOp', 'CompareOp', 'and', 'or', 'in', 'between', 'if', 'then', 'else', 'return', 'satisfies'].includes(before.name)) {
    return `“${source.slice(before.from, before.to)}”后面缺少内容`;
  }
  if (node.parent?.name === 'ContextEntry') return '名称和值之间缺少英文冒号，例如 {名称: 值}';
  for (let parent = node.parent; parent; parent = parent.parent) {
    const present = new Set(partsOf(parent).map((part) => part.name));
    const found = required[parent.name]?.find(([word]) => !present.has(word));
    if (found) return found[1];
  }
  return node.from >= source.trimEnd().length ? '表达式没有写完' : '这里少了内容，可能多了逗号或运算符';
}

/** Keeps quoted pieces of source readable in a message. */
export const shorten = (text: string): string => (text.length > 30 ? `${text.slice(0, 30)}…` : text);
