import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import fc from 'fast-check';
import * as peer from 'sm-crypto-v2';
import { hex, openssl, refused, scratchFolder, withoutOpenssl } from '../testing.ts';
import { signDigest, verifyDigest } from './curve.ts';
import { generateKey, privateKey, privateKeyBytes, publicKey, secretOf } from './keys.ts';
import { privateKeyToPem, publicKeyToPem } from './pem.ts';
import { digestWithIdentity, sign, verify } from './sign.ts';

/** GB/T 32918.5-2017, annex A: the signature example. */
const standard = {
  secret: hex('3945208F 7B2144B1 3F36E38A C6D39F95 88939369 2860B51A 42FB81EF 4DF7C5B8'),
  point: hex(
    '04 09F9DF31 1E5421A1 50DD7D16 1E4BC5C6 72179FAD 1833FC07 6BB08FF3 56F35020' +
      'CCEA490C E26775A5 2DC6EA71 8CC1AA60 0AED05FB F35E084A 6632F607 2DA9AD13',
  ),
  message: Buffer.from('message digest'),
  digest: hex('F0B43E94 BA45ACCA ACE692ED 534382EB 17E6AB5A 19CE7B31 F4486FDF C0D28640'),
  nonce: hex('59276E27 D506861A 16680F3A D9C02DCC EF3CC1FA 3CDBE4CE 6D54B80D EAC1BC21'),
  signature: hex(
    'F5A03B06 48D2C463 0EEAC513 E1BB81A1 5944DA38 27D5B741 43AC7EAC EEE720B3' +
      'B1B6AA29 DF212FD8 763182BC 0D421CA1 BB9038FD 1F7F42D4 840B69C4 85BBC1AA',
  ),
};

const anyBytes = fc.uint8Array({ maxLength: 300 });

test('the example of GB/T 32918.5 is reproduced step by step', () => {
  const key = privateKey(standard.secret);
  assert.deepEqual(key.publicKey.bytes, standard.point);
  assert.deepEqual(digestWithIdentity(key.publicKey, standard.message), standard.digest);
  const signature = signDigest(standard.digest, secretOf(key).inverse, (target) => target.set(standard.nonce));
  assert.deepEqual(signature, standard.signature);
  assert.equal(verify(publicKey(standard.point), standard.message, standard.signature), true);
});

test('another thread signs with an instance of its own', async () => {
  const key = generateKey();
  const source = `import(${JSON.stringify(new URL('index.ts', import.meta.url).href)}).then((sm2) => {
    const { parentPort, workerData } = require('node:worker_threads');
    parentPort.postMessage(sm2.sign(sm2.privateKey(workerData.secret), workerData.message));
  })`;
  const worker = new Worker(source, { eval: true, workerData: { secret: privateKeyBytes(key), message: standard.message } });
  const [signature] = (await once(worker, 'message')) as [Uint8Array];
  assert.equal(verify(key.publicKey, standard.message, signature), true);
});

test('two signatures of the same message differ', () => {
  const key = generateKey();
  assert.notDeepEqual(sign(key, standard.message), sign(key, standard.message));
});

test('sm-crypto-v2 accepts our signatures and we accept its, with any user id', () => {
  fc.assert(
    fc.property(anyBytes, fc.string({ minLength: 1, maxLength: 30, unit: 'grapheme' }), fc.constantFrom('raw', 'der'), (message, userId, encoding) => {
      const key = generateKey();
      const options = { hash: true, userId, der: encoding === 'der' };
      const point = key.publicKey.bytes.toString('hex');
      const ours = sign(key, message, { userId, encoding });
      assert.equal(peer.sm2.doVerifySignature(message, ours.toString('hex'), point, options), true);
      const theirs = peer.sm2.doSignature(message, privateKeyBytes(key).toString('hex'), { ...options, publicKey: point });
      assert.equal(verify(key.publicKey, message, hex(theirs), { userId, encoding }), true);
    }),
    { numRuns: 40 },
  );
});

test('the openssl command accepts our signatures and we accept its', { skip: withoutOpenssl }, () => {
  const folder = scratchFolder();
  for (const [index, userId] of ['1234567812345678', 'ALICE123@YAHOO.COM', '91410000MA45678X1L'].entries()) {
    const key = generateKey();
    const message = Buffer.from(`第 ${index} 份材料`.repeat(index * 20 + 1));
    const options = { userId, encoding: 'der' } as const;
    const files = { 'key.pem': privateKeyToPem(key), 'public.pem': publicKeyToPem(key.publicKey), message, ours: sign(key, message, options) };
    const common = `-rawin -digest sm3 -pkeyopt distid:${userId} -in message`;
    assert.ok(openssl(folder, `pkeyutl -verify -pubin -inkey public.pem -sigfile ours ${common}`, files).ok);
    const theirs = openssl(folder, `pkeyutl -sign -inkey key.pem ${common}`);
    assert.equal(verify(key.publicKey, message, theirs.stdout, options), true);
    assert.equal(verify(key.publicKey, message, theirs.stdout, { ...options, userId: 'someone else' }), false);
  }
});

test('any change of message, signature, key or user id makes a signature false', () => {
  const key = generateKey();
  const other = generateKey();
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 100 }), fc.nat(), fc.integer({ min: 0, max: 7 }), (message, place, bit) => {
      const signature = sign(key, message);
      const flipped = (bytes: Uint8Array): Buffer => {
        const copy = Buffer.from(bytes);
        const at = place % copy.length;
        copy[at] = copy[at]! ^ (1 << bit);
        return copy;
      };
      assert.equal(verify(key.publicKey, message, signature), true);
      assert.equal(verify(key.publicKey, flipped(message), signature), false);
      assert.equal(verify(key.publicKey, message, flipped(signature)), false);
      assert.equal(verify(other.publicKey, message, signature), false);
      assert.equal(verify(key.publicKey, message, signature, { userId: 'x' }), false);
    }),
    { numRuns: 60 },
  );
});

test('bytes that are no signature are false in either form, never an error', () => {
  const key = generateKey();
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), fc.constantFrom('raw', 'der'), (signature, encoding) => {
      assert.equal(verify(key.publicKey, standard.message, signature, { encoding }), false);
    }),
    { numRuns: 300 },
  );
  const signature = sign(key, standard.message);
  assert.equal(verify(key.publicKey, standard.message, signature.subarray(1)), false);
  assert.equal(verify(key.publicKey, standard.message, Buffer.concat([signature, Buffer.of(0)])), false);
});

test('a user id longer than its length field can say is refused', () => {
  const key = generateKey();
  assert.throws(() => sign(key, standard.message, { userId: 'x'.repeat(8192) }), refused('crypto.tooLarge'));
  assert.ok(verify(key.publicKey, standard.message, sign(key, standard.message, { userId: 'x'.repeat(8191) }), { userId: 'x'.repeat(8191) }));
});

test('a digest of n and more is signed as its remainder', () => {
  const key = generateKey();
  const digest = Buffer.alloc(32, 0xff);
  const signature = signDigest(digest, secretOf(key).inverse);
  assert.equal(verifyDigest(digest, signature, key.publicKey.bytes.subarray(1)), true);
});
