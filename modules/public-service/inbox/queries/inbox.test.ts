import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import type { Context } from '../../../../kernel/context.ts';
import { aCitizen, anOfficer } from '../../../../kernel/testing/actors.ts';
import { as, inRollback } from '../../../../kernel/testing/database.ts';
import { clockContent } from '../../../platform/clocks/content.ts';
import { aUnit } from '../../../platform/organisations/testing.ts';
import { claimTask, completeTask } from '../../../platform/processes/api.ts';
import { aRole } from '../../../platform/roles/testing.ts';
import { aUser } from '../../../platform/users/testing.ts';
import type { inboxEndpoints } from '../contract.ts';
import type { InputOf } from '../../../../kernel/endpoint.ts';
import { countInbox, listInbox, nextTask } from './inbox.ts';
import { aSubmittedCase } from '../testing.ts';

const national = { path: 'calendars/national.yaml', text: readFileSync(path.join(import.meta.dirname, '../../../../content/base/calendars/national.yaml'), 'utf8') };

interface Office {
  readonly ctx: Context;
  readonly unitId: string;
  readonly clerk: Context;
  readonly boss: Context;
  /** A clerk of another unit. */
  readonly other: Context;
  go(day: string): void;
}

async function inOffice(body: (office: Office) => Promise<void>): Promise<void> {
  let at = new Date('2026-11-23T10:00:00+08:00');
  await inRollback({ now: () => at }, async (ctx) => {
    await clockContent.load(ctx, [national]);
    const unit = await aUnit(ctx);
    const officer = async (role: string, unitId: string): Promise<Context> => {
      const user = await aUser(ctx, { unitId });
      await aRole(ctx, { code: role, holder: user.id });
      return as(ctx, anOfficer({ id: user.id, unitId }));
    };
    await body({
      ctx,
      unitId: unit.id,
      clerk: await officer('clerk', (await aUnit(ctx, { parentPath: unit.path })).id),
      boss: await officer('boss', unit.id),
      other: await officer('clerk', (await aUnit(ctx)).id),
      go: (day) => (at = new Date(`${day}T10:00:00+08:00`)),
    });
  });
}

const numbers = async (ctx: Context, filter: InputOf<typeof inboxEndpoints.list> = {}) => (await listInbox(ctx, filter)).rows.map((row) => row.number);

describe('the inbox of an officer', () => {
  it('holds what she may take in her unit or above and what she has taken, and nothing of others', async () => {
    await inOffice(async ({ ctx, unitId, clerk, boss, other }) => {
      const { number } = await aSubmittedCase(ctx, { unitId });
      assert.deepEqual(await numbers(clerk), [number]);
      assert.deepEqual([await numbers(boss), await numbers(other), await numbers(as(ctx, aCitizen()))], [[], [], []]);
      const [row] = (await listInbox(clerk, {})).rows;
      assert.deepEqual([row?.step, row?.mine, row?.applicant, row?.caseStatus], ['receive', false, '测*民', 'submitted']);
      await claimTask(clerk, row!.taskId);
      assert.equal((await listInbox(clerk, { tab: 'claimed' })).rows[0]?.mine, true);
      await completeTask(clerk, row!.taskId, { action: 'accept' });
      assert.deepEqual([await numbers(clerk), await numbers(boss)], [[], [number]]);
      const [done] = (await listInbox(clerk, { tab: 'done' })).rows;
      assert.deepEqual([done?.number, done?.action], [number, 'accept']);
    });
  });

  it('leaves out a task as soon as a colleague has taken it', async () => {
    await inOffice(async ({ ctx, unitId, clerk }) => {
      await aSubmittedCase(ctx, { unitId });
      const colleague = await aUser(ctx, { unitId });
      await aRole(ctx, { code: 'clerk', holder: colleague.id });
      const hers = as(ctx, anOfficer({ id: colleague.id, unitId }));
      await claimTask(hers, (await listInbox(hers, {})).rows[0]!.taskId);
      assert.deepEqual(await numbers(clerk), []);
    });
  });

  it('shows a task once, though it waits for two roles the officer holds', async () => {
    await inOffice(async ({ ctx, unitId, clerk }) => {
      await aRole(ctx, { code: 'boss', holder: clerk.actor.id });
      const either = '<yiwang:candidates role="clerk"/><yiwang:candidates role="boss"/>';
      const xml = `<?xml version="1.0" encoding="UTF-8"?><definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:yiwang="https://yiwang.example/bpmn" targetNamespace="t"><process id="p" isExecutable="true"><startEvent id="s"/><userTask id="a" name="a"><extensionElements>${either}</extensionElements></userTask><endEvent id="e"/><sequenceFlow id="f1" sourceRef="s" targetRef="a"/><sequenceFlow id="f2" sourceRef="a" targetRef="e"/></process></definitions>`;
      await aSubmittedCase(ctx, { unitId, xml });
      assert.equal((await listInbox(clerk, {})).rows.length, 1);
      assert.equal((await countInbox(clerk)).todo, 1);
    });
  });

  it('puts what falls due first in front and pages by key without loss or double', async () => {
    await inOffice(async ({ ctx, unitId, clerk }) => {
      const expected: string[] = [];
      for (const days of [1, 3, 9, 15, 20]) expected.push((await aSubmittedCase(ctx, { unitId, promisedDays: days })).number);
      assert.deepEqual(await numbers(clerk), expected);
      const seen: string[] = [];
      for (let after: string | undefined; ; ) {
        const page = await listInbox(clerk, { size: 2, ...(after ? { after } : {}) });
        seen.push(...page.rows.map((row) => row.number));
        if (page.next === null) break;
        after = page.next;
      }
      assert.deepEqual(seen, expected);
    });
  });

  it('says by when an application must be accepted while no clock runs', async () => {
    await inOffice(async ({ ctx, unitId, clerk }) => {
      await aSubmittedCase(ctx, { unitId });
      const [row] = (await listInbox(clerk, {})).rows;
      // Monday 23 November and five working days.
      assert.deepEqual([row?.clock, row?.acceptBy], [null, '2026-11-30']);
    });
  });

  it('is filtered by number from either end, item, step, light and day', async () => {
    await inOffice(async ({ ctx, unitId, clerk, go }) => {
      const early = await aSubmittedCase(ctx, { unitId, itemId: 'a', itemName: '食品经营许可', promisedDays: 2 });
      go('2026-11-25');
      const late = await aSubmittedCase(ctx, { unitId, itemId: 'b', itemName: '户外广告审批', applicant: '示例餐饮有限公司', promisedDays: 20 });
      assert.deepEqual(await numbers(clerk, { text: early.number.slice(0, 20) }), [early.number]);
      assert.deepEqual(await numbers(clerk, { text: late.number.slice(-8) }), [late.number]);
      assert.deepEqual(await numbers(clerk, { text: '食品' }), [early.number]);
      assert.deepEqual(await numbers(clerk, { text: '餐饮' }), [late.number]);
      assert.deepEqual(await numbers(clerk, { text: '100%' }), []);
      assert.deepEqual(await numbers(clerk, { itemId: 'b' }), [late.number]);
      assert.deepEqual(await numbers(clerk, { step: 'decide' }), []);
      assert.deepEqual(await numbers(clerk, { from: '2026-11-24' }), [late.number]);
      assert.deepEqual(await numbers(clerk, { to: '2026-11-24' }), [early.number]);
      assert.deepEqual(await numbers(clerk, { level: 'normal', itemId: 'b' }), [late.number]);
      assert.deepEqual(await numbers(clerk, { level: 'red' }), []);
    });
  });

  it('is counted by light, step and item', async () => {
    await inOffice(async ({ ctx, unitId, clerk }) => {
      for (const itemId of ['a', 'a', 'b']) await aSubmittedCase(ctx, { unitId, itemId, itemName: `事项${itemId}`, promisedDays: 20 });
      const rows = (await listInbox(clerk, {})).rows;
      await claimTask(clerk, rows[0]!.taskId);
      await completeTask(clerk, rows[1]!.taskId, { action: 'accept' });
      const counts = await countInbox(clerk);
      assert.deepEqual([counts.todo, counts.claimed, counts.doneToday, counts.more], [2, 1, 1, false]);
      assert.deepEqual(counts.levels, { normal: 2, warning: 0, yellow: 0, red: 0 });
      assert.deepEqual(counts.steps, [{ value: 'receive', label: 'receive', count: 2 }]);
      assert.equal(counts.items.reduce((sum, { count }) => sum + count, 0), 2);
    });
  });

  it('names the task to go on with: the next due, round to the first, null when nothing is left', async () => {
    await inOffice(async ({ ctx, unitId, clerk }) => {
      for (const days of [2, 5, 9]) await aSubmittedCase(ctx, { unitId, promisedDays: days });
      const [first, second, third] = (await listInbox(clerk, {})).rows.map((row) => row.taskId);
      const next = async (after?: string) => (await nextTask(clerk, after === undefined ? {} : { after })).task?.taskId ?? null;
      assert.equal(await next(), first);
      assert.equal(await next(first), second);
      await completeTask(clerk, second!, { action: 'accept' });
      assert.equal(await next(second), third);
      await completeTask(clerk, third!, { action: 'accept' });
      assert.equal(await next(third), first);
      await completeTask(clerk, first!, { action: 'accept' });
      assert.equal(await next(first), null);
      assert.equal((await nextTask(clerk, { itemId: 'elsewhere' })).task, null);
    });
  });
});
