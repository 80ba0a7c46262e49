import { processErrors } from '../errors.ts';
import type { Run } from '../step/run.ts';

/**
 * Suspends an instance on a legal basis: people and timers wait, answers of services and messages are still taken.
 *
 * @source SMX1-630, SMX1-718
 */
export function suspend(run: Run, basis: string): void {
  run.suspended = { basis };
  run.effects.push({ type: 'suspended', basis });
  tellTimers(run, 'pauseTimer');
}

/** Resumes a suspended instance. @throws process-engine.notSuspended */
export function resume(run: Run): void {
  if (!run.suspended) throw processErrors.notSuspended();
  run.suspended = undefined;
  run.effects.push({ type: 'resumed' });
  tellTimers(run, 'resumeTimer');
}

function tellTimers(run: Run, type: 'pauseTimer' | 'resumeTimer'): void {
  for (const token of run.tokens) if (token.wait === 'timer') run.effects.push({ type, token: token.id, node: token.at });
}
