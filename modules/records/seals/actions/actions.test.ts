import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { openTables } from '../../../../kernel/context.ts';
import { inTransaction, ownOrigin } from '../../../../kernel/run.ts';
import { systemActor } from '../../../../kernel/actor.ts';
import { anOfficer } from '../../../../kernel/testing/actors.ts';
import { as, inRollback, testDatabase } from '../../../../kernel/testing/database.ts';
import { saveFile } from '../../../../kernel/files/store.ts';
import { certificates } from '../../../../kernel/crypto/index.ts';
import { aUnit } from '../../../platform/organisations/testing.ts';
import { getSealDetail, listSeals, listUses, trustList } from '../queries.ts';
import { aBureau, aPdf, aPlace, aSeal, plugSeals } from '../testing.ts';
import { verifySealedPdf } from '../verify.ts';
import { applyByHand, applySeal } from './apply.ts';
import { approveSeal, requestSeal } from './make.ts';
import { declineSeal, destroySeal, resumeSeal, suspendSeal } from './status.ts';

before(() => plugSeals());

const manager = anOfficer({ name: '印章管理员', permissions: ['seals.manage', 'seals.read'] });
const keeper = anOfficer({ name: '保管人', permissions: ['seals.use', 'seals.read'] });
const code = (expected: string) => ({ code: expected });

describe('a request for a seal', () => {
  it('is drawn at once, and approved by somebody else, who gives it key and certificate', async () => {
    await inRollback({}, async (ctx) => {
      const unit = await aBureau(ctx, { name: '测试市水利局（测试市河长制办公室）' });
      const seal = await requestSeal(as(ctx, keeper), { unitId: unit.id, kind: 'special', purpose: '行政审批专用章', code: '4112990000017', reason: '窗口需要' });
      assert.equal(seal.status, 'draft');
      assert.equal(seal.name, '测试市水利局行政审批专用章');
      const both = anOfficer({ id: keeper.id, permissions: ['seals.manage'] });
      await assert.rejects(approveSeal(as(ctx, both), { id: seal.id, reason: '同意' }), code('seals.ownRequest'));
      await approveSeal(as(ctx, manager), { id: seal.id, reason: '同意' });
      const detail = await getSealDetail(as(ctx, manager), seal.id);
      assert.equal(detail.status, 'inForce');
      assert.match(detail.certificate?.subject ?? '', /O=测试市水利局（测试市河长制办公室）, OU=11411299\w{10}, CN=测试市水利局行政审批专用章/);
      assert.deepEqual(detail.changes.map((change) => [change.status, change.actorName]), [['draft', '保管人'], ['inForce', '印章管理员']]);
      const trust = await trustList(ctx);
      const root = certificates.certificateFromPem(trust.root ?? '');
      const issued = certificates.certificateFromPem(trust.certificates.find((each) => each.serial === detail.certificateSerial)?.certificate ?? '');
      assert.equal(certificates.verifyChain(issued, { roots: [root], at: ctx.now() }).trusted, true);
    });
  });

  it('may be declined, and then asked anew', async () => {
    await inRollback({}, async (ctx) => {
      const unit = await aBureau(ctx);
      const wish = { unitId: unit.id, kind: 'official' as const, reason: '新设机构' };
      const first = await requestSeal(as(ctx, keeper), wish);
      await assert.rejects(requestSeal(as(ctx, keeper), wish), { code: 'seals.exists', message: /公章/ });
      await declineSeal(as(ctx, manager), { id: first.id, reason: '名称有误' });
      await assert.rejects(approveSeal(as(ctx, manager), { id: first.id, reason: '同意' }), { code: 'seals.cannotMove', message: /“未批准”/ });
      assert.equal((await requestSeal(as(ctx, keeper), wish)).status, 'draft');
    });
  });

  it('is refused to a unit without a credit code, without a purpose, and outside the asker’s reach', async () => {
    await inRollback({}, async (ctx) => {
      const nameless = await aUnit(ctx);
      await assert.rejects(requestSeal(as(ctx, keeper), { unitId: nameless.id, kind: 'official', reason: '需要' }), code('seals.noUscc'));
      const unit = await aBureau(ctx);
      await assert.rejects(requestSeal(as(ctx, keeper), { unitId: unit.id, kind: 'special', reason: '需要' }), code('seals.purposeMissing'));
      const elsewhere = anOfficer({ permissions: ['seals.use'], scope: { units: [nameless.id], own: false } });
      await assert.rejects(requestSeal(as(ctx, elsewhere), { unitId: unit.id, kind: 'official', reason: '需要' }), code('seals.notFound'));
    });
  });

  it('keeps the seals of other counties from a county’s officers', async () => {
    await inRollback({}, async (ctx) => {
      const [ours, theirs] = [await aSeal(ctx), await aSeal(ctx)];
      const county = as(ctx, anOfficer({ permissions: ['seals.read', 'seals.manage', 'seals.use'], scope: { units: [ours.unitId], own: false } }));
      assert.deepEqual((await listSeals(county, {})).rows.map((seal) => seal.id), [ours.id]);
      await assert.rejects(getSealDetail(county, theirs.id), code('seals.notFound'));
      await assert.rejects(suspendSeal(county, { id: theirs.id, reason: '测试' }), code('seals.notFound'));
      await applySeal(ctx, { unitId: theirs.unitId, pdf: aPdf(ctx), place: aPlace, reason: '准予许可', document: 'cases/1' });
      assert.deepEqual((await listUses(county, {})).rows, []);
    });
  });
});

describe('applySeal', () => {
  it('seals for a department with its bureau’s seal, and logs who did it, why and what came of it', async () => {
    await inRollback({}, async (ctx) => {
      const seal = await aSeal(ctx);
      const department = await aUnit(ctx, { parentPath: [seal.unitId] });
      const before = aPdf(ctx);
      const { pdf, sealUseId } = await applySeal(as(ctx, keeper), { unitId: department.id, pdf: before, place: aPlace, reason: '准予许可决定', document: 'cases/42' });
      assert.deepEqual(Buffer.from(pdf.subarray(0, before.length)), Buffer.from(before));
      const { rows } = await listUses(as(ctx, manager), { sealId: seal.id });
      assert.equal(rows.length, 1);
      const [use] = rows;
      assert.deepEqual([use?.id, use?.actorName, use?.reason, use?.document, use?.place], [sealUseId, '保管人', '准予许可决定', 'cases/42', aPlace]);
      assert.notEqual(use?.sm3Before, use?.sm3After);
      const ids = async (filter: object) => (await listUses(as(ctx, manager), { sealId: seal.id, ...filter })).rows.length;
      assert.deepEqual([await ids({ actor: '保管人' }), await ids({ actor: '别人' }), await ids({ document: 'cases/42' }), await ids({ until: '2020-01-01' })], [1, 0, 1, 0]);
    });
  });

  it('puts the seal over a keyword’s last place (SMX1-731)', async () => {
    await inRollback({}, async (ctx) => {
      const seal = await aSeal(ctx);
      const pdf = aPdf(ctx, ['本页（盖章）处无效', '说明', '（盖章）']);
      const sealed = await applySeal(ctx, { unitId: seal.unitId, pdf, place: { keyword: '（盖章）' }, reason: '证明', document: 'letters/1' });
      const { PDFDocument } = await import('@cantoo/pdf-lib');
      const { findText } = await import('../../../../engines/documents/api.ts');
      const rectangle = (await PDFDocument.load(sealed.pdf)).getForm().getFields()[0]?.acroField.getWidgets()[0]?.getRectangle();
      const words = (await findText(pdf, '（盖章）')).at(-1);
      assert.ok(rectangle && words);
      assert.ok(Math.abs(rectangle.x + rectangle.width / 2 - (words.x + words.width / 2)) < 1);
      assert.ok(Math.abs(rectangle.y + rectangle.height / 2 - (words.y + words.height / 2)) < 1);
      assert.equal((await verifySealedPdf(ctx, sealed.pdf))[0]?.valid, true);
      await assert.rejects(applySeal(ctx, { unitId: seal.unitId, pdf, place: { keyword: '没有的字' }, reason: '证明', document: 'letters/1' }), { code: 'seals.keywordNotFound', message: /没有的字/ });
    });
  });

  it('shares a seam seal over all pages of a file, and each carries its part (SMX1-732)', async () => {
    await inRollback({}, async (ctx) => {
      const seal = await aSeal(ctx);
      const pdf = aPdf(ctx, Array.from({ length: 120 }, (_, index) => `第 ${index + 1} 项`));
      const sealed = await applySeal(ctx, { unitId: seal.unitId, pdf, place: { seamMm: 42 }, reason: '骑缝', document: 'letters/2' });
      const { PDFDocument } = await import('@cantoo/pdf-lib');
      const pages = (await PDFDocument.load(sealed.pdf)).getPages();
      assert.ok(pages.length > 2);
      assert.ok(pages.every((page) => (page.node.Annots()?.size() ?? 0) === 1));
      assert.equal((await verifySealedPdf(ctx, sealed.pdf))[0]?.valid, true);
    });
  });

  it('refuses without a seal in force: none, suspended, destroyed, beyond its certificate', async () => {
    let at = new Date('2026-11-21T02:00:00Z');
    await inRollback({ now: () => at }, async (ctx) => {
      const apply = (unitId: string, purpose?: string) => applySeal(ctx, { unitId, pdf: aPdf(ctx), place: aPlace, reason: '测试', document: 'x/1', ...(purpose ? { purpose } : {}) });
      await assert.rejects(apply((await aBureau(ctx)).id), { code: 'seals.noneInForce', message: /公章/ });
      const { id, unitId } = await aSeal(ctx);
      await assert.rejects(apply(unitId, '受理专用章'), { code: 'seals.noneInForce', message: /受理专用章/ });
      await suspendSeal(as(ctx, manager), { id, reason: '机构调整' });
      await assert.rejects(apply(unitId), code('seals.noneInForce'));
      await resumeSeal(as(ctx, manager), { id, reason: '调整完毕' });
      await apply(unitId);
      at = new Date('2031-11-21T02:00:00Z');
      await assert.rejects(apply(unitId), { code: 'seals.expired', message: /2031 年 11 月 20 日/ });
      at = new Date('2026-11-22T02:00:00Z');
      await destroySeal(as(ctx, manager), { id, reason: '机构撤销' });
      await assert.rejects(apply(unitId), code('seals.noneInForce'));
      await assert.rejects(resumeSeal(as(ctx, manager), { id, reason: '误操作' }), code('seals.cannotMove'));
    });
  });

  it('destroys the private key with the seal, and shows it nowhere before', async () => {
    await inRollback({}, async (ctx) => {
      const { id } = await aSeal(ctx);
      const keys = async () => (await sql<{ private_key: string | null }>`select k.private_key from seal_key k join seal s on s.key_id = k.id where s.id = ${id}`.execute(openTables<unknown>()(ctx))).rows;
      assert.match((await keys())[0]?.private_key ?? '', /^sm4g:1:/);
      await destroySeal(as(ctx, manager), { id, reason: '更换' });
      assert.deepEqual(await keys(), [{ private_key: null }]);
    });
  });

  it('makes the missing seal at first use where the installation says so, and only one for two at once', async () => {
    plugSeals({ onFirstUse: true });
    try {
      // Commits, root certificate included: early enough for the clocks of all other tests.
      const kernel = { ...(await testDatabase()).kernel, now: () => new Date('2022-01-04T02:00:00Z') };
      const occasion = { actor: systemActor('test'), origin: ownOrigin() };
      const unit = await inTransaction(kernel, occasion, (ctx) => aBureau(ctx));
      const apply = (document: string) =>
        inTransaction(kernel, occasion, (ctx) => applySeal(ctx, { unitId: unit.id, pdf: aPdf(ctx), place: aPlace, reason: '首次', document }));
      await Promise.all([apply('x/1'), apply('x/2')]);
      await inTransaction(kernel, occasion, async (ctx) => {
        assert.equal((await listSeals(ctx, { unitId: unit.id })).total, 1);
        assert.equal((await listUses(ctx, { unitId: unit.id })).total, 2);
      });
    } finally {
      plugSeals();
    }
  });

  it('lets a keeper stamp his own upload by hand, and nobody else’s', async () => {
    await inRollback({}, async (ctx) => {
      const seal = await aSeal(ctx);
      const file = await saveFile(as(ctx, keeper), aPdf(ctx), { name: '函.pdf', owner: null });
      const input = { id: seal.id, fileId: file.id, place: aPlace, reason: '发函', document: '〔2026〕1 号' };
      await assert.rejects(applyByHand(as(ctx, anOfficer({ permissions: ['seals.use'] })), input), code('seals.fileNotFound'));
      const { useId } = await applyByHand(as(ctx, keeper), input);
      const [use] = (await listUses(as(ctx, manager), { sealId: seal.id })).rows;
      assert.deepEqual([use?.id, use?.hasFile], [useId, true]);
    });
  });

  it('lets nobody change the log of uses', async () => {
    await inRollback({}, async (ctx) => {
      await assert.rejects(sql`update seal_use set reason = 'x'`.execute(openTables<unknown>()(ctx)), /permission denied/);
    });
  });
});
