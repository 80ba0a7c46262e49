import { eventSubProcessesOf, nodeOf, type Node } from '../graph.ts';
import type { Outcome, Token } from '../state.ts';
import { cancelToken, emptyScope } from './close.ts';
import { follow } from './follow.ts';
import { passed } from './gateways.ts';
import { openEventSubProcess } from './open.ts';
import { findToken, wholeOf, type Run } from './run.ts';

export type Raised = { readonly kind: 'error' | 'escalation'; readonly code: string };

/** Where something is raised: by an activity itself, or by an event inside a scope. */
export type Origin = { readonly token: Token } | { readonly scope: number };

/**
 * Finds who catches an error or escalation, from inside out, and lets it go on there; tells whether anybody did.
 *
 * In each scope event sub-processes come before the boundary of the scope. One raised inside an event sub-process
 * is not caught by its neighbours.
 */
export function raise(run: Run, raised: Raised, origin: Origin): boolean {
  let host = 'token' in origin ? (wholeOf(run, origin.token) ?? origin.token) : undefined;
  let scope = 'token' in origin ? (host?.in ?? 0) : origin.scope;
  for (;;) {
    if (host && catchAtBoundary(run, raised, host)) return true;
    const insideEvent = host !== undefined && nodeOf(run.graph, host.at).kind === 'eventSubProcess';
    if (!insideEvent && catchInScope(run, raised, scope)) return true;
    const around = findToken(run, scope);
    if (!around) return false;
    host = wholeOf(run, around) ?? around;
    scope = host.in;
  }
}

function catchAtBoundary(run: Run, raised: Raised, host: Token): boolean {
  const events = (nodeOf(run.graph, host.at).boundaries ?? []).map((id) => nodeOf(run.graph, id));
  const event = catcherOf(events, raised);
  if (!event) return false;
  if (event.interrupting) cancelToken(run, host, raised.kind === 'error' ? 'failed' : 'interrupted');
  passed(run, event, { by: host.id });
  follow(run, event, host.in, host.id);
  return true;
}

function catchInScope(run: Run, raised: Raised, scope: number): boolean {
  const container = scope === 0 ? null : (findToken(run, scope)?.at ?? null);
  const starts = eventSubProcessesOf(run.graph, container).map((id) => nodeOf(run.graph, nodeOf(run.graph, id).start ?? ''));
  const start = catcherOf(starts, raised);
  if (!start?.parent) return false;
  beginEventSubProcess(run, start, scope, raised.kind === 'error' ? 'failed' : 'interrupted');
  return true;
}

/** The catcher of exactly this code, or else the one of any code. */
function catcherOf(events: readonly Node[], { kind, code }: Raised): Node | undefined {
  const withCode = (wanted: string | undefined) => events.find(({ event }) => event?.kind === kind && event.code === wanted);
  return withCode(code) ?? withCode(undefined);
}

/** Begins the event sub-process of a start event that has happened; an interrupting one first ends all else in the scope. */
export function beginEventSubProcess(run: Run, start: Node, scope: number, reason: 'failed' | 'interrupted'): void {
  if (start.interrupting) emptyScope(run, scope, reason);
  openEventSubProcess(run, start.parent ?? '', scope, scope);
}

/** Ends the whole instance. */
export function endProcess(run: Run, outcome: Outcome): void {
  emptyScope(run, 0, outcome.kind === 'failed' ? 'failed' : 'terminated');
  run.queue = [];
  run.past = [];
  run.undoable = [];
  run.outcome = outcome;
  run.effects.push({ type: 'finished', outcome, vars: run.vars });
}
