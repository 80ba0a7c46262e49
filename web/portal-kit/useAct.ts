import { useRef, useState } from 'react';
import type { CallError } from '../browser/call.ts';
import { asCallError } from './useLoad.tsx';

export interface Act<Args extends unknown[]> {
  readonly busy: boolean;
  readonly error: CallError | null;
  /** Does it, once at a time; resolves to whether it succeeded. */
  run(...args: Args): Promise<boolean>;
  clear(): void;
}

/** Wraps what a button does: knows whether it is under way and what the server refused; a second press meanwhile does nothing. */
export function useAct<Args extends unknown[]>(work: (...args: Args) => Promise<unknown>): Act<Args> {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<CallError | null>(null);
  const running = useRef(false);
  const run = async (...args: Args): Promise<boolean> => {
    if (running.current) return false;
    running.current = true;
    setBusy(true);
    setError(null);
    try {
      await work(...args);
      return true;
    } catch (refusal) {
      setError(asCallError(refusal));
      return false;
    } finally {
      running.current = false;
      setBusy(false);
    }
  };
  return { busy, error, run, clear: () => setError(null) };
}
