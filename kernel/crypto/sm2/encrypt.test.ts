import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import * as peer from 'sm-crypto-v2';
import { hex, openssl, refused, scratchFolder, withoutOpenssl } from '../testing.ts';
import { decrypt, encrypt, encryptWith } from './encrypt.ts';
import { generateKey, privateKey, privateKeyBytes } from './keys.ts';
import { privateKeyToPem, publicKeyToPem } from './pem.ts';

/** GB/T 32918.5-2017, annex C: the encryption example, in the order C1||C3||C2. */
const standard = {
  secret: hex('3945208F 7B2144B1 3F36E38A C6D39F95 88939369 2860B51A 42FB81EF 4DF7C5B8'),
  nonce: hex('59276E27 D506861A 16680F3A D9C02DCC EF3CC1FA 3CDBE4CE 6D54B80D EAC1BC21'),
  plaintext: Buffer.from('encryption standard'),
  ciphertext: hex(
    '04 04EBFC71 8E8D1798 62043226 8E77FEB6 415E2EDE 0E073C0F 4F640ECD 2E149A73' +
      'E858F9D8 1E5430A5 7B36DAAB 8F950A3C 64E6EE6A 63094D99 283AFF76 7E124DF0' +
      '59983C18 F809E262 923C53AE C295D303 83B54E39 D609D160 AFCB1908 D0BD8766' +
      '21886CA9 89CA9C7D 58087307 CA93092D 651EFA',
  ),
};

const plaintexts = fc.uint8Array({ minLength: 1, maxLength: 400 });

test('the example of GB/T 32918.5 is reproduced', () => {
  const key = privateKey(standard.secret);
  assert.deepEqual(encryptWith(key.publicKey, standard.plaintext, (target) => target.set(standard.nonce)), standard.ciphertext);
  assert.deepEqual(decrypt(key, standard.ciphertext), standard.plaintext);
});

test('what is encrypted for a key, that key decrypts, in both forms', () => {
  const key = generateKey();
  fc.assert(
    fc.property(plaintexts, fc.constantFrom('raw', 'der'), (plaintext, encoding) => {
      assert.deepEqual(decrypt(key, encrypt(key.publicKey, plaintext, { encoding }), { encoding }), Buffer.from(plaintext));
    }),
    { numRuns: 100 },
  );
});

test('sm-crypto-v2 decrypts ours and we decrypt its', () => {
  const key = generateKey();
  const point = key.publicKey.bytes.toString('hex');
  fc.assert(
    fc.property(plaintexts, fc.boolean(), (plaintext, asn1) => {
      const encoding = asn1 ? 'der' : 'raw';
      // Its raw form leaves the leading 04 out.
      const ours = encrypt(key.publicKey, plaintext, { encoding }).subarray(asn1 ? 0 : 1).toString('hex');
      const secret = privateKeyBytes(key).toString('hex');
      assert.deepEqual(Buffer.from(peer.sm2.doDecrypt(ours, secret, 1, { output: 'array', asn1 })), Buffer.from(plaintext));
      const theirs = hex(`${asn1 ? '' : '04'}${peer.sm2.doEncrypt(plaintext, point, 1, { asn1 })}`);
      assert.deepEqual(decrypt(key, theirs, { encoding }), Buffer.from(plaintext));
    }),
    { numRuns: 30 },
  );
});

test('the openssl command decrypts ours and we decrypt its', { skip: withoutOpenssl }, () => {
  const folder = scratchFolder();
  const key = generateKey();
  for (const length of [2, 33, 5000]) {
    const plaintext = Buffer.alloc(length, 'openssl');
    const encoding = 'der';
    const files = { 'key.pem': privateKeyToPem(key), 'public.pem': publicKeyToPem(key.publicKey), plaintext, ours: encrypt(key.publicKey, plaintext, { encoding }) };
    assert.deepEqual(openssl(folder, 'pkeyutl -decrypt -inkey key.pem -in ours', files).stdout, plaintext);
    const theirs = openssl(folder, 'pkeyutl -encrypt -pubin -inkey public.pem -in plaintext').stdout;
    assert.deepEqual(decrypt(key, theirs, { encoding }), plaintext);
  }
});

test('a changed, shortened or foreign ciphertext is refused', () => {
  const key = generateKey();
  const other = generateKey();
  fc.assert(
    fc.property(plaintexts, fc.nat(), fc.integer({ min: 0, max: 7 }), fc.constantFrom('raw', 'der'), (plaintext, place, bit, encoding) => {
      const ciphertext = encrypt(key.publicKey, plaintext, { encoding });
      const changed = Buffer.from(ciphertext);
      changed[place % changed.length]! ^= 1 << bit;
      assert.throws(() => decrypt(key, changed, { encoding }), refused('crypto.broken'));
      assert.throws(() => decrypt(key, ciphertext.subarray(0, place % ciphertext.length), { encoding }), refused('crypto.broken'));
      assert.throws(() => decrypt(other, ciphertext, { encoding }), refused('crypto.broken'));
    }),
    { numRuns: 60 },
  );
});

test('arbitrary bytes are refused', () => {
  const key = generateKey();
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.constantFrom('raw', 'der'), (bytes, encoding) => {
      assert.throws(() => decrypt(key, bytes, { encoding }), refused('crypto.broken'));
    }),
    { numRuns: 200 },
  );
});

test('nothing, and more than 1 MiB, is not encrypted', () => {
  const { publicKey } = generateKey();
  assert.throws(() => encrypt(publicKey, Buffer.alloc(0)), refused('crypto.malformed'));
  assert.throws(() => encrypt(publicKey, Buffer.alloc((1 << 20) + 1)), refused('crypto.tooLarge'));
  assert.throws(() => decrypt(generateKey(), Buffer.alloc(2 << 20)), refused('crypto.tooLarge'));
});

test('a single byte is always hidden, though the derived stream may be a zero byte once in 256 times', () => {
  const key = generateKey();
  for (let i = 0; i < 600; i++) {
    const ciphertext = encrypt(key.publicKey, Buffer.of(0));
    assert.notEqual(ciphertext.at(-1), 0);
  }
});
