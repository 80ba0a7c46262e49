import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { openTables, type Context } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/id.ts';
import { enqueue } from '../../../kernel/jobs/enqueue.ts';
import { anOfficer } from '../../../kernel/testing/actors.ts';
import { as, inRollback } from '../../../kernel/testing/database.ts';
import { dropJobs, retryJobs } from './actions.ts';
import { describeJobs, knownJobs } from './catalogue.ts';
import { getDead, listDead, listQueued, listSchedules, listTasks } from './queries.ts';
import { scheduleInWords } from './rules.ts';

const open = openTables<unknown>();
const work = async () => undefined;

before(() => {
  knownJobs.plug(describeJobs([{ name: 'pebbles', title: '卵石', jobs: { count: { title: '数卵石', run: work, every: '20 4 * * *' }, wash: { title: '洗卵石', run: work } }, on: { 'stones.found': work } }]));
});

async function aDeadJob(ctx: Context, given: { task?: string; error?: string } = {}): Promise<string> {
  const id = newId(ctx.now());
  const payload = JSON.stringify({ key: `mark-of-${id}`, payload: { pebbleId: id } });
  await sql`insert into dead_job (id, task, payload, error, attempts, failed_at)
    values (${id}, ${given.task ?? 'pebbles.wash'}, ${payload}::jsonb, ${given.error ?? 'Error: 没有水\n    at wash'}, 8, ${ctx.now()})`.execute(open(ctx));
  return id;
}

/** The queue's own rows, which the serving role may not see. */
async function queuedPayloads(ctx: Context, task: string): Promise<unknown[]> {
  await sql`set local role yiwang_owner`.execute(open(ctx));
  const { rows } = await sql<{ payload: unknown }>`
    select j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = ${task}`.execute(open(ctx));
  await sql`set local role yiwang_app`.execute(open(ctx));
  return rows.map((row) => row.payload);
}

describe('listTasks', () => {
  it('counts what waits, is late and has been given up, trouble first', async () => {
    await inRollback({}, async (ctx) => {
      const hour = 3_600_000;
      await enqueue(ctx, 'pebbles.count', {}, { runAt: new Date(ctx.now().getTime() + hour) });
      await enqueue(ctx, 'pebbles.count', {}, { runAt: new Date(ctx.now().getTime() - hour) });
      await aDeadJob(ctx);
      const rows = (await listTasks(ctx)).filter((row) => row.task.startsWith('pebbles.'));
      assert.deepEqual(rows, [
        { task: 'pebbles.wash', title: '洗卵石', waiting: 0, running: 0, late: 0, retrying: 0, dead: 1 },
        { task: 'pebbles.count', title: '数卵石', waiting: 1, running: 0, late: 1, retrying: 0, dead: 0 },
      ]);
      assert.equal((await listTasks(ctx)).find((row) => row.task === 'on:pebbles:stones.found')?.title, '卵石响应 stones.found');
    });
  });

  it('shows a job that runs, and one that has failed and will be tried again, with its problem', async () => {
    await inRollback({}, async (ctx) => {
      await enqueue(ctx, 'pebbles.count');
      await enqueue(ctx, 'pebbles.wash');
      await sql`set local role yiwang_owner`.execute(open(ctx));
      await sql`update graphile_worker._private_jobs set locked_at = now(), locked_by = 'test' where task_id = (select id from graphile_worker._private_tasks where identifier = 'pebbles.count')`.execute(open(ctx));
      await sql`update graphile_worker._private_jobs set attempts = 2, last_error = 'TypeError: 桶漏了' where task_id = (select id from graphile_worker._private_tasks where identifier = 'pebbles.wash')`.execute(open(ctx));
      await sql`set local role yiwang_app`.execute(open(ctx));
      const { rows } = await listQueued(ctx, {});
      const own = rows.filter((row) => row.task.startsWith('pebbles.'));
      assert.deepEqual(own.map(({ title, state, attempts, problem }) => ({ title, state, attempts, problem })), [
        { title: '数卵石', state: 'running', attempts: 0, problem: null },
        { title: '洗卵石', state: 'retrying', attempts: 2, problem: '桶漏了' },
      ]);
      assert.deepEqual((await listQueued(ctx, { state: 'retrying', task: 'pebbles.wash' })).rows.length, 1);
      assert.deepEqual((await listQueued(ctx, { state: 'late', task: 'pebbles.wash' })).rows.length, 0);
    });
  });
});

describe('failed jobs', () => {
  it('are tried again with the same mark, so that nothing is done twice, and only once', async () => {
    await inRollback({ actor: anOfficer({ id: 'operator' }) }, async (ctx, flush) => {
      const id = await aDeadJob(ctx);
      const other = await aDeadJob(ctx);
      assert.deepEqual(await retryJobs(ctx, { ids: [id], reason: '水来了' }), { settled: 1 });
      assert.deepEqual(await queuedPayloads(ctx, 'pebbles.wash'), [{ key: `mark-of-${id}`, payload: { pebbleId: id } }]);
      await assert.rejects(retryJobs(ctx, { ids: [id], reason: '再来' }), { code: 'jobs.settled' });
      const settled = await getDead(ctx, id);
      assert.deepEqual([settled.settlement, settled.settledBy, settled.problem], ['retried', 'operator', '没有水']);
      assert.deepEqual((await listDead(ctx, { task: 'pebbles.wash' })).rows.map((row) => row.id), [other]);
      assert.deepEqual((await listDead(ctx, { task: 'pebbles.wash', settled: true })).rows.map((row) => row.id), [id]);
      await flush();
      const { rows } = await sql<{ reason: string }>`select detail->>'reason' as reason from audit_entry where action = 'jobs.retry' and target = ${id}`.execute(open(ctx));
      assert.deepEqual(rows, [{ reason: '水来了' }]);
    });
  });

  it('are given up together, the settled among them passed over', async () => {
    await inRollback({}, async (base) => {
      const ctx = as(base, anOfficer({ id: 'operator' }));
      const [one, two] = [await aDeadJob(ctx), await aDeadJob(ctx)];
      await dropJobs(ctx, { ids: [one], reason: '石头没了' });
      assert.deepEqual(await dropJobs(ctx, { ids: [one, two], reason: '石头没了' }), { settled: 1 });
      assert.deepEqual(await queuedPayloads(ctx, 'pebbles.wash'), []);
    });
  });

  it('of a kind this version no longer knows can be given up but not tried again', async () => {
    await inRollback({}, async (ctx) => {
      const id = await aDeadJob(ctx, { task: 'pebbles.paint' });
      await assert.rejects(retryJobs(ctx, { ids: [id], reason: '试试' }), { code: 'jobs.unknownTask' });
      assert.deepEqual(await dropJobs(ctx, { ids: [id], reason: '已取消' }), { settled: 1 });
      await assert.rejects(getDead(ctx, newId()), { code: 'jobs.notFound' });
    });
  });
});

describe('listSchedules', () => {
  it('says in words when each runs and when it last did', async () => {
    await inRollback({}, async (ctx) => {
      const last = '2026-11-21T20:20:00.000Z';
      await sql`set local role yiwang_owner`.execute(open(ctx));
      await sql`insert into graphile_worker._private_known_crontabs (identifier, known_since, last_execution) values ('pebbles.count', ${last}, ${last})`.execute(open(ctx));
      await sql`set local role yiwang_app`.execute(open(ctx));
      const rows = await listSchedules(ctx);
      assert.deepEqual(rows.find((row) => row.task === 'pebbles.count'), { task: 'pebbles.count', title: '数卵石', every: '每天 04:20', lastRunAt: last });
      assert.ok(rows.some((row) => row.task === 'kernel.makePartitions' && row.lastRunAt === null));
    });
  });
});

describe('scheduleInWords', () => {
  it('reads the crontabs that jobs use and leaves others as they are', () => {
    assert.deepEqual(['* * * * *', '*/2 * * * *', '5 * * * *', '20 4 * * *', '0 9 * * 1'].map(scheduleInWords), ['每分钟', '每 2 分钟', '每小时第 5 分', '每天 04:20', '0 9 * * 1']);
  });
});
