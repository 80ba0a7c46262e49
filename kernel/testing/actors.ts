import { everything, nothing, type Actor, type DataScope } from '../actor.ts';
import { newId } from '../id.ts';

/** An officer with the given permissions, each reaching `scope` (everything unless said). */
export const anOfficer = (given: { id?: string; name?: string; unitId?: string; permissions?: readonly string[]; scope?: DataScope } = {}): Actor => ({
  kind: 'staff',
  id: given.id ?? newId(),
  name: given.name ?? '测试员',
  unitId: given.unitId ?? null,
  sessionId: null,
  can: (permission) => given.permissions?.includes(permission) ?? false,
  scope: (permission) => (given.permissions?.includes(permission) ? (given.scope ?? everything) : nothing),
});

/** A citizen signed in with the given account id. */
export const aCitizen = (given: { id?: string; name?: string } = {}): Actor => ({
  kind: 'person',
  id: given.id ?? newId(),
  name: given.name ?? '测试群众',
  unitId: null,
  sessionId: null,
  can: () => false,
  scope: () => nothing,
});
