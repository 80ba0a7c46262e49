import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { sql } from 'kysely';
import { openTables, type Context } from '../../../kernel/context.ts';
import { smsPort } from '../../../kernel/ports/sms.ts';
import { aCitizen, anOfficer } from '../../../kernel/testing/actors.ts';
import { as, inRollback } from '../../../kernel/testing/database.ts';
import { changeSetting } from '../settings/actions.ts';
import { registerPhone } from '../sign-in/store/citizens.ts';
import { disableUser } from '../users/actions.ts';
import { aUser } from '../users/testing.ts';
import { markAllRead, markRead, notify, readSmsText, resendSms } from './actions.ts';
import { pollReceipts, sendSms } from './jobs.ts';
import module from './module.ts';
import { countUnread, getSms, listMine, listSms } from './queries.ts';
import { aTemplate, recordingSms } from './testing.ts';

let gateway = recordingSms();
beforeEach(() => {
  gateway = recordingSms();
  smsPort.plug(gateway);
});

const phone = '19911110001';
const values = { what: '办件已受理' };

interface Queued {
  readonly payload: { payload: { id: string } };
  readonly run_at: Date;
}

/** Jobs waiting in the queue for a message; the queue itself belongs to the owner, so the view tells only when. */
const queued = async (ctx: Context): Promise<Pick<Queued, 'run_at'>[]> =>
  (await sql<Queued>`select run_at from v_job where task = 'notices.sendSms' order by id`.execute(openTables<unknown>()(ctx))).rows;

async function aMessage(ctx: Context): Promise<string> {
  await aTemplate(ctx);
  await notify(ctx, { to: { kind: 'phone', phone }, template: 'test.told', values });
  const id = (await listSms(ctx, { phoneTail: phone.slice(-4) })).rows[0]?.id;
  assert.ok(id);
  return id;
}

describe('notify', () => {
  it('puts a notice before its recipient alone and queues a text message with signature', async () => {
    await inRollback({}, async (ctx) => {
      await aTemplate(ctx);
      const { id } = await registerPhone(ctx, phone);
      await notify(ctx, { to: { kind: 'person', id }, template: 'test.told', values, link: '/my/cases/1' });
      const own = await listMine(as(ctx, aCitizen({ id })), {});
      assert.deepEqual(own.rows.map(({ title, text, link, read }) => ({ title, text, link, read })), [{ title: '测试', text: '正文 办件已受理', link: '/my/cases/1', read: false }]);
      assert.deepEqual((await listMine(as(ctx, aCitizen()), {})).rows, []);
      assert.deepEqual((await listMine(as(ctx, anOfficer({ id })), {})).rows, []);
      assert.equal((await queued(ctx)).length, 1);
      assert.deepEqual(gateway.sent, [], 'nothing leaves before the transaction has committed');
      const [message] = (await listSms(ctx, { phoneTail: '0001' })).rows;
      await sendSms(ctx, { id: message?.id ?? '' });
      assert.deepEqual(gateway.sent, [{ phone, text: '【一网】短信 办件已受理', reference: message?.id }]);
    });
  });

  it('sends no text message where the template has none, and none to an officer whose account is disabled', async () => {
    await inRollback({}, async (ctx) => {
      const officer = await aUser(ctx, { mobile: '19911110002' });
      await aTemplate(ctx, { sms: null, audience: 'staff' });
      await notify(ctx, { to: { kind: 'staff', id: officer.id }, template: 'test.told', values });
      await aTemplate(ctx);
      await disableUser(ctx, { id: officer.id, reason: '调离' });
      await notify(ctx, { to: { kind: 'staff', id: officer.id }, template: 'test.told', values });
      assert.deepEqual((await listSms(ctx, { phoneTail: '0002' })).rows, []);
      assert.equal((await countUnread(as(ctx, anOfficer({ id: officer.id })))).count, 2);
    });
  });

  it('sends no text messages while an administrator has turned them off', async () => {
    await inRollback({}, async (ctx) => {
      await aTemplate(ctx);
      await changeSetting(ctx, { key: 'notices.smsOn', value: false, reason: '短信平台检修' });
      const { id } = await registerPhone(ctx, phone);
      await notify(ctx, { to: { kind: 'person', id }, template: 'test.told', values });
      assert.deepEqual((await listSms(ctx, { phoneTail: '0001' })).rows, []);
      assert.equal((await countUnread(as(ctx, aCitizen({ id })))).count, 1);
    });
  });

  it('stops texting a phone that has had its daily number, and still leaves the notice', async () => {
    await inRollback({ now: () => new Date('2026-11-22T15:30:00Z') }, async (ctx, flush) => {
      await aTemplate(ctx);
      await changeSetting(ctx, { key: 'notices.smsPerDay', value: 2, reason: '测试' });
      const { id } = await registerPhone(ctx, phone);
      for (let count = 0; count < 3; count += 1) await notify(ctx, { to: { kind: 'person', id }, template: 'test.told', values });
      assert.equal((await listSms(ctx, { phoneTail: '0001' })).rows.length, 2);
      assert.equal((await countUnread(as(ctx, aCitizen({ id })))).count, 3);
      await flush();
      const { rows } = await sql<{ n: number }>`select count(*) as n from audit_entry where action = 'notices.smsLimit' and detail->>'recipient' = ${id}`.execute(openTables<unknown>()(ctx));
      assert.equal(rows[0]?.n, 1);
      // Half an hour later it is another day in China.
      await notify({ ...ctx, now: () => new Date('2026-11-22T16:00:00Z') }, { to: { kind: 'person', id }, template: 'test.told', values });
      assert.equal((await listSms(ctx, { phoneTail: '0001' })).rows.length, 3);
    });
  });

  it('keeps phone and text encrypted', async () => {
    await inRollback({}, async (ctx) => {
      const id = await aMessage(ctx);
      const { rows } = await sql<{ text: string }>`select sms_message::text as text from sms_message where id = ${id}`.execute(openTables<unknown>()(ctx));
      assert.ok(!rows[0]?.text.includes(phone) && !rows[0]?.text.includes('受理'));
      assert.equal((await getSms(ctx, id)).phone, '199****0001');
    });
  });

  it('refuses a template nobody wrote and a slot without a value', async () => {
    await inRollback({}, async (ctx) => {
      await aTemplate(ctx);
      const to = { kind: 'phone', phone } as const;
      await assert.rejects(notify(ctx, { to, template: 'test.nothing', values }), { code: 'notices.noTemplate' });
      await assert.rejects(notify(ctx, { to, template: 'test.told', values: {} }), /\{what\}/);
    });
  });
});

describe('sending', () => {
  it('tries again with growing pauses while the gateway is away, then gives up and shows why', async () => {
    let at = new Date('2026-11-22T01:00:00Z');
    await inRollback({ now: () => at }, async (ctx) => {
      const id = await aMessage(ctx);
      gateway.away = true;
      const pauses: number[] = [];
      for (let tries = 1; tries <= 6; tries += 1) {
        await sendSms(ctx, { id });
        const next = (await queued(ctx)).at(-1)?.run_at ?? at;
        if (tries < 6) pauses.push((next.getTime() - at.getTime()) / 60_000);
        at = next;
      }
      assert.deepEqual(pauses, [1, 5, 15, 60, 180]);
      const message = await getSms(ctx, id);
      assert.deepEqual([message.state, message.tries, message.problem], ['failed', 6, '短信平台暂时无法连接，请稍后再试']);
    });
  });

  it('hands a message over once, however often the job runs', async () => {
    await inRollback({}, async (ctx) => {
      const id = await aMessage(ctx);
      await sendSms(ctx, { id });
      await sendSms(ctx, { id });
      assert.equal(gateway.sent.length, 1);
      assert.equal((await getSms(ctx, id)).state, 'sent');
    });
  });

  it('learns from receipts what became of a message', async () => {
    await inRollback({}, async (ctx) => {
      const id = await aMessage(ctx);
      await sendSms(ctx, { id });
      gateway.away = true;
      await pollReceipts(ctx);
      gateway.away = false;
      gateway.state = 'accepted';
      await pollReceipts(ctx);
      assert.equal((await getSms(ctx, id)).state, 'sent');
      gateway.state = 'failed';
      await pollReceipts(ctx);
      const message = await getSms(ctx, id);
      assert.deepEqual([message.state, message.problem], ['failed', '短信平台回执：未能送达']);
    });
  });
});

describe('resendSms', () => {
  it('sends a failed message once more, and refuses one that was not', async () => {
    await inRollback({}, async (ctx, flush) => {
      const id = await aMessage(ctx);
      await assert.rejects(resendSms(ctx, { id, reason: '用户来电' }), { code: 'notices.notFailed', message: /待发送/ });
      await sendSms(ctx, { id });
      gateway.state = 'failed';
      await pollReceipts(ctx);
      assert.equal((await resendSms(ctx, { id, reason: '用户来电' })).state, 'waiting');
      gateway.state = 'delivered';
      await sendSms(ctx, { id });
      await pollReceipts(ctx);
      assert.equal((await getSms(ctx, id)).state, 'delivered');
      assert.equal(gateway.sent.length, 2);
      await flush();
      const { rows } = await sql<{ reason: string }>`select detail->>'reason' as reason from audit_entry where action = 'notices.resendSms' and target = ${id}`.execute(openTables<unknown>()(ctx));
      assert.deepEqual(rows, [{ reason: '用户来电' }]);
    });
  });
});

describe('readSmsText', () => {
  it('shows the text for a reason and tells the recipient’s own record of it', async () => {
    await inRollback({}, async (ctx, flush) => {
      await aTemplate(ctx);
      const { id } = await registerPhone(ctx, phone);
      await notify(ctx, { to: { kind: 'person', id }, template: 'test.told', values });
      const message = (await listSms(ctx, { phoneTail: '0001' })).rows[0]?.id ?? '';
      assert.equal((await readSmsText(ctx, { id: message, reason: '投诉核查' })).text, '【一网】短信 办件已受理');
      await flush();
      const { rows } = await sql<{ about: string; basis: string }>`select about, basis from audit_entry where action = 'notices.readSms' and target = ${message}`.execute(openTables<unknown>()(ctx));
      assert.deepEqual(rows, [{ about: id, basis: '投诉核查' }]);
    });
  });
});

describe('reading one’s notices', () => {
  it('marks one or all as read, but nobody else’s', async () => {
    await inRollback({}, async (base) => {
      await aTemplate(base, { sms: null });
      const mine = as(base, aCitizen());
      for (let count = 0; count < 3; count += 1) await notify(base, { to: { kind: 'person', id: mine.actor.id }, template: 'test.told', values });
      const [first] = (await listMine(mine, { unread: true })).rows;
      await assert.rejects(markRead(as(base, aCitizen()), { id: first?.id ?? '' }), { code: 'notices.notFound' });
      await markRead(mine, { id: first?.id ?? '' });
      await markRead(mine, { id: first?.id ?? '' });
      assert.equal((await countUnread(mine)).count, 2);
      assert.deepEqual(await markAllRead(mine), { marked: 2 });
      assert.deepEqual((await listMine(mine, { unread: true })).rows, []);
      assert.equal((await listMine(mine, {})).rows.length, 3);
    });
  });
});

describe('an officer whose account is locked', () => {
  it('is told so', async () => {
    await inRollback({ now: () => new Date('2026-11-22T01:05:00Z') }, async (ctx) => {
      await aTemplate(ctx, { key: 'sign-in.locked', audience: 'staff', text: '{at} 锁定', slots: { at: '' }, sms: null });
      const user = await aUser(ctx);
      await module.on?.['sign-in.locked']?.(ctx, { userId: user.id } as never);
      assert.equal((await listMine(as(ctx, anOfficer({ id: user.id })), {})).rows[0]?.text, '11 月 22 日 09:05 锁定');
    });
  });
});
