import { isListener } from '../state.ts';
import type { Event } from '../traffic.ts';
import type { Run } from './run.ts';

/** Notes what a completed step has made, so that it can be withdrawn, and forgets what can no longer be. */
export function keepWithdrawable(run: Run, event: Event): void {
  if (run.past.length === 0) return;
  const completed = event.type === 'completeTask' && !run.final && !run.outcome ? event.token : 0;
  const alive = new Set(run.tokens.map((token) => token.id));
  run.past = run.past.map((entry) => {
    if (entry.token === completed) return { ...entry, made: madeHere(run), ...(run.merged.length > 0 ? { merged: run.merged } : {}) };
    if (!entry.made || entry.made.every((id) => alive.has(id))) return entry;
    const { made: _, merged: __, ...rest } = entry;
    return rest;
  });
}

const madeHere = (run: Run): number[] => run.tokens.filter((token) => token.id >= run.first && !isListener(token)).map((token) => token.id);
