import type { Context } from '../../../kernel/context.ts';
import { tables, type RoleTables } from './tables.ts';

export type RoleRow = RoleTables['role'];

export const findRole = (ctx: Context, code: string): Promise<RoleRow | undefined> =>
  tables(ctx).selectFrom('role').selectAll().where('code', '=', code).executeTakeFirst();

/** Roles an officer holds, locked against a simultaneous grant. */
export const lockHeldRoles = async (ctx: Context, userId: string): Promise<RoleRow[]> => {
  await tables(ctx).selectFrom('role_grant').select('role_code').where('user_id', '=', userId).forUpdate().execute();
  return tables(ctx)
    .selectFrom('role')
    .innerJoin('role_grant', 'role_grant.role_code', 'role.code')
    .selectAll('role')
    .where('role_grant.user_id', '=', userId)
    .execute();
};

export const insertGrant = async (ctx: Context, userId: string, code: string): Promise<void> => {
  await tables(ctx).insertInto('role_grant').values({ user_id: userId, role_code: code, scope: null, granted_by: ctx.actor.id, granted_at: ctx.now() }).execute();
};

export const deleteGrant = async (ctx: Context, userId: string, code: string): Promise<void> => {
  await tables(ctx).deleteFrom('role_grant').where('user_id', '=', userId).where('role_code', '=', code).execute();
};

/** Makes the roles what the content says; grants stay. */
export const saveRoles = async (ctx: Context, rows: readonly RoleRow[]): Promise<void> => {
  if (rows.length === 0) return;
  await tables(ctx)
    .insertInto('role')
    .values([...rows])
    .onConflict((conflict) =>
      conflict.column('code').doUpdateSet((eb) => ({
        title: eb.ref('excluded.title'),
        permissions: eb.ref('excluded.permissions'),
        scope: eb.ref('excluded.scope'),
        granted_by: eb.ref('excluded.granted_by'),
        excludes: eb.ref('excluded.excludes'),
        position: eb.ref('excluded.position'),
        changed_at: eb.ref('excluded.changed_at'),
      })),
    )
    .execute();
};

/** Users of the list who have never had a grant. */
export const withoutGrants = async (ctx: Context, userIds: readonly string[]): Promise<string[]> => {
  if (userIds.length === 0) return [];
  const rows = await tables(ctx).selectFrom('role_grant').select('user_id').where('user_id', 'in', [...userIds]).distinct().execute();
  const held = new Set(rows.map((row) => row.user_id));
  return userIds.filter((id) => !held.has(id));
};

export const addGrants = async (ctx: Context, grants: readonly RoleTables['role_grant'][]): Promise<void> => {
  if (grants.length > 0) await tables(ctx).insertInto('role_grant').values([...grants]).onConflict((conflict) => conflict.doNothing()).execute();
};
