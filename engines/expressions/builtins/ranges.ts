import { order } from '../values/compare.ts';
import { isA } from '../values/values.ts';
import type { FeelPoint, FeelRange } from '../values/values.ts';
import { builtin } from './signature.ts';
import type { Builtin } from './signature.ts';

/**
 * An end of a range, exactly: the value, and whether the range begins or ends at it (0), just after it (1) or just
 * before it (-1). A null value is beyond everything, on the side that `nudge` tells. With ends compared in this way
 * every relation of DMN 10.3.4.7 is one or two comparisons, and a point is a range from itself to itself.
 */
type End = { readonly value: FeelPoint; readonly nudge: number };

const startOf = (value: FeelPoint | FeelRange): End =>
  isA(value, 'range') ? { value: value.start, nudge: value.start === null ? -1 : value.startIncluded ? 0 : 1 } : { value, nudge: 0 };

const endOf = (value: FeelPoint | FeelRange): End =>
  isA(value, 'range') ? { value: value.end, nudge: value.end === null ? 1 : value.endIncluded ? 0 : -1 } : { value, nudge: 0 };

/** NaN when the two cannot be compared. */
function compareEnds(a: End, b: End): number {
  if (a.value === null || b.value === null) {
    const [left, right] = [a.value === null ? a.nudge : 0, b.value === null ? b.nudge : 0];
    return left - right;
  }
  const comparison = order(a.value, b.value);
  return comparison === null ? Number.NaN : comparison || a.nudge - b.nudge;
}

type Side = FeelPoint | FeelRange;
type Relation = (a: Side, b: Side) => boolean | null;

/** Gives null instead of false where one of the comparisons was impossible. */
const relation =
  (test: (compare: typeof compareEnds, a: Side, b: Side) => boolean): Relation =>
  (a, b) => {
    let comparable = true;
    const result = test(
      (left, right) => {
        const comparison = compareEnds(left, right);
        comparable &&= !Number.isNaN(comparison);
        return comparison;
      },
      a,
      b,
    );
    return comparable ? result : null;
  };

const before = relation((compare, a, b) => compare(endOf(a), startOf(b)) < 0);
const meets = relation((compare, a, b) => compare(endOf(a), startOf(b)) === 0);
const overlaps = relation((compare, a, b) => compare(startOf(a), endOf(b)) <= 0 && compare(startOf(b), endOf(a)) <= 0);
const overlapsBefore = relation(
  (compare, a, b) => compare(startOf(a), startOf(b)) < 0 && compare(endOf(a), startOf(b)) >= 0 && compare(endOf(a), endOf(b)) <= 0,
);
const finishes = relation((compare, a, b) => compare(endOf(a), endOf(b)) === 0 && compare(startOf(a), startOf(b)) >= 0);
const starts = relation((compare, a, b) => compare(startOf(a), startOf(b)) === 0 && compare(endOf(a), endOf(b)) <= 0);
const includes = relation((compare, a, b) => compare(startOf(a), startOf(b)) <= 0 && compare(endOf(a), endOf(b)) >= 0);
const coincides = relation((compare, a, b) => compare(startOf(a), startOf(b)) === 0 && compare(endOf(a), endOf(b)) === 0);

const inverse =
  (test: Relation): Relation =>
  (a, b) =>
    test(b, a);

const onRanges = (test: Relation): Builtin => builtin('range1: range, range2: range', 'boolean', (_, a, b) => test(a, b));
const pointOrRangeFirst = (test: Relation): Builtin =>
  builtin('point: point, range: range | range1: range, range2: range', 'boolean', (_, a, b) => test(a, b));
const pointOrRangeSecond = (test: Relation): Builtin =>
  builtin('range: range, point: point | range1: range, range2: range', 'boolean', (_, a, b) => test(a, b));
const onAnything = (test: Relation): Builtin =>
  builtin(
    'point1: point, point2: point | point: point, range: range | range: range, point: point | range1: range, range2: range',
    'boolean',
    (_, a, b) => test(a, b),
  );

/** The range functions of DMN 10.3.4.7. */
export const rangeBuiltins: Record<string, Builtin> = {
  before: onAnything(before),
  after: onAnything(inverse(before)),
  meets: onRanges(meets),
  'met by': onRanges(inverse(meets)),
  overlaps: onRanges(overlaps),
  'overlaps before': onRanges(overlapsBefore),
  'overlaps after': onRanges(inverse(overlapsBefore)),
  finishes: pointOrRangeFirst(finishes),
  'finished by': pointOrRangeSecond(inverse(finishes)),
  includes: pointOrRangeSecond(includes),
  during: pointOrRangeFirst(inverse(includes)),
  starts: pointOrRangeFirst(starts),
  'started by': pointOrRangeSecond(inverse(starts)),
  coincides: builtin('point1: point, point2: point | range1: range, range2: range', 'boolean', (_, a, b) => coincides(a, b)),
};
