import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import type { Context } from '../../../kernel/context.ts';
import { inRollback } from '../../../kernel/testing/database.ts';
import { openTables } from '../../../kernel/context.ts';
import { sql } from 'kysely';
import { extendClock, refreshClock, resumeClock, startClock, stopClock, suspendClock } from './actions.ts';
import { clockContent } from './content.ts';
import { clockSummaries, explainClock } from './queries.ts';

const national = { path: 'calendars/national.yaml', text: readFileSync(path.join(import.meta.dirname, '../../../content/base/calendars/national.yaml'), 'utf8') };
const terms = { statutory: { amount: 20, unit: 'workingDay' as const, extension: { amount: 10, times: 1 } }, promised: { amount: 7, unit: 'workingDay' as const } };
const start = (ctx: Context) => startClock(ctx, { subject: 'cases/1', unitId: 'u', reason: '受理', terms });
const pause = { kind: 'rectification', reason: '限期整改', basis: '行政许可法第四十五条' };

/** A clock a test can set; the calendar of the country is loaded. */
async function onDay(day: string, body: (ctx: Context, go: (day: string) => void, flush: () => Promise<void>) => Promise<void>): Promise<void> {
  let at = new Date(`${day}T10:00:00+08:00`);
  await inRollback({ now: () => at }, async (ctx, flush) => {
    await clockContent.load(ctx, [national]);
    await body(ctx, (next) => (at = new Date(`${next}T10:00:00+08:00`)), flush);
  });
}

describe('a clock', () => {
  it('counts working days, stands still during a special procedure, and explains its date', async () => {
    await onDay('2026-09-21', async (ctx, go) => {
      const id = await start(ctx);
      const summary = async () => (await clockSummaries(ctx, [id])).get(id);
      // 21 September is a Monday; 25 to 27 September are the mid-autumn holiday; 20 September was worked instead.
      assert.equal((await summary())?.remaining, 7);
      go('2026-09-22');
      await suspendClock(ctx, id, pause);
      assert.match((await summary())?.text ?? '', /因限期整改暂停/);
      assert.equal((await summary())?.state, 'suspended');
      go('2026-09-24');
      await resumeClock(ctx, id);
      const { sentences, days } = await explainClock(ctx, id);
      assert.match(sentences.join(''), /行政许可法第四十五条/);
      assert.ok(days.some((day) => day.date === '2026-09-23' && day.working && day.counted === 0));
      assert.equal((await summary())?.state, 'running');
    });
  });

  it('refuses what the law or the ledger does not allow, in words', async () => {
    await onDay('2026-11-23', async (ctx, go) => {
      const id = await start(ctx);
      await assert.rejects(resumeClock(ctx, id), { code: 'clocks.refused' });
      go('2026-11-24');
      await assert.rejects(extendClock(ctx, id, { limit: 'statutory', amount: 11, approver: '局长', basis: '行政许可法第四十二条' }), { code: 'clocks.refused', message: /10/ });
      await extendClock(ctx, id, { limit: 'statutory', amount: 10, approver: '局长', basis: '行政许可法第四十二条' });
      go('2026-11-25');
      await stopClock(ctx, id, '准予许可');
      await assert.rejects(suspendClock(ctx, id, pause), { code: 'clocks.refused' });
    });
  });

  it('announces a change of level when time has passed, and remembers the worst', async () => {
    await onDay('2026-11-23', async (ctx, go, flush) => {
      const id = await start(ctx);
      go('2026-12-03');
      await refreshClock(ctx, id);
      await flush();
      const { rows } = await sql<{ payload: unknown }>`select payload from event where name = 'clocks.levelChanged' and payload->>'clockId' = ${id}`.execute(openTables<unknown>()(ctx));
      assert.deepEqual(rows.map((row) => row.payload), [{ clockId: id, subject: 'cases/1', from: 'normal', to: 'yellow' }]);
      await stopClock(ctx, id, '准予许可');
      const worst = await sql<{ worst_level: string }>`select worst_level from v_clock where id = ${id}`.execute(openTables<unknown>()(ctx));
      assert.equal(worst.rows[0]?.worst_level, 'yellow');
    });
  });

  it('is computed anew when the calendar changes', async () => {
    await onDay('2026-11-23', async (ctx) => {
      const id = await start(ctx);
      const due = async () => (await clockSummaries(ctx, [id])).get(id)?.promisedDueAt;
      assert.equal(await due(), '2026-12-02T16:00:00.000Z');
      const text = national.text.replace(/( {2}2026:\n(?:.*\n)*? {4}holidays:\n)/, "$1      - {name: 城市日, from: '2026-11-25'}\n");
      await clockContent.load(ctx, [{ ...national, text }]);
      await refreshClock(ctx, id);
      assert.equal(await due(), '2026-12-03T16:00:00.000Z');
    });
  });
});
