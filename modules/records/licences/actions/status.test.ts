import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { openTables } from '../../../../kernel/context.ts';
import { anOfficer } from '../../../../kernel/testing/actors.ts';
import { as, inRollback } from '../../../../kernel/testing/database.ts';
import { aSeal } from '../../seals/testing.ts';
import { anOrganisation } from '../../subjects/testing.ts';
import { expireLicences } from '../jobs.ts';
import { licenceDetail } from '../queries/detail.ts';
import { findLicenceFor, getLicence } from '../queries/licences.ts';
import { verifyLicence } from '../queries/verify.ts';
import { aLicence, plugLicences } from '../testing.ts';
import { cancelLicence, forfeitLicence, resumeLicence, revokeLicence, suspendLicence } from './status.ts';

before(plugLicences);
const officer = anOfficer({ name: '证照管理员', permissions: ['licences.manage', 'licences.read'] });

describe('what becomes of a licence', () => {
  it('is decided with a reason, kept in its history and audited about its holder', async () => {
    await inRollback({}, async (ctx, flush) => {
      const licence = await aLicence(ctx);
      const acting = as(ctx, officer);
      await suspendLicence(acting, { id: licence.id, reason: '停业整顿' });
      await resumeLicence(acting, { id: licence.id, reason: '整改合格' });
      await revokeLicence(acting, { id: licence.id, reason: '以欺骗手段取得（行政许可法第六十九条）' });
      await cancelLicence(acting, { id: licence.id, reason: '撤销后注销' });
      const { operations, status } = await licenceDetail(acting, licence.id);
      assert.equal(status, 'cancelled');
      assert.deepEqual(operations.map(({ operation, actorName }) => [operation, actorName]).slice(1), [['suspend', '证照管理员'], ['resume', '证照管理员'], ['revoke', '证照管理员'], ['cancel', '证照管理员']]);
      await flush();
      const { rows } = await sql<{ n: number }>`select count(*) as n from audit_entry where about = ${licence.subjectId} and target = ${licence.id} and action like 'licences.%'`.execute(openTables<unknown>()(ctx));
      assert.equal(rows[0]?.n, 6);
    });
  });

  it('follows the table of states', async () => {
    await inRollback({}, async (ctx) => {
      const licence = await aLicence(ctx);
      await assert.rejects(resumeLicence(ctx, { id: licence.id, reason: '测试' }), { code: 'licences.cannotMove', message: /“有效”.*暂扣发还/ });
      await cancelLicence(ctx, { id: licence.id, reason: '歇业' });
      await assert.rejects(suspendLicence(ctx, { id: licence.id, reason: '测试' }), { code: 'licences.cannotMove', message: /“已注销”/ });
    });
  });

  it('is decided by the officers of the unit, not by those of another county', async () => {
    await inRollback({}, async (ctx) => {
      const licence = await aLicence(ctx);
      const neighbour = anOfficer({ permissions: ['licences.manage'], scope: { units: [(await aSeal(ctx)).unitId], own: false } });
      await assert.rejects(revokeLicence(as(ctx, neighbour), { id: licence.id, reason: '测试' }), { code: 'licences.notFound' });
      const home = anOfficer({ permissions: ['licences.manage'], scope: { units: [licence.unitId], own: false } });
      assert.equal((await forfeitLicence(as(ctx, home), { id: licence.id, reason: '处罚决定书〔2026〕1 号' })).status, 'forfeited');
    });
  });
});

describe('the nightly job', () => {
  it('marks what ran out yesterday and leaves what is valid today, and no licence waits for it', async () => {
    let at = new Date('2026-11-21T02:00:00Z');
    await inRollback({ now: () => at }, async (ctx, flush) => {
      const { unitId } = await aSeal(ctx);
      const holder = await anOrganisation(ctx);
      const ends = await aLicence(ctx, { unitId, subjectId: holder.id, validTo: '2026-12-31' });
      const suspended = await aLicence(ctx, { unitId, validTo: '2026-12-31' });
      await suspendLicence(ctx, { id: suspended.id, reason: '整顿' });
      const stays = await aLicence(ctx, { unitId, validTo: '2027-01-01' });
      at = new Date('2026-12-31T15:59:00Z');
      await expireLicences(ctx);
      assert.equal((await getLicence(ctx, ends.id)).status, 'issued');
      at = new Date('2026-12-31T16:05:00Z');
      assert.equal((await verifyLicence(ctx, { identifier: ends.identifier })).status, 'expired');
      assert.equal(await findLicenceFor(ctx, holder.id, 'food-business-licence'), undefined);
      await expireLicences(ctx);
      await expireLicences(ctx);
      assert.deepEqual([(await getLicence(ctx, ends.id)).status, (await getLicence(ctx, suspended.id)).status, (await getLicence(ctx, stays.id)).status], ['expired', 'expired', 'issued']);
      await flush();
      const { rows } = await sql<{ payload: object }>`select payload from event where name = 'licences.statusChanged' and payload->>'licenceId' = ${ends.id}`.execute(openTables<unknown>()(ctx));
      assert.deepEqual(rows, [{ payload: { licenceId: ends.id, subjectId: holder.id, status: 'expired' } }]);
    });
  });
});
