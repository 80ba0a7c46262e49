import { createContext, useContext, type ReactNode } from 'react';

/** The officer at the desk, as pages need to know her. */
export interface StaffSession {
  readonly id: string;
  readonly name: string;
  readonly unitId: string | null;
  readonly unitName: string | null;
  readonly permissions: readonly string[];
}

const nobody: StaffSession = { id: '', name: '', unitId: null, unitName: null, permissions: [] };
const SessionContext = createContext<StaffSession>(nobody);

/** Tells the pages below who is signed in. */
export const SessionProvider = ({ session, children }: { session: StaffSession; children: ReactNode }) => (
  <SessionContext value={session}>{children}</SessionContext>
);

/** The officer at the desk. */
export const useSession = (): StaffSession => useContext(SessionContext);

/**
 * A function that says whether the officer has a permission, to hide what she may not do.
 *
 * The server decides again: hiding is courtesy, not protection.
 */
export function useMay(): (permission: string) => boolean {
  const { permissions } = useSession();
  return (permission) => permissions.includes(permission);
}
