import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { parse } from 'yaml';
import { caseEndpoints, type CaseAction } from '../../modules/public-service/cases/contract.ts';
import { intakeEndpoints } from '../../modules/public-service/intake/contract.ts';
import { serviceItemEndpoints } from '../../modules/public-service/service-items/contract.ts';
import { licenceEndpoints } from '../../modules/records/licences/contract.ts';
import { subjectEndpoints } from '../../modules/records/subjects/contract.ts';
import { Caller, type Refusal } from './caller.ts';
import { startCity, type City } from './city.ts';

const content = path.join(import.meta.dirname, '../../content/sanmenxia/service-items');
const example = (file: string): { answers: Record<string, unknown>; expect: { path: { step: string; fields?: Record<string, unknown> }[] } } => parse(readFileSync(path.join(content, file), 'utf8')) as never;
const yan = { name: '阎昊天', residentId: '41129919850608603X' };
const picture = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABh6FO1AAAAABJRU5ErkJggg==', 'base64');
const paper = (name: string): Buffer => Buffer.from(`%PDF-1.7\n% ${name}\n`);

/** The main job of the platform, on the real server, database, worker and simulators. */
describe('the main job', () => {
  let city: City;
  let citizen: Caller;
  const officers = new Map<string, Caller>();

  before(async () => {
    city = await startCity();
    citizen = await Caller.citizen(city, '19900010001', yan);
    for (const name of ['clerk411202', 'clerk411282', 'reviewer411202', 'inspector411202', 'approver411202', 'licence411202']) officers.set(name, await Caller.officer(city, name));
  });
  after(() => city?.stop());

  const officer = (name: string): Caller => officers.get(name)!;

  async function apply(text: string, answers: Record<string, unknown>, onBehalfOf?: string): Promise<{ caseId: string; number: string }> {
    const found = await citizen.call(serviceItemEndpoints.search, { text });
    const item = found.rows.find((row) => row.online);
    assert.ok(item, `${text} is found and can be applied for`);
    const { id } = await citizen.call(intakeEndpoints.startDraft, { itemId: item.id, divisionCode: '411202', ...(onBehalfOf ? { onBehalfOf } : {}) });
    const draft = await citizen.call(intakeEndpoints.draft, { id });
    const signature = await citizen.upload(picture, '签名.png');
    let saved = await citizen.call(intakeEndpoints.saveDraft, { id, revision: draft.revision, versionId: draft.versionId, answers: { ...answers, signature } });
    for (const slot of saved.materials.filter((material) => material.state === 'missing' && !material.optional)) {
      const file = await citizen.upload(paper(slot.name), `${slot.name}.pdf`);
      saved = await citizen.call(intakeEndpoints.addMaterial, { id, key: slot.key, fileId: file.id });
    }
    assert.deepEqual(await citizen.call(intakeEndpoints.check, { id }), { complete: true, missing: [] });
    const submitted = await citizen.call(intakeEndpoints.submit, { id, revision: saved.revision, versionId: draft.versionId, declared: true });
    assert.deepEqual(await citizen.call(intakeEndpoints.submit, { id, revision: saved.revision, versionId: draft.versionId, declared: true }), submitted, 'submitting twice gives the same case');
    return submitted;
  }

  /** Waits for a step of the case to reach the officer, and completes it. */
  async function act(name: string, caseId: string, step: string, action: CaseAction, more: Record<string, unknown> = {}): Promise<void> {
    const detail = await eventually(async () => {
      const seen = await officer(name).call(caseEndpoints.get, { id: caseId });
      return seen.mine?.step === step ? seen : null;
    });
    await officer(name).call(caseEndpoints.complete, { id: caseId, taskId: detail.mine!.taskId, action, opinion: '符合规定', ...more });
  }

  it('leads from search through supplement, review, site check and decision to a sealed licence a stranger can verify', async () => {
    const { answers, expect } = example('food-business-licence/examples/01-noodle-shop.yaml');
    const { organisations } = await citizen.call(subjectEndpoints.mine, {});
    const { caseId, number } = await apply('食品经营许可', answers, organisations[0]!.id);

    await act('clerk411202', caseId, 'receive', 'requestSupplement', { supplement: [{ about: 'layoutDoc', name: '平面图', problem: '没有标注面积', requirement: '标注各功能区面积' }] });
    const asked = await eventually(async () => {
      const own = await citizen.call(caseEndpoints.mineDetail, { id: caseId });
      return own.letters.some((letter) => letter.kind === 'supplement') ? own : null;
    });
    assert.deepEqual([asked.status, asked.supplement?.items.map((each) => each.name)], ['supplementing', ['平面图']]);
    const better = await citizen.upload(paper('better'), '平面图（改）.pdf');
    await citizen.call(caseEndpoints.supplementMine, { id: caseId, materials: [{ key: 'layoutDoc', fileId: better.id }] });

    const again = { supplement: [{ about: 'ruleList', name: '制度清单', problem: '缺少自查制度', requirement: '补充自查制度' }] };
    await assert.rejects(act('clerk411202', caseId, 'receive', 'requestSupplement', again), (error: Refusal) => error.code === 'cases.askedBefore', 'the law allows one notice');
    await act('clerk411202', caseId, 'receive', 'accept');
    await act('reviewer411202', caseId, 'review', 'pass');
    const inspector = officer('inspector411202');
    const signature = await inspector.upload(picture, '签名.png');
    const fields = { ...expect.path.find((each) => each.step === 'siteCheck')?.fields, siteCheckTime: '2026-11-20T08:30', siteSign: signature };
    await act('inspector411202', caseId, 'siteCheck', 'pass', { fields });
    await act('reviewer411202', caseId, 'confirm', 'pass');
    await act('approver411202', caseId, 'decide', 'grant');

    const done = await eventually(async () => {
      const own = await citizen.call(caseEndpoints.mineDetail, { id: caseId });
      return own.status === 'concluded' ? own : null;
    });
    assert.deepEqual([done.conclusion, done.letters.map((letter) => letter.kind)], ['granted', ['supplement', 'acceptance', 'grant', 'delivery']]);
    assert.match(done.clockText ?? '', /承诺 7 个工作日/);

    const licence = (await citizen.call(licenceEndpoints.wallet, {})).rows.find((row) => row.id === done.licenceId);
    assert.ok(licence, 'the licence is in the wallet');
    const stranger = new Caller(city);
    const { identifier } = await officer('licence411202').call(licenceEndpoints.get, { id: licence.id });
    const verified = await stranger.call(licenceEndpoints.verify, { identifier });
    assert.deepEqual([verified.found, verified.number], [true, licence.number]);
    assert.equal((await stranger.call(licenceEndpoints.verify, { identifier: identifier.replace(/.$/, (last) => (last === '0' ? '1' : '0')) })).found, false);
    const pdf = await citizen.download(licenceEndpoints.walletFile, { id: licence.id });
    assert.ok(pdf.subarray(0, 5).toString() === '%PDF-' && pdf.includes('/ByteRange'), 'the licence is a signed PDF');
    const progress = await stranger.call(caseEndpoints.progress, { number, idTail: '0226' });
    assert.equal(progress.status, 'concluded');
    await assert.rejects(stranger.call(caseEndpoints.progress, { number, idTail: '0000' }), (error: Refusal) => error.code === 'cases.notFound');
  });

  it('lets the applicant withdraw before a decision, and leaves no task behind', async () => {
    const { caseId } = await apply('个体工商户', example('individual-business-registration/examples/04-name-reviewed.yaml').answers);
    await eventually(async () => (await officer('clerk411202').call(caseEndpoints.get, { id: caseId })).mine);
    await citizen.call(caseEndpoints.withdrawMine, { id: caseId, reason: '另行申请' });
    assert.equal((await citizen.call(caseEndpoints.mineDetail, { id: caseId })).status, 'withdrawn');
    const seen = await officer('clerk411202').call(caseEndpoints.get, { id: caseId });
    assert.deepEqual([seen.mine, seen.tasks.filter((task) => task.status === 'open')], [null, []]);
  });

  it('decides the instant item by rules alone and tells why', async () => {
    const { caseId } = await apply('个体工商户', example('individual-business-registration/examples/01-restaurant.yaml').answers);
    const done = await eventually(async () => {
      const own = await citizen.call(caseEndpoints.mineDetail, { id: caseId });
      return own.status === 'concluded' ? own : null;
    });
    assert.equal(done.conclusion, 'granted');
    assert.ok(done.events.some((event) => event.kind === 'rule' && /适用第 \d+ 条规则/.test(event.opinion ?? '')), 'the explanation is shown');
    assert.ok(done.events.every((event) => event.actorName !== '工作人员'));
  });

  it('keeps a clerk of another county from the case by list, by address and by guessing', async () => {
    const mine = (await citizen.call(caseEndpoints.mine, {})).rows;
    const other = officer('clerk411282');
    assert.deepEqual((await other.call(caseEndpoints.list, {})).rows, []);
    for (const { id, number } of mine) {
      await assert.rejects(other.call(caseEndpoints.get, { id }), (error: Refusal) => error.status === 404);
      assert.deepEqual((await other.call(caseEndpoints.list, { text: number })).rows, []);
      const seen = await officer('clerk411202').call(caseEndpoints.get, { id });
      for (const { id: materialId } of seen.materials) await assert.rejects(other.download(caseEndpoints.material, { id, materialId }), (error: Refusal) => error.status === 404);
      for (const { id: letterId } of seen.letters) await assert.rejects(other.download(caseEndpoints.letter, { id, letterId }), (error: Refusal) => error.status === 404);
    }
    assert.ok(mine.length >= 3);
  });
});

async function eventually<T>(look: () => Promise<T | null>): Promise<T> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const found = await look();
    if (found !== null) return found;
    if (Date.now() > deadline) throw new Error('did not happen within 30 s');
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
}
