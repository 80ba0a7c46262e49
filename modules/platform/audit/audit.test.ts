import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import ExcelJS from 'exceljs';
import { sql } from 'kysely';
import { chainPending } from '../../../kernel/audit/chain.ts';
import type { Actor, DataScope } from '../../../kernel/actor.ts';
import { openTables, type Context } from '../../../kernel/context.ts';
import { declaredPermissions } from '../../../kernel/module.ts';
import { openContext, ownOrigin } from '../../../kernel/run.ts';
import { aCitizen, anOfficer } from '../../../kernel/testing/actors.ts';
import { as, inRollback, testDatabase } from '../../../kernel/testing/database.ts';
import { anAccount, anOrganisation, aPerson } from '../../records/subjects/testing.ts';
import { aUnit } from '../organisations/testing.ts';
import { requestVerification } from './actions.ts';
import { verify } from './jobs.ts';
import { exportEntries, getEntry, listEntries, listMyReads, listVerifications } from './queries.ts';
import { moduleTitles, titleOfAction } from './titles.ts';

before(() => {
  declaredPermissions.plug(new Map([['test.permitted', '经许可的动作']]));
  moduleTitles.plug(new Map([['test', '测试模块'], ['audit', '安全审计']]));
});

const open = openTables<unknown>();
const permissions = ['audit.read', 'audit.export', 'audit.verify'];
const anAuditor = (scope?: DataScope) => anOfficer({ name: '审计员', permissions, ...(scope ? { scope } : {}) });

/** Has somebody act, in the same transaction, at a time of one's choice. */
async function act(ctx: Context, actor: Actor, action: string, given: { target?: string; at?: string; address?: string; detail?: Parameters<Context['audit']>[2] } = {}): Promise<void> {
  const { kernel } = await testDatabase();
  const at = given.at ? new Date(given.at) : ctx.now();
  const { ctx: own, flush } = openContext({ ...kernel, now: () => at }, { actor, origin: { ...ownOrigin(), address: given.address ?? '10.0.0.9' } }, open(ctx));
  own.audit(action, given.target ?? 'x', given.detail);
  await flush();
}

const asOwner = async (ctx: Context, statement: ReturnType<typeof sql>): Promise<void> => {
  await sql`set local role yiwang_owner`.execute(open(ctx));
  await statement.execute(open(ctx));
  await sql`set local role yiwang_app`.execute(open(ctx));
};

describe('listEntries', () => {
  it('shows the last seven days in China unless other days are asked for', async () => {
    await inRollback({ actor: anAuditor(), now: () => new Date('2027-03-10T02:00:00Z') }, async (ctx) => {
      const officer = anOfficer();
      // Midnight in China is 16:00 UTC of the day before.
      for (const at of ['2027-03-03T15:59:59Z', '2027-03-03T16:00:00Z', '2027-03-10T15:59:59Z']) await act(ctx, officer, 'test.act', { at, target: at });
      const targets = async (days: { from?: string; to?: string }) => (await listEntries(ctx, { actor: officer.id, ...days })).rows.map((row) => row.target);
      assert.deepEqual(await targets({}), ['2027-03-10T15:59:59Z', '2027-03-03T16:00:00Z']);
      assert.deepEqual(await targets({ from: '2027-03-01', to: '2027-03-03' }), ['2027-03-03T15:59:59Z']);
      await assert.rejects(listEntries(ctx, { from: '2027-03-02', to: '2027-03-01' }), { code: 'audit.badRange' });
      await assert.rejects(listEntries(ctx, { from: '2026-03-09', to: '2027-03-10' }), { code: 'audit.rangeTooLong' });
    });
  });

  it('filters by actor, unit and what lies below, action, module, target, subject, address and request', async () => {
    await inRollback({ actor: anAuditor() }, async (ctx) => {
      const bureau = await aUnit(ctx, { name: '某局' });
      const department = await aUnit(ctx, { name: '某科', parentPath: bureau.path });
      const one = anOfficer({ name: '钱某', unitId: department.id });
      await act(ctx, one, 'test.read', { target: 'a', detail: { about: 'subject-a' }, address: '10.1.1.1' });
      await act(ctx, one, 'test.write', { target: 'b' });
      await act(ctx, anOfficer({ name: '孙某' }), 'test.read', { target: 'c' });
      const targets = async (filter: Parameters<typeof listEntries>[1]) => (await listEntries(ctx, filter)).rows.map((row) => row.target).toSorted();
      assert.deepEqual(await targets({ actor: one.id }), ['a', 'b']);
      assert.deepEqual(await targets({ actor: '钱某' }), ['a', 'b']);
      assert.deepEqual(await targets({ unitId: bureau.id }), ['a', 'b']);
      assert.deepEqual(await targets({ action: 'test.read' }), ['a', 'c']);
      assert.deepEqual(await targets({ action: 'test' }), ['a', 'b', 'c']);
      assert.deepEqual(await targets({ target: 'b', actorKind: 'staff' }), ['b']);
      assert.deepEqual(await targets({ about: 'subject-a' }), ['a']);
      assert.deepEqual(await targets({ address: '10.1.1.1' }), ['a']);
      const entry = (await listEntries(ctx, { about: 'subject-a' })).rows[0];
      assert.equal(entry?.unitName, '某局 某科');
      const { requestId } = await getEntry(ctx, entry.id);
      assert.deepEqual(await targets({ requestId }), ['a']);
    });
  });

  it('goes page by page without losing or repeating an entry of the same instant', async () => {
    await inRollback({ actor: anAuditor() }, async (ctx) => {
      const officer = anOfficer();
      const at = ctx.now().toISOString();
      for (let count = 0; count < 7; count += 1) await act(ctx, officer, 'test.act', { at, target: String(count) });
      const seen: string[] = [];
      for (let after: string | undefined; ; ) {
        const found = await listEntries(ctx, { actor: officer.id, size: 3, ...(after ? { after } : {}) });
        seen.push(...found.rows.map((row) => row.target));
        if (found.next === null) break;
        after = found.next;
      }
      assert.deepEqual(seen.toSorted(), ['0', '1', '2', '3', '4', '5', '6']);
    });
  });

  it('writes into the trail who looked for what', async () => {
    await inRollback({ actor: anAuditor() }, async (ctx, flush) => {
      await listEntries(ctx, { about: 'subject-a', action: 'test' });
      await flush();
      const [own] = (await listEntries(ctx, { actor: ctx.actor.id })).rows;
      assert.deepEqual([own?.action, own?.actionTitle, own?.about], ['audit.list', '查阅审计记录', 'subject-a']);
      const { detail } = await getEntry(ctx, own?.id ?? '');
      assert.deepEqual(detail, [{ name: 'action', value: 'test' }]);
    });
  });

  it('shows an auditor of a bureau nothing of another', async () => {
    await inRollback({}, async (base) => {
      const own = await aUnit(base);
      const other = await aUnit(base);
      const auditor = as(base, anAuditor({ units: [own.id], own: false }));
      await act(base, anOfficer({ unitId: own.id }), 'test.seen');
      await act(base, anOfficer({ unitId: other.id }), 'test.unseen');
      assert.deepEqual((await listEntries(auditor, { action: 'test' })).rows.map((row) => row.action), ['test.seen']);
      const [unseen] = (await listEntries(as(base, anAuditor()), { action: 'test.unseen' })).rows;
      await assert.rejects(getEntry(auditor, unseen?.id ?? ''), { code: 'audit.notFound' });
    });
  });
});

describe('titleOfAction', () => {
  it('names an action by itself, by its permission, by its module, and in need by its own name', () => {
    assert.deepEqual(['sign-in.open', 'test.permitted', 'test.other', 'unknown.thing'].map(titleOfAction), ['登录', '经许可的动作', '测试模块', 'unknown.thing']);
  });
});

describe('exportEntries', () => {
  it('writes what the filter finds, in order and whole, and is itself audited', async () => {
    await inRollback({ actor: anAuditor() }, async (ctx, flush) => {
      const officer = anOfficer({ name: '=1+1' });
      const start = ctx.now().getTime();
      for (let count = 0; count < 1005; count += 1) await act(ctx, officer, 'test.act', { at: new Date(start - count).toISOString(), target: String(count) });
      const file = await exportEntries(ctx, { actor: officer.id });
      const workbook = new ExcelJS.Workbook();
      await workbook.xlsx.load(Buffer.from(file.content as Uint8Array) as unknown as ArrayBuffer);
      const sheet = workbook.worksheets[0];
      assert.equal(sheet?.rowCount, 1006);
      assert.deepEqual(Array.from({ length: 1005 }, (_, index) => sheet?.getRow(index + 2).getCell(8).text), Array.from({ length: 1005 }, (_, index) => String(index)));
      assert.equal(sheet?.getRow(2).getCell(3).type, ExcelJS.ValueType.String);
      await flush();
      const [own] = (await listEntries(ctx, { actor: ctx.actor.id, action: 'audit.export' })).rows;
      assert.ok((await getEntry(ctx, own?.id ?? '')).detail.some(({ name, value }) => name === 'count' && value === '1005'));
    });
  });
});

describe('verification', () => {
  it('finds the chain intact, and says where it is not when one record has been changed (SMX1-307)', async () => {
    await inRollback({ actor: anAuditor() }, async (ctx) => {
      for (let count = 0; count < 3; count += 1) await act(ctx, anOfficer(), 'test.act', { target: String(count) });
      await chainPending(open(ctx));
      const asked = await requestVerification(ctx);
      assert.equal(asked.state, 'running');
      await assert.rejects(requestVerification(ctx), { code: 'audit.alreadyRunning' });
      await verify(ctx, { id: asked.id });
      const [intact] = (await listVerifications(ctx, {})).rows;
      assert.deepEqual([intact?.state, intact?.findingCount], ['intact', 0]);
      const { rows } = await sql<{ seq: number; entry_id: string }>`select seq, entry_id from audit_link order by seq desc limit 1`.execute(open(ctx));
      await asOwner(ctx, sql`update audit_entry set target = 'changed' where id = ${rows[0]?.entry_id}`);
      await verify(ctx, {});
      const broken = (await listVerifications(ctx, {})).rows.find((row) => row.state === 'broken');
      assert.deepEqual(broken?.findings, [{ kind: 'changed', seq: rows[0]?.seq, entryId: rows[0]?.entry_id }]);
    });
  });

  it('notices an end cut off, which a chain by itself cannot show', async () => {
    await inRollback({ actor: anAuditor() }, async (ctx) => {
      for (let count = 0; count < 3; count += 1) await act(ctx, anOfficer(), 'test.act');
      await chainPending(open(ctx));
      await verify(ctx, {});
      const { rows } = await sql<{ seq: number; entry_id: string }>`select seq, entry_id from audit_link order by seq desc limit 1`.execute(open(ctx));
      await asOwner(ctx, sql`delete from audit_link where seq = ${rows[0]?.seq}`);
      await asOwner(ctx, sql`delete from audit_entry where id = ${rows[0]?.entry_id}`);
      await verify(ctx, {});
      const broken = (await listVerifications(ctx, {})).rows.find((row) => row.state === 'broken');
      assert.deepEqual(broken?.findings, [{ kind: 'rewritten', seq: rows[0]?.seq, entryId: null }]);
    });
  });
});

describe('listMyReads', () => {
  it('shows a citizen who looked at her data and at her organisation’s, by unit and masked name, and why', async () => {
    await inRollback({}, async (base) => {
      const person = await aPerson(base);
      const shop = await anOrganisation(base, { representative: person });
      const stranger = await aPerson(base, { name: '旁人' });
      const citizen = aCitizen({ id: await anAccount(base, person) });
      const bureau = await aUnit(base, { name: '某市监局' });
      const officer = anOfficer({ name: '程书林', unitId: bureau.id });
      const now = base.now().getTime();
      const at = (seconds: number) => new Date(now + seconds * 1000).toISOString();
      await act(base, officer, 'subjects.reveal', { at: at(1), detail: { about: person.id, basis: '现场核查', caseNumber: 'SP20261121000001' } });
      await act(base, officer, 'subjects.view', { at: at(2), detail: { about: shop.id } });
      await act(base, officer, 'subjects.reveal', { at: at(3), detail: { about: stranger.id, basis: '别人的事' } });
      await act(base, citizen, 'subjects.revealMine', { at: at(4), detail: { about: person.id } });
      const { rows } = await listMyReads(as(base, citizen), { size: 2 });
      assert.deepEqual(
        rows.map(({ unitName, officer: name, action, basis, caseNumber }) => ({ unitName, name, action, basis, caseNumber })),
        [
          { unitName: '某市监局', name: '程*林', action: '查看主体信息（打码）', basis: null, caseNumber: null },
          { unitName: '某市监局', name: '程*林', action: '查看完整个人信息', basis: '现场核查', caseNumber: 'SP20261121000001' },
        ],
      );
    });
  });
});
