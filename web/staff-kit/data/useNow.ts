import { useSyncExternalStore } from 'react';

const tick = 30_000;
let now = new Date();
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function advance(): void {
  now = new Date();
  for (const listener of listeners) listener();
}

function listen(listener: () => void): () => void {
  if (listeners.size === 0) {
    now = new Date();
    timer = setInterval(advance, tick);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) clearInterval(timer);
  };
}

/** The time, to half a minute; what is drawn from it stays true while the page is open. */
export const useNow = (): Date => useSyncExternalStore(listen, () => now);
