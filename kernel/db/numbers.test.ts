import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { systemActor } from '../actor.ts';
import { inTransaction, ownOrigin } from '../run.ts';
import { inRollback, testDatabase } from '../testing/database.ts';
import { nextNumber } from './numbers.ts';

describe('nextNumber', () => {
  it('counts by day of China and by the values given', async () => {
    let now = new Date('2026-11-23T15:59:59Z');
    await inRollback({ now: () => now }, async (ctx) => {
      assert.equal(await nextNumber(ctx, 'T{unit}{yyyyMMdd}{seq:4}', { unit: 'A' }), 'TA202611230001');
      assert.equal(await nextNumber(ctx, 'T{unit}{yyyyMMdd}{seq:4}', { unit: 'A' }), 'TA202611230002');
      assert.equal(await nextNumber(ctx, 'T{unit}{yyyyMMdd}{seq:4}', { unit: 'B' }), 'TB202611230001');
      now = new Date('2026-11-23T16:00:00Z');
      assert.equal(await nextNumber(ctx, 'T{unit}{yyyyMMdd}{seq:4}', { unit: 'A' }), 'TA202611240001');
    });
  });

  it('refuses a pattern without a counter, without a value, and a series that is full', async () => {
    await inRollback({}, async (ctx) => {
      await assert.rejects(nextNumber(ctx, 'T{yyyy}'), /no \{seq/);
      await assert.rejects(nextNumber(ctx, 'T{unit}{seq:2}'), /\{unit\}/);
      for (let count = 0; count < 9; count += 1) await nextNumber(ctx, 'full{seq:1}');
      await assert.rejects(nextNumber(ctx, 'full{seq:1}'), /run out/);
    });
  });

  it('gives no number twice to many at once, and leaves no gap when one of them fails', async () => {
    const { kernel } = await testDatabase();
    const series = `race-${Date.now()}-{seq:4}`;
    const take = (fails: boolean): Promise<string | null> =>
      inTransaction(kernel, { actor: systemActor('test'), origin: ownOrigin() }, async (ctx) => {
        const number = await nextNumber(ctx, series);
        if (fails) throw new Error('changed my mind');
        return number;
      }).catch(() => null);
    const taken = (await Promise.all(Array.from({ length: 20 }, (_, index) => take(index % 4 === 3)))).filter((number) => number !== null);
    assert.deepEqual(taken.map((number) => Number(number.slice(-4))).toSorted((a, b) => a - b), Array.from({ length: 15 }, (_, index) => index + 1));
  });
});
