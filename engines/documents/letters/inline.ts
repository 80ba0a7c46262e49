import { compileExpression, ExpressionError, type CompiledExpression, type Names, type NameType } from '../../expressions/api.ts';
import type { Flow, InlineFlow, InlinePart, TemplateProblem } from './model.ts';
import type { Report, Tag, Token } from './scan.ts';

/** What a template's parts share while they are checked. */
export interface Checking {
  readonly problems: TemplateProblem[];
  readonly report: Report;
  expressions: number;
}

/** Names known at a place of the template; undefined means that names are not checked. */
export type KnownNames = Names | undefined;

const maxExpressions = 500;
/** Conditions and repetitions inside each other. */
export const maxDepth = 5;

/** Begins the check of one template. */
export function startChecking(): Checking {
  const problems: TemplateProblem[] = [];
  return { problems, report: (line, column, message) => problems.push({ line, column, message }), expressions: 0 };
}

/** Compiles the expression of a tag; null after a fault, which is reported at its place in the template. */
export function compileTag(tag: Tag, checking: Checking, names: KnownNames, source = tag.source): CompiledExpression | null {
  if (source === '') {
    checking.report(tag.line, tag.column, '缺少表达式');
    return null;
  }
  checking.expressions += 1;
  if (checking.expressions === maxExpressions + 1) checking.report(tag.line, tag.column, `表达式过多，一份模板最多 ${maxExpressions} 个`);
  if (checking.expressions > maxExpressions) return null;
  try {
    return compileExpression(source, names ? { names } : {});
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    for (const problem of error.problems) checking.report(tag.line, tag.column + problem.column - 1, problem.message);
    if (error.problems.length === 0) checking.report(tag.line, tag.column, error.message);
    return null;
  }
}

const eachPattern = /^(?<list>.+?)\s+as\s+(?<item>[\p{L}_][\p{L}\p{N}_]*)(?:\s*[,，]\s*(?<position>[\p{L}_][\p{L}\p{N}_]*))?$/su;

/** A repetition's opening tag once read, and the names known inside it. */
export interface EachTag {
  readonly list: CompiledExpression;
  readonly item: string;
  readonly position: string | null;
  readonly names: KnownNames;
}

/** Reads `#each list as item, position`; null after a fault. */
export function compileEach(tag: Tag, checking: Checking, names: KnownNames): EachTag | null {
  const parts = eachPattern.exec(tag.source)?.groups;
  const { list: source, item, position } = parts ?? {};
  if (source === undefined || item === undefined) {
    checking.report(tag.line, tag.column, '重复的写法是“{{#each 列表 as 名称}}”或“{{#each 列表 as 名称, 序号}}”');
    return null;
  }
  const list = compileTag(tag, checking, names, source);
  if (!list) return null;
  const inner = names && { ...names, [item]: itemType(names, source), ...(position === undefined ? {} : { [position]: 'number' as const }) };
  return { list, item, position: position ?? null, names: inner };
}

/** The type of a list's items, when the list is a plain path into known names. */
function itemType(names: Names, path: string): NameType {
  let at: NameType | undefined = { context: names };
  for (const step of path.split('.')) {
    if (typeof at !== 'object' || !('context' in at)) return 'any';
    at = at.context[step.trim()];
  }
  if (typeof at === 'object' && 'list' in at) return { context: at.list };
  return typeof at === 'string' && at.endsWith('[]') ? (at.slice(0, -2) as NameType) : 'any';
}

/** Reads the tokens of a paragraph, a cell or a field into text, values, conditions and repetitions. */
export function parseInline(tokens: readonly Token[], checking: Checking, names: KnownNames): InlineFlow {
  const reader = { tokens, at: 0, strong: false, checking };
  const flow: Flow<InlinePart>[] = [];
  while (reader.at < tokens.length) {
    flow.push(...readParts(reader, names, 0));
    const stray = tokens[reader.at];
    if (stray && isTag(stray)) checking.report(stray.line, stray.column, strayMessages[stray.kind] ?? '这里不能使用这个标记');
    reader.at += 1;
  }
  const lastStrong = tokens.findLast((token) => token.kind === 'strong');
  if (reader.strong && lastStrong) checking.report(lastStrong.line, lastStrong.column, '加粗标记“**”没有成对出现');
  return flow;
}

interface Reader {
  readonly tokens: readonly Token[];
  at: number;
  strong: boolean;
  readonly checking: Checking;
}

const isTag = (token: Token): token is Tag => 'source' in token;

/** What to say of a closing word that closes nothing. */
export const strayMessages: Readonly<Partial<Record<Tag['kind'], string>>> = {
  else: '“{{else}}”没有对应的“{{#if}}”',
  endIf: '“{{/if}}”没有对应的“{{#if}}”',
  endEach: '“{{/each}}”没有对应的“{{#each}}”',
  unknown: '不认识的标记，可以使用 #if、else、/if、#each、/each',
};

/** Reads up to a word that closes or divides the part around; that word is left to the caller. */
function readParts(reader: Reader, names: KnownNames, depth: number): Flow<InlinePart>[] {
  const flow: Flow<InlinePart>[] = [];
  for (; reader.at < reader.tokens.length; reader.at++) {
    const token = reader.tokens[reader.at];
    if (!token) break;
    if (token.kind === 'strong') reader.strong = !reader.strong;
    else if (!isTag(token)) {
      flow.push({ kind: 'part', part: { kind: 'text', text: token.kind === 'bar' ? '|' : token.text, strong: reader.strong } });
    } else if (token.kind === 'value') {
      const value = compileTag(token, reader.checking, names);
      if (value) flow.push({ kind: 'part', part: { kind: 'value', value, strong: reader.strong, line: token.line, column: token.column } });
    } else if (token.kind === 'if') flow.push(...readIf(reader, token, names, depth));
    else if (token.kind === 'each') flow.push(...readEach(reader, token, names, depth));
    else break;
  }
  return flow;
}

function readIf(reader: Reader, tag: Tag, names: KnownNames, depth: number): Flow<InlinePart>[] {
  const test = compileTag(tag, reader.checking, names);
  const whenTrue = enter(reader, tag, names, depth);
  let whenFalse: Flow<InlinePart>[] = [];
  if (kindAt(reader) === 'else') whenFalse = enter(reader, tag, names, depth);
  expectEnd(reader, tag, 'endIf');
  return test ? [{ kind: 'if', test, whenTrue, whenFalse }] : [];
}

function readEach(reader: Reader, tag: Tag, names: KnownNames, depth: number): Flow<InlinePart>[] {
  const each = compileEach(tag, reader.checking, names);
  const body = enter(reader, tag, each?.names, depth);
  expectEnd(reader, tag, 'endEach');
  return each ? [{ kind: 'each', list: each.list, item: each.item, position: each.position, body }] : [];
}

function enter(reader: Reader, tag: Tag, names: KnownNames, depth: number): Flow<InlinePart>[] {
  if (depth === maxDepth) {
    reader.checking.report(tag.line, tag.column, `条件和重复最多嵌套 ${maxDepth} 层`);
    reader.at = reader.tokens.length;
    return [];
  }
  reader.at += 1;
  return readParts(reader, names, depth + 1);
}

const kindAt = (reader: Reader): Token['kind'] | undefined => reader.tokens[reader.at]?.kind;

function expectEnd(reader: Reader, tag: Tag, kind: 'endIf' | 'endEach'): void {
  if (kindAt(reader) === kind) return;
  const end = kind === 'endIf' ? '{{/if}}' : '{{/each}}';
  reader.checking.report(tag.line, tag.column, `没有结束标记“${end}”；标记独占一行时管整段，写在文字中时须在同一段内结束`);
  // The tag that stands here instead is read again by whoever can use it.
  reader.at -= 1;
}
