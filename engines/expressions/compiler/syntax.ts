import { normalizeContextKey, parser, trackVariables } from '@bpmn-io/lezer-feel';
import { builtins } from '../builtins/all.ts';
import type { Names, NameType } from './types.ts';

export type SyntaxNode = ReturnType<typeof parser.parse>['topNode'];

/** Built-ins of one word need no telling; told of `not`, the grammar would take the test `not(1, 2)` for a call. */
const spacedBuiltins = [...builtins.keys()].filter((name) => name.includes(' '));

/** Parses a source; the declared names and built-ins tell the grammar where a name with spaces ends. */
export function parse(source: string, kind: 'expression' | 'unaryTests', names: Names): SyntaxNode {
  const known = { ...Object.fromEntries(spacedBuiltins.map((name) => [name, null])), ...shapeOf(names) };
  const configured = parser.configure({ top: kind === 'expression' ? 'Expression' : 'UnaryTests', contextTracker: trackVariables(known) });
  return configured.parse(source).topNode;
}

/** The declared names as nested objects, which is how the grammar learns what may follow a dot. */
const shapeOf = (names: Names): Record<string, unknown> => Object.fromEntries(Object.entries(names).map(([name, type]) => [name, shapeOfType(type)]));

function shapeOfType(type: NameType): unknown {
  if (typeof type !== 'object') return null;
  return shapeOf('list' in type ? type.list : type.context);
}

/** The parts of a node, comments left out. */
export function partsOf(node: SyntaxNode): SyntaxNode[] {
  const parts: SyntaxNode[] = [];
  for (let part = node.firstChild; part; part = part.nextSibling) {
    if (part.name !== 'LineComment' && part.name !== 'BlockComment') parts.push(part);
  }
  return parts;
}

/** One spelling for a name however its parts are spaced: `a-b` and `a  -  b` are the same name. */
export const nameKey = (name: string): string => normalizeContextKey(name);

/** The name that a node spells. */
export function nameOf(node: SyntaxNode, source: string): string {
  return nameKey(source.slice(node.from, node.to).replace(/\/\*.*?\*\/|\/\/[^\n]*/gs, ' ').replace(/\s+/g, ' '));
}

/** Reads a quoted text. A backslash that begins no escape stands for itself, so that `"\d"` is a pattern. */
export function readString(quoted: string): string {
  const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };
  return quoted.slice(1, -1).replace(/\\(?:([nrt"\\])|u([0-9a-fA-F]{4}))/g, (_, simple: string | undefined, code: string) =>
    simple === undefined ? String.fromCharCode(Number.parseInt(code, 16)) : (escapes[simple] ?? ''),
  );
}
