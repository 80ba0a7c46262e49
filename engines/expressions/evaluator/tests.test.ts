import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { unaryTest } from 'feelin';
import { checkExpression, compileExpression, matches, parseDate, prepareTests, startRun, toFeel } from '../api.ts';

const passes = (tests: string, input: unknown, scope: Record<string, unknown> = {}): boolean =>
  matches(compileExpression(tests, { kind: 'unaryTests' }), input, scope);

describe('unary tests', () => {
  it('pass as decision tables expect', () => {
    const table: [tests: string, passing: unknown[], failing: unknown[]][] = [
      ['-', [1, 'x', null, true], []],
      ['5', [5, 5.0], [6, '5', null]],
      ['"餐饮","零售"', ['餐饮', '零售'], ['其他', null, 1]],
      ['< 150', [149.99, -1], [150, '1', null]],
      ['>= 20', [20, 21], [19, null]],
      ['!= 3', [4], [3]],
      ['[20..150)', [20, 149.9], [150, 19, null]],
      [']1..3[', [2], [1, 3]],
      ['< 10, > 20', [5, 25], [15]],
      ['not("餐饮")', ['零售'], ['餐饮']],
      ['not(< 10, > 20)', [15], [5, 25, null]],
      ['null', [null, undefined], [0, '', false]],
      ['not(null)', [0, ''], [null]],
      ['true', [true], [false, null]],
      ['false', [false], [true, null, 0]],
      ['? > 2 and ? < 5', [3], [5, null]],
      ['contains(?, "店")', ['超市店'], ['超市', null]],
      ['even(?)', [2], [3]],
      ['? = 1 or ? = 2', [1, 2], [3]],
      ['[1, 2, 3]', [1, 3], [4]],
      ['[[1..3], [7..9]]', [2, 8], [5]],
      ['-5', [-5], [5]],
      ['1 + 2', [3], [4]],
    ];
    for (const [tests, passing, failing] of table) {
      for (const input of passing) assert.equal(passes(tests, input), true, `${tests} should take ${String(input)}`);
      for (const input of failing) assert.equal(passes(tests, input), false, `${tests} should refuse ${String(input)}`);
    }
  });

  it('may compare with other names, and may ask of other names only', () => {
    assert.equal(passes('> limit', 5, { limit: 3 }), true);
    assert.equal(passes('allowed', 'b', { allowed: ['a', 'b'] }), true);
    assert.equal(passes('limit > 3', 'anything', { limit: 5 }), true);
    assert.equal(passes('limit > 3', false, { limit: 5 }), true);
    assert.equal(passes('flag', false, { flag: false }), true);
    assert.equal(passes('[@"2026-01-01"..@"2026-12-31"]', parseDate('2026-06-01')), true);
  });

  it('agree with feelin on numbers', () => {
    const bound = fc.integer({ min: -3, max: 3 });
    const one = fc.oneof(
      fc.tuple(fc.constantFrom('<', '<=', '>', '>='), bound).map(([sign, n]) => `${sign} ${n}`),
      fc.tuple(fc.constantFrom('[', '('), bound, fc.nat(3), fc.constantFrom(']', ')')).map(([open, a, size, close]) => `${open}${a}..${a + size}${close}`),
      bound.map(String),
    );
    const tests = fc.tuple(fc.boolean(), fc.array(one, { minLength: 1, maxLength: 3 })).map(([not, list]) => (not ? `not(${list.join(', ')})` : list.join(', ')));
    fc.assert(
      fc.property(tests, fc.integer({ min: -4, max: 4 }), (text, input) => {
        assert.equal(passes(text, input), unaryTest(text, { '?': input }).value === true, `${text} for ${input}`);
      }),
      { numRuns: 600 },
    );
  });

  it('know the type of their input where it is declared', () => {
    const check = (source: string, type: 'number' | 'string' | 'date') => checkExpression(source, { kind: 'unaryTests', names: { '?': type, 经营面积: 'number' } }).map(({ message }) => message);
    assert.deepEqual(check('< 5, [1..3], 经营面积', 'number'), []);
    assert.match(check('"餐饮"', 'number').join(), /被判断的值是数字，而“"餐饮"”是文字，永远不会符合/);
    assert.match(check('[1..5]', 'string').join(), /永远不会符合/);
    assert.match(check('> "2026-01-01"', 'date').join(), /永远不会符合/);
    assert.deepEqual(check('经营面积 > 3', 'string'), []);
  });

  it('can be prepared once and asked often within one budget', () => {
    const test = prepareTests(compileExpression('[20..150]', { kind: 'unaryTests' }));
    const run = startRun({});
    assert.deepEqual([19, 20, 150, 151].map((area) => test(toFeel(area), run)), [false, true, true, false]);
  });
});
