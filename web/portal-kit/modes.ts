import { useSyncExternalStore } from 'react';

/** The two ways to make the portal easier to see and press; both may be on together. */
export type Mode = 'elder' | 'contrast';

const place = (mode: Mode): string => `yiwang.${mode}`;
const listeners = new Set<() => void>();

/** Turns on what this browser remembers; without a memory (private windows) everything works but forgets. */
export function restoreModes(): void {
  for (const mode of ['elder', 'contrast'] as const) show(mode, remembered(mode));
}

/** Switches a mode for this browser, now and on later visits. */
export function setMode(mode: Mode, on: boolean): void {
  show(mode, on);
  try {
    if (on) localStorage.setItem(place(mode), '1');
    else localStorage.removeItem(place(mode));
  } catch {
    // A browser that refuses to remember still switches.
  }
  for (const listener of listeners) listener();
}

/** Whether a mode is on, kept up to date. */
export const useMode = (mode: Mode): boolean => useSyncExternalStore(listen, () => mode in document.documentElement.dataset);

function show(mode: Mode, on: boolean): void {
  document.documentElement.toggleAttribute(`data-${mode}`, on);
}

function remembered(mode: Mode): boolean {
  try {
    return localStorage.getItem(place(mode)) === '1';
  } catch {
    return false;
  }
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
