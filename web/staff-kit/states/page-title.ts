import { useEffect, useSyncExternalStore } from 'react';

let recordTitle: string | null = null;
const listeners = new Set<() => void>();

function become(next: string | null): void {
  recordTitle = next;
  for (const listener of listeners) listener();
}

/** Puts the name of the record into the breadcrumb and the window's title while the page is open. */
export function useRecordTitle(title: string | null): void {
  useEffect(() => {
    become(title);
    return () => become(null);
  }, [title]);
}

/** The name of the open record; null on pages that show none. */
export const useCurrentRecordTitle = (): string | null =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => recordTitle,
  );
