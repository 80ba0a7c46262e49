import assert from 'node:assert/strict';
import { createSecretKey } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import * as peer from 'sm-crypto-v2';
import { hkdfSm3, hmacSm3, kdfSm3, sm3 } from './sm3.ts';
import { hex } from './testing.ts';

const anyBytes = fc.uint8Array({ maxLength: 300 });

test('the two examples of GB/T 32905 come out', () => {
  assert.equal(sm3('abc').toString('hex'), '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0');
  assert.equal(sm3('abcd'.repeat(16)).toString('hex'), 'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732');
});

test('hash, HMAC and the SM2 key derivation agree with sm-crypto-v2', () => {
  fc.assert(
    fc.property(anyBytes, fc.uint8Array({ minLength: 1, maxLength: 100 }), fc.integer({ min: 1, max: 200 }), (data, key, length) => {
      assert.equal(sm3(data).toString('hex'), peer.sm3(data));
      assert.equal(hmacSm3(key, data).toString('hex'), peer.sm3(data, { mode: 'hmac', key }));
      assert.deepEqual(kdfSm3(data, length), Buffer.from(peer.kdf(data, length)));
    }),
    { numRuns: 100 },
  );
});

test('text is hashed as UTF-8, and a key object works as its bytes', () => {
  assert.deepEqual(sm3('三门峡'), sm3(Buffer.from('三门峡')));
  assert.deepEqual(hmacSm3(createSecretKey(Buffer.from('key')), '一网'), hmacSm3(Buffer.from('key'), Buffer.from('一网')));
});

test('HKDF is the construction of RFC 5869 with HMAC-SM3', () => {
  const [secret, salt, label] = [Buffer.from('secret'), hex('000102030405'), Buffer.from('a label')];
  const extracted = hmacSm3(salt, secret);
  const first = hmacSm3(extracted, Buffer.concat([label, Buffer.of(1)]));
  const second = hmacSm3(extracted, Buffer.concat([first, label, Buffer.of(2)]));
  assert.deepEqual(hkdfSm3(secret, label, 50, salt), Buffer.concat([first, second]).subarray(0, 50));
  assert.deepEqual(hkdfSm3(secret, label, 32), hmacSm3(hmacSm3(Buffer.alloc(32), secret), Buffer.concat([label, Buffer.of(1)])));
});
