import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sql } from 'kysely';
import { openTables } from '../../../kernel/context.ts';
import { anOfficer } from '../../../kernel/testing/actors.ts';
import { as, inRollback } from '../../../kernel/testing/database.ts';
import { aUnit } from '../organisations/testing.ts';
import { createUser, disableUser, enableUser, revealUser, updateUserDetails } from './actions.ts';
import { getUserInScope, listUsers } from './queries.ts';
import { aUser } from './testing.ts';

const open = openTables<unknown>();
const person = { name: '阎昊天', position: '科员', mobile: '19900010001', residentId: '41129919850608603X' };

describe('createUser', () => {
  it('keeps personal numbers encrypted and shows them masked', async () => {
    await inRollback({}, async (ctx) => {
      const { id: unitId } = await aUnit(ctx);
      const user = await createUser(ctx, { ...person, username: 'yan1', employeeNumber: 'T1', unitId });
      assert.equal(user.mobile, '199****0001');
      const { rows } = await sql<{ stored: string }>`select mobile || resident_id || mobile_index || resident_id_index as stored from staff_user where id = ${user.id}`.execute(open(ctx));
      assert.doesNotMatch(rows[0]?.stored ?? '', /19900010001|41129919850608603X/);
    });
  });

  it('refuses a wrong identity number and whatever another account uses', async () => {
    await inRollback({}, async (ctx) => {
      const { id: unitId } = await aUnit(ctx);
      const first = { ...person, username: 'yan1', employeeNumber: 'T1', unitId };
      await assert.rejects(createUser(ctx, { ...first, residentId: '411299198506086031' }), { code: 'users.badResidentId' });
      await createUser(ctx, first);
      await assert.rejects(createUser(ctx, { ...first, employeeNumber: 'T2', residentId: '411299198106080042' }), { code: 'users.usernameTaken' });
      await assert.rejects(createUser(ctx, { ...first, username: 'yan2', residentId: '411299198106080042' }), { code: 'users.numberTaken' });
      await assert.rejects(createUser(ctx, { ...first, username: 'yan2', employeeNumber: 'T2' }), { code: 'users.residentTaken' });
      await assert.rejects(createUser(ctx, { ...first, username: 'yan3', employeeNumber: 'T3', unitId: 'nowhere' }), { code: 'organisations.notFound' });
    });
  });
});

describe('an account', () => {
  it('is disabled with a reason and enabled again, but never by its holder', async () => {
    await inRollback({}, async (ctx) => {
      const user = await aUser(ctx);
      await assert.rejects(disableUser(as(ctx, anOfficer({ id: user.id })), { id: user.id, reason: '离职' }), { code: 'users.self' });
      assert.equal((await disableUser(ctx, { id: user.id, reason: '离职' })).statusReason, '离职');
      await assert.rejects(disableUser(ctx, { id: user.id, reason: '离职' }), { code: 'users.alreadyDisabled' });
      assert.equal((await enableUser(ctx, { id: user.id })).status, 'active');
    });
  });

  it('shows its numbers in full only with a reason that stays in the audit trail', async () => {
    await inRollback({}, async (ctx, flush) => {
      const user = await aUser(ctx, { mobile: '19900012345' });
      const looking = as(ctx, anOfficer({ permissions: ['users.read', 'users.reveal'] }));
      assert.equal((await revealUser(looking, { id: user.id, reason: '核对值班电话' })).mobile, '19900012345');
      await flush();
      const { rows } = await sql<{ about: string; basis: string }>`select about, basis from audit_entry where action = 'users.reveal' and target = ${user.id}`.execute(open(ctx));
      assert.deepEqual(rows, [{ about: user.id, basis: '核对值班电话' }]);
    });
  });

  it('changes its mobile so that the new one is read back', async () => {
    await inRollback({}, async (ctx) => {
      const user = await aUser(ctx);
      const changed = await updateUserDetails(ctx, { id: user.id, name: '新名', unitId: user.unitId, position: '主任', mobile: '19900054321' });
      assert.deepEqual([changed.name, changed.mobile], ['新名', '199****4321']);
    });
  });
});

describe('the reach of users.read', () => {
  it('keeps an administrator of one unit from the accounts of another, in lists and one by one', async () => {
    await inRollback({}, async (ctx) => {
      const own = await aUser(ctx, { name: '本单位人' });
      const other = await aUser(ctx, { name: '外单位人' });
      const administrator = as(ctx, anOfficer({ permissions: ['users.read'], scope: { units: [own.unitId], own: true } }));
      assert.deepEqual((await listUsers(administrator, {})).rows.map((row) => row.name), ['本单位人']);
      assert.equal((await getUserInScope(administrator, own.id)).name, '本单位人');
      await assert.rejects(getUserInScope(administrator, other.id), { code: 'users.notFound' });
      const nobody = as(ctx, anOfficer({ permissions: [] }));
      assert.deepEqual((await listUsers(nobody, {})).rows, []);
    });
  });
});
