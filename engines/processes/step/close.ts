import { nodeOf } from '../graph.ts';
import type { Token } from '../state.ts';
import type { CloseReason, Effect } from '../traffic.ts';
import { dropToken, findToken, wholeOf, type Run } from './run.ts';

/** Removes a token with everything that lives in it or listens for it, and tells the caller what to close. */
export function cancelToken(run: Run, token: Token, reason: CloseReason): void {
  emptyScope(run, token.id, reason);
  for (const one of run.tokens.filter((other) => other.on === token.id || other.undoFor === token.id)) cancelToken(run, one, reason);
  if (!findToken(run, token.id)) return;
  dropToken(run, token.id);
  forgetScope(run, token.id);
  const effect = closing(token, reason);
  if (effect) run.effects.push(effect);
  closeCommon(run, token, reason);
  run.final = true;
}

/** Removes everything inside a scope (0 is the process), what is on its way there included. */
export function emptyScope(run: Run, scope: number, reason: CloseReason): void {
  for (const token of run.tokens.filter((one) => one.in === scope)) if (findToken(run, token.id)) cancelToken(run, token, reason);
  run.queue = run.queue.filter((arrival) => arrival.in !== scope);
}

/** Drops what was remembered of a scope that is no more. */
export function forgetScope(run: Run, scope: number): void {
  if (run.past.some((entry) => entry.in === scope)) run.past = run.past.filter((entry) => entry.in !== scope);
  if (run.undoable.some((entry) => entry.in === scope)) run.undoable = run.undoable.filter((entry) => entry.in !== scope);
}

/** Removes a token that has done its work. */
export function endToken(run: Run, token: Token): void {
  stopListening(run, token.id);
  dropToken(run, token.id);
  if (token.wait === 'task') run.effects.push({ type: 'closeTask', token: token.id, node: token.at, reason: 'completed' });
  if (token.wait === 'message' || token.wait === 'signal') run.effects.push({ type: 'unsubscribe', token: token.id, node: token.at });
  closeCommon(run, token, 'completed');
}

function closeCommon(run: Run, token: Token, reason: CloseReason | 'completed'): void {
  const { id, at } = token;
  if (token.incident) run.effects.push({ type: 'incidentOver', token: id, node: at });
  if (token.on !== undefined || token.wait === 'join' || token.wait === 'stuck') return;
  if (nodeOf(run.graph, at).pausesClock && !wholeOf(run, token)) run.effects.push({ type: 'resumeClock', token: id, node: at });
  run.effects.push({ type: 'left', token: id, node: at, reason });
}

/** Removes the listeners of a token: its boundary events, event sub-processes, or the other events after a gateway. */
export function stopListening(run: Run, on: number): void {
  for (const token of run.tokens.filter((one) => one.on === on)) {
    dropToken(run, token.id);
    const effect = closing(token, 'interrupted');
    if (effect) run.effects.push(effect);
  }
}

function closing(token: Token, reason: CloseReason): Effect | null {
  const at = { token: token.id, node: token.at };
  switch (token.wait) {
    case 'task':
      return { type: 'closeTask', ...at, reason };
    case 'service':
      return { type: 'cancelService', ...at };
    case 'call':
      return { type: 'cancelCall', ...at };
    case 'timer':
      return { type: 'cancelTimer', ...at };
    case 'message':
    case 'signal':
      return { type: 'unsubscribe', ...at };
    default:
      return null;
  }
}
