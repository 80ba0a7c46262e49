import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sql, type Kysely } from 'kysely';
import { anOfficer } from '../testing/actors.ts';
import { inRollback } from '../testing/database.ts';
import type { Context } from '../context.ts';
import { openTables } from '../context.ts';
import { chainPending, verifyChain } from './chain.ts';

const open = openTables<unknown>();
const database = (ctx: Context): Kysely<unknown> => open(ctx);

/** Chaining opens its own transaction; inside a test's transaction it runs as a savepoint-free part of it. */
const chain = (ctx: Context): Promise<number> => chainPending(database(ctx));

async function write(ctx: Context, flush: () => Promise<void>, count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) ctx.audit('test.act', `target-${index}`, { note: `第 ${index} 次`, nested: { b: 1, a: [index] } });
  await flush();
}

const asOwner = async (ctx: Context, statement: ReturnType<typeof sql>): Promise<void> => {
  await sql`set local role yiwang_owner`.execute(open(ctx));
  await statement.execute(open(ctx));
  await sql`set local role yiwang_app`.execute(open(ctx));
};

describe('audit chain', () => {
  it('links every entry and verifies', async () => {
    await inRollback({ actor: anOfficer({ name: '张三' }) }, async (ctx, flush) => {
      await write(ctx, flush, 3);
      assert.ok((await chain(ctx)) >= 3);
      const report = await verifyChain(database(ctx));
      assert.deepEqual(report.findings, []);
      assert.equal(report.pending, 0);
    });
  });

  it('finds a changed, a removed and a smuggled entry', async () => {
    await inRollback({}, async (ctx, flush) => {
      await write(ctx, flush, 4);
      await chain(ctx);
      const { rows } = await sql<{ entry_id: string; seq: number }>`select entry_id, seq from audit_link order by seq desc limit 4`.execute(open(ctx));
      const [newest, second, third] = rows;
      await asOwner(ctx, sql`update audit_entry set actor_name = '李四' where id = ${third?.entry_id}`);
      await asOwner(ctx, sql`delete from audit_entry where id = ${second?.entry_id}`);
      await asOwner(ctx, sql`insert into audit_entry select gen_random_uuid(), at, actor_kind, actor_id, actor_name, unit_id, action, target, about, basis, detail, request_id, address from audit_entry where id = ${newest?.entry_id}`);
      const report = await verifyChain(database(ctx));
      assert.deepEqual(report.findings.map((finding) => finding.kind).toSorted(), ['changed', 'missing', 'unlinked']);
      assert.ok(report.findings.some((finding) => finding.kind === 'changed' && finding.seq === third?.seq));
    });
  });

  it('finds a link taken out of the middle', async () => {
    await inRollback({}, async (ctx, flush) => {
      await write(ctx, flush, 3);
      await chain(ctx);
      await asOwner(ctx, sql`delete from audit_link where seq = (select max(seq) - 1 from audit_link)`);
      const report = await verifyChain(database(ctx));
      assert.ok(report.findings.some((finding) => finding.kind === 'gap'));
    });
  });

  it('lets the serving role neither change nor remove what is written', async () => {
    for (const statement of [sql`update audit_entry set action = 'x'`, sql`delete from audit_entry`, sql`update audit_link set hash = ''`, sql`delete from event`]) {
      await assert.rejects(
        inRollback({}, async (ctx) => {
          await statement.execute(open(ctx));
        }),
        /permission denied/,
      );
    }
  });
});
