import { useSyncExternalStore, type ReactNode } from 'react';

let text = '';
let listener: (() => void) | null = null;
let clearing: ReturnType<typeof setTimeout> | undefined;

/** Says shortly that something was done, also to screen readers; for what needs no answer. */
export function toast(message: string): void {
  clearTimeout(clearing);
  text = message;
  clearing = setTimeout(() => {
    text = '';
    listener?.();
  }, 6000);
  listener?.();
}

/** The place of such messages; once on the page. */
export function Toast(): ReactNode {
  const message = useSyncExternalStore(
    (changed) => {
      listener = changed;
      return () => {
        listener = null;
      };
    },
    () => text,
  );
  return <output className="toast" aria-live="polite">{message}</output>;
}
