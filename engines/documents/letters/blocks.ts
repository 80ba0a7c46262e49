import { compileEach, compileTag, parseInline, type Checking, type KnownNames } from './inline.ts';
import type { LineGroup, LineNode, TextLine } from './lines.ts';
import type { Flow, InlineFlow, TableColumn, TemplateBlock } from './model.ts';
import type { Token } from './scan.ts';

/** Makes blocks of grouped lines: headings, paragraphs, lists, tables, and conditions and repetitions around them. */
export function buildBlocks(nodes: readonly LineNode[], checking: Checking, names: KnownNames): Flow<TemplateBlock>[] {
  const blocks: Flow<TemplateBlock>[] = [];
  let at = 0;
  const takeWhile = (matches: (node: LineNode) => boolean): LineNode[] => {
    const from = at;
    for (let node = nodes[at]; node && matches(node); node = nodes[at]) at += 1;
    return nodes.slice(from, at);
  };
  for (let node = nodes[at]; node; node = nodes[at]) {
    const kind = kindOf(node);
    if (kind === 'item') {
      blocks.push(part(buildList(takeWhile((next) => kindOf(next) === 'item'), checking, names)));
    } else if (kind === 'row' || node.kind === 'rule') {
      const table = buildTable(takeWhile((next) => kindOf(next) === 'row' || next.kind === 'rule'), checking, names);
      if (table) blocks.push(part(table));
    } else if (node.kind === 'text') {
      blocks.push(part({ kind: 'paragraph', content: joinLines(takeWhile((next) => next.kind === 'text'), checking, names) }));
    } else {
      if (node.kind === 'heading') blocks.push(part(buildHeading(node, checking, names)));
      if (node.kind === 'group') blocks.push(...buildGroup(node, checking, names, (lines, inner) => buildBlocks(lines, checking, inner)));
      at += 1;
    }
  }
  return blocks;
}

const part = <Part>(value: Part): Flow<Part> => ({ kind: 'part', part: value });

/** A group is rows or items when all its lines are: it then belongs to the table or list around it. */
function kindOf(node: LineNode): LineNode['kind'] {
  if (node.kind !== 'group') return node.kind;
  const kinds = new Set([...node.lines, ...(node.otherwise ?? [])].map(kindOf).filter((kind) => kind !== 'blank'));
  const [only] = kinds;
  return kinds.size === 1 && (only === 'row' || only === 'item') ? only : 'group';
}

type Build<Part> = (lines: readonly LineNode[], names: KnownNames) => Flow<Part>[];

function buildGroup<Part>(group: LineGroup, checking: Checking, names: KnownNames, build: Build<Part>): Flow<Part>[] {
  if (group.tag.kind === 'each') {
    const each = compileEach(group.tag, checking, names);
    const body = build(group.lines, each?.names);
    return each ? [{ kind: 'each', list: each.list, item: each.item, position: each.position, body }] : [];
  }
  const test = compileTag(group.tag, checking, names);
  const whenTrue = build(group.lines, names);
  const whenFalse = build(group.otherwise ?? [], names);
  return test ? [{ kind: 'if', test, whenTrue, whenFalse }] : [];
}

/** Builds the entries of a list or the rows of a table, groups included. */
function buildEntries<Part>(
  nodes: readonly LineNode[],
  checking: Checking,
  names: KnownNames,
  build: (line: TextLine, names: KnownNames) => Part,
): Flow<Part>[] {
  return nodes.flatMap((node) => {
    if (node.kind === 'group') return buildGroup(node, checking, names, (lines, inner) => buildEntries(lines, checking, inner, build));
    return node.kind === 'blank' ? [] : [part(build(node, names))];
  });
}

function buildHeading(node: TextLine, checking: Checking, names: KnownNames): TemplateBlock {
  if (node.mark.length > 2) checking.report(node.line, 1, '标题最多两级，请使用“#”或“##”');
  return { kind: 'heading', level: node.mark.length === 1 ? 1 : 2, content: parseInline(node.tokens, checking, names) };
}

function firstLine(nodes: readonly LineNode[]): TextLine | undefined {
  const [first] = nodes;
  return first?.kind === 'group' ? firstLine([...first.lines, ...(first.otherwise ?? [])].filter((node) => node.kind !== 'blank')) : first;
}

function buildList(nodes: readonly LineNode[], checking: Checking, names: KnownNames): TemplateBlock {
  const items = buildEntries(nodes, checking, names, (line, inner) => parseInline(line.tokens, checking, inner));
  return { kind: 'list', ordered: firstLine(nodes)?.mark !== '-', items };
}

const maxColumns = 12;

function buildTable(nodes: readonly LineNode[], checking: Checking, names: KnownNames): TemplateBlock | null {
  const [header, rule, ...rows] = nodes;
  if (header?.kind !== 'row' || rule?.kind !== 'rule') {
    checking.report(firstLine(nodes)?.line ?? 1, 1, '表格的第一行应是表头，第二行应是“| --- | --- |”');
    return null;
  }
  const columns = rule.mark.replace(/^\||\|$/g, '').split('|').map(readColumn);
  if (columns.length > maxColumns) checking.report(rule.line, 1, `表格最多 ${maxColumns} 列`);
  const cells = (line: TextLine, inner: KnownNames): InlineFlow[] => {
    const parts = splitCells(line.tokens);
    if (line.kind === 'rule') checking.report(line.line, 1, '表格里只能有一行“| --- | --- |”');
    else if (parts.length !== columns.length) checking.report(line.line, 1, `这一行有 ${parts.length} 格，表头有 ${columns.length} 格`);
    return parts.map((tokens) => parseInline(tokens, checking, inner));
  };
  return { kind: 'table', columns, header: cells(header, names), rows: buildEntries(rows, checking, names, cells) };
}

/** A column is as wide as its dashes; colons set its alignment, as in Markdown. */
function readColumn(rule: string): TableColumn {
  const text = rule.trim();
  const align = text.endsWith(':') ? (text.startsWith(':') ? 'centre' : 'right') : 'left';
  return { share: text.replaceAll(':', '').length, align };
}

function splitCells(tokens: readonly Token[]): Token[][] {
  const cells: Token[][] = [[]];
  for (const token of tokens) {
    if (token.kind === 'bar') cells.push([]);
    else cells.at(-1)?.push(token);
  }
  const isEmpty = (cell: readonly Token[] | undefined): boolean => cell?.every((token) => token.kind === 'text' && token.text.trim() === '') ?? true;
  if (cells.length > 1 && isEmpty(cells.at(-1))) cells.pop();
  return cells.map(trimCell);
}

function trimCell(cell: readonly Token[]): Token[] {
  return cell.map((token, index) => {
    if (token.kind !== 'text') return token;
    const start = index === 0 ? token.text.trimStart() : token.text;
    return { kind: 'text', text: index === cell.length - 1 ? start.trimEnd() : start };
  });
}

/** Joins the lines of a paragraph: nothing between Chinese, a space between Latin words. */
function joinLines(nodes: readonly LineNode[], checking: Checking, names: KnownNames): InlineFlow {
  const tokens: Token[] = [];
  for (const node of nodes) {
    if (node.kind === 'group') continue;
    const last = tokens.at(-1);
    const [first] = node.tokens;
    if (last?.kind === 'text' && first?.kind === 'text' && /[\w,.;:)]$/.test(last.text) && /^[\w(]/.test(first.text)) {
      tokens.push({ kind: 'text', text: ' ' });
    }
    tokens.push(...node.tokens);
  }
  return parseInline(tokens, checking, names);
}
