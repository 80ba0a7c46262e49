import { useSyncExternalStore } from 'react';
import { CallError } from '../../browser/call.ts';

/** How the page stands with the server. */
export interface Connection {
  /** The last call did not reach the server. */
  readonly offline: boolean;
  /** The server does not know the session any more. */
  readonly signedOut: boolean;
}

let connection: Connection = { offline: false, signedOut: false };
const listeners = new Set<() => void>();

function become(next: Partial<Connection>): void {
  const merged = { ...connection, ...next };
  if (merged.offline === connection.offline && merged.signedOut === connection.signedOut) return;
  connection = merged;
  for (const listener of listeners) listener();
}

/** Takes note of a failed call: every place that calls the server by itself must tell it here. */
export function noteFailure(error: unknown): void {
  if (!(error instanceof CallError)) return;
  if (error.code === 'network') become({ offline: true });
  else if (error.status === 401) become({ offline: false, signedOut: true });
  else become({ offline: false });
}

/** Takes note that a call was answered. */
export const noteAnswer = (): void => become({ offline: false });

/** Takes note that somebody signed in. */
export const noteSignIn = (): void => become({ offline: false, signedOut: false });

/** How the page stands with the server now, told again at every change. */
export const useConnection = (): Connection =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => connection,
  );
