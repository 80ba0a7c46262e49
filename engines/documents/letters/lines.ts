import { maxDepth, strayMessages, type Checking } from './inline.ts';
import { scanLine, type Tag, type Token } from './scan.ts';

/** What a line of the body is by its first marks. */
export type LineKind = 'blank' | 'heading' | 'item' | 'row' | 'rule' | 'text';

export interface TextLine {
  readonly kind: LineKind;
  readonly line: number;
  /** Tokens of the line without its mark; empty for blanks and rules. */
  readonly tokens: readonly Token[];
  /** The mark: `#`, `##`, `-`, `1.`, or the whole text of a rule. */
  readonly mark: string;
}

/** A line, or the lines between tags that stand alone on theirs. */
export type LineNode = TextLine | LineGroup;

export interface LineGroup {
  readonly kind: 'group';
  readonly tag: Tag;
  readonly lines: readonly LineNode[];
  /** Lines after `{{else}}`; null for repetitions and when there is none. */
  readonly otherwise: readonly LineNode[] | null;
}

/** Groups the lines of a body by the tags that stand alone on a line; `firstLine` is the number of the first. */
export function groupLines(lines: readonly string[], firstLine: number, checking: Checking): LineNode[] {
  const reader = { lines, at: 0, firstLine, checking };
  const nodes: LineNode[] = [];
  while (reader.at < lines.length) {
    nodes.push(...readNodes(reader, 0));
    const stray = readTag(reader);
    if (stray) checking.report(stray.line, stray.column, strayMessages[stray.kind] ?? '这里不能使用这个标记');
    reader.at += 1;
  }
  return nodes;
}

interface Reader {
  readonly lines: readonly string[];
  at: number;
  readonly firstLine: number;
  readonly checking: Checking;
}

const lonelyTag = /^\s*\{\{\s*(#|\/|else\s*\}\})/;

/** The tag of the current line when it stands there alone. */
function readTag(reader: Reader): Tag | null {
  const text = reader.lines[reader.at];
  if (text === undefined || text.length > maxLineLength || !lonelyTag.test(text)) return null;
  const tokens = scanLine(text, reader.firstLine + reader.at, 1, () => undefined);
  const [token, ...others] = tokens.filter((each) => each.kind !== 'text' || each.text.trim() !== '');
  return token && 'source' in token && token.kind !== 'value' && others.length === 0 ? token : null;
}

/** Reads up to a tag that closes or divides the group around; that tag is left to the caller. */
function readNodes(reader: Reader, depth: number): LineNode[] {
  const nodes: LineNode[] = [];
  for (; reader.at < reader.lines.length; reader.at++) {
    const tag = readTag(reader);
    if (!tag) nodes.push(readLine(reader));
    else if (tag.kind === 'if' || tag.kind === 'each') nodes.push(readGroup(reader, tag, depth));
    else return nodes;
  }
  return nodes;
}

function readGroup(reader: Reader, tag: Tag, depth: number): LineGroup {
  const enter = (): LineNode[] => {
    reader.at += 1;
    return readNodes(reader, depth + 1);
  };
  if (depth === maxDepth) {
    reader.checking.report(tag.line, tag.column, `条件和重复最多嵌套 ${maxDepth} 层`);
    reader.at = reader.lines.length;
    return { kind: 'group', tag, lines: [], otherwise: null };
  }
  const lines = enter();
  const otherwise = tag.kind === 'if' && readTag(reader)?.kind === 'else' ? enter() : null;
  if (readTag(reader)?.kind !== (tag.kind === 'if' ? 'endIf' : 'endEach')) {
    reader.checking.report(tag.line, tag.column, `没有结束标记“${tag.kind === 'if' ? '{{/if}}' : '{{/each}}'}”`);
    // The tag that stands here instead is read again by whoever can use it.
    reader.at -= 1;
  }
  return { kind: 'group', tag, lines, otherwise };
}

const maxLineLength = 4000;

const marks: readonly (readonly [LineKind, RegExp])[] = [
  ['blank', /^\s*$/],
  ['heading', /^\s*(#{1,6})\s+/],
  ['rule', /^\s*\|?\s*:?-{3,}:?\s*(\|\s*:?-{3,}:?\s*)*\|?\s*$/],
  ['row', /^\s*(\|)/],
  ['item', /^\s*(-|\d{1,3}\.)\s+/],
];

function readLine(reader: Reader): TextLine {
  const line = reader.firstLine + reader.at;
  const whole = reader.lines[reader.at] ?? '';
  if (whole.length > maxLineLength) reader.checking.report(line, maxLineLength, `一行过长，最多 ${maxLineLength} 个字，请分成几行`);
  const text = whole.slice(0, maxLineLength);
  for (const [kind, pattern] of marks) {
    const match = pattern.exec(text);
    if (!match) continue;
    const scanned = kind === 'heading' || kind === 'item' || kind === 'row';
    const rest = text.slice(match[0].length).trimEnd();
    return {
      kind,
      line,
      mark: kind === 'rule' ? text.trim() : (match[1] ?? ''),
      tokens: scanned ? scanLine(rest, line, match[0].length + 1, reader.checking.report) : [],
    };
  }
  const lead = text.length - text.trimStart().length;
  return { kind: 'text', line, mark: '', tokens: scanLine(text.trim(), line, lead + 1, reader.checking.report) };
}
