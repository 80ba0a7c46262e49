import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sql } from 'kysely';
import { openTables, type Context } from '../../../kernel/context.ts';
import { inTransaction, ownOrigin } from '../../../kernel/run.ts';
import { systemActor } from '../../../kernel/actor.ts';
import { aCitizen, anOfficer } from '../../../kernel/testing/actors.ts';
import { as, inRollback, testDatabase } from '../../../kernel/testing/database.ts';
import { registerOrganisation, registerPerson, revealMine, revealSubject, searchSubject, subjectOfAccount } from './actions.ts';
import module from './module.ts';
import { findOrganisationByUscc, findPersonByResidentId, getSubject } from './queries.ts';
import { anAccount, anOrganisation, aPerson, aResidentId, aUscc, nobody } from './testing.ts';

const rows = async <Row>(ctx: Context, query: ReturnType<typeof sql<Row>>): Promise<Row[]> => (await query.execute(openTables<unknown>()(ctx))).rows;

describe('registerPerson', () => {
  it('reads birth date and gender from the number, and keeps every telling column encrypted', async () => {
    await inRollback({}, async (ctx) => {
      const number = '41129919850608603X';
      const id = await registerPerson(ctx, { name: '阎昊天', number, phone: '19900010001', address: '示例路 8 号', divisionCode: '411202001', source: 'register' });
      const person = await getSubject(ctx, id);
      assert.ok(person.kind === 'person');
      assert.deepEqual([person.birthDate, person.gender, person.number, person.address], ['1985-06-08', '1', number, '示例路 8 号']);
      const [row] = await rows(ctx, sql<{ text: string }>`select person::text as text from person where id = ${id}`);
      for (const secret of ['阎昊天', number, '19900010001', '示例路', '1985']) assert.ok(!row?.text.includes(secret), secret);
    });
  });

  it('finds whoever has the number, in either case of its X, and fills in only what was unknown', async () => {
    await inRollback({}, async (ctx) => {
      const id = await registerPerson(ctx, { name: '阎昊天', number: '41129919850608603x', phone: '19900010001', source: 'register' });
      const again = await registerPerson(ctx, { name: '阎皓天', number: '41129919850608603X', phone: '19900019999', address: '示例路 9 号', source: 'case' });
      assert.equal(again, id);
      const person = await findPersonByResidentId(ctx, '41129919850608603X');
      assert.deepEqual([person?.name, person?.phone, person?.address, person?.source], ['阎昊天', '19900010001', '示例路 9 号', 'register']);
    });
  });

  it('takes over name and phone that the real-name check has just confirmed', async () => {
    await inRollback({}, async (ctx) => {
      const { id, number } = await aPerson(ctx, { name: '旧名', phone: '19900010001' });
      await registerPerson(ctx, { name: '新名', number, phone: '19900010002', source: 'realName' });
      const person = await getSubject(ctx, id);
      assert.ok(person.kind === 'person' && person.verifiedAt);
      assert.deepEqual([person.name, person.phone], ['新名', '19900010002']);
    });
  });

  it('refuses a resident number that does not check, and takes a passport as it is', async () => {
    await inRollback({}, async (ctx) => {
      await assert.rejects(registerPerson(ctx, { name: '某人', number: '411299198506086031', source: 'case' }), { code: 'subjects.badResidentId' });
      const id = await registerPerson(ctx, { name: 'Li Lei', documentType: '414', number: 'e12345678', source: 'case' });
      const person = await getSubject(ctx, id);
      assert.ok(person.kind === 'person' && person.number === 'E12345678' && person.birthDate === null);
    });
  });

  it('makes one person of two registrations at the same time', async () => {
    const { kernel } = await testDatabase();
    const number = aResidentId();
    const occasion = { actor: systemActor('test'), origin: ownOrigin() };
    const ids = await Promise.all([1, 2, 3, 4].map(() => inTransaction(kernel, occasion, (ctx) => registerPerson(ctx, { name: '同时', number, source: 'case' }))));
    assert.equal(new Set(ids).size, 1);
  });
});

describe('registerOrganisation', () => {
  it('changes what is registered of an organisation that has the code', async () => {
    await inRollback({}, async (ctx, flush) => {
      const { id, uscc } = await anOrganisation(ctx, { name: '旧名有限公司', representative: { name: '甲', number: aResidentId() } });
      const changed = await registerOrganisation(ctx, { uscc, name: '新名有限公司', entityType: '112', registeredCapital: '12.50', legalRepresentative: { name: '乙某', number: null } });
      assert.equal(changed, id);
      const organisation = await findOrganisationByUscc(ctx, uscc);
      assert.deepEqual([organisation?.name, organisation?.registeredCapital, organisation?.legalRepresentativeName, organisation?.legalRepresentativeNumber], ['新名有限公司', '12.5', '乙某', null]);
      await flush();
      const events = await rows(ctx, sql<{ name: string }>`select name from event where payload->>'subjectId' = ${id} order by name`);
      assert.deepEqual(events.map((event) => event.name), ['subjects.changed', 'subjects.registered']);
    });
  });

  it('refuses a code or a representative’s number that does not check', async () => {
    await inRollback({}, async (ctx) => {
      await assert.rejects(registerOrganisation(ctx, { uscc: '91411202XXD200014F', name: '某公司', entityType: '112' }), { code: 'subjects.badUscc' });
      await assert.rejects(registerOrganisation(ctx, { uscc: aUscc(), name: '某公司', entityType: '112', legalRepresentative: { name: '甲', number: '411299198506086031' } }), { code: 'subjects.badResidentId' });
    });
  });
});

describe('subjectOfAccount', () => {
  it('links a verified account to the person the city already knows, once', async () => {
    await inRollback({}, async (ctx) => {
      const person = await aPerson(ctx, { name: '徐新爱' });
      const account = await anAccount(ctx, person);
      assert.equal(await subjectOfAccount(ctx, account), person.id);
      assert.equal(await subjectOfAccount(ctx, account), person.id);
      const [count] = await rows(ctx, sql<{ n: number }>`select count(*) as n from account_subject where account_id = ${account}`);
      assert.equal(count?.n, 1);
    });
  });

  it('registers a person nobody knew when the identity is confirmed, and waits until then', async () => {
    await inRollback({}, async (ctx) => {
      const number = aResidentId();
      const before = await anAccount(ctx);
      assert.equal(await subjectOfAccount(ctx, before), null);
      const account = await anAccount(ctx, { name: '新来的', number });
      await module.on?.['sign-in.verified']?.(ctx, { accountId: account } as never);
      assert.equal((await findPersonByResidentId(ctx, number))?.name, '新来的');
    });
  });
});

describe('searchSubject', () => {
  it('finds a person only by the whole number, masked, and writes down who asked why', async () => {
    await inRollback({ actor: anOfficer({ permissions: ['subjects.read'] }) }, async (ctx, flush) => {
      const person = await aPerson(ctx, { name: '徐新爱' });
      const { found } = await searchSubject(ctx, { number: person.number.toLowerCase(), reason: '代办申请' });
      assert.equal(found?.name, '徐*爱');
      assert.equal(found?.number.slice(4, 15), '***********');
      assert.deepEqual(await searchSubject(ctx, { number: aUscc(), reason: '代办申请' }), { found: null });
      await assert.rejects(searchSubject(ctx, { number: '411299198506086031', reason: '代办申请' }), { code: 'subjects.badNumber' });
      await flush();
      const entries = await rows(ctx, sql<{ about: string | null; basis: string; text: string }>`select about, basis, audit_entry::text as text from audit_entry where action = 'subjects.search' and actor_id = ${ctx.actor.id} order by about nulls last`);
      assert.deepEqual(entries.map((entry) => [entry.about, entry.basis]), [[person.id, '代办申请'], [null, '代办申请']]);
      assert.ok(!entries.some((entry) => entry.text.includes(person.number)));
    });
  });
});

describe('revealSubject', () => {
  it('shows the full data for a reason that the audit trail keeps', async () => {
    await inRollback({ actor: anOfficer({ permissions: ['subjects.reveal'] }) }, async (ctx, flush) => {
      const person = await aPerson(ctx, { name: '徐新爱', phone: '19900010002' });
      const revealed = await revealSubject(ctx, { id: person.id, reason: '核对身份' });
      assert.deepEqual([revealed.name, revealed.number, revealed.phone], ['徐新爱', person.number, '19900010002']);
      await flush();
      const entries = await rows(ctx, sql<{ about: string; basis: string }>`select about, basis from audit_entry where action = 'subjects.reveal' and target = ${person.id}`);
      assert.deepEqual(entries, [{ about: person.id, basis: '核对身份' }]);
    });
  });

  it('shows an organisation’s representative, and says so when none is registered', async () => {
    await inRollback({}, async (ctx) => {
      const with_ = await anOrganisation(ctx, { representative: { name: '谢立业', number: aResidentId() } });
      assert.equal((await revealSubject(ctx, { id: with_.id, reason: '核对' })).name, '谢立业');
      const without = await anOrganisation(ctx);
      await assert.rejects(revealSubject(ctx, { id: without.id, reason: '核对' }), { code: 'subjects.noRepresentative' });
      await assert.rejects(revealSubject(ctx, { id: nobody(), reason: '核对' }), { code: 'subjects.notFound' });
    });
  });
});

describe('revealMine', () => {
  it('shows a citizen her own data and nobody else’s, and not before she is verified', async () => {
    await inRollback({}, async (base) => {
      const person = await aPerson(base, { name: '徐新爱' });
      const mine = as(base, aCitizen({ id: await anAccount(base, person) }));
      assert.equal((await revealMine(mine)).number, person.number);
      const unverified = as(base, aCitizen({ id: await anAccount(base) }));
      await assert.rejects(revealMine(unverified), { code: 'subjects.notVerified' });
    });
  });
});
