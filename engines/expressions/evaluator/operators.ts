import type { CompareOperator } from '../plan.ts';
import { spendOnText } from '../values/budget.ts';
import { equal, order } from '../values/compare.ts';
import { add, divide, multiply, negate, power, subtract } from '../values/decimals.ts';
import { addTemporal, divideDuration, isDuration, multiplyDuration, sizeOf, withSize } from '../values/temporal.ts';
import { isNumber, rangeOf, typeOf } from '../values/values.ts';
import type { FeelPoint, FeelRange, FeelValue, Run } from '../values/values.ts';
import type { Code } from './code.ts';

export type Operator = '+' | '-' | '*' | '/' | '**';

const onNumbers = { '+': add, '-': subtract, '*': multiply, '/': divide, '**': power };

const onOthers: Record<Operator, (a: FeelValue, b: FeelValue) => FeelValue> = {
  '+': (a, b) => addTemporal(a, b, 1),
  '-': (a, b) => addTemporal(a, b, -1),
  '*': multiplyDuration,
  '/': divideDuration,
  '**': () => null,
};

export function arithmeticCode(operator: Operator, left: Code, right: Code): Code {
  const numbers = onNumbers[operator];
  const others = onOthers[operator];
  return (frame, run) => {
    const a = left(frame, run);
    const b = right(frame, run);
    if (isNumber(a) && isNumber(b)) return numbers(a, b);
    if (operator === '+' && typeof a === 'string' && typeof b === 'string') {
      spendOnText(run, a.length + b.length);
      return a + b;
    }
    return others(a, b);
  };
}

export function negateCode(operand: Code): Code {
  return (frame, run) => {
    const value = operand(frame, run);
    if (isNumber(value)) return negate(value);
    return isDuration(value) ? withSize(value, -sizeOf(value)) : null;
  };
}

/** Compares as FEEL does; null when the two cannot be compared. */
export function compare(operator: CompareOperator, a: FeelValue, b: FeelValue, run: Run): boolean | null {
  if (operator === '=') return equal(a, b, run);
  if (operator === '!=') {
    const same = equal(a, b, run);
    return same === null ? null : !same;
  }
  const comparison = order(a, b);
  if (comparison === null) return null;
  switch (operator) {
    case '<':
      return comparison < 0;
    case '<=':
      return comparison <= 0;
    case '>':
      return comparison > 0;
    case '>=':
      return comparison >= 0;
  }
}

export const compareCode =
  (operator: CompareOperator, left: Code, right: Code): Code =>
  (frame, run) =>
    compare(operator, left(frame, run), right(frame, run), run);

export function betweenCode(value: Code, low: Code, high: Code): Code {
  return (frame, run) => {
    const middle = value(frame, run);
    const above = compare('>=', middle, low(frame, run), run);
    const below = compare('<=', middle, high(frame, run), run);
    return above === false || below === false ? false : above && below;
  };
}

/** False as soon as one is false; otherwise null when one is not true. */
export function andCode(operands: readonly Code[]): Code {
  return (frame, run) => {
    let result: boolean | null = true;
    for (const operand of operands) {
      const value = operand(frame, run);
      if (value === false) return false;
      if (value !== true) result = null;
    }
    return result;
  };
}

/** True as soon as one is true; otherwise null when one is not false. */
export function orCode(operands: readonly Code[]): Code {
  const [only] = operands;
  // A cell of a decision table usually holds one test, which is true, false or null by itself.
  if (only && operands.length === 1) return only;
  return (frame, run) => {
    let result: boolean | null = false;
    for (const operand of operands) {
      const value = operand(frame, run);
      if (value === true) return true;
      if (value !== false) result = null;
    }
    return result;
  };
}

/** A range between values that are known when evaluated. */
export function rangeCode(start: Code, end: Code, startIncluded: boolean, endIncluded: boolean): Code {
  return (frame, run) => rangeBetween(start(frame, run), end(frame, run), startIncluded, endIncluded);
}

/** Null when the ends are of different types, or of a type without order. An end that is null is open. */
export function rangeBetween(from: FeelValue, to: FeelValue, startIncluded: boolean, endIncluded: boolean): FeelRange | null {
  if (!isPoint(from) || !isPoint(to) || (from !== null && to !== null && order(from, to) === null)) return null;
  return rangeOf(from, to, startIncluded && from !== null, endIncluded && to !== null);
}

const isPoint = (value: FeelValue): value is FeelPoint => !['boolean', 'list', 'context', 'range', 'function'].includes(typeOf(value));
