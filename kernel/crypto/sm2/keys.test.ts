import assert from 'node:assert/strict';
import { createECDH } from 'node:crypto';
import { test } from 'node:test';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { toPem } from '../pem.ts';
import { hex, openssl, refused, scratchFolder, withoutOpenssl } from '../testing.ts';
import { generateKey, privateKey, privateKeyBytes, publicKey } from './keys.ts';
import { privateKeyFromPem, privateKeyToPem, publicKeyFromPem, publicKeyToPem } from './pem.ts';

test('a private key printed, logged or turned to JSON does not show itself', () => {
  const key = generateKey();
  const secret = privateKeyBytes(key);
  const shown = `${inspect(key, { depth: 9, showHidden: true })}${JSON.stringify(key)}${Object.values(key).map(String).join()}`;
  for (const form of [secret.toString('hex'), secret.toString('base64'), secret.toJSON().data.join(',')]) {
    assert.equal(shown.includes(form), false);
  }
});

test('private keys with leading zeros keep their 32 bytes', () => {
  const secret = hex(`0000${'11'.repeat(30)}`);
  const key = privateKey(secret);
  assert.deepEqual(privateKeyBytes(key), secret);
  assert.deepEqual(privateKeyBytes(privateKeyFromPem(privateKeyToPem(key))), secret);
});

test('keys of wrong length, form or range are refused', () => {
  const { bytes } = generateKey().publicKey;
  const compressed = Buffer.concat([Buffer.of(2), bytes.subarray(1, 33)]);
  for (const bad of [Buffer.alloc(0), bytes.subarray(1), compressed, Buffer.concat([bytes, Buffer.of(0)]), Buffer.alloc(65, 4)]) {
    assert.throws(() => publicKey(bad), refused('crypto.badKey'));
  }
  for (const bad of [Buffer.alloc(0), Buffer.alloc(31, 1), Buffer.alloc(33, 1), Buffer.alloc(32), Buffer.alloc(32, 0xff)]) {
    assert.throws(() => privateKey(bad), refused('crypto.badKey'));
  }
});

test('a point of another curve is refused', () => {
  const nist = createECDH('prime256v1');
  assert.throws(() => publicKey(nist.generateKeys()), refused('crypto.badKey'));
});

test('the openssl command reads our key files and we read its', { skip: withoutOpenssl }, () => {
  const folder = scratchFolder();
  const key = generateKey();
  const files = { 'key.pem': privateKeyToPem(key), 'public.pem': publicKeyToPem(key.publicKey) };
  const text = openssl(folder, 'pkey -in key.pem -noout -text -check', files).text.replace(/[\s:]/g, '');
  assert.ok(text.includes('Keyisvalid') && text.includes(privateKeyBytes(key).toString('hex')));
  assert.ok(openssl(folder, 'pkey -pubin -in public.pem -noout -text -pubcheck').text.includes('Key is valid'));

  const theirs = openssl(folder, 'genpkey -algorithm EC -pkeyopt ec_paramgen_curve:SM2 -out theirs.pem');
  assert.ok(theirs.ok);
  const read = privateKeyFromPem(openssl(folder, 'pkey -in theirs.pem').text);
  assert.deepEqual(publicKeyFromPem(openssl(folder, 'pkey -in theirs.pem -pubout').text).bytes, read.publicKey.bytes);
});

test('a key file of another kind, or damaged, is refused with a sentence', { skip: withoutOpenssl }, () => {
  const folder = scratchFolder();
  const nist = openssl(folder, 'genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256').text;
  assert.throws(() => privateKeyFromPem(nist), refused('crypto.badKey'));
  const pem = privateKeyToPem(generateKey());
  for (const bad of ['', 'no key', pem.replace('PRIVATE', 'PUBLIC'), pem.replace(/\n.{20}/, '\n'), `${pem.slice(0, 60)}!${pem.slice(60)}`]) {
    assert.throws(() => privateKeyFromPem(bad), /格式不正确/);
  }
});

test('a private key beside a public key that is not its own is refused', () => {
  const [one, two] = [generateKey(), generateKey()];
  const der = Buffer.from(privateKeyToPem(one).replace(/-----[^-]+-----|\s/g, ''), 'base64');
  two.publicKey.bytes.copy(der, der.indexOf(one.publicKey.bytes));
  assert.throws(() => privateKeyFromPem(toPem('PRIVATE KEY', der)), refused('crypto.badKey'));
});

test('any changed byte of a public key file is noticed', () => {
  const key = generateKey();
  const der = Buffer.from(publicKeyToPem(key.publicKey).replace(/-----[^-]+-----|\s/g, ''), 'base64');
  fc.assert(
    fc.property(fc.nat({ max: der.length - 1 }), fc.integer({ min: 1, max: 255 }), (place, change) => {
      const changed = Buffer.from(der);
      changed[place]! ^= change;
      assert.throws(() => publicKeyFromPem(toPem('PUBLIC KEY', changed)), { name: 'AppError' });
    }),
    { numRuns: 200 },
  );
});
