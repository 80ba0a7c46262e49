import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { equalSecrets, newOneTimeCode, newToken, tokenDigest } from './tokens.ts';

test('tokens are 43 letters of base64url and never the same', () => {
  const tokens = Array.from({ length: 1000 }, newToken);
  for (const token of tokens) assert.match(token, /^[A-Za-z0-9_-]{43}$/);
  assert.equal(new Set(tokens).size, tokens.length);
});

test('one-time codes are six digits, leading zeros among them, all digits about equally often', () => {
  const codes = Array.from({ length: 20_000 }, newOneTimeCode);
  for (const code of codes) assert.match(code, /^\d{6}$/);
  for (let place = 0; place < 6; place++) {
    for (const digit of '0123456789') {
      const times = codes.filter((code) => code[place] === digit).length;
      // 2,000 expected, standard deviation 42: a fair code leaves this range less than once in 10^11 runs.
      assert.ok(times > 1700 && times < 2300, `digit ${digit} at place ${place}: ${times} times`);
    }
  }
});

test('secrets are equal exactly when they are the same text', () => {
  fc.assert(fc.property(fc.string(), fc.string(), (a, b) => {
    assert.equal(equalSecrets(a, b), a === b);
    assert.equal(equalSecrets(a, a), true);
  }));
});

test('what is stored of a token is its SM3 hash', () => {
  assert.equal(tokenDigest('abc'), '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0');
});
