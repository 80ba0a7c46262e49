import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { openTables, type Context } from '../../../../kernel/context.ts';
import type { Download } from '../../../../kernel/endpoint.ts';
import { aCitizen, anOfficer } from '../../../../kernel/testing/actors.ts';
import { as, inRollback } from '../../../../kernel/testing/database.ts';
import { readPages } from '../../../../engines/documents/testing.ts';
import { aSeal } from '../../seals/testing.ts';
import { verifySealedPdf } from '../../seals/verify.ts';
import { anAccount, anOrganisation, aPerson } from '../../subjects/testing.ts';
import { cancelLicence, forfeitLicence, revokeLicence, suspendLicence } from '../actions/status.ts';
import type { Licence } from '../contract.ts';
import { aLicence, foodAnswers, plugLicences } from '../testing.ts';
import { licenceDetail, licenceFile, overprint, revealLicence } from './detail.ts';
import { listLicences } from './licences.ts';
import { verifyLicence } from './verify.ts';
import { wallet, walletFile } from './wallet.ts';

before(plugLicences);

const reader = anOfficer({ permissions: ['licences.read', 'licences.reveal', 'licences.print'] });

async function bytesOf({ content }: Download): Promise<Uint8Array> {
  if (content instanceof Uint8Array) return content;
  const chunks: Uint8Array[] = [];
  for await (const chunk of content) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** A shop licence of a person. */
const ofPerson = (ctx: Context, subjectId: string, given: { unitId: string; uscc: string }): Promise<Licence> =>
  aLicence(ctx, {
    typeKey: 'individual-business-licence',
    unitId: given.unitId,
    subjectId,
    values: { uscc: given.uscc, name: '测试小吃店', form: '个人经营', operatorName: '测小民', premises: '示例路 3 号', scope: '餐饮服务' },
  });

const audited = async (ctx: Context, id: string): Promise<unknown[]> => {
  const { rows } = await sql<{ action: string; about: string; basis: string | null }>`select action, about, basis from audit_entry where target = ${id} order by at, id`.execute(openTables<unknown>()(ctx));
  return rows.map(({ action, about, basis }) => [action, about, basis]);
};

describe('the licence library', () => {
  it('is searched by holder, type, number and state, and opens with data, file and history (SMX1-722)', async () => {
    await inRollback({}, async (ctx, flush) => {
      const { unitId } = await aSeal(ctx);
      const company = await anOrganisation(ctx, { name: '独一无二餐饮有限公司' });
      const person = await aPerson(ctx, { name: '测独一' });
      const food = await aLicence(ctx, { unitId, subjectId: company.id });
      const shop = await ofPerson(ctx, person.id, { unitId, uscc: '92411299T00000027B' });
      await suspendLicence(ctx, { id: shop.id, reason: '整顿' });
      await flush();
      const acting = as(ctx, reader);
      const ids = async (filter: object): Promise<string[]> => (await listLicences(acting, { unitId, ...filter })).rows.map(({ id }) => id);
      assert.deepEqual(await ids({ holder: '独一无二餐饮有限公司' }), [food.id]);
      assert.deepEqual(await ids({ holder: company.uscc.toLowerCase() }), [food.id]);
      assert.deepEqual(await ids({ holder: person.number }), [shop.id]);
      assert.deepEqual(await ids({ typeKey: 'food-business-licence' }), [food.id]);
      assert.deepEqual(await ids({ text: food.number.slice(0, 12) }), [food.id]);
      assert.deepEqual(await ids({ text: shop.identifier }), [shop.id]);
      assert.deepEqual(await ids({ standing: 'suspended' }), [shop.id]);
      assert.deepEqual(await ids({ standing: 'valid' }), [food.id]);
      assert.deepEqual(await ids({ expiresUntil: '2026-01-01' }), []);
      assert.deepEqual((await ids({ sort: 'expiresOn' })), [food.id, shop.id]);

      const detail = await licenceDetail(acting, food.id);
      assert.ok(detail.fields.some(({ label, value }) => label === '主体业态' && value === '餐饮服务经营者'));
      assert.deepEqual(detail.operations.map(({ operation }) => operation), ['issue']);
      assert.equal((await readPages(await bytesOf(await licenceFile(acting, { id: food.id })))).length, 1);
    });
  });

  it('masks a person and not an organisation; the full text needs a reason, which is kept', async () => {
    await inRollback({}, async (ctx, flush) => {
      const { unitId } = await aSeal(ctx);
      const person = await aPerson(ctx, { name: '测小民' });
      const shop = await ofPerson(ctx, person.id, { unitId, uscc: '92411299T00000027B' });
      assert.deepEqual([shop.holderName, shop.holderNumber], ['测*民', `4112***********${person.number.slice(-3)}`]);
      assert.equal((await aLicence(ctx, { unitId })).holderName, '测试有限公司');
      const acting = as(ctx, reader);
      await licenceDetail(acting, shop.id);
      const full = await revealLicence(acting, { id: shop.id, reason: '核对申请材料' });
      assert.deepEqual([full.holderName, full.holderNumber], ['测小民', person.number]);
      await licenceFile(acting, { id: shop.id, variant: '副本', download: true });
      await flush();
      assert.deepEqual((await audited(ctx, shop.id)).slice(1), [
        ['licences.view', person.id, null],
        ['licences.reveal', person.id, '核对申请材料'],
        ['licences.download', person.id, null],
      ]);
    });
  });

  it('keeps the licences of one county from the officers of another, in lists and by id', async () => {
    await inRollback({}, async (ctx) => {
      const [ours, theirs] = [await aLicence(ctx), await aLicence(ctx)];
      const county = anOfficer({ permissions: ['licences.read', 'licences.reveal', 'licences.print'], scope: { units: [ours.unitId], own: false } });
      const acting = as(ctx, county);
      assert.deepEqual((await listLicences(acting, {})).rows.map(({ id }) => id), [ours.id]);
      const notFound = { code: 'licences.notFound' };
      await assert.rejects(licenceDetail(acting, theirs.id), notFound);
      await assert.rejects(licenceFile(acting, { id: theirs.id }), notFound);
      await assert.rejects(revealLicence(acting, { id: theirs.id, reason: '测试' }), notFound);
      await assert.rejects(overprint(acting, { id: theirs.id, paperNumber: '1' }), notFound);
    });
  });

  it('shows an officer limited to his own work what he issued himself', async () => {
    await inRollback({}, async (ctx) => {
      const clerk = anOfficer({ permissions: ['licences.read'], scope: { units: [], own: true } });
      const mine = await aLicence(as(ctx, clerk), { unitId: (await aSeal(ctx)).unitId });
      await aLicence(ctx);
      assert.deepEqual((await listLicences(as(ctx, clerk), {})).rows.map(({ id }) => id), [mine.id]);
    });
  });

  it('hands out the sealed file, whose seal verifies, and none for a variant there is not (SMX1-744)', async () => {
    await inRollback({}, async (ctx) => {
      const licence = await aLicence(ctx);
      for (const variant of ['正本', '副本']) {
        const file = await licenceFile(as(ctx, reader), { id: licence.id, variant, download: true });
        assert.equal(file.name, `食品经营许可证${licence.number}（${variant}）.pdf`);
        assert.deepEqual((await verifySealedPdf(ctx, await bytesOf(file))).map(({ valid, reason }) => [valid, reason]), [[true, `签发食品经营许可证${licence.number}（${variant}）`]]);
      }
      await assert.rejects(licenceFile(as(ctx, reader), { id: licence.id, variant: '第三本' }), { code: 'licences.noSuchVariant' });
    });
  });

  it('prints the values alone on a blank, moved as the printer needs, and keeps the blank’s number (SMX1-733)', async () => {
    await inRollback({}, async (ctx, flush) => {
      const licence = await aLicence(ctx);
      const { findText } = await import('../../../../engines/documents/api.ts');
      const whole = await bytesOf(await licenceFile(as(ctx, reader), { id: licence.id }));
      const print = await bytesOf(await overprint(as(ctx, reader), { id: licence.id, paperNumber: '豫 0012345', x: 2, y: -1 }));
      assert.deepEqual(await findText(print, '法定代表人'), []);
      const [there] = await findText(whole, foodAnswers.operatorName);
      const [here] = await findText(print, foodAnswers.operatorName);
      const mm = 72 / 25.4;
      assert.ok(there && here && Math.abs(here.x - there.x - 2 * mm) < 0.1 && Math.abs(here.y - there.y - mm) < 0.1);
      await flush();
      const { rows } = await sql<{ detail: object }>`select detail from audit_entry where target = ${licence.id} and action = 'licences.overprint'`.execute(openTables<unknown>()(ctx));
      assert.deepEqual(rows, [{ detail: { variant: '正本', paperNumber: '豫 0012345' } }]);
    });
  });
});

describe('public verification', () => {
  it('tells what every licence is worth, whatever became of it', async () => {
    let at = new Date('2026-11-21T02:00:00Z');
    await inRollback({ now: () => at }, async (ctx) => {
      const { unitId } = await aSeal(ctx);
      const make = (given: object = {}) => aLicence(ctx, { unitId, ...given });
      const [valid, notYet, suspended, revoked, forfeited, cancelled] = [await make(), await make({ validFrom: '2027-01-01' }), await make(), await make(), await make(), await make()];
      const replaced = await make();
      await make({ subjectId: replaced.subjectId, replaces: { licenceId: replaced.id, as: 'reissue' } });
      const reason = { reason: '测试' };
      await suspendLicence(ctx, { id: suspended.id, ...reason });
      await revokeLicence(ctx, { id: revoked.id, ...reason });
      await forfeitLicence(ctx, { id: forfeited.id, ...reason });
      await cancelLicence(ctx, { id: cancelled.id, ...reason });
      const told = async ({ identifier }: Licence) => (await verifyLicence(ctx, { identifier })).status;
      assert.deepEqual(await Promise.all([valid, notYet, suspended, revoked, forfeited, cancelled, replaced].map(told)), ['valid', 'notYet', 'suspended', 'revoked', 'forfeited', 'cancelled', 'replaced']);
      at = new Date('2031-11-21T02:00:00Z');
      assert.deepEqual([await told(valid), await told(suspended), await told(revoked)], ['expired', 'expired', 'revoked']);
    });
  });

  it('by identifier or printed code names type, issuer, term and holder, and nothing more', async () => {
    await inRollback({ now: () => new Date('2026-11-21T02:00:00Z') }, async (ctx) => {
      const { unitId } = await aSeal(ctx, { name: '测试市市场监督管理局' });
      const food = await aLicence(ctx, { unitId });
      const { verificationCode, documents } = await licenceDetail(as(ctx, reader), food.id);
      const told = await verifyLicence(ctx, { identifier: verificationCode.toLowerCase().replaceAll('-', '') });
      assert.deepEqual(told, {
        found: true, name: '食品经营许可证', number: food.number, holder: '测试有限公司', issuer: '测试市市场监督管理局', issuedOn: '2026-11-21',
        validFrom: '2026-11-21', validTo: '2031-11-20', status: 'valid', statusLabel: '有效', sm3: documents[0]?.sm3 ?? '', sealValid: true, checkedAt: '2026-11-21T02:00:00.000Z',
      });
      assert.deepEqual(await verifyLicence(ctx, { identifier: food.identifier }), told);
      const person = await aPerson(ctx, { name: '测小民' });
      const shop = await ofPerson(ctx, person.id, { unitId, uscc: '92411299T00000027B' });
      const masked = JSON.stringify(await verifyLicence(ctx, { identifier: shop.identifier }));
      for (const secret of ['测小民', person.number, '92411299T00000027B', '示例路', person.id]) assert.ok(!masked.includes(secret), secret);
      assert.ok(masked.includes('测*民'));
    });
  });

  it('finds nothing for an identifier with a wrong check character, a number, or a stranger’s identifier', async () => {
    await inRollback({}, async (ctx) => {
      const licence = await aLicence(ctx);
      const last = licence.identifier.at(-1) === 'A' ? 'B' : 'A';
      for (const identifier of [licence.identifier.slice(0, -1) + last, licence.number, '1.2.156.3005.2.11100000MB03271699022.340100.000000016.001.9', "' or 1=1 --"]) {
        const told = await verifyLicence(ctx, { identifier });
        assert.deepEqual([told.found, told.status, told.holder, told.sealValid], [false, null, null, null], identifier);
      }
    });
  });
});

describe('a citizen’s wallet', () => {
  it('holds the licences of herself and of the businesses she represents, and nobody else’s', async () => {
    await inRollback({}, async (ctx, flush) => {
      const { unitId } = await aSeal(ctx);
      const [first, second] = [await aPerson(ctx, { name: '测小甲' }), await aPerson(ctx, { name: '测小乙' })];
      const company = await anOrganisation(ctx, { name: '甲的公司', representative: first });
      const own = await ofPerson(ctx, first.id, { unitId, uscc: '92411299T00000027B' });
      const companys = await aLicence(ctx, { unitId, subjectId: company.id });
      const others = await aLicence(ctx, { unitId });
      const citizen = async (person: typeof first | undefined) => as(ctx, aCitizen({ id: await anAccount(ctx, person) }));
      const [one, two, unverified] = [await citizen(first), await citizen(second), await citizen(undefined)];
      assert.deepEqual((await wallet(one)).rows.map(({ id }) => id).toSorted(), [own.id, companys.id].toSorted());
      assert.deepEqual((await wallet(one)).rows.map(({ holder }) => holder).toSorted(), ['测小甲', '甲的公司'].toSorted());
      assert.deepEqual([(await wallet(two)).rows, (await wallet(unverified)).rows], [[], []]);
      assert.equal((await verifySealedPdf(ctx, await bytesOf(await walletFile(one, { id: own.id }))))[0]?.valid, true);
      for (const [ctxOf, id] of [[two, own.id], [two, companys.id], [unverified, own.id], [one, others.id]] as const) {
        await assert.rejects(walletFile(ctxOf, { id }), { code: 'licences.notFound' });
      }
      await flush();
      assert.deepEqual((await audited(ctx, own.id)).at(-1), ['licences.downloadOwn', first.id, '本人']);
    });
  });
});
