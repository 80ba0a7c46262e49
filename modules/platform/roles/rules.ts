import type { RoleScope } from './contract.ts';

/** What a rule needs to know of a role. */
export interface RoleFacts {
  readonly code: string;
  readonly title: string;
  readonly excludes: readonly string[];
}

/**
 * The role already held that forbids the new one, whichever of the two says so; null when they go together.
 *
 * @source SMX1-050 and GB/T 22239-2019 (three separated administrators)
 */
export function clashWith(held: readonly RoleFacts[], wanted: RoleFacts): RoleFacts | null {
  return held.find((role) => role.excludes.includes(wanted.code) || wanted.excludes.includes(role.code)) ?? null;
}

const reach: readonly RoleScope[] = ['self', 'department', 'bureau', 'division', 'all'];

/** The wider of two scopes. */
export const widerScope = (a: RoleScope, b: RoleScope): RoleScope => (reach.indexOf(a) >= reach.indexOf(b) ? a : b);
