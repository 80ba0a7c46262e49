import { compareDecimals } from './decimals.ts';
import { instantOf } from './times.ts';
import { sizeOf, isDuration, timeInstant } from './temporal.ts';
import { spend } from './budget.ts';
import { feelType, isA, isContext, isList, isNumber, toFeel, typeOf } from './values.ts';
import type { FeelContext, FeelList, FeelRange, FeelValue, Run } from './values.ts';

/** Negative, zero or positive as the first comes before, with or after the second; null when they cannot be ordered. */
export function order(a: FeelValue, b: FeelValue): number | null {
  if (isNumber(a)) return isNumber(b) ? compareDecimals(a, b) : null;
  if (typeof a === 'string') return typeof b === 'string' ? (a < b ? -1 : a > b ? 1 : 0) : null;
  if (isA(a, 'date')) return isA(b, 'date') ? a.day - b.day : null;
  if (isA(a, 'date and time')) return isA(b, 'date and time') ? instantOf(a) - instantOf(b) : null;
  if (isA(a, 'time')) return isA(b, 'time') ? timeInstant(a) - timeInstant(b) : null;
  return isDuration(a) && isDuration(b) && a[feelType] === b[feelType] ? sizeOf(a) - sizeOf(b) : null;
}

/** FEEL's `=`: null when the types differ, except that null is equal to null and to nothing else. */
export function equal(a: FeelValue, b: FeelValue, run: Run): boolean | null {
  if (a === null || b === null) return a === b;
  if (typeof a === 'boolean') return typeof b === 'boolean' ? a === b : null;
  const comparison = order(a, b);
  if (comparison !== null) return comparison === 0;
  if (isList(a)) return isList(b) ? equalLists(a, b, run) : null;
  if (isA(a, 'range')) return isA(b, 'range') ? equalRanges(a, b, run) : null;
  if (isContext(a)) return isContext(b) ? equalContexts(a, b, run) : null;
  return typeOf(a) === typeOf(b) ? a === b : null;
}

function equalLists(a: FeelList, b: FeelList, run: Run): boolean {
  return a.length === b.length && a.every((item, i) => spend(run) && equal(toFeel(item), toFeel(b[i]), run) === true);
}

function equalRanges(a: FeelRange, b: FeelRange, run: Run): boolean {
  const sameEnds = a.startIncluded === b.startIncluded && a.endIncluded === b.endIncluded;
  return sameEnds && equal(a.start, b.start, run) === true && equal(a.end, b.end, run) === true;
}

function equalContexts(a: FeelContext, b: FeelContext, run: Run): boolean {
  const names = Object.keys(a);
  if (names.length !== Object.keys(b).length) return false;
  return names.every((name) => spend(run) && Object.hasOwn(b, name) && equal(toFeel(a[name]), toFeel(b[name]), run) === true);
}

/** Tells whether a point lies in a range; null when it cannot be compared with its ends. */
export function contains(range: FeelRange, value: FeelValue): boolean | null {
  const fromStart = range.start === null ? 1 : order(value, range.start);
  const toEnd = range.end === null ? 1 : order(range.end, value);
  if (value === null || fromStart === null || toEnd === null) return null;
  return (range.startIncluded ? fromStart >= 0 : fromStart > 0) && (range.endIncluded ? toEnd >= 0 : toEnd > 0);
}

/**
 * FEEL's `in` for one value: equal to it, or a list or range that contains it.
 */
export function holds(expected: FeelValue, value: FeelValue, run: Run): boolean | null {
  if (isA(expected, 'range') && !isA(value, 'range')) return contains(expected, value);
  if (!isList(expected)) return equal(value, expected, run);
  if (isList(value) && equalLists(value, expected, run)) return true;
  return expected.some((item) => spend(run) && holds(toFeel(item), value, run) === true);
}
