import { addToken, type Arrival, type Run } from './run.ts';

/** Thrown inside a step when the drawing cannot go on with the present variables; becomes an incident, or refuses the event. */
export class StuckError extends Error {
  readonly code: string;

  constructor(code: string, text: string) {
    super(text);
    this.name = 'StuckError';
    this.code = code;
  }
}

/**
 * Enters a node, or leaves a token with an incident in front of it.
 *
 * What was begun is taken back first, so that a retry enters afresh.
 */
export function enterOrStick(run: Run, arrival: Arrival, enter: (run: Run, arrival: Arrival) => void): void {
  const before = { ...run, tokens: [...run.tokens], effects: [...run.effects], queue: [...run.queue], instant: [...run.instant], merged: [...run.merged] };
  try {
    enter(run, arrival);
  } catch (error) {
    if (!(error instanceof StuckError)) throw error;
    Object.assign(run, before);
    stick(run, arrival, { code: error.code, text: error.message });
  }
}

function stick(run: Run, { to, in: scope, via, back }: Arrival, incident: { code: string; text: string }): void {
  const token = addToken(run, { at: to, in: scope, wait: 'stuck', incident, ...(via ? { via } : {}), ...(back ? { back } : {}) });
  run.effects.push({ type: 'incident', token: token.id, node: to, ...incident });
}
