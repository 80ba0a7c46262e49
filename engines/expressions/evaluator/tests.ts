import type { CompareOperator, TypePlan } from '../plan.ts';
import { spend } from '../values/budget.ts';
import { holds } from '../values/compare.ts';
import { entryOf, isContext, isList, toFeel, typeOf } from '../values/values.ts';
import type { FeelValue, Run } from '../values/values.ts';
import { bind, localOf } from './code.ts';
import type { Code } from './code.ts';
import { compare, orCode } from './operators.ts';

/** Binds the value to `?` and applies the tests: true when one of them is. */
export function inCode(value: Code, tests: readonly Code[]): Code {
  const any = orCode(tests);
  return (frame, run) => any(bind(value(frame, run), frame), run);
}

export function notCode(tests: readonly Code[]): Code {
  const any = orCode(tests);
  return (frame, run) => {
    const result = any(frame, run);
    return typeof result === 'boolean' ? !result : null;
  };
}

/** `< 150` and the like, applied to `?`. */
export const testCode =
  (operator: CompareOperator, operand: Code): Code =>
  (frame, run) =>
    compare(operator, localOf(frame, 0), operand(frame, run), run);

/** A value standing as a test. */
export const holdsCode =
  (expected: Code): Code =>
  (frame, run) =>
    holds(expected(frame, run), localOf(frame, 0), run);

export const instanceCode =
  (value: Code, type: TypePlan): Code =>
  (frame, run) =>
    isInstance(value(frame, run), type, run);

/** Null is an instance of `Null` and `Any` only. */
function isInstance(value: FeelValue, type: TypePlan, run: Run): boolean {
  if (typeof type === 'string') return type === 'Any' || typeOf(value) === type;
  switch (type[0]) {
    case 'list':
      return isList(value) && value.every((item) => spend(run) && isInstance(toFeel(item), type[1], run));
    case 'context':
      return isContext(value) && type[1].every(([name, entry]) => Object.hasOwn(value, name) && isInstance(entryOf(value, name), entry, run));
  }
}
