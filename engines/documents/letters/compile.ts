import { LineCounter, isMap, isScalar, parseDocument, type Node, type Pair } from 'yaml';
import type { Names } from '../../expressions/api.ts';
import { documentErrors } from '../errors.ts';
import { buildBlocks } from './blocks.ts';
import { parseInline, startChecking, type Checking } from './inline.ts';
import { groupLines } from './lines.ts';
import type { CompiledTemplate, InlineFlow, TemplateProblem, TemplateRemedy } from './model.ts';
import { scanLine } from './scan.ts';

const maxLength = 64 * 1024;
const maxFieldLength = 400;

export interface TemplateOptions {
  /** Names a template may use, with light types; without them names are not checked. */
  readonly names?: Names;
}

/** Checks a letter template and returns it compiled, or every fault it has. */
export function checkTemplate(
  source: string,
  options: TemplateOptions = {},
): { readonly template: CompiledTemplate; readonly problems: readonly [] } | { readonly template: null; readonly problems: readonly TemplateProblem[] } {
  const checking = startChecking();
  const template = source.length > maxLength ? null : readTemplate(source, checking, options.names);
  if (source.length > maxLength) checking.report(1, 1, `模板过长，最多 ${maxLength} 个字符`);
  if (template && checking.problems.length === 0) return { template, problems: [] };
  return { template: null, problems: checking.problems.toSorted((a, b) => a.line - b.line || a.column - b.column) };
}

/**
 * Compiles a letter template: YAML front matter between `---` lines, then a Markdown-like body.
 *
 * @throws documents.badTemplate with every fault in `detail.problems`
 */
export function compileTemplate(source: string, options: TemplateOptions = {}): CompiledTemplate {
  const { template, problems } = checkTemplate(source, options);
  if (!template) throw documentErrors.badTemplate({ problems });
  return template;
}

function readTemplate(source: string, checking: Checking, names: Names | undefined): CompiledTemplate | null {
  const lines = source.replace(/^\ufeff/, '').split(/\r\n|\r|\n/);
  const end = lines.indexOf('---', 1);
  if (lines[0] !== '---' || end < 0) {
    checking.report(1, 1, '模板应以两行“---”之间的说明开头，写明 title、kind、signer 等');
    return null;
  }
  const front = readFront(lines.slice(1, end).join('\n'), checking, names);
  const body = buildBlocks(groupLines(lines.slice(end + 1), end + 2, checking), checking, names);
  if (body.length === 0 && checking.problems.length === 0) checking.report(end + 1, 1, '模板没有正文');
  return front && { ...front, body };
}

type Front = Omit<CompiledTemplate, 'body'>;

/** One entry of the front matter and where it stands. */
interface Entry {
  readonly value: unknown;
  readonly line: number;
  readonly column: number;
}

const fields = ['title', 'kind', 'number', 'addressee', 'signer', 'date', 'seal', 'remedy'];
const remedyFields = ['review', 'court', 'reviewDays', 'courtMonths'];

function readFront(yaml: string, checking: Checking, names: Names | undefined): Front | null {
  const counter = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: counter, maxAliasCount: 0, prettyErrors: false } as Parameters<typeof parseDocument>[1]);
  // The first line of the source is the opening `---`.
  const place = (offset: number): { line: number; column: number } => {
    const { line, col } = counter.linePos(offset);
    return { line: line + 1, column: col };
  };
  for (const error of document.errors) {
    const { line, column } = place(error.pos[0]);
    checking.report(line, column, '说明部分的写法有误：每行应为“名称: 内容”，内容含“{{”或“:”时请加引号');
  }
  if (document.errors.length > 0) return null;
  const entries = readEntries(document.contents, fields, place, checking);
  const inline = (entry: Entry | undefined): InlineFlow | null => readInline(entry, checking, names);
  const required = (key: string, label: string): InlineFlow => {
    const entry = entries.get(key);
    if (isEmpty(entry)) checking.report(1, 1, `说明中缺少 ${key}（${label}）`);
    return inline(entry) ?? [];
  };
  return {
    title: required('title', '文书名称'),
    kind: readKind(entries.get('kind'), checking),
    number: inline(entries.get('number')),
    addressee: inline(entries.get('addressee')),
    signer: required('signer', '署名单位'),
    date: inline(entries.get('date')),
    sealed: readYesNo(entries.get('seal'), checking),
    remedy: readRemedy(entries.get('remedy'), document.get('remedy', true) as Node | undefined, place, checking, names),
  };
}

function readEntries(
  node: unknown,
  known: readonly string[],
  place: (offset: number) => { line: number; column: number },
  checking: Checking,
): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  if (!isMap(node)) {
    checking.report(2, 1, '说明部分应逐行写“名称: 内容”');
    return entries;
  }
  for (const pair of node.items as Pair<Node, Node | null>[]) {
    const key = String(isScalar(pair.key) ? pair.key.value : '');
    const at = place((pair.value ?? pair.key).range?.[0] ?? 0);
    if (!known.includes(key)) checking.report(at.line, 1, `不认识的名称“${key}”，可以使用 ${known.join('、')}`);
    entries.set(key, { ...at, value: isScalar(pair.value) ? pair.value.value : pair.value });
  }
  return entries;
}

const isEmpty = (entry: Entry | undefined): boolean => !entry || entry.value === null || entry.value === '';

/** Reads a field that may hold placeholders; null when it is absent or faulty. */
function readInline(entry: Entry | undefined, checking: Checking, names: Names | undefined): InlineFlow | null {
  if (!entry || isEmpty(entry)) return null;
  if (typeof entry.value === 'object') {
    checking.report(entry.line, entry.column, '这里应是一行文字；含“{{”的内容请加引号');
    return null;
  }
  const text = String(entry.value);
  if (text.includes('\n') || text.length > maxFieldLength) {
    checking.report(entry.line, entry.column, `这里应是一行文字，最多 ${maxFieldLength} 个字`);
    return null;
  }
  const quoted = typeof entry.value === 'string' && text.includes('{{') ? 1 : 0;
  const tokens = scanLine(text, entry.line, entry.column + quoted, checking.report);
  return parseInline(tokens, checking, names);
}

function readKind(entry: Entry | undefined, checking: Checking): string {
  if (typeof entry?.value === 'string' && entry.value !== '') return entry.value;
  checking.report(entry?.line ?? 1, entry?.column ?? 1, '说明中缺少 kind（文种）');
  return '';
}

const yesNo: ReadonlyMap<unknown, boolean> = new Map<unknown, boolean>([
  [true, true], ['yes', true], ['是', true], [false, false], ['no', false], ['否', false],
]);

function readYesNo(entry: Entry | undefined, checking: Checking): boolean {
  if (!entry) return true;
  const answer = yesNo.get(entry.value);
  if (answer === undefined) checking.report(entry.line, entry.column, 'seal（盖章）应写 yes 或 no');
  return answer ?? true;
}

/** Days and months default to the law's: 60 days for review, six months for a suit. @source 行政复议法 art. 20; 行政诉讼法 art. 46 */
function readRemedy(
  entry: Entry | undefined,
  node: Node | undefined,
  place: (offset: number) => { line: number; column: number },
  checking: Checking,
  names: Names | undefined,
): TemplateRemedy | null {
  if (!entry || isEmpty(entry)) return null;
  const entries = readEntries(node, remedyFields, place, checking);
  const review = readInline(entries.get('review'), checking, names);
  const court = readInline(entries.get('court'), checking, names);
  if (!review || !court) checking.report(entry.line, entry.column, 'remedy（救济途径）应写明 review（复议机关）和 court（受诉法院）');
  const count = (key: string, usual: number): number => {
    const given = entries.get(key);
    if (!given) return usual;
    if (Number.isInteger(given.value) && Number(given.value) > 0) return Number(given.value);
    checking.report(given.line, given.column, `${key} 应是正整数`);
    return usual;
  };
  return review && court && { review, court, reviewDays: count('reviewDays', 60), courtMonths: count('courtMonths', 6) };
}
