import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { PDFDocument } from '@cantoo/pdf-lib';
import { anOfficer } from '../../../kernel/testing/actors.ts';
import { as, inRollback } from '../../../kernel/testing/database.ts';
import { drawSeal, sealPdf } from '../../../engines/documents/api.ts';
import { aSigner } from '../../../engines/documents/testing.ts';
import { applySeal } from './actions/apply.ts';
import { destroySeal, suspendSeal } from './actions/status.ts';
import { aPdf, aPlace, aSeal, plugSeals } from './testing.ts';
import { verifyForPublic, verifySealedPdf } from './verify.ts';

before(() => plugSeals());

const manager = anOfficer({ permissions: ['seals.manage'] });

describe('verifySealedPdf', () => {
  it('finds every one of several seals valid, and says whose they are', async () => {
    await inRollback({}, async (ctx) => {
      const [first, second] = [await aSeal(ctx, { name: '甲局' }), await aSeal(ctx, { name: '乙局' })];
      const once = await applySeal(ctx, { unitId: first.unitId, pdf: aPdf(ctx), place: aPlace, reason: '联合发文', document: 'x/1' });
      const twice = await applySeal(ctx, { unitId: second.unitId, pdf: once.pdf, place: { ...aPlace, x: 100 }, reason: '会签', document: 'x/1' });
      const checks = await verifySealedPdf(ctx, twice.pdf);
      assert.deepEqual(checks.map(({ valid, unitName, coversWholeDocument, changedAfter }) => ({ valid, unitName, coversWholeDocument, changedAfter })), [
        { valid: true, unitName: '甲局', coversWholeDocument: false, changedAfter: 'seals' },
        { valid: true, unitName: '乙局', coversWholeDocument: true, changedAfter: 'nothing' },
      ]);
    });
  });

  it('keeps what a seal sealed valid after it is suspended or destroyed', async () => {
    let at = new Date('2026-11-21T02:00:00Z');
    await inRollback({ now: () => at }, async (ctx) => {
      const seal = await aSeal(ctx);
      const { pdf } = await applySeal(ctx, { unitId: seal.unitId, pdf: aPdf(ctx), place: aPlace, reason: '决定', document: 'x/1' });
      at = new Date('2026-11-22T02:00:00Z');
      await suspendSeal(as(ctx, manager), { id: seal.id, reason: '调整' });
      await destroySeal(as(ctx, manager), { id: seal.id, reason: '撤销' });
      assert.deepEqual((await verifySealedPdf(ctx, pdf)).map(({ valid, inForce }) => [valid, inForce]), [[true, true]]);
    });
  });

  it('names a changed byte, and an appended change', async () => {
    await inRollback({}, async (ctx) => {
      const seal = await aSeal(ctx);
      const { pdf } = await applySeal(ctx, { unitId: seal.unitId, pdf: aPdf(ctx), place: aPlace, reason: '决定', document: 'x/1' });
      const flipped = Uint8Array.from(pdf);
      const streamAt = Buffer.from(pdf).indexOf('stream') + 60;
      flipped[streamAt] = (flipped[streamAt] ?? 0) ^ 1;
      const [broken] = await verifySealedPdf(ctx, flipped);
      assert.deepEqual([broken?.valid, broken?.intact], [false, false]);
      assert.match(broken?.problem ?? '', /修改|改动|不正确/);
      const document = await PDFDocument.load(pdf, { forIncrementalUpdate: true, updateMetadata: false });
      document.getPages()[0]?.drawText('100000');
      const [extended] = await verifySealedPdf(ctx, await document.commit({ useObjectStreams: false }));
      assert.deepEqual([extended?.valid, extended?.intact, extended?.problem], [false, true, '盖章之后文件又被改动']);
    });
  });

  it('does not trust a seal of the same name under another root', async () => {
    await inRollback({}, async (ctx) => {
      const seal = await aSeal(ctx);
      const forger = await aSigner(seal.name);
      const picture = drawSeal({ kind: 'round', unitName: seal.name }).png;
      const pdf = await sealPdf(aPdf(ctx), { image: picture, place: aPlace, sign: forger.sign, name: seal.name, reason: '决定', at: ctx.now() });
      const [check] = await verifySealedPdf(ctx, pdf);
      assert.deepEqual([check?.intact, check?.trusted, check?.valid, check?.unitName], [true, false, false, null]);
    });
  });
});

describe('the public check of a file', () => {
  const base64 = (pdf: Uint8Array): { pdf: string } => ({ pdf: Buffer.from(pdf).toString('base64') });

  it('knows a file that left the platform, and takes apart no other', async () => {
    await inRollback({}, async (ctx) => {
      const seal = await aSeal(ctx);
      const { pdf } = await applySeal(ctx, { unitId: seal.unitId, pdf: aPdf(ctx), place: aPlace, reason: '决定', document: 'x/1' });
      const answer = await verifyForPublic(ctx, base64(pdf));
      assert.deepEqual([answer.known, answer.checks.map(({ valid }) => valid)], [true, [true]]);
      const changed = await verifyForPublic(ctx, base64(Buffer.concat([pdf, Buffer.from(' ')])));
      assert.deepEqual([changed.known, changed.checks], [false, []]);
      await assert.rejects(verifyForPublic(ctx, base64(Buffer.from('hello'.repeat(30)))), { code: 'seals.badFile' });
    });
  });
});
