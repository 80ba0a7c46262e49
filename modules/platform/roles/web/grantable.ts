import { useEndpoint } from '../../../../web/staff-kit/data/useEndpoint.ts';
import { useMay, useSession } from '../../../../web/staff-kit/session.tsx';
import { roleEndpoints, type Grant, type Role } from '../contract.ts';

/** The roles the viewer may grant to an officer: those granted by a role she holds herself, and never to herself. */
export function useGrantableRoles(userId: string): readonly Role[] {
  const me = useSession();
  const may = useMay()('roles.grant') && me.id !== userId;
  const roles = useEndpoint(roleEndpoints.list, may ? {} : null);
  const own = useEndpoint(roleEndpoints.grants, may ? { userId: me.id } : null);
  const held = new Set(own.data?.rows.map(({ roleCode }) => roleCode));
  return roles.data?.rows.filter(({ grantedBy }) => held.has(grantedBy)) ?? [];
}

/** The role already held that forbids another one, whichever of the two says so. */
export const clashWith = (held: readonly Grant[], role: Role, grantable: readonly Role[]): Grant | undefined =>
  held.find(({ roleCode }) => role.excludes.includes(roleCode) || grantable.find(({ code }) => code === roleCode)?.excludes.includes(role.code));
