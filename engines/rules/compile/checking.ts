import { compileExpression, ExpressionError } from '../../expressions/api.ts';
import type { CompiledExpression, Names } from '../../expressions/api.ts';
import type { DecisionProblem } from '../problems.ts';

/** Where in a model something stands. */
export type Place = { readonly decision: string | null; readonly rule?: number; readonly column?: string };

/** Notes a problem at a place. */
export type Report = (place: Place, message: string, span?: { readonly from: number; readonly to: number }) => void;

/** Collects problems; one that is found on several ways is kept once. */
export function reporter(problems: DecisionProblem[]): Report {
  const seen = new Set<string>();
  return ({ decision, rule, column }, message, span) => {
    const problem = { decision, rule: rule ?? null, column: column ?? null, message, from: span?.from ?? null, to: span?.to ?? null };
    const key = JSON.stringify(problem);
    if (!seen.has(key)) problems.push(problem);
    seen.add(key);
  };
}

/** Compiles a text of the model; its problems are reported at its place, and null is returned. */
export function compileText(
  report: Report,
  place: Place,
  text: string,
  options: { readonly kind: 'expression' | 'unaryTests'; readonly names: Names | undefined },
): CompiledExpression | null {
  try {
    return compileExpression(text, { kind: options.kind, ...(options.names && { names: options.names }) });
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    for (const { message, from, to } of error.problems) report(place, message, { from, to });
    return null;
  }
}
