import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sql } from 'kysely';
import { openTables } from '../../../kernel/context.ts';
import { anOfficer } from '../../../kernel/testing/actors.ts';
import { as, inRollback } from '../../../kernel/testing/database.ts';
import { publishVersion, withdrawVersion } from './actions.ts';
import { currentVersion, getVersion } from './queries/published.ts';
import { compareVersions, getVersionDetail } from './queries/versions.ts';
import { aFolder, anItem, aVersion, fewFiles, loadCity } from './testing.ts';

const manager = anOfficer({ name: '事项管理员', permissions: ['service-items.manage'] });

describe('publishVersion', () => {
  it('puts a version into use and withdraws the one before, with reasons and in the audit trail (SMX3-031)', async () => {
    await inRollback({ actor: manager }, async (ctx, flush) => {
      const itemId = await anItem(ctx);
      const first = await aVersion(ctx, itemId);
      const second = await aVersion(ctx, itemId, { version: 2, status: 'draft' });
      const detail = await publishVersion(ctx, { id: second, reason: '按新办法修订' });
      assert.equal(detail.status, 'published');
      assert.deepEqual(detail.history.map(({ actorName, from, to, reason }) => [actorName, from, to, reason]), [['事项管理员', 'draft', 'published', '按新办法修订']]);
      assert.equal((await getVersionDetail(ctx, first)).status, 'withdrawn');
      assert.equal((await currentVersion(ctx, itemId))?.versionId, second);
      await flush();
      const { rows } = await sql<{ action: string }>`select action from audit_entry where target = ${itemId}`.execute(openTables<unknown>()(ctx));
      assert.deepEqual(rows, [{ action: 'service-items.publish' }]);
    });
  });

  it('refuses a version that is in use, and an unknown one', async () => {
    await inRollback({ actor: manager }, async (ctx) => {
      const id = await aVersion(ctx, await anItem(ctx));
      await assert.rejects(publishVersion(ctx, { id, reason: '重复' }), { code: 'service-items.cannotMove', message: /第 1 版当前为“在用”/ });
      await assert.rejects(publishVersion(ctx, { id: '00000000-0000-7000-8000-000000000000', reason: '没有' }), { code: 'service-items.noVersion' });
    });
  });
});

describe('withdrawVersion', () => {
  it('ends new applications while the version itself stays readable for its cases, and can be put back', async () => {
    await inRollback({ actor: manager }, async (ctx) => {
      const itemId = await anItem(ctx);
      const id = await aVersion(ctx, itemId);
      await withdrawVersion(ctx, { id, reason: '法规修订，暂停受理' });
      assert.equal(await currentVersion(ctx, itemId), null);
      assert.equal((await getVersion(ctx, id)).slug, 'food-business-licence');
      await publishVersion(ctx, { id, reason: '恢复受理' });
      assert.equal((await currentVersion(ctx, itemId))?.versionId, id);
    });
  });

  it('is not undone by loading content: the new version waits as a draft', async () => {
    await inRollback({}, async (ctx) => {
      await loadCity(ctx, fewFiles());
      const current = await currentVersion(ctx, 'S007');
      await withdrawVersion(as(ctx, manager), { id: current?.versionId ?? '', reason: '暂停' });
      await loadCity(ctx, fewFiles().map((file) => (file.path.endsWith('individual-business-registration/item.yaml') ? { ...file, text: `${file.text}# 修订\n` } : file)));
      assert.equal(await currentVersion(ctx, 'S007'), null);
    });
  });
});

describe('compareVersions', () => {
  it('tells field by field what a new version changes, in form, materials, process and letters', async () => {
    await inRollback({}, async (ctx) => {
      const itemId = await anItem(ctx);
      const change = (end: string, from: string, to: string) => (file: { path: string; text: string }) => (file.path.endsWith(end) ? { ...file, text: file.text.replace(from, to) } : file);
      const folder = await aFolder('food-business-licence', (files) =>
        files
          .map(change('food-business-licence/form.yaml', 'label: 经营面积,', 'label: 经营场所面积,'))
          .map(change('food-business-licence/materials.yaml', 'requiredWhen: residential = true', 'requiredWhen: residential = true or online = true'))
          .map(change('food-business-licence/process.bpmn', 'name="复核"', 'name="科长复核"'))
          .map(change('food-business-licence/item.yaml', 'promised: { amount: 7', 'promised: { amount: 6')),
      );
      const [first, second] = [await aVersion(ctx, itemId, { status: 'withdrawn' }), await aVersion(ctx, itemId, { version: 2, folder })];
      const { rows } = await compareVersions(ctx, second, first);
      const told = rows.map(({ place, before, after }) => `${place}：${before} → ${after}`);
      assert.ok(told.includes('时限 › 承诺 › 数量：7 → 6'));
      assert.ok(told.some((line) => line === '表单 › 场所 › 经营场所 › 经营场所面积 › 名称：经营面积 → 经营场所面积'));
      assert.ok(told.includes('材料 › 有利害关系的业主同意的书面材料 › 需要的条件：residential = true → residential = true or online = true'));
      assert.ok(told.some((line) => line.startsWith('流程 › confirm') && line.includes('科长复核')));
      assert.ok(rows.length <= 8, told.join('\n'));
      const other = await aVersion(ctx, await anItem(ctx));
      await assert.rejects(compareVersions(ctx, second, other), { code: 'service-items.differentItems' });
    });
  });
});
