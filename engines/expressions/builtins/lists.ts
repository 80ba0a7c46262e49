import type { Big } from 'big.js';
import { spend } from '../values/budget.ts';
import { equal, order } from '../values/compare.ts';
import { add, compareDecimals, decimalOf, divide, multiply, squareRoot, subtract, toSmallInteger } from '../values/decimals.ts';
import { isA, isList, isNumber, toFeel } from '../values/values.ts';
import type { FeelFunction, FeelList, FeelValue, Run } from '../values/values.ts';
import { placeIn } from './places.ts';
import { builtin } from './signature.ts';
import type { Builtin } from './signature.ts';

/** The list functions of DMN 10.3.4.4 and `sort`. */
export const listBuiltins: Record<string, Builtin> = {
  'list contains': builtin('list: list, element: any', 'boolean', (run, list, element) => list.some((item) => isSame(item, element, run))),
  count: builtin('list: list', 'number', (_, list) => decimalOf(list.length)),
  min: builtin('...list: any', 'any', (_, ...args) => extreme(itemsOf(args), -1)),
  max: builtin('...list: any', 'any', (_, ...args) => extreme(itemsOf(args), 1)),
  sum: builtin('...list: any', 'number', (_, ...args) => fold(itemsOf(args), add)),
  product: builtin('...list: any', 'number', (_, ...args) => fold(itemsOf(args), multiply)),
  mean: builtin('...list: any', 'number', (_, ...args) => withNumbers(args, mean)),
  median: builtin('...list: any', 'number', (_, ...args) => withNumbers(args, median)),
  stddev: builtin('...list: any', 'number', (_, ...args) => withNumbers(args, standardDeviation)),
  mode: builtin('...list: any', 'list', (_, ...args) => withNumbers(args, modes)),
  all: builtin('...list: any', 'boolean', (_, ...args) => decide(itemsOf(args), false)),
  any: builtin('...list: any', 'boolean', (_, ...args) => decide(itemsOf(args), true)),
  sublist: builtin('list: list, start position: number, length?: number', 'list', (_, list, start, length) => {
    const from = placeIn(list.length, start);
    const count = length === undefined ? list.length : toSmallInteger(length);
    return from === null || count === null || count < 0 ? null : list.slice(from, from + count);
  }),
  append: builtin('list: list, ...item: any', 'list', (_, list, ...items) => [...list, ...items]),
  concatenate: builtin('...list: list', 'list', (_, ...lists) => lists.flat()),
  'insert before': builtin('list: list, position: number, newItem: any', 'list', (_, list, position, item) => {
    const place = placeIn(list.length, position);
    return place === null || place > list.length ? null : list.toSpliced(place, 0, item);
  }),
  remove: builtin('list: list, position: number', 'list', (_, list, position) => {
    const place = placeIn(list.length, position);
    return place === null || place >= list.length ? null : list.toSpliced(place, 1);
  }),
  'list replace': builtin('list: list, position: number, newItem: any | list: list, match: function, newItem: any', 'list', (run, list, where, item) => {
    if (isA(where, 'function')) return list.map((each) => (where.call([toFeel(each), item], run) === true ? item : each));
    const place = placeIn(list.length, where);
    return place === null || place >= list.length ? null : list.with(place, item);
  }),
  reverse: builtin('list: list', 'list', (_, list) => list.toReversed()),
  'index of': builtin('list: list, match: any', 'list', (run, list, match) =>
    list.flatMap((item, i) => (isSame(item, match, run) ? [decimalOf(i + 1)] : [])),
  ),
  union: builtin('...list: list', 'list', (run, ...lists) => distinct(lists.flat(), run)),
  'distinct values': builtin('list: list', 'list', (run, list) => distinct(list, run)),
  flatten: builtin('list: list', 'list', (run, list) => flatten(list, run)),
  sort: builtin('list: list, precedes: function', 'list', sort),
};

/** `sum(list)` and `sum(a, b, c)` mean the same. */
const itemsOf = (args: readonly FeelValue[]): FeelValue[] => (args.length === 1 && isList(args[0]) ? args[0].map(toFeel) : [...args]);

const isSame = (item: unknown, value: FeelValue, run: Run): boolean => spend(run) && equal(toFeel(item), value, run) === true;

function extreme(items: readonly FeelValue[], direction: 1 | -1): FeelValue {
  let best = items[0] ?? null;
  for (const item of items) {
    const comparison = order(item, best);
    if (comparison === null) return null;
    if (comparison * direction > 0) best = item;
  }
  return best;
}

function fold(items: readonly FeelValue[], combine: (a: Big, b: Big) => Big | null): Big | null {
  let result: FeelValue = items[0] ?? null;
  for (const item of items.slice(1)) result = isNumber(result) && isNumber(item) ? combine(result, item) : null;
  return isNumber(result) ? result : null;
}

function withNumbers(args: readonly FeelValue[], compute: (numbers: Big[]) => FeelValue): FeelValue {
  const items = itemsOf(args);
  return items.every(isNumber) ? compute(items) : null;
}

function mean(numbers: readonly Big[]): Big | null {
  const total = fold(numbers, add);
  const count = decimalOf(numbers.length);
  return total && count && divide(total, count);
}

function median(numbers: readonly Big[]): Big | null {
  const sorted = numbers.toSorted(compareDecimals);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[middle] ?? null) : mean(sorted.slice(Math.max(0, middle - 1), middle + 1));
}

/** Of a sample: divided by one less than the count. */
function standardDeviation(numbers: readonly Big[]): Big | null {
  const average = mean(numbers);
  const freedom = decimalOf(numbers.length - 1);
  if (!average || !freedom || numbers.length < 2) return null;
  const squares = numbers.map((number) => {
    const distance = subtract(number, average);
    return distance && multiply(distance, distance);
  });
  const total = fold(squares, add);
  const variance = total && divide(total, freedom);
  return variance && squareRoot(variance);
}

/** The most frequent numbers, smallest first. */
function modes(numbers: readonly Big[]): FeelList {
  const counts = new Map<string, { number: Big; count: number }>();
  for (const number of numbers.toSorted(compareDecimals)) {
    const counted = counts.get(number.toString()) ?? { number, count: 0 };
    counts.set(number.toString(), { number, count: counted.count + 1 });
  }
  const most = [...counts.values()].reduce((highest, { count }) => Math.max(highest, count), 0);
  return [...counts.values()].filter(({ count }) => count === most).map(({ number }) => number);
}

/** `or` of all for decisive true, `and` of all for decisive false. */
function decide(items: readonly FeelValue[], decisive: boolean): boolean | null {
  if (items.includes(decisive)) return decisive;
  return items.every((item) => item === !decisive) ? !decisive : null;
}

function distinct(items: readonly unknown[], run: Run): FeelList {
  const kept: FeelValue[] = [];
  for (const item of items) {
    if (!kept.some((earlier) => isSame(item, earlier, run))) kept.push(toFeel(item));
  }
  return kept;
}

const flatten = (list: FeelList, run: Run): unknown[] => list.flatMap((item) => (spend(run) && isList(item) ? flatten(item, run) : [item]));

/** Stable: items of which neither precedes the other keep their order. */
function sort(run: Run, list: FeelList, precedes: FeelFunction): FeelList {
  const before = (a: FeelValue, b: FeelValue) => spend(run) && precedes.call([a, b], run) === true;
  return list.map(toFeel).toSorted((a, b) => (before(a, b) ? -1 : before(b, a) ? 1 : 0));
}
