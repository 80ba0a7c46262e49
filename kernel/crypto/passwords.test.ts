import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hmacSm3 } from './sm3.ts';
import { hashPassword, needsRehash, verifyPassword } from './passwords.ts';
import { openssl, refused, scratchFolder, withoutOpenssl } from './testing.ts';

const FEW = 10;

test('the right password is accepted and every other refused', async () => {
  const stored = await hashPassword('一网Yiwang#2026', FEW);
  assert.match(stored, /^\$pbkdf2-sm3\$i=10\$[^$]{22}\$[^$]{43}$/);
  assert.equal(await verifyPassword('一网Yiwang#2026', stored), true);
  for (const wrong of ['', '一网yiwang#2026', '一网Yiwang#2026 ', '一网Yiwang#202']) assert.equal(await verifyPassword(wrong, stored), false);
});

test('full-width letters from a Chinese input method are the same password', async () => {
  assert.equal(await verifyPassword('Ａｂｃ１２３', await hashPassword('Abc123', FEW)), true);
});

test('the same password is stored differently each time', async () => {
  assert.notEqual(await hashPassword('password', FEW), await hashPassword('password', FEW));
});

test('the hash is PBKDF2 of RFC 8018 with HMAC-SM3', async () => {
  const [, , , salt, hash] = (await hashPassword('password', 3)).split('$');
  let round = hmacSm3(Buffer.from('password'), Buffer.concat([Buffer.from(salt!, 'base64'), Buffer.of(0, 0, 0, 1)]));
  const sum = Buffer.from(round);
  for (let i = 1; i < 3; i++) {
    round = hmacSm3(Buffer.from('password'), round);
    round.forEach((byte, at) => (sum[at]! ^= byte));
  }
  assert.equal(sum.toString('base64').replace(/=+$/, ''), hash);
});

test('the openssl command derives the same', { skip: withoutOpenssl }, async () => {
  const [, , , salt, hash] = (await hashPassword('password', 1000)).split('$');
  const saltHex = Buffer.from(salt!, 'base64').toString('hex');
  const { stdout } = openssl(scratchFolder(), `kdf -keylen 32 -kdfopt digest:SM3 -kdfopt pass:password -kdfopt hexsalt:${saltHex} -kdfopt iter:1000 -binary PBKDF2`);
  assert.equal(stdout.toString('base64').replace(/=+$/, ''), hash);
});

test('an unknown user and a damaged hash are false, after the work of a real check', async () => {
  assert.equal(await verifyPassword('password', null), false);
  assert.equal(await verifyPassword('password', '$pbkdf2-sm3$i=0$AAAA$AAAA'), false);
});

test('a hash weaker than today asks to be made again', async () => {
  assert.equal(needsRehash(await hashPassword('password', FEW)), true);
  assert.equal(needsRehash('$2b$10$something'), true);
  assert.equal(needsRehash(await hashPassword('password')), false);
});

test('a password beyond 1024 bytes is refused', async () => {
  await assert.rejects(hashPassword('密'.repeat(342), FEW), refused('crypto.tooLarge'));
  assert.equal(await verifyPassword('密'.repeat(342), await hashPassword('password', FEW)), false);
});
