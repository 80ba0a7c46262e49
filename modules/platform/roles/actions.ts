import type { Context } from '../../../kernel/context.ts';
import { getUser } from '../users/api.ts';
import { roleErrors, type Grant } from './contract.ts';
import { listGrants } from './queries.ts';
import { clashWith } from './rules.ts';
import { deleteGrant, findRole, insertGrant, lockHeldRoles, type RoleRow } from './store.ts';

/**
 * Grants a role to another officer.
 *
 * @throws roles.notFound, self, mayNotGrant, held, excluded; users.notFound
 */
export async function grantRole(ctx: Context, { userId, code }: { userId: string; code: string }): Promise<Grant[]> {
  const role = await requireGrantable(ctx, userId, code);
  const held = await lockHeldRoles(ctx, userId);
  if (held.some((each) => each.code === code)) throw roleErrors.held({ role: role.title });
  const clash = clashWith(held, role);
  if (clash) throw roleErrors.excluded({ role: role.title, other: clash.title });
  await insertGrant(ctx, userId, code);
  ctx.audit('roles.grant', userId, { role: code });
  ctx.announce('roles.changed', { userId });
  return listGrants(ctx, userId);
}

/** Takes a role back from another officer. @throws roles.notFound, self, mayNotGrant, notHeld; users.notFound */
export async function revokeRole(ctx: Context, { userId, code }: { userId: string; code: string }): Promise<Grant[]> {
  const role = await requireGrantable(ctx, userId, code);
  const held = await lockHeldRoles(ctx, userId);
  if (!held.some((each) => each.code === code)) throw roleErrors.notHeld({ role: role.title });
  await deleteGrant(ctx, userId, code);
  ctx.audit('roles.revoke', userId, { role: code });
  ctx.announce('roles.changed', { userId });
  return listGrants(ctx, userId);
}

async function requireGrantable(ctx: Context, userId: string, code: string): Promise<RoleRow> {
  const role = await findRole(ctx, code);
  if (!role) throw roleErrors.notFound();
  if (userId === ctx.actor.id) throw roleErrors.self();
  await getUser(ctx, userId);
  if (ctx.actor.kind === 'system') return role;
  const own = await lockHeldRoles(ctx, ctx.actor.id);
  if (!own.some((each) => each.code === role.granted_by)) {
    throw roleErrors.mayNotGrant({ role: role.title, granter: (await findRole(ctx, role.granted_by))?.title ?? '其他管理员' });
  }
  return role;
}
