import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { openTables, type Context } from '../../../kernel/context.ts';
import { namedHandlers, type NamedHandler } from '../../../kernel/module.ts';
import { anOfficer } from '../../../kernel/testing/actors.ts';
import { as, inRollback } from '../../../kernel/testing/database.ts';
import { aUnit } from '../organisations/testing.ts';
import { aRole } from '../roles/testing.ts';
import { aUser } from '../users/testing.ts';
import { retryIncident, sendMessage, terminateProcess } from './actions/instances.ts';
import { publishProcess } from './actions/publish.ts';
import { claimTask, completeTask, makeMove, returnTask, signTask, withdrawTask } from './actions/tasks.ts';
import { processJobs } from './jobs.ts';
import { getInstance, movesOf, tasksOf } from './queries.ts';
import { aProcess, drawing, step } from './testing.ts';

const handlers = new Map<string, NamedHandler>();
before(() => namedHandlers.plug(handlers));

const open = openTables<unknown>();

/** Jobs queued in this transaction for a task of this module, run at once as the worker would. */
async function runJobs(ctx: Context, task: string): Promise<number> {
  const { rows } = await sql<{ payload: { payload: never } }>`select payload from test_jobs(${`processes.${task}`})`.execute(open(ctx));
  for (const row of rows) await processJobs[task]?.run(ctx, row.payload.payload);
  return rows.length;
}

/** A function only the test's owner role may make: it takes queued jobs out of the queue and shows them. */
async function letTestSeeJobs(ctx: Context): Promise<void> {
  await sql`set local role yiwang_owner`.execute(open(ctx));
  await sql`create function test_jobs(wanted text) returns table (payload json) language sql security definer as $$
    delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t
    where t.id = j.task_id and t.identifier = wanted returning j.payload $$`.execute(open(ctx));
  await sql`set local role yiwang_app`.execute(open(ctx));
}

interface Office {
  readonly ctx: Context;
  readonly unitId: string;
  readonly clerk: Context;
  readonly boss: Context;
  readonly other: Context;
}

async function inOffice(body: (office: Office) => Promise<void>): Promise<void> {
  await inRollback({}, async (ctx) => {
    await letTestSeeJobs(ctx);
    const unit = await aUnit(ctx);
    const elsewhere = await aUnit(ctx);
    const officer = async (role: string, unitId: string): Promise<Context> => {
      const user = await aUser(ctx, { unitId });
      await aRole(ctx, { code: role, holder: user.id });
      return as(ctx, anOfficer({ id: user.id, unitId }));
    };
    await body({ ctx, unitId: unit.id, clerk: await officer('clerk', unit.id), boss: await officer('boss', unit.id), other: await officer('clerk', elsewhere.id) });
  });
}

const straight = drawing(`<startEvent id="s"/>${step('receive', 'clerk')}${step('decide', 'boss')}<endEvent id="e"/>`, ['s>receive', 'receive>decide', 'decide>e']);
const current = async (ctx: Context, subject = 'cases/1') => (await tasksOf(ctx, subject)).findLast((task) => task.status === 'open');

describe('tasks of a process', () => {
  it('wait for the right role in the right unit, and for nobody else', async () => {
    await inOffice(async ({ ctx, unitId, clerk, boss, other }) => {
      await aProcess(ctx, { xml: straight, unitId });
      const task = await current(ctx);
      assert.equal(task?.title, 'receive');
      assert.equal((await movesOf(clerk, task.id)).mayComplete, true);
      assert.equal((await movesOf(other, task.id)).mayComplete, false);
      await assert.rejects(claimTask(other, task.id), { code: 'processes.notYours' });
      await assert.rejects(completeTask(boss, task.id, { action: 'accept' }), { code: 'processes.notYours' });
      await completeTask(clerk, task.id, { action: 'accept', opinion: '材料齐全' });
      const next = await current(ctx);
      assert.equal(next?.title, 'decide');
      await assert.rejects(completeTask(clerk, task.id, { action: 'accept' }), { code: 'processes.refused' });
      await completeTask(boss, next.id, { action: 'grant' });
      assert.equal(await current(ctx), undefined);
    });
  });

  it('stay with the officer who took them until she passes them on', async () => {
    await inOffice(async ({ ctx, unitId, clerk, boss }) => {
      await aProcess(ctx, { xml: straight, unitId });
      const task = (await current(ctx))!;
      await claimTask(clerk, task.id);
      await assert.rejects(claimTask(clerk, task.id), { code: 'processes.refused' });
      const moved = await makeMove(clerk, task.id, { type: 'transfer', to: boss.actor.id });
      assert.equal(moved.assigneeId, boss.actor.id);
      await assert.rejects(completeTask(clerk, task.id, { action: 'accept' }), { code: 'processes.notYours' });
      await assert.rejects(makeMove(boss, task.id, { type: 'transfer', to: 'nobody' }), { code: 'processes.noSuchPerson' });
      await makeMove(boss, task.id, { type: 'delegate', to: clerk.actor.id });
      await assert.rejects(completeTask(clerk, task.id, { action: 'accept' }), { code: 'processes.refused', message: /交还/ });
      await makeMove(clerk, task.id, { type: 'resolve' });
      await completeTask(boss, task.id, { action: 'accept' });
    });
  });

  it('go back to the person who did the step, and come straight back when asked', async () => {
    await inOffice(async ({ ctx, unitId, clerk, boss }) => {
      await aProcess(ctx, { xml: straight, unitId });
      const first = (await current(ctx))!;
      await completeTask(clerk, first.id, { action: 'accept' });
      const second = (await current(ctx))!;
      assert.deepEqual((await movesOf(boss, second.id)).returnTargets.map((target) => target.title), ['receive']);
      await returnTask(boss, second.id, { to: 'receive', opinion: '平面图看不清', thenBack: true });
      const again = (await current(ctx))!;
      assert.deepEqual([again.title, again.assigneeId], ['receive', clerk.actor.id]);
      await completeTask(clerk, again.id, { action: 'accept' });
      assert.equal((await current(ctx))?.title, 'decide');
    });
  });

  it('can be taken back by who completed them while nobody has begun on what follows', async () => {
    await inOffice(async ({ ctx, unitId, clerk, boss }) => {
      await aProcess(ctx, { xml: straight, unitId });
      const first = (await current(ctx))!;
      await completeTask(clerk, first.id, { action: 'accept' });
      await assert.rejects(withdrawTask(boss, first.id), { code: 'processes.notYours' });
      await withdrawTask(clerk, first.id);
      assert.equal((await current(ctx))?.title, 'receive');
    });
  });

  it('that several must sign go on when all have agreed', async () => {
    await inOffice(async ({ ctx, unitId, boss }) => {
      const second = await aUser(ctx, { unitId });
      await aRole(ctx, { code: 'boss', holder: second.id });
      const signing = step('agree', 'boss').replace('<yiwang:candidates role="boss"/>', '<yiwang:candidates role="boss"/><yiwang:countersign mode="all"/>');
      await aProcess(ctx, { xml: drawing(`<startEvent id="s"/>${signing}<endEvent id="e"/>`, ['s>agree', 'agree>e']), unitId });
      const task = (await current(ctx))!;
      await signTask(boss, task.id, { agrees: true });
      await assert.rejects(signTask(boss, task.id, { agrees: true }), { code: 'processes.refused' });
      const done = await signTask(as(ctx, anOfficer({ id: second.id, unitId })), task.id, { agrees: true, opinion: '同意' });
      assert.deepEqual([done.status, done.action], ['done', 'agree']);
    });
  });
});

describe('a process', () => {
  it('waits for a message about its record and ends when it is terminated', async () => {
    await inOffice(async ({ ctx, unitId, clerk }) => {
      const xml = drawing(
        `<startEvent id="s"/><intermediateCatchEvent id="wait"><messageEventDefinition messageRef="m"/></intermediateCatchEvent>${step('receive', 'clerk')}<endEvent id="e"/>`,
        ['s>wait', 'wait>receive', 'receive>e'],
      ).replace('<process', '<message id="m" name="supplemented"/><process');
      const id = await aProcess(ctx, { xml, unitId });
      assert.equal(await sendMessage(ctx, 'cases/2', 'supplemented'), 0);
      assert.equal(await sendMessage(ctx, 'cases/1', 'supplemented'), 1);
      assert.equal((await movesOf(clerk, (await current(ctx))!.id)).mayComplete, true);
      await terminateProcess(ctx, 'cases/1', '申请人撤回');
      assert.equal(await current(ctx), undefined);
      assert.equal((await getInstance(ctx, id)).status, 'finished');
    });
  });

  it('gets a message that came before it was waiting for it', async () => {
    await inOffice(async ({ ctx, unitId }) => {
      handlers.set('cases.slow', async () => ({}));
      const xml = drawing(
        `<startEvent id="s"/><serviceTask id="slow" name="出告知书" yiwang:handler="cases.slow"/><intermediateCatchEvent id="wait"><messageEventDefinition messageRef="m"/></intermediateCatchEvent>${step('receive', 'clerk')}<endEvent id="e"/>`,
        ['s>slow', 'slow>wait', 'wait>receive', 'receive>e'],
      ).replace('<process', '<message id="m" name="supplemented"/><process');
      await aProcess(ctx, { xml, unitId });
      assert.equal(await sendMessage(ctx, 'cases/1', 'supplemented'), 0);
      await runJobs(ctx, 'runService');
      assert.equal(await current(ctx), undefined);
      assert.equal(await runJobs(ctx, 'deliver'), 1);
      assert.equal((await current(ctx))?.title, 'receive');
    });
  });

  it('runs automatic steps by name and keeps a failed one as an incident that can be tried again', async () => {
    await inOffice(async ({ ctx, unitId }) => {
      let broken = true;
      handlers.set('cases.number', async (inner) => {
        inner.audit('cases.number', 'cases/1');
        if (broken) throw new Error('编号服务没有响应');
        return { number: 'SP1' };
      });
      const xml = drawing(`<startEvent id="s"/><serviceTask id="number" name="编号" yiwang:handler="cases.number"/>${step('receive', 'clerk')}<endEvent id="e"/>`, ['s>number', 'number>receive', 'receive>e']);
      const id = await aProcess(ctx, { xml, unitId });
      assert.equal(await runJobs(ctx, 'runService'), 1);
      const failed = await getInstance(ctx, id);
      assert.deepEqual(failed.openIncidents.map((incident) => incident.text), ['编号服务没有响应']);
      broken = false;
      await retryIncident(ctx, { id: failed.openIncidents[0]!.id });
      assert.equal(await runJobs(ctx, 'runService'), 1);
      const mended = await getInstance(ctx, id);
      assert.deepEqual([mended.openIncidents.length, mended.active, mended.visited.includes('number')], [0, ['receive'], true]);
    });
  });

  it('goes on when its timer is due, and not before', async () => {
    let at = new Date('2026-11-23T02:00:00Z');
    await inRollback({ now: () => at }, async (ctx) => {
      await letTestSeeJobs(ctx);
      const unit = await aUnit(ctx);
      const xml = drawing(`<startEvent id="s"/><intermediateCatchEvent id="wait"><timerEventDefinition><timeDuration>PT2H</timeDuration></timerEventDefinition></intermediateCatchEvent>${step('receive', 'clerk')}<endEvent id="e"/>`, ['s>wait', 'wait>receive', 'receive>e']);
      await aProcess(ctx, { xml, unitId: unit.id });
      const { rows } = await sql<{ payload: { payload: never } }>`select payload from test_jobs('processes.fireTimer')`.execute(open(ctx));
      const fire = () => processJobs['fireTimer']!.run(ctx, rows[0]!.payload.payload);
      at = new Date('2026-11-23T03:59:00Z');
      await fire();
      assert.equal(await current(ctx), undefined);
      at = new Date('2026-11-23T04:00:00Z');
      await fire();
      await fire();
      assert.equal((await tasksOf(ctx, 'cases/1')).length, 1);
    });
  });

  it('starts the process it calls and goes on when that has finished', async () => {
    await inOffice(async ({ ctx, unitId, clerk }) => {
      await publishProcess(ctx, { key: 'inner', title: '内层', xml: drawing(`<startEvent id="s"/>${step('inside', 'clerk')}<endEvent id="e"/>`, ['s>inside', 'inside>e']) });
      await aProcess(ctx, { xml: drawing(`<startEvent id="s"/><callActivity id="call" calledElement="inner"/>${step('after', 'clerk')}<endEvent id="e"/>`, ['s>call', 'call>after', 'after>e']), unitId });
      await completeTask(clerk, (await current(ctx))!.id, { action: 'pass' });
      assert.equal((await current(ctx))?.title, 'after');
    });
  });
});

describe('publishProcess', () => {
  it('gives the same drawing its version again and a changed one the next', async () => {
    await inRollback({}, async (ctx) => {
      const first = await publishProcess(ctx, { key: 'k', title: '流程', xml: straight });
      assert.deepEqual(await publishProcess(ctx, { key: 'k', title: '流程', xml: straight }), first);
      assert.equal((await publishProcess(ctx, { key: 'k', title: '流程', xml: straight.replaceAll('decide', 'judge') })).version, first.version + 1);
    });
  });

  it('lists everything wrong with a drawing at once', async () => {
    await inRollback({}, async (ctx) => {
      const xml = drawing(`<startEvent id="s"/>${step('a', 'clerk')}${step('lost', 'clerk')}<endEvent id="e"/>`, ['s>a', 'a>e:nonsense (']);
      await assert.rejects(publishProcess(ctx, { key: 'bad', title: '坏流程', xml }), (error: { code: string; detail: { problems: unknown[] } }) => error.code === 'processes.invalidDrawing' && error.detail.problems.length >= 2);
    });
  });
});
