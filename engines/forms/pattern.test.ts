import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { patternFault, wholeMatch } from './pattern.ts';

describe('patternFault', () => {
  it('lets through the patterns that forms need', () => {
    for (const pattern of [
      '[A-Z]{2}\\d{6,10}',
      '^\\d{4}-\\d{2}$',
      'https?://[^\\s]+',
      '豫(?:A|M)[A-Z0-9]{5,6}',
      '[\\u4e00-\\u9fa5·]{2,30}',
      '\\p{Script=Han}+',
      '(?:\\d{3}-)?\\d{8}',
      '\\(\\d+\\)第\\d+号',
      '[^\\]]+\\]',
      'a\\$',
    ]) {
      assert.equal(patternFault(pattern), null, pattern);
    }
  });

  it('refuses patterns that can take forever', () => {
    for (const pattern of ['(a+)+', '(a|a)*', '(a|aa)+b', '(.*a){20}', '([a-z]+)*x', '\\d*\\d*\\d*x', '(a?){100}a', '(?:a?b?)*c', '(x+x+)+y', '((a{0,50}){0,50}){0,50}b']) {
      assert.match(patternFault(pattern) ?? '', /耗时/, pattern);
    }
  });

  it('refuses what is outside its part of the language, or not a pattern at all', () => {
    for (const pattern of ['(?=a)a', '(?!a)b', '(?<year>\\d+)', '(a)\\1', '\\bword', 'a$b', '(', '[a', 'a{2,1}', '*', 'a'.repeat(300), `${'('.repeat(12)}a${')'.repeat(12)}`]) {
      assert.notEqual(patternFault(pattern), null, pattern);
    }
  });
});

describe('what is let through', () => {
  it('comes to an end on texts made to be hard', () => {
    const { pattern } = fc.letrec<{ pattern: string }>((tie) => ({
      pattern: fc.oneof(
        { maxDepth: 4, withCrossShrink: true },
        fc.constantFrom('a', 'b', '[ab]', '.', 'ab'),
        fc.tuple(tie('pattern'), tie('pattern')).map(([one, two]) => one + two),
        fc.tuple(tie('pattern'), tie('pattern')).map(([one, two]) => `(?:${one}|${two})`),
        fc.tuple(tie('pattern'), fc.constantFrom('*', '+', '?', '{1,3}', '{0,20}', '{2,}')).map(([one, often]) => `(?:${one})${often}`),
      ),
    }));
    const hard = ['a'.repeat(199), 'ab'.repeat(99), `${'a'.repeat(100)}${'b'.repeat(99)}`].map((text) => `${text}c`);
    let through = 0;
    fc.assert(
      fc.property(pattern, (each) => {
        if (patternFault(each) !== null) return;
        through += 1;
        for (const text of hard) wholeMatch(each).test(text);
      }),
      { numRuns: 1_000 },
    );
    assert.ok(through > 100);
  });
});

describe('wholeMatch', () => {
  it('matches the whole text, with or without anchors of the author', () => {
    for (const pattern of ['\\d{2}|x', '^(?:\\d{2}|x)$']) {
      assert.equal(wholeMatch(pattern).test('12'), true);
      assert.equal(wholeMatch(pattern).test('123'), false);
      assert.equal(wholeMatch(pattern).test('1x'), false);
    }
    assert.equal(wholeMatch('a\\$').test('a$'), true);
    assert.equal(wholeMatch('a\\\\$').test('a\\'), true);
  });
});
