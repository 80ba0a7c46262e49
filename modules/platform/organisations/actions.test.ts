import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sql } from 'kysely';
import { openTables } from '../../../kernel/context.ts';
import { anOfficer } from '../../../kernel/testing/actors.ts';
import { inRollback } from '../../../kernel/testing/database.ts';
import { closeUnit, createUnit, renameUnit } from './actions.ts';
import { getUnit } from './queries.ts';
import { aDivision, aUnit } from './testing.ts';

const uscc = '11370800MB28559184';

describe('createUnit', () => {
  it('sets up a bureau and, within it, a department that stands in the same division', async () => {
    await inRollback({}, async (ctx) => {
      const divisionCode = await aDivision(ctx);
      const bureau = await createUnit(ctx, { kind: 'bureau', name: '测试市水利局', shortName: '水利局', uscc, divisionCode });
      const department = await createUnit(ctx, { kind: 'department', name: '行政审批科', shortName: '审批科', parentId: bureau.id });
      assert.equal(department.divisionCode, divisionCode);
      assert.equal(department.parentName, '测试市水利局');
      assert.equal(department.uscc, null);
    });
  });

  it('refuses a credit code that does not check, is missing or belongs to another bureau', async () => {
    await inRollback({}, async (ctx) => {
      const divisionCode = await aDivision(ctx);
      const bureau = { kind: 'bureau' as const, shortName: '某局', divisionCode };
      await assert.rejects(createUnit(ctx, { ...bureau, name: '甲局', uscc: '11370800MB28559185' }), { code: 'organisations.badUscc' });
      await assert.rejects(createUnit(ctx, { ...bureau, name: '甲局' }), { code: 'organisations.usccMissing' });
      await createUnit(ctx, { ...bureau, name: '甲局', uscc });
      await assert.rejects(createUnit(ctx, { ...bureau, name: '乙局', uscc }), { code: 'organisations.usccTaken', message: /甲局/ });
    });
  });

  it('refuses a second open unit of one name under one parent, and a parent that is closed', async () => {
    await inRollback({}, async (ctx) => {
      const parent = await aUnit(ctx);
      const child = { kind: 'department' as const, name: '办公室', shortName: '办公室', parentId: parent.id };
      const first = await createUnit(ctx, child);
      await assert.rejects(createUnit(ctx, child), { code: 'organisations.nameTaken' });
      await closeUnit(ctx, { id: first.id, reason: '机构改革' });
      await createUnit(ctx, child);
      const closed = await aUnit(ctx);
      await closeUnit(ctx, { id: closed.id, reason: '机构改革' });
      await assert.rejects(createUnit(ctx, { ...child, parentId: closed.id }), { code: 'organisations.parentClosed' });
    });
  });
});

describe('renameUnit', () => {
  it('changes the name and writes both names to the audit trail', async () => {
    await inRollback({ actor: anOfficer({ name: '管理员' }) }, async (ctx, flush) => {
      const unit = await aUnit(ctx, { name: '旧名称' });
      await renameUnit(ctx, { id: unit.id, name: '新名称', shortName: '新名' });
      await flush();
      assert.equal((await getUnit(ctx, unit.id)).name, '新名称');
      const { rows } = await sql<{ action: string; detail: unknown }>`select action, detail from audit_entry where target = ${unit.id}`.execute(openTables<unknown>()(ctx));
      assert.deepEqual(rows, [{ action: 'organisations.rename', detail: { from: '旧名称', to: '新名称' } }]);
    });
  });
});

describe('closeUnit', () => {
  it('refuses while open units stand below, and twice', async () => {
    await inRollback({}, async (ctx) => {
      const bureau = await aUnit(ctx);
      const department = await aUnit(ctx, { parentPath: bureau.path });
      await assert.rejects(closeUnit(ctx, { id: bureau.id, reason: '撤并' }), { code: 'organisations.hasUnits', message: /1 个/ });
      await closeUnit(ctx, { id: department.id, reason: '撤并' });
      await closeUnit(ctx, { id: bureau.id, reason: '撤并' });
      await assert.rejects(closeUnit(ctx, { id: bureau.id, reason: '撤并' }), { code: 'organisations.closed' });
      await assert.rejects(renameUnit(ctx, { id: bureau.id, name: '新局', shortName: '新局' }), { code: 'organisations.closed' });
    });
  });
});
