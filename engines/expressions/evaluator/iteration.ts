import { spend } from '../values/budget.ts';
import { dateOfDay } from '../values/dates.ts';
import { decimalOf, toSmallInteger } from '../values/decimals.ts';
import { isA, isList, isNumber, toFeel } from '../values/values.ts';
import type { FeelRange, FeelValue, Run } from '../values/values.ts';
import { bind } from './code.ts';
import type { Code, Frame, IterationCode } from './code.ts';

/** What became of an iteration: through, ended early by the visitor, or over something that is neither list nor range. */
type Outcome = 'done' | 'stopped' | 'impossible';

/** Called with every combination of the variables; returns false to stop. */
type Visit = (frame: Frame) => boolean;

/** Binds `partial` outside the iteration variables. */
export function forCode(iterations: readonly IterationCode[], body: Code): Code {
  return (frame, run) => {
    const results: FeelValue[] = [];
    const outcome = visitAll(iterations, bind(results, frame), run, (inner) => {
      results.push(body(inner, run));
      return true;
    });
    return outcome === 'impossible' ? null : results;
  };
}

/** `some` is `or` over all the conditions, `every` is `and`. */
export function quantifiedCode(quantifier: 'some' | 'every', iterations: readonly IterationCode[], condition: Code): Code {
  const decisive = quantifier === 'some';
  return (frame, run) => {
    let unknown = false;
    const outcome = visitAll(iterations, frame, run, (inner) => {
      const value = condition(inner, run);
      if (typeof value !== 'boolean') unknown = true;
      return value !== decisive;
    });
    if (outcome === 'stopped') return decisive;
    return outcome === 'impossible' || unknown ? null : !decisive;
  };
}

/** The last variable changes fastest; each domain may use the variables before it. */
function visitAll([current, ...others]: readonly IterationCode[], frame: Frame | null, run: Run, visit: Visit): Outcome {
  if (!current) return 'done';
  const values = domain(current, frame, run);
  if (!values) return 'impossible';
  for (const value of values) {
    spend(run);
    const inner = bind(toFeel(value), frame);
    const outcome = others.length > 0 ? visitAll(others, inner, run, visit) : visit(inner) ? 'done' : 'stopped';
    if (outcome !== 'done') return outcome;
  }
  return 'done';
}

function domain([from, to]: IterationCode, frame: Frame | null, run: Run): Iterable<unknown> | null {
  const start = from(frame, run);
  if (to !== null) return steps(start, to(frame, run), 0, 0);
  if (isList(start)) return start;
  return isA(start, 'range') ? stepsOfRange(start) : null;
}

const stepsOfRange = (range: FeelRange): Iterable<FeelValue> | null =>
  steps(range.start, range.end, range.startIncluded ? 0 : 1, range.endIncluded ? 0 : 1);

/** Whole numbers or days from one end to the other, upwards or downwards, less what is cut off at the ends. */
function steps(from: FeelValue, to: FeelValue, cutAtStart: number, cutAtEnd: number): Iterable<FeelValue> | null {
  if (isA(from, 'date') && isA(to, 'date')) return count(from.day, to.day, cutAtStart, cutAtEnd, dateOfDay);
  const start = isNumber(from) ? toSmallInteger(from) : null;
  const end = isNumber(to) ? toSmallInteger(to) : null;
  return start === null || end === null ? null : count(start, end, cutAtStart, cutAtEnd, decimalOf);
}

function* count(from: number, to: number, cutAtStart: number, cutAtEnd: number, make: (n: number) => FeelValue): Iterable<FeelValue> {
  const step = to < from ? -1 : 1;
  const last = (to - from) * step - cutAtEnd;
  for (let i = cutAtStart; i <= last; i++) yield make(from + i * step);
}

/**
 * Keeps the items for which the condition is true. When the bracket turns out to hold a number, it picks the item at
 * that position. A single value counts as a list of one.
 */
export function filterCode(source: Code, condition: Code): Code {
  return (frame, run) => {
    const list = asList(source(frame, run));
    if (list === null) return null;
    const kept: unknown[] = [];
    for (const item of list) {
      spend(run);
      const verdict = condition(bind(toFeel(item), frame), run);
      if (isNumber(verdict)) return itemAt(list, verdict);
      if (verdict === true) kept.push(item);
    }
    return kept;
  };
}

/** Picks by position; the position is compiled like any bracket, so a place for `item` is kept. */
export function indexCode(source: Code, position: Code): Code {
  return (frame, run) => {
    const list = asList(source(frame, run));
    return list && itemAt(list, position(bind(null, frame), run));
  };
}

const asList = (value: FeelValue) => (value === null || isList(value) ? value : [value]);

/** Counts from 1, or from the end when negative. */
function itemAt(list: readonly unknown[], position: FeelValue): FeelValue {
  const index = isNumber(position) ? toSmallInteger(position) : null;
  return index === null ? null : toFeel(index > 0 ? list[index - 1] : list[list.length + index]);
}
