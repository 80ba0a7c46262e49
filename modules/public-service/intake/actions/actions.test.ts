import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sql } from 'kysely';
import { openTables, type Context } from '../../../../kernel/context.ts';
import { findFile } from '../../../../kernel/files/store.ts';
import { aCitizen } from '../../../../kernel/testing/actors.ts';
import { as, inRollback, testDatabase } from '../../../../kernel/testing/database.ts';
import { inTransaction, ownOrigin } from '../../../../kernel/run.ts';
import { systemActor } from '../../../../kernel/actor.ts';
import { findCase } from '../../cases/api.ts';
import { tasksOf } from '../../../platform/processes/api.ts';
import { aLicence, plugLicences } from '../../../records/licences/testing.ts';
import { anAccount } from '../../../records/subjects/testing.ts';
import { removeExpired } from '../jobs.ts';
import { checkDraft } from '../queries/check.ts';
import { getDraft, listDrafts } from '../queries/drafts.ts';
import { anApplicant, anOnlineItem, anUpload, aVersion, withdrawVersions, type Applicant, type OnlineItem } from '../testing.ts';
import { addMaterial, removeMaterial, useLicence } from './materials.ts';
import { saveDraft } from './save.ts';
import { startDraft } from './start.ts';
import { discardDraft, submitDraft } from './submit.ts';

const open = openTables<unknown>();

interface Scene extends Applicant, OnlineItem {
  readonly ctx: Context;
  /** Begins a draft for the organisation. */
  begin(): Promise<string>;
  /** Saves on the revision and version that stand, as an up-to-date page does. */
  save(id: string, answers: Record<string, unknown>, page?: string): ReturnType<typeof saveDraft>;
  submit(id: string): ReturnType<typeof submitDraft>;
  go(day: string): void;
}

async function inScene(body: (scene: Scene) => Promise<void>): Promise<void> {
  let at = new Date('2026-11-23T10:00:00+08:00');
  await inRollback({ now: () => at }, async (ctx) => {
    const [applicant, item] = [await anApplicant(ctx), await anOnlineItem(ctx)];
    const { citizen, organisationId } = applicant;
    const seen = async (id: string) => {
      const { revision, versionId } = await getDraft(citizen, id);
      return { id, revision, versionId };
    };
    await body({
      ctx,
      ...applicant,
      ...item,
      begin: async () => (await startDraft(citizen, { itemId: item.itemId, onBehalfOf: organisationId })).id,
      save: async (id, answers, page) => saveDraft(citizen, { ...(await seen(id)), answers, ...(page ? { page } : {}) }),
      submit: async (id) => submitDraft(citizen, { ...(await seen(id)), declared: true }),
      go: (day) => (at = new Date(`${day}T10:00:00+08:00`)),
    });
  });
}

const whole = { vending: false, area: 60 };
const slots = async (citizen: Context, id: string) => Object.fromEntries((await getDraft(citizen, id)).materials.map(({ key, state }) => [key, state]));

async function complete({ citizen, save }: Pick<Scene, 'citizen' | 'save'>, id: string): Promise<void> {
  await save(id, whole);
  for (const key of ['permit', 'layout']) await addMaterial(citizen, { id, key, fileId: (await anUpload(citizen)).id });
}

describe('startDraft', () => {
  it('fills in what the city knows of person and organisation, and tells both that it looked', async () => {
    await inRollback({}, async (ctx, flush) => {
      const { citizen, personId, organisationId } = await anApplicant(ctx);
      const { itemId } = await anOnlineItem(ctx);
      const { id, resumed } = await startDraft(citizen, { itemId, onBehalfOf: organisationId });
      const draft = await getDraft(citizen, id);
      assert.deepEqual([resumed, draft.data, draft.applicant], [false, { operatorName: '测试好味道餐饮有限公司', contact: '测小民' }, { kind: 'organisation', name: '测试好味道餐饮有限公司' }]);
      assert.equal(draft.provenance['operatorName']?.source, '市场监管登记信息');
      assert.equal(draft.data['siteResult'], undefined, 'what officers fill in is not shown to the applicant');
      await flush();
      const { rows } = await sql<{ about: string }>`select about from audit_entry where action = 'intake.prefill' and target = ${id}`.execute(open(ctx));
      assert.deepEqual(rows.map(({ about }) => about).toSorted(), [personId, organisationId].toSorted());
    });
  });

  it('goes on with the open draft of the same item and applicant, and keeps applicants apart', async () => {
    await inScene(async ({ citizen, itemId, organisationId, begin, save }) => {
      const id = await begin();
      await save(id, whole, 'operator');
      assert.deepEqual(await startDraft(citizen, { itemId, onBehalfOf: organisationId }), { id, resumed: true });
      const { answers, page } = await getDraft(citizen, id);
      assert.deepEqual([answers, page], [whole, 'operator']);
      const own = await startDraft(citizen, { itemId });
      assert.notEqual(own.id, id);
      assert.equal((await listDrafts(citizen)).rows.length, 2);
    });
  });

  it('refuses who is not verified, whom she does not represent, and items that are not for her or not online', async () => {
    await inScene(async ({ ctx, citizen, itemId }) => {
      const stranger = as(ctx, aCitizen({ id: await anAccount(ctx) }));
      await assert.rejects(startDraft(stranger, { itemId }), { code: 'intake.notVerified', kind: 'conflict', message: '请先完成实名认证' });
      await assert.rejects(startDraft(citizen, { itemId, onBehalfOf: (await anApplicant(ctx)).organisationId }), { code: 'intake.notRepresented' });
      const forOrganisations = await anOnlineItem(ctx, { applicants: ['organisation'] });
      await assert.rejects(startDraft(citizen, { itemId: forOrganisations.itemId }), { code: 'intake.organisationNeeded' });
      await withdrawVersions(ctx, itemId);
      await assert.rejects(startDraft(citizen, { itemId }), { code: 'intake.notOnline' });
      await assert.rejects(startDraft(citizen, { itemId: 'no-such-item' }), { code: 'service-items.notFound' });
    });
  });

  it('makes one draft of two requests at once', async () => {
    const { kernel } = await testDatabase();
    const run = <T>(work: (ctx: Context) => Promise<T>) => inTransaction(kernel, { actor: systemActor('test'), origin: ownOrigin() }, work);
    const { citizen, itemId } = await run(async (ctx) => ({ ...(await anApplicant(ctx)), ...(await anOnlineItem(ctx)) }));
    const both = await Promise.all([1, 2, 3].map(() => run((ctx) => startDraft(as(ctx, citizen.actor), { itemId }))));
    assert.equal(new Set(both.map(({ id }) => id)).size, 1);
    assert.equal(both.filter(({ resumed }) => !resumed).length, 1);
  });
});

describe('saveDraft', () => {
  it('keeps what was typed sealed in the database, and knows only fields of the form', async () => {
    await inScene(async ({ ctx, citizen, begin, save }) => {
      const id = await begin();
      const saved = await save(id, { ...whole, contact: '测小花', nonsense: 'x' });
      assert.equal(saved.revision, 2);
      assert.deepEqual((await getDraft(citizen, id)).answers, { ...whole, contact: '测小花' });
      const { rows } = await sql<{ text: string }>`select answers || known as text from draft where id = ${id}`.execute(open(ctx));
      assert.doesNotMatch(rows[0]?.text ?? '', /测小花|好味道/);
    });
  });

  it('refuses an older state with where and when the newer one was saved, and loses neither', async () => {
    await inScene(async ({ ctx, citizen, begin, save }) => {
      const id = await begin();
      const stale = await getDraft(citizen, id);
      const phone = { ...citizen, origin: { ...ctx.origin, agent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X)' } };
      await saveDraft(phone, { id, revision: stale.revision, versionId: stale.versionId, answers: { area: 80 } });
      await assert.rejects(saveDraft(citizen, { id, revision: stale.revision, versionId: stale.versionId, answers: { area: 60 } }), {
        code: 'intake.savedElsewhere',
        kind: 'conflict',
        message: /今天 10:00 在手机上/,
      });
      assert.deepEqual((await getDraft(citizen, id)).answers, { area: 80 });
      await save(id, { area: 60 });
      assert.deepEqual((await getDraft(citizen, id)).answers, { area: 60 });
    });
  });

  it('refuses answers beyond what a form may hold', async () => {
    await inScene(async ({ begin, save }) => {
      const id = await begin();
      await assert.rejects(save(id, { contact: 'x'.repeat(200_001) }), { code: 'intake.tooLarge' });
      let deep: unknown = 'x';
      for (let level = 0; level < 5000; level += 1) deep = [deep];
      await assert.rejects(save(id, { contact: deep }), { code: 'intake.tooLarge' });
    });
  });

  it('lets a draft live ninety days from its last saving', async () => {
    await inScene(async ({ citizen, begin, save, go }) => {
      const id = await begin();
      assert.equal((await getDraft(citizen, id)).expiresOn, '2027-02-21');
      go('2026-12-03');
      await save(id, whole);
      assert.equal((await getDraft(citizen, id)).expiresOn, '2027-03-03');
    });
  });

  it('belongs to its author alone', async () => {
    await inScene(async ({ ctx, begin }) => {
      const id = await begin();
      const { citizen: other } = await anApplicant(ctx);
      const gone = { code: 'intake.notFound' };
      await assert.rejects(getDraft(other, id), gone);
      await assert.rejects(checkDraft(other, id), gone);
      await assert.rejects(saveDraft(other, { id, revision: 1, versionId: id, answers: {} }), gone);
      await assert.rejects(addMaterial(other, { id, key: 'layout', fileId: id }), gone);
      await assert.rejects(submitDraft(other, { id, revision: 1, versionId: id, declared: true }), gone);
      await assert.rejects(discardDraft(other, { id }), gone);
      assert.deepEqual((await listDrafts(other)).rows, []);
    });
  });

  it('carries answers over to a new version of the form and says what it could not take', async () => {
    await inScene(async ({ ctx, citizen, itemId, begin, save }) => {
      const id = await begin();
      const before = await getDraft(citizen, id);
      await save(id, { ...whole, plan: [] });
      const next = await aVersion(ctx, itemId, 2, [{ key: 'seats', type: 'integer', label: '座位数', required: true }]);
      await assert.rejects(saveDraft(citizen, { id, revision: 2, versionId: before.versionId, answers: whole }), { code: 'intake.versionChanged' });
      const after = await getDraft(citizen, id);
      assert.deepEqual([after.versionId, after.answers, after.changed], [next, whole, { lost: [] }]);
      assert.ok((await checkDraft(citizen, id)).missing.some(({ path, page }) => path === 'seats' && page === 'operator'));
      await save(id, { ...whole, seats: 20 });
      assert.equal((await getDraft(citizen, id)).changed, null);
      assert.equal((await getDraft(citizen, id)).data['operatorName'], '测试好味道餐饮有限公司');
    });
  });
});

describe('materials of a draft', () => {
  it('are asked for as the answers need them, each with its reason', async () => {
    await inScene(async ({ citizen, begin, save }) => {
      const id = await begin();
      await save(id, { vending: false });
      assert.deepEqual(await slots(citizen, id), { applicationForm: 'notNeeded', permit: 'missing', layout: 'missing', vendingPlan: 'notNeeded', other: 'missing' });
      const { materials } = await save(id, { vending: true });
      const plan = materials.find(({ key }) => key === 'vendingPlan');
      assert.deepEqual([plan?.state, plan?.optional], ['missing', false]);
      assert.match(plan?.reason ?? '', /使用自动设备/);
    });
  });

  it('take files of the right kind, size and number that the person herself uploaded', async () => {
    await inScene(async ({ ctx, citizen, begin }) => {
      const id = await begin();
      const add = (key: string, fileId: string) => addMaterial(citizen, { id, key, fileId });
      const file = await anUpload(citizen);
      await add('layout', file.id);
      await add('layout', file.id);
      assert.equal((await getDraft(citizen, id)).materials.find(({ key }) => key === 'layout')?.files.length, 1);
      assert.equal((await findFile(ctx, file.id))?.owner, `intake/${id}`);
      await add('layout', (await anUpload(citizen)).id);
      await assert.rejects(add('layout', (await anUpload(citizen)).id), { code: 'intake.tooManyFiles' });
      await assert.rejects(add('other', (await anUpload((await anApplicant(ctx)).citizen)).id), { code: 'files.notFound' });
      await assert.rejects(add('nothing', file.id), { code: 'intake.noMaterial' });
      await assert.rejects(add('applicationForm', file.id), { code: 'intake.generated' });
      await removeMaterial(citizen, { id, key: 'layout', reference: file.id });
      assert.equal((await findFile(ctx, file.id))?.owner, null);
    });
  });

  it('come from the wallet by themselves, and give way to an upload and back (WD-168)', async () => {
    plugLicences();
    await inScene(async ({ ctx, citizen, organisationId, begin, save, submit }) => {
      const licence = await aLicence(ctx, { subjectId: organisationId });
      const id = await begin();
      const slot = async () => (await getDraft(citizen, id)).materials.find(({ key }) => key === 'permit');
      assert.deepEqual([(await slot())?.state, (await slot())?.licence?.number], ['fromWallet', licence.number]);
      const file = await anUpload(citizen);
      await addMaterial(citizen, { id, key: 'permit', fileId: file.id });
      assert.deepEqual([(await slot())?.state, (await slot())?.licence], ['given', null]);
      await useLicence(citizen, { id, key: 'permit', licenceId: licence.id });
      assert.deepEqual([(await slot())?.state, (await findFile(ctx, file.id))?.owner], ['fromWallet', null]);
      await assert.rejects(useLicence(citizen, { id, key: 'layout', licenceId: licence.id }), { code: 'intake.noLicence' });
      const foreign = await aLicence(ctx);
      await assert.rejects(useLicence(citizen, { id, key: 'permit', licenceId: foreign.id }), { code: 'intake.noLicence' });
      await save(id, whole);
      await addMaterial(citizen, { id, key: 'layout', fileId: (await anUpload(citizen)).id });
      const { caseId } = await submit(id);
      const { rows } = await sql`select source, licence_id from case_material where case_id = ${caseId} and key = 'permit'`.execute(open(ctx));
      assert.deepEqual(rows, [{ source: 'wallet', licence_id: licence.id }]);
    });
  });
});

describe('submitDraft', () => {
  it('makes a case with number, process and files, and empties the draft', async () => {
    await inScene(async (scene) => {
      const { ctx, citizen, organisationId, unitId, begin, submit } = scene;
      const id = await begin();
      await complete(scene, id);
      const { caseId, number } = await submit(id);
      const record = await findCase(ctx, caseId);
      assert.deepEqual([record?.number, record?.unit_id, record?.subject_id, record?.status, record?.applicant_shown], [number, unitId, organisationId, 'submitted', '测试好味道餐饮有限公司']);
      assert.equal((await tasksOf(ctx, `cases/${caseId}`)).length, 1);
      const { rows } = await sql<{ key: string; source: string; owner: string | null }>`
        select m.key, m.source, f.owner from case_material m left join file f on f.id = m.file_id where m.case_id = ${caseId} order by m.key`.execute(open(ctx));
      assert.deepEqual(rows, [
        { key: 'applicationForm', source: 'form', owner: null },
        { key: 'layout', source: 'upload', owner: `cases/${caseId}` },
        { key: 'permit', source: 'upload', owner: `cases/${caseId}` },
      ]);
      const left = await sql`select answers, known from draft where id = ${id}`.execute(open(ctx));
      assert.deepEqual(left.rows, [{ answers: null, known: null }]);
      assert.deepEqual((await listDrafts(citizen)).rows, []);
    });
  });

  it('answers a second submission with the same case', async () => {
    await inScene(async (scene) => {
      const id = await scene.begin();
      await complete(scene, id);
      const { revision, versionId } = await getDraft(scene.citizen, id);
      const once = await submitDraft(scene.citizen, { id, revision, versionId, declared: true });
      assert.deepEqual(await submitDraft(scene.citizen, { id, revision, versionId, declared: true }), once);
      await assert.rejects(getDraft(scene.citizen, id), { code: 'intake.submitted', message: new RegExp(once.number) });
      await assert.rejects(discardDraft(scene.citizen, { id }), { code: 'intake.submitted' });
    });
  });

  it('names everything that is missing, in the order of the pages and then the materials', async () => {
    await inScene(async ({ citizen, begin, save, submit }) => {
      const id = await begin();
      await save(id, { vending: true, area: 0 });
      const { complete: done, missing } = await checkDraft(citizen, id);
      assert.equal(done, false);
      assert.deepEqual(missing.map(({ kind, path, page }) => [kind, path, page]), [['form', 'area', 'operator'], ['material', 'permit', null], ['material', 'layout', null], ['material', 'vendingPlan', null]]);
      await assert.rejects(submit(id), { code: 'intake.incomplete', kind: 'invalid', message: /4 处.*经营面积/ });
    });
  });

  it('compares the files a form names with what is stored', async () => {
    await inScene(async (scene) => {
      const { ctx, citizen, begin, save, submit } = scene;
      const id = await begin();
      await complete(scene, id);
      const { id: fileId, name, size, type } = await anUpload(citizen, '平面图.pdf');
      const plan = { id: fileId, name, size, type };
      for (const lie of [{ ...plan, size: 1 }, { ...plan, name: '别的.pdf' }, { ...plan, id: (await anUpload((await anApplicant(ctx)).citizen, '平面图.pdf')).id }, { ...plan, id: 'x' }]) {
        await save(id, { ...whole, plan: [lie] });
        await assert.rejects(submit(id), { code: 'intake.incomplete', message: /平面图/ });
      }
      await save(id, { ...whole, plan: [plan] });
      const { caseId } = await submit(id);
      assert.equal((await findFile(ctx, fileId))?.owner, `cases/${caseId}`);
    });
  });

  it('refuses what the person has not seen: an older state, another version, an item no longer online', async () => {
    await inScene(async (scene) => {
      const { ctx, citizen, itemId, begin, save } = scene;
      const id = await begin();
      await complete(scene, id);
      const seen = await getDraft(citizen, id);
      const send = (change: object) => submitDraft(citizen, { id, revision: seen.revision, versionId: seen.versionId, declared: true, ...change });
      await save(id, { ...whole, area: 61 });
      await assert.rejects(send({}), { code: 'intake.savedElsewhere' });
      await aVersion(ctx, itemId, 2);
      await assert.rejects(send({ revision: seen.revision + 1 }), { code: 'intake.versionChanged' });
      await withdrawVersions(ctx, itemId);
      assert.equal((await getDraft(citizen, id)).open, false);
      await assert.rejects(send({ revision: seen.revision + 1 }), { code: 'intake.notOnline' });
    });
  });

  it('refuses a second open case of the same item and applicant', async () => {
    await inScene(async (scene) => {
      const first = await scene.begin();
      await complete(scene, first);
      await scene.submit(first);
      const second = await scene.begin();
      assert.notEqual(second, first);
      await complete(scene, second);
      await assert.rejects(scene.submit(second), { code: 'cases.duplicate' });
    });
  });
});

describe('the end of a draft', () => {
  it('is when its author removes it: its files are let go of', async () => {
    await inScene(async ({ ctx, citizen, begin }) => {
      const id = await begin();
      const file = await anUpload(citizen);
      await addMaterial(citizen, { id, key: 'layout', fileId: file.id });
      await discardDraft(citizen, { id });
      await assert.rejects(getDraft(citizen, id), { code: 'intake.notFound' });
      assert.equal((await findFile(ctx, file.id))?.owner, null);
    });
  });

  it('comes after ninety days, unseen from the day on and removed by the nightly job; the case of a submitted one stays', async () => {
    await inScene(async (scene) => {
      const { ctx, citizen, begin, submit, itemId, go } = scene;
      const sent = await begin();
      await complete(scene, sent);
      const { caseId } = await submit(sent);
      const { id } = await startDraft(citizen, { itemId });
      const file = await anUpload(citizen);
      await addMaterial(citizen, { id, key: 'layout', fileId: file.id });
      go('2027-02-22');
      await assert.rejects(getDraft(citizen, id), { code: 'intake.notFound' });
      await removeExpired(ctx);
      const { rows } = await sql<{ n: number }>`select count(*) as n from draft where id in (${id}, ${sent})`.execute(open(ctx));
      assert.equal(rows[0]?.n, 0);
      assert.equal((await findFile(ctx, file.id))?.owner, null);
      assert.ok(await findCase(ctx, caseId));
    });
  });
});
