import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sql } from 'kysely';
import { openTables, type Context } from '../context.ts';
import { inRollback } from '../testing/database.ts';
import { page } from './page.ts';

interface Tables {
  pebble: { id: string; weight: number; found_at: Date };
}
const tables = openTables<Tables>();
const sorting = { keys: { weight: 'pebble.weight', foundAt: 'pebble.found_at' }, id: 'pebble.id', usual: 'weight' };

async function pebbles(ctx: Context, count: number): Promise<void> {
  await sql`create temporary table pebble (id text primary key, weight integer not null, found_at timestamptz(3) not null) on commit drop`.execute(tables(ctx));
  await sql`insert into pebble select lpad(n::text, 5, '0'), n % 7, timestamptz '2026-01-01' + n * interval '1.5 ms' from generate_series(1, ${count}) n`.execute(tables(ctx));
}

describe('page', () => {
  for (const sort of ['weight', '-weight', 'foundAt', '-foundAt']) {
    it(`visits every row once, in order, sorted by ${sort}`, async () => {
      await inRollback({}, async (ctx) => {
        await pebbles(ctx, 45);
        const query = tables(ctx).selectFrom('pebble').select(['pebble.id', 'pebble.weight']);
        const seen: { id: string; weight: number }[] = [];
        let after: string | undefined;
        for (;;) {
          const found = await page(ctx, query, { size: 4, sort, ...(after ? { after } : {}) }, sorting);
          seen.push(...found.rows);
          assert.equal(found.total, 45);
          if (found.next === null) break;
          after = found.next;
        }
        assert.equal(new Set(seen.map((row) => row.id)).size, 45);
        if (sort.endsWith('weight')) {
          const weights = seen.map((row) => row.weight);
          assert.deepEqual(weights, sort.startsWith('-') ? weights.toSorted((a, b) => b - a) : weights.toSorted((a, b) => a - b));
        }
      });
    });
  }

  it('shows no row twice and loses none when rows arrive in between', async () => {
    await inRollback({}, async (ctx) => {
      await pebbles(ctx, 10);
      const query = tables(ctx).selectFrom('pebble').select(['pebble.id']);
      const first = await page(ctx, query, { size: 5, sort: 'foundAt' }, sorting);
      await sql`insert into pebble values ('early', 0, '2020-01-01')`.execute(tables(ctx));
      const second = await page(ctx, query, { size: 5, sort: 'foundAt', after: first.next ?? '' }, sorting);
      assert.deepEqual([...first.rows, ...second.rows].map((row) => row.id), Array.from({ length: 10 }, (_, n) => String(n + 1).padStart(5, '0')));
    });
  });

  it('stops counting at a thousand', async () => {
    await inRollback({}, async (ctx) => {
      await pebbles(ctx, 1500);
      const found = await page(ctx, tables(ctx).selectFrom('pebble').select(['pebble.id']), {}, sorting);
      assert.deepEqual([found.total, found.more, found.rows.length], [1000, true, 20]);
    });
  });

  it('refuses an unknown sort and a mark it did not write', async () => {
    await inRollback({}, async (ctx) => {
      await pebbles(ctx, 1);
      const query = tables(ctx).selectFrom('pebble').select(['pebble.id']);
      await assert.rejects(page(ctx, query, { sort: 'id; drop table pebble' }, sorting), { code: 'lists.unknownSort' });
      await assert.rejects(page(ctx, query, { after: 'zzz' }, sorting), { code: 'lists.badMark' });
    });
  });
});
