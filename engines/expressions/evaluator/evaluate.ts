import type { Plan } from '../plan.ts';
import { tooMuch } from '../values/budget.ts';
import { toJson } from '../values/json.ts';
import type { JsonValue } from '../values/json.ts';
import { toFeel } from '../values/values.ts';
import type { FeelValue, Run } from '../values/values.ts';
import { build } from './build.ts';
import { bind } from './code.ts';
import type { Code } from './code.ts';

/** A checked expression in the form that is stored, sent to browsers and evaluated. */
export interface CompiledExpression {
  readonly source: string;
  readonly kind: 'expression' | 'unaryTests';
  readonly plan: Plan;
  /**
   * The paths it may read from the scope, e.g. `[['devices', 'price'], ['applicant']]`. Inside a filter over rows of
   * unknown shape a name counts both as a field of the row and as a name of the scope.
   */
  readonly reads: readonly (readonly string[])[];
}

export interface EvaluateOptions {
  /** The moment of `now()` and `today()`; the real time when left out. */
  readonly now?: Date;
  /** Steps the evaluation may take, 1,000,000 when left out. */
  readonly steps?: number;
}

/** The names an expression may read: JSON values, or FEEL values such as dates. */
export type Scope = Readonly<Record<string, unknown>>;

const defaultSteps = 1_000_000;
const deepestCalls = 200;

const built = new WeakMap<Plan, Code>();

/** Opens a budget and a clock that one or several evaluations over one scope share. */
export const startRun = (scope: Scope, options: EvaluateOptions = {}): Run => ({
  scope,
  now: options.now ?? null,
  stepsLeft: options.steps ?? defaultSteps,
  callsLeft: deepestCalls,
});

/** The closures of a plan, made at its first use. */
function codeOf({ plan }: CompiledExpression): Code {
  let code = built.get(plan);
  if (!code) {
    code = guarded(build(plan));
    built.set(plan, code);
  }
  return code;
}

function guarded(code: Code): Code {
  return (frame, run) => {
    try {
      return code(frame, run);
    } catch (error) {
      throw isOverflow(error) ? tooMuch() : error;
    }
  };
}

/** Data or calls nested beyond what the stack holds; browsers name it differently. */
const isOverflow = (error: unknown): boolean => error instanceof RangeError || (error instanceof Error && error.name === 'InternalError');

/**
 * Evaluates an expression. What cannot be computed is null, as FEEL has it.
 *
 * @throws ExpressionError when it takes more steps than allowed or nests too deeply
 */
export function evaluate(compiled: CompiledExpression, scope: Scope, options?: EvaluateOptions): FeelValue {
  return codeOf(compiled)(null, startRun(scope, options));
}

/**
 * Evaluates an expression to JSON, by the rules of `toJson`.
 *
 * @throws ExpressionError when it takes more steps than allowed or nests too deeply
 */
export function evaluateJson(compiled: CompiledExpression, scope: Scope, options?: EvaluateOptions): JsonValue {
  try {
    return toJson(evaluate(compiled, scope, options));
  } catch (error) {
    throw isOverflow(error) ? tooMuch() : error;
  }
}

/** Tells whether an expression is true; null and anything that is not a boolean is not. */
export const isTrue = (compiled: CompiledExpression, scope: Scope, options?: EvaluateOptions): boolean =>
  evaluate(compiled, scope, options) === true;

/** Tells whether an input passes unary tests, e.g. whether 80 passes `<= 150`. */
export const matches = (compiled: CompiledExpression, input: unknown, scope: Scope, options?: EvaluateOptions): boolean =>
  codeOf(compiled)(bind(toFeel(input), null), startRun(scope, options)) === true;

/** Makes ready what `matches` does, for callers that test many inputs within one run. */
export function prepareTests(compiled: CompiledExpression): (input: FeelValue, run: Run) => boolean {
  const code = codeOf(compiled);
  return (input, run) => code(bind(input, null), run) === true;
}

/** Makes ready what `evaluate` does, for callers that evaluate much within one run. */
export function prepare(compiled: CompiledExpression): (run: Run) => FeelValue {
  const code = codeOf(compiled);
  return (run) => code(null, run);
}
