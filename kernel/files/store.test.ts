import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import { aCitizen } from '../testing/actors.ts';
import { as, inRollback } from '../testing/database.ts';
import { blobStore } from './blobs.ts';
import { claimFiles, findFile, openFile, readFileBytes, removeUnowned, saveFile } from './store.ts';

const pdf = (size = 0): Uint8Array => Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(size)]);

describe('stored files', () => {
  it('come back byte for byte, though nothing readable lies in the store', async () => {
    await inRollback({}, async (ctx) => {
      const content = pdf(200_000);
      const file = await saveFile(ctx, content, { name: '平面图.pdf', owner: null });
      assert.deepEqual(Buffer.from(await readFileBytes(ctx, file.id)), Buffer.from(content));
      assert.deepEqual([file.type, file.size], ['application/pdf', content.length]);
    });
  });

  it('of the same content are stored once and described twice', async () => {
    await inRollback({}, async (ctx) => {
      const content = pdf(10);
      const [first, second] = [await saveFile(ctx, content, { name: 'a.pdf', owner: null }), await saveFile(ctx, content, { name: 'b.pdf', owner: null })];
      assert.notEqual(first.id, second.id);
      assert.equal(first.sm3, second.sm3);
    });
  });

  it('refuse what is too large, empty, or not of an accepted kind', async () => {
    await inRollback({}, async (ctx) => {
      await assert.rejects(saveFile(ctx, pdf(2_000_000), { name: 'a.pdf', owner: null, maxBytes: 1_000_000 }), { code: 'files.tooLarge' });
      await assert.rejects(saveFile(ctx, new Uint8Array(), { name: 'a.pdf', owner: null }), { code: 'files.empty' });
      await assert.rejects(saveFile(ctx, pdf(), { name: 'a.png', owner: null, accept: ['image/png'] }), { code: 'files.wrongType', message: /PNG/ });
    });
  });

  it('are claimed by their uploader only, and by one record only', async () => {
    await inRollback({}, async (ctx) => {
      const mine = as(ctx, aCitizen());
      const file = await saveFile(mine, pdf(), { name: 'a.pdf', owner: null });
      await assert.rejects(claimFiles(as(ctx, aCitizen()), [file.id], 'cases/1'), { code: 'files.notFound' });
      await claimFiles(mine, [file.id], 'cases/1');
      await claimFiles(mine, [file.id], 'cases/1');
      await assert.rejects(claimFiles(mine, [file.id], 'cases/2'), { code: 'files.notFound' });
      assert.equal((await findFile(ctx, file.id))?.owner, 'cases/1');
    });
  });

  it('that nobody claims go after two days, with their content when nothing else uses it', async () => {
    let now = new Date('2026-11-23T00:00:00Z');
    await inRollback({ now: () => now }, async (ctx) => {
      const [left, kept] = [await saveFile(ctx, pdf(30), { name: 'left.pdf', owner: null }), await saveFile(ctx, pdf(31), { name: 'kept.pdf', owner: 'cases/1' })];
      now = new Date('2026-11-25T00:00:01Z');
      await removeUnowned(ctx);
      assert.equal(await findFile(ctx, left.id), undefined);
      await assert.rejects(openFile(ctx, left.id), { code: 'files.notFound' });
      assert.ok((await readFileBytes(ctx, kept.id)).length > 0);
    });
  });

  it('that were tampered with in the store do not open', async () => {
    await inRollback({}, async (ctx) => {
      const file = await saveFile(ctx, pdf(100), { name: 'a.pdf', owner: null });
      const store = blobStore.get();
      const real = store.get.bind(store);
      blobStore.plug({ ...store, get: async (digest) => tamper(await real(digest)) });
      try {
        await assert.rejects(readFileBytes(ctx, file.id));
      } finally {
        blobStore.plug(store);
      }
    });
  });
});

async function* tamper(content: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  for await (const chunk of content) {
    const copy = Buffer.from(chunk);
    copy[copy.length - 1]! ^= 1;
    yield copy;
  }
}
