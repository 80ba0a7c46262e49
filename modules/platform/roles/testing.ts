import type { Context } from '../../../kernel/context.ts';
import type { RoleScope } from './contract.ts';
import { addGrants, saveRoles } from './store.ts';

/** Makes sure a role exists and, where a user is given, that she holds it. */
export async function aRole(
  ctx: Context,
  given: { code: string; title?: string; permissions?: readonly string[]; scope?: RoleScope; grantedBy?: string; excludes?: readonly string[]; holder?: string },
): Promise<void> {
  await saveRoles(ctx, [
    {
      code: given.code,
      title: given.title ?? given.code,
      permissions: [...(given.permissions ?? [])],
      scope: given.scope ?? 'bureau',
      granted_by: given.grantedBy ?? 'securityAdministrator',
      excludes: [...(given.excludes ?? [])],
      position: 99,
      changed_at: ctx.now(),
    },
  ]);
  if (given.holder) await addGrants(ctx, [{ user_id: given.holder, role_code: given.code, scope: null, granted_by: 'test', granted_at: ctx.now() }]);
}
