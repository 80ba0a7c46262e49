import assert from 'node:assert/strict';
import { chmodSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { decryptField, encryptField } from './fields.ts';
import { keyPurposes } from './key-file.ts';
import { deriveKey, openKeyRing, sm4KeyFor } from './keys.ts';
import { refused, scratchFolder } from './testing.ts';

const scratch = scratchFolder();
let count = 0;

function newDirectory(): string {
  return path.join(scratch, `ring-${count++}`, 'keys');
}

function masterFile(secret = 'a master secret of more than 32 characters'): string {
  const file = path.join(scratch, `master-${count++}`);
  writeFileSync(file, `${secret}\n`);
  return file;
}

const fileIn = (directory: string): string => path.join(directory, 'keys.json');
const context = { table: 'person', column: 'phone', row: '1' };

test('the first start makes a key for each purpose, in a file only its owner can read', async () => {
  const directory = newDirectory();
  const ring = await openKeyRing({ directory });
  assert.equal(statSync(fileIn(directory)).mode & 0o777, 0o600);
  assert.deepEqual(readdirSync(directory), ['keys.json']);
  const ids = keyPurposes.map((purpose) => ring.current(purpose).id);
  const secrets = keyPurposes.map((purpose) => ring.current(purpose).secret.export().toString('hex'));
  assert.equal(new Set(ids).size, keyPurposes.length);
  assert.equal(new Set(secrets).size, keyPurposes.length);
});

test('the next start finds the same keys', async () => {
  const directory = newDirectory();
  const text = encryptField(await openKeyRing({ directory }), '13800000000', context);
  assert.equal(decryptField(await openKeyRing({ directory }), text, context), '13800000000');
});

test('processes that start at once share one ring', async () => {
  const directory = newDirectory();
  const rings = await Promise.all(Array.from({ length: 8 }, () => openKeyRing({ directory })));
  assert.equal(new Set(rings.map((ring) => ring.current('data').id)).size, 1);
  assert.deepEqual(readdirSync(directory), ['keys.json']);
});

test('after a rotation new data goes under the new key and old data stays readable', async () => {
  const directory = newDirectory();
  const ring = await openKeyRing({ directory });
  const before = encryptField(ring, 'before', context);
  const fresh = await ring.rotate('data');
  assert.equal(ring.current('data').id, fresh.id);
  assert.equal(ring.all('data').length, 2);
  assert.equal(ring.all('files').length, 1);
  const after = encryptField(ring, 'after', context);
  assert.ok(after.includes(fresh.id));
  for (const each of [ring, await openKeyRing({ directory })]) {
    assert.equal(decryptField(each, before, context), 'before');
    assert.equal(decryptField(each, after, context), 'after');
  }
});

test('a process notices the rotation of another when it meets the new key', async () => {
  const directory = newDirectory();
  const [worker, server] = [await openKeyRing({ directory }), await openKeyRing({ directory })];
  await server.rotate('data');
  assert.equal(decryptField(worker, encryptField(server, 'text', context), context), 'text');
  assert.equal(worker.current('data').id, server.current('data').id);
});

test('a key of another purpose is not found', async () => {
  const ring = await openKeyRing({ directory: newDirectory() });
  assert.throws(() => ring.get('data', ring.current('files').id), refused('crypto.unknownKey'));
});

test('a master secret hides the keys in the file, and only the same one opens it', async () => {
  const directory = newDirectory();
  const masterKeyFile = masterFile();
  const ring = await openKeyRing({ directory, masterKeyFile });
  const text = readFileSync(fileIn(directory), 'utf8');
  assert.equal(text.includes(ring.current('data').secret.export().toString('base64')), false);
  assert.equal((await openKeyRing({ directory, masterKeyFile })).current('data').id, ring.current('data').id);
  await assert.rejects(openKeyRing({ directory }), /请设置 MASTER_KEY_FILE/);
  await assert.rejects(openKeyRing({ directory, masterKeyFile: masterFile('x'.repeat(40)) }), /主密钥与密钥文件不匹配/);
});

test('a ring begun without a master secret is wrapped once there is one', async () => {
  const directory = newDirectory();
  const id = (await openKeyRing({ directory })).current('data').id;
  const masterKeyFile = masterFile();
  const ring = await openKeyRing({ directory, masterKeyFile });
  assert.equal(ring.current('data').id, id);
  assert.equal(readFileSync(fileIn(directory), 'utf8').includes(id), false);
  assert.equal(statSync(fileIn(directory)).mode & 0o777, 0o600);
  await ring.rotate('data');
  assert.equal((await openKeyRing({ directory, masterKeyFile })).all('data').length, 2);
});

test('a missing or short master secret is refused before anything is made', async () => {
  const directory = newDirectory();
  await assert.rejects(openKeyRing({ directory, masterKeyFile: path.join(scratch, 'nowhere') }), refused('crypto.keyStore'));
  await assert.rejects(openKeyRing({ directory, masterKeyFile: masterFile('short') }), /至少应有 32 个字符/);
  assert.equal(statSync(fileIn(directory), { throwIfNoEntry: false }), undefined);
});

test('a damaged file, or one that others may read, is refused with a sentence', async () => {
  const directory = newDirectory();
  const masterKeyFile = masterFile();
  await openKeyRing({ directory, masterKeyFile });
  const good = readFileSync(fileIn(directory), 'utf8');
  const sealed = JSON.parse(good) as { sealed: string };
  const changed = good.replace(sealed.sealed, `${sealed.sealed.slice(0, -8)}AAAA${sealed.sealed.slice(-4)}`);
  for (const bad of ['', '{', '{}', '[]', 'null', good.slice(0, -9), good.replace('yiwang-keys-1', 'other'), changed, '{"format":"yiwang-keys-1"}']) {
    writeFileSync(fileIn(directory), bad);
    await assert.rejects(openKeyRing({ directory, masterKeyFile }), refused('crypto.keyStore'), bad);
  }
  writeFileSync(fileIn(directory), good);
  chmodSync(fileIn(directory), 0o640);
  await assert.rejects(openKeyRing({ directory, masterKeyFile }), /权限过宽/);
});

test('a ring printed or turned to JSON does not show its keys', async () => {
  const key = (await openKeyRing({ directory: newDirectory() })).current('data');
  const shown = `${inspect(key, { depth: 9, showHidden: true })}${JSON.stringify(key)}`;
  const secret = key.secret.export();
  for (const form of ['hex', 'base64'] as const) assert.equal(shown.includes(secret.toString(form)), false);
});

test('each use of a key has bytes of its own', async () => {
  const ring = await openKeyRing({ directory: newDirectory() });
  const key = ring.current('session');
  assert.notDeepEqual(deriveKey(key, 'one', 32), deriveKey(key, 'two', 32));
  assert.notDeepEqual(deriveKey(key, 'one', 32), deriveKey(key, 'one', 32, Buffer.from('salt')));
  assert.deepEqual(sm4KeyFor(key, 'one').export(), deriveKey(key, 'one', 16));
  assert.equal(sm4KeyFor(key, 'one'), sm4KeyFor(key, 'one'));
});
