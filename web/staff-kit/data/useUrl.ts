import { useNavigate, useRouterState } from '@tanstack/react-router';
import { useCallback } from 'react';

/** What stands behind the `?` of the address, as plain text by name. */
export type UrlValues = Readonly<Record<string, string>>;

export interface UrlChange {
  /** Takes the place of the present entry of the history instead of adding one: for what changes while typing. */
  readonly replace?: boolean;
  /** Kept with the entry of the history, not in the address; survives a reload. */
  readonly trail?: readonly string[];
}

declare module '@tanstack/history' {
  interface HistoryState {
    /** Marks of the pages of a list that lie before the present one. */
    trail?: readonly string[];
  }
}

/** Reads the search part of an address; a name that comes twice counts once. */
export const readUrl = (text: string): Record<string, string> => Object.fromEntries(new URLSearchParams(text));

/** Writes the search part of an address, empty values left out. */
export function writeUrl(values: Readonly<Record<string, unknown>>): string {
  const kept = Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== '');
  const text = new URLSearchParams(kept.map(([name, value]) => [name, String(value)])).toString();
  return text ? `?${text}` : '';
}

/** State that lives in the address: it survives a reload, can be sent to a colleague, and goes back with the back button. */
export function useUrl() {
  const navigate = useNavigate();
  const values = useRouterState({ select: (state) => state.location.search as UrlValues });
  const trail = useRouterState({ select: (state) => state.location.state.trail });
  const change = useCallback(
    (patch: Readonly<Record<string, string | undefined>>, how: UrlChange = {}) =>
      void navigate({
        to: '.',
        search: ((before: UrlValues) => withoutEmpty({ ...before, ...patch })) as never,
        replace: how.replace ?? false,
        resetScroll: false,
        state: { trail: how.trail },
      }),
    [navigate],
  );
  return { values, trail, change };
}

const withoutEmpty = (values: Readonly<Record<string, string | undefined>>): UrlValues =>
  Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== ''));
