import assert from 'node:assert/strict';
import { createSecretKey, randomBytes } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import * as peer from 'sm-crypto-v2';
import { cryptCtr, decryptCbc, decryptGcm, encryptCbc, encryptGcm } from './sm4.ts';
import { hex, openssl, refused, scratchFolder, withoutOpenssl } from './testing.ts';

const key = hex('0123456789ABCDEFFEDCBA9876543210');
const anyBytes = fc.uint8Array({ maxLength: 200 });
const fixed = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });

/** RFC 8998, appendix A.1. */
const rfc8998 = {
  nonce: hex('00001234567800000000ABCD'),
  associatedData: hex('FEEDFACEDEADBEEFFEEDFACEDEADBEEFABADDAD2'),
  plaintext: hex(
    'AAAAAAAAAAAAAAAABBBBBBBBBBBBBBBBCCCCCCCCCCCCCCCCDDDDDDDDDDDDDDDD' +
      'EEEEEEEEEEEEEEEEFFFFFFFFFFFFFFFFEEEEEEEEEEEEEEEEAAAAAAAAAAAAAAAA',
  ),
  ciphertext: hex(
    '17F399F08C67D5EE19D0DC9969C4BB7D5FD46FD3756489069157B282BB200735' +
      'D82710CA5C22F0CCFA7CBF93D496AC15A56834CBCF98C397B4024A2691233B8D',
  ),
  tag: hex('83DE3541E4C2B58177E065A9BF7B62EC'),
};

test('the example of GB/T 32907 comes out', () => {
  const block = key;
  assert.equal(cryptCtr(key, block, Buffer.alloc(16)).toString('hex'), '681edf34d206965e86b3e94f536e4246');
  assert.equal(encryptCbc(key, Buffer.alloc(16), block).subarray(0, 16).toString('hex'), '681edf34d206965e86b3e94f536e4246');
});

test('the SM4-GCM example of RFC 8998 comes out, both ways', () => {
  const { plaintext, ciphertext, tag, ...binding } = rfc8998;
  assert.deepEqual(encryptGcm(key, plaintext, binding), Buffer.concat([ciphertext, tag]));
  assert.deepEqual(decryptGcm(createSecretKey(key), Buffer.concat([ciphertext, tag]), binding), plaintext);
});

test('SM4-GCM agrees with sm-crypto-v2 for any lengths', () => {
  fc.assert(
    fc.property(anyBytes, anyBytes, fixed(12), fixed(16), (plaintext, associatedData, nonce, anyKey) => {
      const sealed = encryptGcm(anyKey, plaintext, { nonce, associatedData });
      const theirs = peer.sm4.encrypt(plaintext, anyKey, { mode: 'gcm', iv: nonce, associatedData, output: 'array', outputTag: true });
      assert.deepEqual(sealed, Buffer.concat([theirs.output, theirs.tag!]));
      assert.deepEqual(decryptGcm(anyKey, sealed, { nonce, associatedData }), Buffer.from(plaintext));
    }),
    { numRuns: 100 },
  );
});

test('SM4-GCM agrees with sm-crypto-v2 where the message passes the authenticator in several pieces', () => {
  const nonce = randomBytes(12);
  for (const length of [65_535, 65_536, 65_537, 131_072, 140_001]) {
    const plaintext = randomBytes(length);
    const theirs = peer.sm4.encrypt(plaintext, key, { mode: 'gcm', iv: nonce, associatedData: plaintext, output: 'array', outputTag: true });
    assert.deepEqual(encryptGcm(key, plaintext, { nonce, associatedData: plaintext }), Buffer.concat([theirs.output, theirs.tag!]));
  }
});

test('any change of ciphertext, tag, nonce, associated data or key is refused', () => {
  fc.assert(
    fc.property(anyBytes, anyBytes, fc.nat(), fc.integer({ min: 1, max: 255 }), (plaintext, associatedData, place, change) => {
      const binding = { nonce: randomBytes(12), associatedData };
      const flip = (bytes: Uint8Array): Buffer => {
        const copy = Buffer.from(bytes);
        copy[place % copy.length]! ^= change;
        return copy;
      };
      const sealed = encryptGcm(key, plaintext, binding);
      const attempts = [
        () => decryptGcm(key, flip(sealed), binding),
        () => decryptGcm(key, sealed.subarray(0, place % sealed.length), binding),
        () => decryptGcm(key, sealed, { ...binding, nonce: flip(binding.nonce) }),
        () => decryptGcm(key, sealed, { ...binding, associatedData: Buffer.concat([associatedData, Buffer.of(0)]) }),
        () => decryptGcm(flip(key), sealed, binding),
      ];
      for (const attempt of attempts) assert.throws(attempt, refused('crypto.broken'));
    }),
    { numRuns: 60 },
  );
});

test('the openssl command makes the same CBC and CTR', { skip: withoutOpenssl }, () => {
  const folder = scratchFolder();
  const iv = randomBytes(16);
  for (const plaintext of [Buffer.alloc(0), randomBytes(16), randomBytes(1000)]) {
    const run = (mode: string) => openssl(folder, `enc -sm4-${mode} -K ${key.toString('hex')} -iv ${iv.toString('hex')} -in plaintext`, { plaintext }).stdout;
    assert.deepEqual(encryptCbc(key, iv, plaintext), run('cbc'));
    assert.deepEqual(decryptCbc(key, iv, run('cbc')), plaintext);
    assert.deepEqual(cryptCtr(key, iv, plaintext), run('ctr'));
  }
});

test('CBC text with bytes missing or wrong padding is refused', () => {
  const iv = randomBytes(16);
  const ciphertext = encryptCbc(key, iv, Buffer.alloc(20));
  const zeros = encryptCbc(key, iv, Buffer.alloc(32)).subarray(0, 32);
  for (const bad of [Buffer.alloc(0), ciphertext.subarray(1), zeros]) {
    assert.throws(() => decryptCbc(key, iv, bad), refused('crypto.broken'));
  }
});

test('keys, nonces and vectors of wrong length are refused', () => {
  assert.throws(() => encryptGcm(key.subarray(1), key, { nonce: Buffer.alloc(12) }), refused('crypto.badKey'));
  assert.throws(() => encryptGcm(key, key, { nonce: Buffer.alloc(16) }), refused('crypto.badKey'));
  assert.throws(() => encryptCbc(key, Buffer.alloc(12), key), refused('crypto.badKey'));
  assert.throws(() => cryptCtr(key, Buffer.alloc(12), key), refused('crypto.badKey'));
});
