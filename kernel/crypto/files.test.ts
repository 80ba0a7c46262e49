import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { before, test } from 'node:test';
import fc from 'fast-check';
import { decryptFile, encryptFile } from './files.ts';
import { type KeyRing, openKeyRing } from './keys.ts';
import { refused, scratchFolder } from './testing.ts';

const CHUNK = 65_536;
const SEALED_CHUNK = CHUNK + 16;
const directory = scratchFolder();
let ring: KeyRing;
before(async () => {
  ring = await openKeyRing({ directory });
});

const context = 'file-1';
const encrypted = (plain: Uint8Array, options = { ring, context }): Promise<Buffer> =>
  buffer(encryptFile(options)(Readable.from([plain])));
const decrypted = (sealed: Uint8Array, options = { ring, context }): Promise<Buffer> =>
  buffer(decryptFile(options)(Readable.from([sealed])));

const edges = [0, 1, 15, 16, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 7];

test('files of every length around the chunks come back', async () => {
  for (const length of edges) {
    const plain = randomBytes(length);
    const sealed = await encrypted(plain);
    const chunks = Math.max(1, Math.ceil(length / CHUNK));
    assert.equal(sealed.length, 4 + 1 + 12 + 16 + length + 16 * chunks);
    assert.deepEqual(await decrypted(sealed), plain);
  }
});

test('it does not matter in what pieces a file arrives', async () => {
  const plain = randomBytes(CHUNK * 2 + 100);
  const sealed = await encrypted(plain);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 40_000 }), { minLength: 1, maxLength: 12 }), async (sizes) => {
      const pieces = function* (bytes: Buffer): Generator<Buffer> {
        let offset = 0;
        for (let i = 0; offset < bytes.length; i++) {
          const size = i < sizes.length ? sizes[i]! : bytes.length;
          yield bytes.subarray(offset, offset + size);
          offset += size;
        }
      };
      const through = await buffer(encryptFile({ ring, context })(Readable.from(pieces(plain))));
      assert.deepEqual(await decrypted(through), plain);
      assert.deepEqual(await buffer(decryptFile({ ring, context })(Readable.from(pieces(sealed)))), plain);
    }),
    { numRuns: 25 },
  );
});

test('it works in a pipeline from file to file', async () => {
  const [plain, sealed, back] = ['plain', 'sealed', 'back'].map((name) => path.join(directory, name)) as [string, string, string];
  writeFileSync(plain, randomBytes(300_000));
  await pipeline(createReadStream(plain), encryptFile({ ring, context }), createWriteStream(sealed));
  await pipeline(createReadStream(sealed), decryptFile({ ring, context }), createWriteStream(back));
  assert.deepEqual(readFileSync(back), readFileSync(plain));
  assert.equal(readFileSync(sealed).includes(readFileSync(plain).subarray(0, 32)), false);
});

test('the same file encrypted twice looks different throughout', async () => {
  const plain = Buffer.alloc(1000);
  const [one, two] = [await encrypted(plain), await encrypted(plain)];
  assert.notDeepEqual(one.subarray(-900), two.subarray(-900));
});

test('a changed byte anywhere is refused', async () => {
  const sealed = await encrypted(randomBytes(100));
  for (let place = 0; place < sealed.length; place++) {
    const changed = Buffer.from(sealed);
    changed[place]! ^= 0x41;
    await assert.rejects(decrypted(changed), { name: 'AppError' }, `byte ${place}`);
  }
});

test('a file cut off anywhere is refused, between chunks too', async () => {
  const sealed = await encrypted(randomBytes(2 * CHUNK + 50));
  const header = sealed.length - 2 * SEALED_CHUNK - 66;
  const cuts = [0, 1, 4, header - 1, header, header + 15, header + SEALED_CHUNK, header + 2 * SEALED_CHUNK, sealed.length - 1];
  for (const cut of cuts) await assert.rejects(decrypted(sealed.subarray(0, cut)), refused('crypto.broken'), `cut at ${cut}`);
});

test('chunks moved, repeated, removed or added are refused', async () => {
  const sealed = await encrypted(randomBytes(3 * CHUNK));
  const header = sealed.subarray(0, -3 * SEALED_CHUNK);
  const [a, b, c] = [0, 1, 2].map((i) => sealed.subarray(header.length + i * SEALED_CHUNK, header.length + (i + 1) * SEALED_CHUNK)) as [Buffer, Buffer, Buffer];
  assert.equal((await decrypted(Buffer.concat([header, a, b, c]))).length, 3 * CHUNK);
  for (const order of [[b, a, c], [a, a, b, c], [a, c], [a, b], [c], [a, b, c, c], [a, b, c, Buffer.of(0)]]) {
    await assert.rejects(decrypted(Buffer.concat([header, ...order])), refused('crypto.broken'));
  }
});

test('under another context, or without its key, a file is refused', async () => {
  const sealed = await encrypted(Buffer.from('content'));
  await assert.rejects(decrypted(sealed, { ring, context: 'file-2' }), refused('crypto.broken'));
  const other = await openKeyRing({ directory: scratchFolder() });
  await assert.rejects(decrypted(sealed, { ring: other, context }), refused('crypto.unknownKey'));
});

test('a file encrypted before a rotation stays readable', async () => {
  const sealed = await encrypted(Buffer.from('content'));
  await ring.rotate('files');
  assert.equal((await decrypted(sealed)).toString(), 'content');
});

test('the source is closed when decryption stops early', async () => {
  const source = Readable.from([Buffer.alloc(200_000)]);
  await assert.rejects(buffer(decryptFile({ ring, context })(source)), refused('crypto.broken'));
  assert.equal(source.destroyed, true);
});

test('an error of the source comes through', async () => {
  const failing = new Readable({ read() {} });
  failing.push(Buffer.alloc(10));
  failing.destroy(new Error('disk gone'));
  await assert.rejects(buffer(encryptFile({ ring, context })(failing)), /disk gone/);
});
