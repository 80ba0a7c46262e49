import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { anOfficer } from '../../../kernel/testing/actors.ts';
import { as, inRollback } from '../../../kernel/testing/database.ts';
import type { Context } from '../../../kernel/context.ts';
import { aDivision, aUnit } from '../organisations/testing.ts';
import { aUser } from '../users/testing.ts';
import { grantRole, revokeRole } from './actions.ts';
import { permissionsOf, usersWithRole } from './queries.ts';
import { aRole } from './testing.ts';

/** A security administrator, and roles for her to grant. */
async function anAdministrator(ctx: Context): Promise<Context> {
  const user = await aUser(ctx);
  await aRole(ctx, { code: 'securityAdministrator', title: '安全管理员', grantedBy: 'systemAdministrator', excludes: ['systemAdministrator'], holder: user.id });
  await aRole(ctx, { code: 'systemAdministrator', title: '系统管理员', excludes: ['securityAdministrator'] });
  await aRole(ctx, { code: 'clerk', title: '受理', permissions: ['cases.accept'], scope: 'department' });
  await aRole(ctx, { code: 'approver', title: '决定', permissions: ['cases.accept', 'cases.decide'], scope: 'bureau', excludes: [] });
  return as(ctx, anOfficer({ id: user.id, permissions: ['roles.grant'] }));
}

describe('grantRole', () => {
  it('gives a role that the administrator may give, once', async () => {
    await inRollback({}, async (base) => {
      const ctx = await anAdministrator(base);
      const user = await aUser(ctx);
      const grants = await grantRole(ctx, { userId: user.id, code: 'clerk' });
      assert.deepEqual(grants.map((grant) => grant.roleTitle), ['受理']);
      await assert.rejects(grantRole(ctx, { userId: user.id, code: 'clerk' }), { code: 'roles.held' });
      assert.deepEqual(await usersWithRole(ctx, 'clerk'), [user.id]);
    });
  });

  it('refuses a role that another administrator grants, and any role for oneself', async () => {
    await inRollback({}, async (base) => {
      const ctx = await anAdministrator(base);
      const user = await aUser(ctx);
      await assert.rejects(grantRole(ctx, { userId: user.id, code: 'securityAdministrator' }), { code: 'roles.mayNotGrant', message: /系统管理员/ });
      await assert.rejects(grantRole(ctx, { userId: ctx.actor.id, code: 'clerk' }), { code: 'roles.self' });
      const clerk = as(ctx, anOfficer({ id: user.id, permissions: ['roles.grant'] }));
      await assert.rejects(grantRole(clerk, { userId: ctx.actor.id, code: 'clerk' }), { code: 'roles.mayNotGrant' });
    });
  });

  it('keeps the three administrators apart, whichever role comes first', async () => {
    await inRollback({}, async (base) => {
      const ctx = await anAdministrator(base);
      const user = await aUser(ctx);
      await aRole(ctx, { code: 'auditAdministrator', title: '审计管理员' });
      await grantRole(ctx, { userId: user.id, code: 'auditAdministrator' });
      await aRole(ctx, { code: 'systemAdministrator', title: '系统管理员', excludes: ['auditAdministrator'] });
      await assert.rejects(grantRole(ctx, { userId: user.id, code: 'systemAdministrator' }), { code: 'roles.excluded', message: /审计管理员/ });
    });
  });
});

describe('revokeRole', () => {
  it('takes a role back, and refuses one that is not held', async () => {
    await inRollback({}, async (base) => {
      const ctx = await anAdministrator(base);
      const user = await aUser(ctx);
      await grantRole(ctx, { userId: user.id, code: 'clerk' });
      assert.deepEqual(await revokeRole(ctx, { userId: user.id, code: 'clerk' }), []);
      await assert.rejects(revokeRole(ctx, { userId: user.id, code: 'clerk' }), { code: 'roles.notHeld' });
    });
  });
});

describe('permissionsOf', () => {
  it('reaches the department, the bureau or the division, and takes the wider of two roles', async () => {
    await inRollback({}, async (base) => {
      const ctx = await anAdministrator(base);
      const county = await aDivision(ctx, { code: '419901' });
      const bureau = await aUnit(ctx, { divisionCode: county });
      const department = await aUnit(ctx, { parentPath: bureau.path, divisionCode: county });
      const sister = await aUnit(ctx, { parentPath: bureau.path, divisionCode: county });
      const neighbour = await aUnit(ctx, { divisionCode: county });
      const user = await aUser(ctx, { unitId: department.id });
      const reach = async (permission: string): Promise<unknown> => {
        const units = (await permissionsOf(ctx, user.id)).get(permission)?.units;
        return units === 'all' || units === undefined ? units : units.toSorted();
      };
      await grantRole(ctx, { userId: user.id, code: 'clerk' });
      assert.deepEqual(await reach('cases.accept'), [department.id]);
      assert.equal(await reach('cases.decide'), undefined);
      await grantRole(ctx, { userId: user.id, code: 'approver' });
      assert.deepEqual(await reach('cases.accept'), [bureau.id, department.id, sister.id].toSorted());
      await aRole(ctx, { code: 'supervisor', permissions: ['cases.accept'], scope: 'division', holder: user.id });
      assert.deepEqual(await reach('cases.accept'), [bureau.id, department.id, sister.id, neighbour.id].toSorted());
      await aRole(ctx, { code: 'chief', permissions: ['cases.accept'], scope: 'all', holder: user.id });
      assert.equal(await reach('cases.accept'), 'all');
    });
  });
});
