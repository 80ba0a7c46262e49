import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { sql } from 'kysely';
import { openTables } from '../../../kernel/context.ts';
import { anOfficer } from '../../../kernel/testing/actors.ts';
import { inRollback } from '../../../kernel/testing/database.ts';
import { changeSetting } from './actions.ts';
import { settingContent } from './content.ts';
import { settingDefinitions, type SettingKey } from './contract.ts';
import { getCity, getSetting, listChanges, listSettings } from './queries.ts';
import { checkValue } from './rules.ts';

const reason = '短信平台报备变更';
const pack = { path: 'pack.yaml', text: readFileSync(path.join(import.meta.dirname, '../../../content/sanmenxia/pack.yaml'), 'utf8') };

describe('changeSetting', () => {
  it('takes effect at once, keeps who changed what and why, and audits it', async () => {
    await inRollback({ actor: anOfficer({ name: '管理员' }) }, async (ctx, flush) => {
      const { value, default: usual } = await changeSetting(ctx, { key: 'notices.smsSignature', value: ' 三门峡政务 ', reason });
      assert.deepEqual([value, usual], ['三门峡政务', '一网']);
      assert.equal(await getSetting(ctx, 'notices.smsSignature'), '三门峡政务');
      await changeSetting(ctx, { key: 'notices.smsSignature', value: '一网', reason: '改回' });
      const { rows } = await listChanges(ctx, { key: 'notices.smsSignature' });
      assert.deepEqual(new Set(rows.map((row) => `${row.valueBefore}→${row.valueAfter} ${row.changedByName} ${row.reason}`)), new Set(['一网→三门峡政务 管理员 短信平台报备变更', '三门峡政务→一网 管理员 改回']));
      await flush();
      const entries = await sql<{ n: number }>`select count(*) as n from audit_entry where action = 'settings.change' and actor_id = ${ctx.actor.id}`.execute(openTables<unknown>()(ctx));
      assert.equal(entries.rows[0]?.n, 2);
    });
  });

  it('refuses another type, a number or text beyond its limits, the value it has, and an unknown name', async () => {
    await inRollback({}, async (ctx) => {
      const change = (key: string, value: string | number) => changeSetting(ctx, { key, value, reason });
      await assert.rejects(change('notices.smsPerDay', '20'), { code: 'settings.wrongType', message: /数字/ });
      await assert.rejects(change('notices.smsPerDay', 0), { code: 'settings.outOfRange' });
      await assert.rejects(change('notices.smsPerDay', 2.5), { code: 'settings.outOfRange' });
      await assert.rejects(change('notices.smsSignature', '　网　'.trim()), { code: 'settings.wrongLength' });
      await assert.rejects(change('notices.smsPerDay', settingDefinitions['notices.smsPerDay'].default), { code: 'settings.unchanged' });
      await assert.rejects(change('notices.smsOn', 'no'), { code: 'settings.wrongType', message: /是或否/ });
      await assert.rejects(change('notices.nothing', 1), { code: 'settings.notFound' });
      await assert.rejects(change('constructor', 1), { code: 'settings.notFound' });
    });
  });
});

describe('the declared settings', () => {
  it('have defaults within their own limits and read as their defaults until changed', async () => {
    await inRollback({}, async (ctx) => {
      for (const [key, definition] of Object.entries(settingDefinitions)) checkValue(key as SettingKey, definition.default);
      assert.ok((await listSettings(ctx)).every((setting) => setting.value === setting.default));
    });
  });
});

describe('the city', () => {
  it('is what the pack says, with the demo’s label only in a demo', async () => {
    await inRollback({}, async (ctx) => {
      assert.deepEqual(await settingContent.check([pack]), []);
      await settingContent.load(ctx, [pack]);
      const city = await getCity(ctx);
      assert.deepEqual([city.name, city.divisionCode, city.phone, city.footer.length], ['三门峡市', '411200', '12345', 5]);
      assert.match(city.demo ?? '', /演示系统/);
      await settingContent.load(ctx, [{ ...pack, text: pack.text.replace('demo: true', 'demo: false').replace('id: sanmenxia', 'id: another') }]);
      assert.equal((await getCity(ctx)).demo, null);
    });
  });

  it('is unavailable before content is loaded', async () => {
    await inRollback({}, async (ctx) => {
      await assert.rejects(getCity(ctx), { code: 'settings.noCity' });
    });
  });

  it('must say in a demo that it is one', async () => {
    const problems = await settingContent.check([{ ...pack, text: pack.text.replace(/^demoLabel.*$/m, '') }]);
    assert.deepEqual(problems.map((problem) => problem.message), ['演示内容包必须写 demoLabel']);
  });
});
