import type { CompiledExpression } from '../evaluator/evaluate.ts';
import type { Plan } from '../plan.ts';
import { ExpressionError } from '../problems.ts';
import type { ExpressionProblem } from '../problems.ts';
import { variable } from './bindings.ts';
import { deepestNesting, toProblems, translateUsed } from './compilation.ts';
import type { Compilation } from './compilation.ts';
import { depthFaults, fullWidthFaults, grammarFaults } from './syntax-problems.ts';
import type { Fault } from './syntax-problems.ts';
import { parse, partsOf } from './syntax.ts';
import type { SyntaxNode } from './syntax.ts';
import { translateNode } from './translate.ts';
import { translateTests } from './tests.ts';
import { typeOfName } from './types.ts';
import type { Names } from './types.ts';

export interface CompileOptions {
  /** `unaryTests` for what stands in the cell of a decision table. */
  readonly kind?: 'expression' | 'unaryTests';
  /** The names that may be used, with light types; without them any simple name will do. */
  readonly names?: Names;
}

const longestSource = 10_000;

/**
 * Compiles FEEL to a plan that can be stored and evaluated anywhere.
 *
 * @throws ExpressionError with all problems, each with its position and a Chinese message
 * @source OMG DMN 1.5, chapter 10.3
 */
export function compileExpression(source: string, options: CompileOptions = {}): CompiledExpression {
  const { compiled, problems } = compile(source, options);
  if (!compiled) throw new ExpressionError(problems.map(({ message }) => message).join('；'), problems);
  return compiled;
}

/** Finds all problems of a source without compiling it for use. */
export const checkExpression = (source: string, options: CompileOptions = {}): ExpressionProblem[] => [...compile(source, options).problems];

type Outcome = { readonly compiled: CompiledExpression | null; readonly problems: readonly ExpressionProblem[] };

function compile(source: string, { kind = 'expression', names }: CompileOptions): Outcome {
  const failed = (faults: readonly Fault[]): Outcome => ({ compiled: null, problems: toProblems(source, faults) });
  if (source.length > longestSource) return failed([{ from: 0, to: source.length, message: `表达式过长，最多 ${longestSource} 个字符` }]);
  const early = [...fullWidthFaults(source, names ? namesIn(names) : []), ...depthFaults(source, deepestNesting)];
  if (early.length > 0) return failed(early);
  const top = parse(source, kind, names ?? {});
  const faults = grammarFaults(top, source);
  if (faults.length > 0) return failed(faults);
  const compilation: Compilation = { source, names: names ? typeOfName({ context: names }) : null, faults, reads: new Set(), depth: 0, translate: translateNode };
  const plan = kind === 'unaryTests' ? translateUnaryTests(compilation, top, names) : translateUsed(compilation, top, null).plan;
  if (faults.length > 0) return failed(faults);
  const reads = [...compilation.reads].map((path) => JSON.parse(path) as string[]);
  return { compiled: { source, kind, plan, reads }, problems: [] };
}

/** The names at every depth. */
function namesIn(names: Names): string[] {
  return Object.entries(names).flatMap(([name, type]) => [name, ...(typeof type === 'object' ? namesIn('list' in type ? type.list : type.context) : [])]);
}

/** `-`, tests, or `not(tests)`; evaluated with the input bound to `?`. */
function translateUnaryTests(compilation: Compilation, top: SyntaxNode, names: Names | undefined): Plan {
  const input = variable('?', null, typeOfName(names?.['?'] ?? 'any'));
  const [first] = partsOf(top);
  if (!first || first.name === 'Wildcard') return ['boolean', true];
  const tests = top.getChild('PositiveUnaryTests')?.getChildren('PositiveUnaryTest') ?? [];
  const plans = translateTests(compilation, tests, input);
  return first.name === 'not' ? ['not', plans] : ['or', plans];
}
