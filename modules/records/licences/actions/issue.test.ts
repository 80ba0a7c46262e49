import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fromBER, type BaseBlock, type Constructed, type OctetString } from 'asn1js';
import { systemActor } from '../../../../kernel/actor.ts';
import { certificates, mod11_10, sm2 } from '../../../../kernel/crypto/index.ts';
import { readFileBytes } from '../../../../kernel/files/store.ts';
import { attempt, inTransaction, ownOrigin } from '../../../../kernel/run.ts';
import { inRollback, testDatabase } from '../../../../kernel/testing/database.ts';
import { readPages, without } from '../../../../engines/documents/testing.ts';
import { readLicenceIdentifier } from '../../../../engines/identifiers/contract.ts';
import { aDivision } from '../../../platform/organisations/testing.ts';
import { listUses, trustList } from '../../seals/queries.ts';
import { aBureau, aSeal } from '../../seals/testing.ts';
import { verifySealedPdf } from '../../seals/verify.ts';
import { anOrganisation, aPerson } from '../../subjects/testing.ts';
import { verifyOfflineProof } from '../offline-check.ts';
import { readProofAddress } from '../offline-proof.ts';
import { licenceDetail } from '../queries/detail.ts';
import { findLicenceFor, licencesOf } from '../queries/licences.ts';
import { documentsOf, lockLicence } from '../store/licences.ts';
import { aLicence, foodAnswers, loadTypes, plugLicences, verifySite } from '../testing.ts';
import { issueLicence } from './issue.ts';
import type { Context } from '../../../../kernel/context.ts';

before(plugLicences);
const folder = mkdtempSync(path.join(tmpdir(), 'licences-'));
after(() => rmSync(folder, { recursive: true }));

const pdfOf = async (ctx: Context, id: string, at = 0): Promise<Uint8Array> => readFileBytes(ctx, (await documentsOf(ctx, id))[at]?.file_id ?? '');

describe('issueLicence', () => {
  it('gives a licence its number, an identifier that checks, its term and its words', async () => {
    await inRollback({ now: () => new Date('2026-11-21T02:00:00Z') }, async (ctx) => {
      const divisionCode = await aDivision(ctx, { code: '411298', name: '某区' });
      const bureau = await aBureau(ctx, { divisionCode });
      await aSeal(ctx, { unitId: bureau.id });
      const licence = await aLicence(ctx, { unitId: bureau.id });
      assert.match(licence.number, /^JY2411298\d{7}$/);
      assert.ok(mod11_10.isValid(licence.number.slice(2)));
      const identifier = readLicenceIdentifier(licence.identifier);
      assert.deepEqual([identifier?.typeCode, identifier?.version], ['11411200XXD000258G001', '001']);
      assert.deepEqual([licence.validFrom, licence.validTo, licence.standing], ['2026-11-21', '2031-11-20', 'valid']);
      const [page = ''] = await readPages(await pdfOf(ctx, licence.id));
      for (const words of [licence.number, '测试市好味道餐饮有限公司', '测试市示例大道2号一层', '餐饮服务经营者', '热食类食品制售、冷食类食品制售', '2031年11月20日', '12315']) {
        assert.ok(page.includes(words), words);
      }
      const [copy = ''] = await readPages(await pdfOf(ctx, licence.id, 1));
      assert.ok(page.includes('（正本）') && copy.includes('（副本）'));
    });
  });

  it('issues nothing without a seal; what it issues shows signer, certificate and time, verifies, and fails when changed (SMX1-497)', async () => {
    await inRollback({}, async (ctx) => {
      await loadTypes(ctx);
      const bureau = await aBureau(ctx);
      const holder = await anOrganisation(ctx);
      const wish = { typeKey: 'food-business-licence', unitId: bureau.id, subjectId: holder.id, values: foodAnswers };
      await assert.rejects(issueLicence(ctx, wish), { code: 'seals.noneInForce' });
      const seal = await aSeal(ctx);
      const licence = await aLicence(ctx, { unitId: seal.unitId });
      const pdf = await pdfOf(ctx, licence.id);
      const [check] = await verifySealedPdf(ctx, pdf);
      assert.deepEqual([check?.valid, check?.coversWholeDocument, check?.certificateSerial], [true, true, seal.certificateSerial]);
      assert.match(check?.signer ?? '', new RegExp(`CN=${seal.name}`));
      assert.ok(Math.abs(Date.parse(check?.at ?? '') - Date.now()) < 60_000);
      const changed = Uint8Array.from(pdf);
      const place = Buffer.from(pdf).indexOf('stream') + 100;
      changed[place] = (changed[place] ?? 0) ^ 1;
      assert.equal((await verifySealedPdf(ctx, changed))[0]?.valid, false);
    });
  });

  it('signs so that openssl, which knows nothing of us, finds the SM2 signature good', { skip: without('openssl', 'version') }, async () => {
    await inRollback({}, async (ctx) => {
      const seal = await aSeal(ctx);
      const licence = await aLicence(ctx, { unitId: seal.unitId });
      const { content, signature } = cutOut(await pdfOf(ctx, licence.id));
      const parts = (block: BaseBlock | undefined): BaseBlock[] => (block as Constructed).valueBlock.value as BaseBlock[];
      const signedData = parts(parts(parts(fromBER(new Uint8Array(signature)).result)[1])[0]);
      const [info] = parts(signedData.at(-1));
      const attributes = parts(info).find((part) => part.idBlock.tagClass === 3);
      const set = Buffer.from(attributes?.toBER() ?? new ArrayBuffer(0));
      set[0] = 0x31;
      assert.ok(set.includes(createHash('sm3').update(content).digest()));
      const pem = (await trustList(ctx)).certificates.find(({ serial }) => serial === seal.certificateSerial)?.certificate ?? '';
      writeFileSync(path.join(folder, 'attributes'), set);
      writeFileSync(path.join(folder, 'signature'), Buffer.from((parts(info).at(-1) as OctetString).valueBlock.valueHexView));
      writeFileSync(path.join(folder, 'key.pem'), sm2.publicKeyToPem(certificates.certificateFromPem(pem).publicKey));
      const verify = 'pkeyutl -verify -rawin -digest sm3 -pkeyopt distid:1234567812345678 -pubin -inkey key.pem -in attributes -sigfile signature';
      assert.match(execFileSync('openssl', verify.split(' '), { cwd: folder }).toString(), /Verified Successfully/);
    });
  });

  it('never gives two licences one number or identifier, however many are issued at once', async () => {
    // Commits, root certificate included: early enough for the clocks of all other tests.
    const kernel = { ...(await testDatabase()).kernel, now: () => new Date('2022-01-05T02:00:00Z') };
    const occasion = { actor: systemActor('test'), origin: ownOrigin() };
    const { unitId, holders } = await inTransaction(kernel, occasion, async (ctx) => {
      await loadTypes(ctx);
      const holders: string[] = [];
      for (let count = 0; count < 6; count += 1) holders.push((await anOrganisation(ctx)).id);
      return { unitId: (await aSeal(ctx)).unitId, holders };
    });
    const issued = await Promise.all(
      holders.map((subjectId) => inTransaction(kernel, occasion, (ctx) => issueLicence(ctx, { typeKey: 'food-business-licence', unitId, subjectId, values: foodAnswers }))),
    );
    assert.equal(new Set(issued.map(({ number }) => number)).size, 6);
    assert.equal(new Set(issued.map(({ identifier }) => identifier)).size, 6);
  });

  it('leaves nothing behind when it is refused: no row, no number, no use of the seal', async () => {
    await inRollback({}, async (ctx) => {
      const seal = await aSeal(ctx);
      const first = await aLicence(ctx, { unitId: seal.unitId });
      const uses = (await listUses(ctx, { sealId: seal.id })).total;
      const refused = await attempt(ctx, () => aLicence(ctx, { unitId: seal.unitId, values: { ...foodAnswers, residence: '长'.repeat(400) } }));
      assert.ok(!refused.ok);
      assert.equal((await listUses(ctx, { sealId: seal.id })).total, uses);
      const second = await aLicence(ctx, { unitId: seal.unitId });
      assert.equal(Number(second.number.slice(9, 15)), Number(first.number.slice(9, 15)) + 1);
    });
  });

  it('refuses the wrong kind of holder, an upside-down term, missing fields by name, and words that do not fit', async () => {
    await inRollback({}, async (ctx) => {
      const { unitId } = await aSeal(ctx);
      await assert.rejects(aLicence(ctx, { unitId, subjectId: (await aPerson(ctx)).id }), { code: 'licences.wrongHolder', message: /法人和其他组织/ });
      await assert.rejects(aLicence(ctx, { unitId, validFrom: '2026-11-21', validTo: '2026-11-20' }), { code: 'licences.badTerm' });
      const { legalRep: _, items: __, ...rest } = foodAnswers;
      await assert.rejects(aLicence(ctx, { unitId, values: rest }), { code: 'licences.fieldsMissing', message: /法定代表人（负责人）、经营项目/ });
      await assert.rejects(aLicence(ctx, { unitId, values: { ...foodAnswers, mainForm: '餐饮' } }), { code: 'licences.badNumberPart', message: /主体业态/ });
      await assert.rejects(aLicence(ctx, { unitId, values: { ...foodAnswers, residence: '长'.repeat(400) } }), { code: 'licences.fieldsTooLong', message: /住所/ });
      await assert.rejects(aLicence(ctx, { unitId, typeKey: 'none' }), { code: 'licences.noSuchType' });
    });
  });

  it('takes a number from the application where the type says so, and refuses it a second time', async () => {
    await inRollback({}, async (ctx) => {
      const { unitId } = await aSeal(ctx);
      const person = await aPerson(ctx);
      const values = { uscc: '92411299T00000019G', name: '测试小吃店', form: '个人经营', operatorName: person.name, premises: '示例路 3 号', scope: '餐饮服务' };
      const wish = { typeKey: 'individual-business-licence', unitId, subjectId: person.id, values };
      const licence = await aLicence(ctx, wish);
      assert.deepEqual([licence.number, licence.validTo, licence.standing], ['92411299T00000019G', null, 'valid']);
      assert.ok(String(await readPages(await pdfOf(ctx, licence.id))).includes('个体工商户（个人经营）'));
      await assert.rejects(aLicence(ctx, wish), { code: 'licences.numberTaken', message: /92411299T00000019G/ });
    });
  });
});

describe('a licence that takes another’s place', () => {
  it('keeps number and serial; the old one is void, and both know each other (SMX1-729)', async () => {
    await inRollback({}, async (ctx) => {
      const { unitId } = await aSeal(ctx);
      const holder = await anOrganisation(ctx);
      const old = await aLicence(ctx, { unitId, subjectId: holder.id });
      const changed = await aLicence(ctx, { unitId, subjectId: holder.id, values: { ...foodAnswers, legalRep: '测新民' }, replaces: { licenceId: old.id, as: 'change' } });
      assert.equal(changed.number, old.number);
      const [before, now] = [readLicenceIdentifier(old.identifier), readLicenceIdentifier(changed.identifier)];
      assert.deepEqual([now?.serial, now?.version], [before?.serial, '002']);
      const renewed = await aLicence(ctx, { unitId, subjectId: holder.id, validFrom: '2031-01-01', replaces: { licenceId: changed.id, as: 'renew' } });
      const [first, second] = [await licenceDetail(ctx, old.id), await licenceDetail(ctx, changed.id)];
      assert.deepEqual([first.standing, first.nationalStatus, first.next?.id], ['replaced', '05', changed.id]);
      assert.deepEqual([second.prior?.id, second.next?.id], [old.id, renewed.id]);
      assert.deepEqual(second.operations.map(({ operation }) => operation), ['change', 'replace']);
      assert.equal(renewed.standing, 'notYet');
      await assert.rejects(aLicence(ctx, { unitId, subjectId: holder.id, replaces: { licenceId: old.id, as: 'reissue' } }), { code: 'licences.cannotMove', message: /“已换发”.*补发/ });
      const stranger = await anOrganisation(ctx);
      await assert.rejects(aLicence(ctx, { unitId, subjectId: stranger.id, replaces: { licenceId: renewed.id, as: 'change' } }), { code: 'licences.otherHolder' });
      assert.deepEqual((await licencesOf(ctx, holder.id)).map(({ id }) => id).toSorted(), [old.id, changed.id, renewed.id].toSorted());
      assert.equal(await findLicenceFor(ctx, holder.id, 'food-business-licence'), undefined);
    });
  });
});

describe('the QR code of a licence', () => {
  it('proves the licence without a network to whoever has the root, and nothing else', async () => {
    await inRollback({ now: () => new Date('2026-11-21T02:00:00Z') }, async (ctx) => {
      const seal = await aSeal(ctx);
      const licence = await aLicence(ctx, { unitId: seal.unitId });
      const address = (await lockLicence(ctx, licence.id))?.qr_address ?? '';
      assert.ok(address.startsWith(`${verifySite}/verify/${licence.identifier}#`), address);
      const { root, certificates: issued } = await trustList(ctx);
      const trust = { root: root ?? '', certificates: issued.map(({ certificate }) => certificate) };
      const verdict = verifyOfflineProof(address, trust, ctx.now());
      assert.ok(verdict.valid);
      assert.deepEqual([verdict.facts.number, verdict.facts.holder, verdict.facts.validTo], [licence.number, '测试有限公司', '2031-11-20']);
      const other = (await aLicence(ctx, { unitId: seal.unitId })).identifier;
      for (const forged of [address.replace(licence.identifier, other), address.replace('.20311120.', '.20411120.')]) {
        assert.deepEqual(verifyOfflineProof(forged, trust, ctx.now()), { valid: false, problem: '签名不正确，二维码内容被改动过' });
      }
      const late = verifyOfflineProof(address, trust, new Date('2031-11-20T16:00:00Z'));
      assert.ok(!late.valid && late.problem.includes('到期'));
      assert.equal(verifyOfflineProof(address, trust, new Date('2031-11-20T15:59:59Z')).valid, true);
      assert.equal(verifyOfflineProof(address, { ...trust, certificates: [] }, ctx.now()).valid, false);
      for (const broken of ['', address.split('#')[0] ?? '', `${address}.1`, address.replace('#1.', '#2.'), address.replace('.20311120.', '.soon.')]) assert.equal(readProofAddress(broken), null);
    });
  });
});

/** The signed bytes and the signature, found by plain text search and not by our reader. */
function cutOut(pdf: Uint8Array): { content: Buffer; signature: Buffer } {
  const text = Buffer.from(pdf).toString('latin1');
  const [from = 0, gap = 0, back = 0, rest = 0] = [.../\/ByteRange \[(\d+) (\d+) (\d+) (\d+)\]/.exec(text) ?? []].slice(1).map(Number);
  return { content: Buffer.concat([pdf.subarray(from, gap), pdf.subarray(back, back + rest)]), signature: Buffer.from(text.slice(gap + 1, back - 1), 'hex') };
}
