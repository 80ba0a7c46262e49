import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { aCitizen } from '../../../kernel/testing/actors.ts';
import { as, inRollback } from '../../../kernel/testing/database.ts';
import { aDictionary } from '../../platform/dictionaries/testing.ts';
import { aDivision } from '../../platform/organisations/testing.ts';
import { prefillValues } from './prefill.ts';
import { accountsOfSubject, describeSubject, listOrganisations, mine, subjectIdsOfAccount, subjectSummary } from './queries.ts';
import { subjectOfAccount } from './actions.ts';
import { anAccount, anOrganisation, aPerson } from './testing.ts';

describe('subjectIdsOfAccount', () => {
  it('holds the person and the organisations she represents, and none of anybody else’s', async () => {
    await inRollback({}, async (ctx) => {
      const person = await aPerson(ctx);
      const other = await aPerson(ctx, { name: '旁人' });
      const shop = await anOrganisation(ctx, { representative: person });
      await anOrganisation(ctx, { representative: other });
      const account = await anAccount(ctx, person);
      assert.deepEqual(await subjectIdsOfAccount(ctx, account), [person.id, shop.id]);
      assert.deepEqual(await subjectIdsOfAccount(ctx, await anAccount(ctx)), []);
    });
  });
});

describe('accountsOfSubject', () => {
  it('leads from a person, and from an organisation through its representative, to the accounts to tell', async () => {
    await inRollback({}, async (ctx) => {
      const person = await aPerson(ctx);
      const shop = await anOrganisation(ctx, { representative: person });
      assert.deepEqual(await accountsOfSubject(ctx, person.id), []);
      const account = await anAccount(ctx, person);
      await subjectOfAccount(ctx, account);
      assert.deepEqual(await accountsOfSubject(ctx, person.id), [account]);
      assert.deepEqual(await accountsOfSubject(ctx, shop.id), [account]);
    });
  });
});

describe('what is shown', () => {
  it('is masked for a person and open for an organisation, with the names of its codes', async () => {
    await inRollback({}, async (ctx) => {
      await aDictionary(ctx, 'sex', { '1': '男性', '2': '女性' });
      await aDictionary(ctx, 'entity-class', { '112': '私营有限责任公司' });
      const divisionCode = await aDivision(ctx, { code: '419902', name: '某县' });
      const person = await aPerson(ctx, { name: '徐新爱', number: '411299199011156061', phone: '19900010002', divisionCode, address: '示例路 11 号' });
      const shop = await anOrganisation(ctx, { name: '独一无二商店', representative: person, divisionCode });
      const shown = await describeSubject(ctx, person.id);
      assert.ok(shown.kind === 'person');
      assert.deepEqual(
        [shown.name, shown.number, shown.phone, shown.birthDate, shown.genderName, shown.address, shown.organisations.map((each) => each.name)],
        ['徐*爱', '4112***********061', '199****0002', '1990-**-**', '女性', '某县示例路****', ['独一无二商店']],
      );
      assert.deepEqual((await subjectSummary(ctx, shop.id)).name, '独一无二商店');
      const { rows } = await listOrganisations(ctx, { text: '独一无二', divisionCode });
      assert.deepEqual(rows.map((row) => [row.uscc, row.entityTypeName, row.legalRepresentative]), [[shop.uscc, '私营有限责任公司', '徐*爱']]);
      assert.deepEqual((await listOrganisations(ctx, { text: '独一无二', status: '4' })).rows, []);
    });
  });

  it('to a citizen is herself and what she represents', async () => {
    await inRollback({}, async (base) => {
      const person = await aPerson(base, { name: '徐新爱' });
      const shop = await anOrganisation(base, { representative: person });
      const shown = await mine(as(base, aCitizen({ id: await anAccount(base, person) })));
      assert.equal(shown.person?.name, '徐*爱');
      assert.deepEqual(shown.organisations.map((each) => each.id), [shop.id]);
      assert.deepEqual(await mine(as(base, aCitizen({ id: await anAccount(base) }))), { person: null, organisations: [] });
    });
  });
});

describe('prefillValues', () => {
  it('gives what the city knows, says whence, locks what is confirmed and leaves out what is unknown', async () => {
    await inRollback({ now: () => new Date('2026-11-22T02:00:00Z') }, async (ctx) => {
      const county = await aDivision(ctx, { code: '419902', name: '某县' });
      const person = await aPerson(ctx, { name: '徐新爱', divisionCode: county, address: '示例路 11 号' });
      const before = await prefillValues(ctx, person.id);
      assert.equal(before['person.name']?.source, '人口基础信息');
      await subjectOfAccount(ctx, await anAccount(ctx, person, '19900010002'));
      const facts = await prefillValues(ctx, person.id);
      assert.deepEqual(facts['person.name'], { value: '徐新爱', source: '实名认证', at: '2026-11-22T02:00:00.000Z', locked: true });
      assert.deepEqual(facts['person.address'], { value: { division: ['419902'], detail: '示例路 11 号' }, source: '人口基础信息', at: '2026-11-22T02:00:00.000Z', locked: false });
      assert.equal(facts['person.phone']?.locked, false);
      assert.ok(!('person.ethnicity' in facts));
    });
  });

  it('adds an organisation’s registration for its representative, and refuses anybody else', async () => {
    await inRollback({}, async (ctx) => {
      const person = await aPerson(ctx);
      const other = await aPerson(ctx, { name: '旁人' });
      const shop = await anOrganisation(ctx, { name: '某商店', businessScope: '食品销售', representative: person });
      const facts = await prefillValues(ctx, person.id, shop.id);
      assert.deepEqual(
        ['person.residentId', 'organisation.name', 'organisation.uscc', 'organisation.legalRepresentativeId', 'organisation.businessScope'].map((key) => facts[key]?.value),
        [person.number, '某商店', shop.uscc, person.number, '食品销售'],
      );
      assert.equal(facts['organisation.uscc']?.source, '市场监管登记信息');
      await assert.rejects(prefillValues(ctx, other.id, shop.id), { code: 'subjects.notRepresented' });
      await assert.rejects(prefillValues(ctx, person.id, other.id), { code: 'subjects.notRepresented' });
      assert.ok(!('person.name' in (await prefillValues(ctx, shop.id))));
    });
  });
});
