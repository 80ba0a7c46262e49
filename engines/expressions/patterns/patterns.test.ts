import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { ExpressionError } from '../problems.ts';
import { startRun } from '../evaluator/evaluate.ts';
import { parsePattern } from './parse.ts';
import { findAll } from './search.ts';

/** Small patterns over a small alphabet, so that they often match. */
const { pattern } = fc.letrec((tie) => ({
  pattern: fc.oneof({ maxDepth: 3, depthIdentifier: 'pattern' }, tie('branch'), fc.tuple(tie('branch'), tie('branch')).map(([a, b]) => `${a}|${b}`)),
  branch: fc.array(tie('piece'), { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join('')),
  piece: fc.tuple(tie('atom'), fc.constantFrom('', '', '', '*', '+', '?', '{2}', '{1,2}', '{1,}', '*?', '+?', '??')).map(([atom, quantifier]) => `${atom}${quantifier}`),
  atom: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'pattern' },
    fc.constantFrom('a', 'b', '政', '.', '[ab]', '[^a]', '\\d', '\\w', '\\.', '[a-c\\d]', '\\p{L}'),
    tie('pattern').map((inner) => `(${inner})`),
    tie('pattern').map((inner) => `(?:${inner})`),
  ),
}));
const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '1', '.', '政', '\n', '𠮷'), maxLength: 6 });

const ours = (source: string, input: string, flags = ''): string[] | null => {
  const parsed = parsePattern(source, flags);
  return parsed && findAll(parsed, input, startRun({})).map(({ groups }) => groups[0] ?? '');
};

describe('patterns', () => {
  it('find what the machine’s RegExp finds', () => {
    fc.assert(
      fc.property(pattern as fc.Arbitrary<string>, text, (source, input) => {
        assert.deepEqual(ours(source, input), [...input.matchAll(new RegExp(source, 'gu'))].map(([match]) => match), source);
      }),
      { numRuns: 800 },
    );
  });

  it('capture the groups that RegExp captures', () => {
    const cases: [string, string][] = [['(\\d{4})-(\\d\\d)', '2026-01'], ['(a)|(b)', 'b'], ['(a+)(a*)', 'aaa'], ['(a|ab)(c|bcd)', 'abcd'], ['((a)b?)+', 'abaab'], ['(.)\\1', 'xaab']];
    for (const [source, input] of cases) {
      const parsed = parsePattern(source);
      const expected = new RegExp(source, 'u').exec(input);
      assert.deepEqual(parsed && findAll(parsed, input, startRun({}))[0]?.groups, expected && [...expected].map((group) => group ?? null), source);
    }
  });

  it('know the flags i, s, m and x, and no others', () => {
    assert.deepEqual(ours('ABC', 'xabc', 'i'), ['abc']);
    assert.deepEqual(ours('a.b', 'a\nb'), []);
    assert.deepEqual(ours('a.b', 'a\nb', 's'), ['a\nb']);
    assert.deepEqual(ours('^b$', 'a\nb\nc', 'm'), ['b']);
    assert.deepEqual(ours('a b # [ ]', 'ab# ', 'x'), ['ab# ']);
    assert.equal(ours('a', 'a', 'g'), null);
  });

  it('treat digits as ASCII, so that full-width digits fail a number check', () => {
    assert.deepEqual(ours('^\\d+$', '１２３'), []);
  });

  it('are null when faulty', () => {
    for (const source of ['(', ')', 'a)', '[', '[a', 'a**', '*a', '{2}', 'a{2,1}', 'a{9999}', '\\', '[z-a]', '\\b', '(?=a)', '(?<n>a)', '\\1', 'a'.repeat(1001), '('.repeat(60) + ')'.repeat(60)]) {
      assert.equal(parsePattern(source), null, source.slice(0, 20));
    }
  });

  it('stop when a pattern would take for ever', () => {
    for (const source of ['^(a+)+$', '^(a|a)*$', '^(a|aa)+$', 'a*a*a*a*a*b', '(a*)*b']) {
      const parsed = parsePattern(source);
      assert.throws(() => parsed && findAll(parsed, `${'a'.repeat(200)}!`, startRun({})), ExpressionError, source);
    }
  });
});
