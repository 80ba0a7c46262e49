/** What forms, flows and rules use of FEEL, on the server and in the browser: values and the evaluator. */
export { evaluate, evaluateJson, isTrue, matches, prepare, prepareTests, startRun } from './evaluator/evaluate.ts';
export type { CompiledExpression, EvaluateOptions, Scope } from './evaluator/evaluate.ts';
export type { CompareOperator, Plan } from './plan.ts';
export { ExpressionError } from './problems.ts';
export type { ExpressionProblem } from './problems.ts';
export { order } from './values/compare.ts';
export { parseDate } from './values/dates.ts';
export { parseDuration } from './values/durations.ts';
export { toJson } from './values/json.ts';
export type { JsonValue } from './values/json.ts';
export { parseDateTime, parseTime } from './values/times.ts';
export { feelType, isA, isContext, isList, isNumber, toFeel, typeOf } from './values/values.ts';
export type {
  FeelContext,
  FeelDate,
  FeelDateTime,
  FeelDaysDuration,
  FeelFunction,
  FeelList,
  FeelMonthsDuration,
  FeelRange,
  FeelTime,
  FeelTypeName,
  FeelValue,
  Run,
} from './values/values.ts';
