import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { compileExpression, evaluate } from '../api.ts';

/**
 * Ranges over halves of small whole numbers, and the set of quarters each holds: between any two possible ends there
 * are points, so relations of ranges can be read off their sets.
 */
const quarters = Array.from({ length: 41 }, (_, i) => i / 4);
const range = fc
  .tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 1, max: 20 }), fc.boolean(), fc.boolean())
  .map(([start, length, from, to]) => ({ start: start / 2, end: Math.min(10, start / 2 + length / 2), from, to }))
  .filter(({ start, end }) => start < end)
  .map((bounds) => ({
    ...bounds,
    text: `${bounds.from ? '[' : '('}${bounds.start}..${bounds.end}${bounds.to ? ']' : ')'}`,
    points: quarters.filter((point) => (bounds.from ? point >= bounds.start : point > bounds.start) && (bounds.to ? point <= bounds.end : point < bounds.end)),
  }));

type Sample = typeof range extends fc.Arbitrary<infer T> ? T : never;
const is = (source: string): unknown => evaluate(compileExpression(source), {});
const first = ({ points }: Sample): number => points[0] ?? Number.NaN;
const last = ({ points }: Sample): number => points.at(-1) ?? Number.NaN;

/** Each relation of DMN 10.3.4.7, as it shows in the sets of points. */
const relations: Record<string, (a: Sample, b: Sample) => boolean> = {
  before: (a, b) => last(a) < first(b),
  after: (a, b) => first(a) > last(b),
  meets: (a, b) => last(a) === first(b) && a.to && b.from,
  'met by': (a, b) => first(a) === last(b) && a.from && b.to,
  overlaps: (a, b) => a.points.some((point) => b.points.includes(point)),
  'overlaps before': (a, b) => first(a) < first(b) && last(a) >= first(b) && last(a) <= last(b),
  'overlaps after': (a, b) => first(b) < first(a) && last(b) >= first(a) && last(b) <= last(a),
  finishes: (a, b) => last(a) === last(b) && first(a) >= first(b),
  'finished by': (a, b) => last(a) === last(b) && first(b) >= first(a),
  includes: (a, b) => b.points.every((point) => a.points.includes(point)),
  during: (a, b) => a.points.every((point) => b.points.includes(point)),
  starts: (a, b) => first(a) === first(b) && last(a) <= last(b),
  'started by': (a, b) => first(a) === first(b) && last(b) <= last(a),
  coincides: (a, b) => a.points.join() === b.points.join(),
};

describe('range functions', () => {
  for (const [name, expected] of Object.entries(relations)) {
    it(`${name} is what the points of two ranges show`, () => {
      fc.assert(
        fc.property(range, range, (a, b) => assert.equal(is(`${name}(${a.text}, ${b.text})`), expected(a, b), `${name}(${a.text}, ${b.text})`)),
        { numRuns: 150 },
      );
    });
  }

  it('take points where DMN lets them', () => {
    const expected: [string, boolean | null][] = [
      ['before(1, 2)', true], ['before(2, [2..3])', false], ['before(2, (2..3])', true], ['after(3, [1..3))', true], ['finishes(3, [1..3])', true], ['finishes(3, [1..3))', false],
      ['starts(1, [1..3])', true], ['starts(1, (1..3])', false], ['during(2, [1..3])', true], ['includes([1..3], 2)', true], ['started by([1..3], 1)', true], ['finished by([1..3], 3)', true],
      ['coincides(3, 3)', true], ['coincides(3, 4)', false], ['before(1, "a")', null], ['includes([1..3], "a")', null], ['includes((> 5), 6)', true], ['before(3, (> 5))', true], ['overlaps((< 3), (> 5))', false], ['includes((> 1), [2..3])', true],
    ];
    for (const [source, value] of expected) assert.equal(is(source), value, source);
  });

  it('read ranges from text', () => {
    for (const [text, equal] of [['[1..3]', '[1..3]'], ['(1..3.5)', '(1..3.5)'], [']1..3[', '(1..3)'], ['["a".."c"]', '["a".."c"]'], ['[@"2026-01-01"..@"2026-12-31"]', '[@"2026-01-01"..@"2026-12-31"]'], ['[1..]', '(>= 1)']]) {
      assert.equal(is(`range(${JSON.stringify(text)}) = ${equal}`), true, text);
    }
    for (const text of ['', '1..3', '[3..1]', '[..]', '[a..b]', '[1.."x"]']) assert.equal(is(`range(${JSON.stringify(text)})`), null, text);
  });
});
