import { sql } from 'kysely';
import { everything, type DataScope } from '../../../kernel/actor.ts';
import type { Context } from '../../../kernel/context.ts';
import { declaredPermissions } from '../../../kernel/module.ts';
import { unitsBelow, unitsOfDivision } from '../organisations/api.ts';
import type { Grant, Role, RoleScope } from './contract.ts';
import { widerScope } from './rules.ts';
import { tables } from './tables.ts';

/** All roles, in the order the city gives them, with their permissions' titles and how many hold them. */
export async function listRoles(ctx: Context): Promise<Role[]> {
  const rows = await tables(ctx)
    .selectFrom('role')
    .selectAll('role')
    .select((eb) => eb.selectFrom('role_grant').whereRef('role_grant.role_code', '=', 'role.code').select(eb.fn.countAll<number>().as('n')).as('holders'))
    .orderBy('position')
    .execute();
  const titles = declaredPermissions.get();
  return rows.map((row) => ({
    code: row.code,
    title: row.title,
    permissions: row.permissions.map((code) => ({ code, title: titles.get(code) ?? code })),
    scope: row.scope,
    grantedBy: row.granted_by,
    excludes: row.excludes,
    holders: row.holders ?? 0,
  }));
}

/** The roles an officer holds. */
export async function listGrants(ctx: Context, userId: string): Promise<Grant[]> {
  const rows = await tables(ctx)
    .selectFrom('role_grant')
    .innerJoin('role', 'role.code', 'role_grant.role_code')
    .leftJoin('v_user', 'v_user.id', 'role_grant.granted_by')
    .select((eb) => eb.fn.coalesce('role_grant.scope', 'role.scope').as('scope'))
    .select(['role.code', 'role.title', 'role_grant.granted_at', 'role_grant.granted_by', 'v_user.name as granter'])
    .where('role_grant.user_id', '=', userId)
    .orderBy('role.position')
    .execute();
  return rows.map((row) => ({
    roleCode: row.code,
    roleTitle: row.title,
    scope: row.scope,
    grantedBy: row.granter ?? (row.granted_by === 'content' ? '初始配置' : row.granted_by),
    grantedAt: row.granted_at.toISOString(),
  }));
}

/**
 * What an officer may do and whose rows each permission reaches; where two roles give one permission, the wider scope counts.
 *
 * Empty for an unknown officer.
 */
export async function permissionsOf(ctx: Context, userId: string): Promise<Map<string, DataScope>> {
  const rows = await tables(ctx)
    .selectFrom('role_grant')
    .innerJoin('role', 'role.code', 'role_grant.role_code')
    .innerJoin('v_user', 'v_user.id', 'role_grant.user_id')
    .innerJoin('v_unit', 'v_unit.id', 'v_user.unit_id')
    .select((eb) => eb.fn.coalesce('role_grant.scope', 'role.scope').as('scope'))
    .select(['role.permissions', 'v_unit.id as unit_id', 'v_unit.bureau_id', 'v_unit.division_code'])
    .where('role_grant.user_id', '=', userId)
    .execute();
  const widest = new Map<string, RoleScope>();
  for (const row of rows) for (const permission of row.permissions) widest.set(permission, widerScope(widest.get(permission) ?? 'self', row.scope));
  const home = rows[0];
  if (!home) return new Map();
  const scopes = new Map<RoleScope, DataScope>();
  for (const scope of new Set(widest.values())) scopes.set(scope, await reachOf(ctx, scope, home));
  return new Map([...widest].map(([permission, scope]) => [permission, scopes.get(scope) as DataScope]));
}

async function reachOf(ctx: Context, scope: RoleScope, home: { unit_id: string; bureau_id: string; division_code: string }): Promise<DataScope> {
  if (scope === 'all') return everything;
  if (scope === 'self') return { units: [], own: true };
  if (scope === 'division') return { units: await unitsOfDivision(ctx, home.division_code), own: true };
  return { units: await unitsBelow(ctx, scope === 'bureau' ? home.bureau_id : home.unit_id), own: true };
}

/** Codes of the roles an officer holds. */
export async function rolesHeld(ctx: Context, userId: string): Promise<string[]> {
  const rows = await tables(ctx).selectFrom('role_grant').select('role_code').where('user_id', '=', userId).execute();
  return rows.map((row) => row.role_code);
}

/** Active officers who hold a role, within the given units where they are given. */
export async function usersWithRole(ctx: Context, roleCode: string, unitIds?: readonly string[]): Promise<string[]> {
  const rows = await tables(ctx)
    .selectFrom('role_grant')
    .innerJoin('v_user', 'v_user.id', 'role_grant.user_id')
    .select('role_grant.user_id')
    .where('role_grant.role_code', '=', roleCode)
    .where('v_user.status', '=', 'active')
    .$if(unitIds !== undefined, (q) => q.where(sql<boolean>`v_user.unit_id = any(${[...(unitIds ?? [])]}::text[])`))
    .execute();
  return rows.map((row) => row.user_id);
}
