/** What runs in browsers too: decision models, their evaluation and explanation. */
export type * from './model.ts';
export { aggregations, hitPolicies, simpleTypes } from './model.ts';
export type * from './compiled.ts';
export type * from './evaluate/result.ts';
export { evaluateDecision } from './evaluate/decision.ts';
export type { DecisionOptions } from './evaluate/decision.ts';
export { explainDecision } from './explain/sentence.ts';
export { problemText, ruleErrors } from './problems.ts';
export type { DecisionProblem } from './problems.ts';
