import type { ExpressionProblem } from '../problems.ts';
import type { Plan } from '../plan.ts';
import { translated } from './bindings.ts';
import type { Binding, Translated } from './bindings.ts';
import { shorten } from './syntax-problems.ts';
import type { Fault } from './syntax-problems.ts';
import type { SyntaxNode } from './syntax.ts';
import type { Type } from './types.ts';

/** One compilation under way: what is compiled, and what has been found so far. */
export type Compilation = {
  readonly source: string;
  /** The declared names; null when none were declared and any simple name will do. */
  readonly names: Type | null;
  readonly faults: Fault[];
  /** Paths read, as JSON, in the order of their first use. */
  readonly reads: Set<string>;
  /** How many nodes enclose the one being translated. */
  depth: number;
  /** Translates a node; here, so that the files of the compiler need not import each other in a circle. */
  readonly translate: (compilation: Compilation, node: SyntaxNode, bindings: Binding | null) => Translated;
};

/** How deep expressions and their brackets may nest. */
export const deepestNesting = 300;

export const textOfNode = ({ source }: Compilation, node: SyntaxNode): string => source.slice(node.from, node.to);

/** How a piece of source is named in a message. */
export const quote = (compilation: Compilation, node: SyntaxNode): string => `“${shorten(textOfNode(compilation, node))}”`;

/** Notes a fault and gives a stand-in, so that the rest can be checked too. */
export function reject({ faults }: Compilation, node: SyntaxNode, message: string): Translated {
  faults.push({ from: node.from, to: node.to, message });
  return translated(['null']);
}

/** Notes that a value is read, now that no longer path can follow, and gives its plan. */
export function use({ reads }: Compilation, { plan, path }: Translated): Plan {
  if (path) reads.add(JSON.stringify(path));
  return plan;
}

/** Translates a node whose value is used as it is. */
export function translateUsed(compilation: Compilation, node: SyntaxNode, bindings: Binding | null): { plan: Plan; type: Type } {
  const result = compilation.translate(compilation, node, bindings);
  return { plan: use(compilation, result), type: result.type };
}

/** Places faults by line and column, in the order of the source. */
export function toProblems(source: string, faults: readonly Fault[]): ExpressionProblem[] {
  return faults
    .toSorted((a, b) => a.from - b.from)
    .map(({ message, from, to }) => {
      const before = source.slice(0, from).split('\n');
      return { message, line: before.length, column: (before.at(-1)?.length ?? 0) + 1, from, to, source };
    });
}
