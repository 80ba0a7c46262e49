import { prepare, startRun, toJson } from '../../expressions/contract.ts';
import type { Run, Scope } from '../../expressions/contract.ts';
import { ruleErrors } from '../problems.ts';
import type { CompiledDecision, CompiledModel } from '../compiled.ts';
import { explain } from '../explain/explain.ts';
import type { Outcome } from '../explain/explain.ts';
import { readInput } from './inputs.ts';
import type { DecisionResult } from './result.ts';
import { evaluateTable } from './table.ts';

export interface DecisionOptions {
  /** The moment of `now()` and `today()`; the real time when left out. */
  readonly now?: Date;
  /** Whether the result comes with its explanation, which takes about as long again. */
  readonly explain?: boolean;
}

/**
 * Makes a decision, and those it rests on.
 *
 * @param input - values by the names of the model's inputs, as JSON (dates and durations as ISO texts) or FEEL values;
 *   what is missing is null, what the model does not know is passed over
 * @throws rules.unknownDecision; ExpressionError when it takes more than 1,000,000 steps
 * @source OMG DMN 1.5, chapter 8
 */
export function evaluateDecision(model: CompiledModel, name: string, input: Scope, options: DecisionOptions = {}): DecisionResult {
  const decision = Object.hasOwn(model.decisions, name) ? model.decisions[name] : undefined;
  if (!decision) throw ruleErrors.unknownDecision({ name });
  // A model without inputs lets its decisions read whatever they are given.
  const scope: Record<string, unknown> = model.inputs.length === 0 ? { ...input } : {};
  const run = startRun(scope, options.now ? { now: options.now } : {});
  const problems: string[] = [];
  for (const each of model.inputs) {
    if (decision.inputs.includes(each.name)) scope[each.name] = readInput(each, Object.hasOwn(input, each.name) ? input[each.name] : null, problems, run);
  }
  if (problems.length > 0) return { decision: name, outputs: null, problems, explanation: null };
  for (const [each, compiled] of Object.entries(model.knowledge)) scope[each] = prepare(compiled)(run);
  const outcomes = new Map<string, Outcome>();
  for (const each of [...decision.needs, name]) {
    const outcome = evaluateOne(model.decisions[each] as CompiledDecision, run);
    outcomes.set(each, outcome);
    scope[each] = outcome.value;
    for (const problem of outcome.problems) problems.push(each === name ? problem : `“${each}”${problem}`);
  }
  const explanation = options.explain === true ? explain({ model, outcomes, run }, name) : null;
  return { decision: name, outputs: toJson(outcomes.get(name)?.value ?? null), problems, explanation };
}

function evaluateOne({ logic }: CompiledDecision, run: Run): Outcome {
  return logic.kind === 'table' ? evaluateTable(logic, run) : { value: prepare(logic.expression)(run), problems: [] };
}
