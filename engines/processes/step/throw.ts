import { nodeOf, type Graph, type Node } from '../graph.ts';
import { emptyScope } from './close.ts';
import { undoNext } from './finish.ts';
import { follow } from './follow.ts';
import { passed } from './gateways.ts';
import { messageKey } from './listen.ts';
import { endProcess, raise } from './raise.ts';
import { addToken, findToken, type Arrival, type Run } from './run.ts';
import { mapIn, visibleVars } from './variables.ts';

/** Enters a throwing intermediate event: throws, and goes on at once except for compensation. */
export function enterThrow(run: Run, node: Node, arrival: Arrival): void {
  if (node.event?.kind === 'compensate' && beginUndo(run, node, arrival)) return;
  passed(run, node, arrival);
  if (node.event?.kind === 'link') {
    run.queue.push({ to: node.event.to ?? '', in: arrival.in, by: arrival.by });
    return;
  }
  // Before the escalation: if that ends this scope, what follows here ends with it.
  follow(run, node, arrival.in, arrival.by);
  throwEvent(run, node, arrival);
}

/** Enters an end event: throws what it has to, and ends its token, its scope or the process. */
export function enterEnd(run: Run, node: Node, arrival: Arrival): void {
  if (node.event?.kind === 'compensate' && beginUndo(run, node, arrival)) return;
  passed(run, node, arrival);
  if (node.event?.kind === 'terminate') emptyScope(run, arrival.in, 'terminated');
  else if (node.event?.kind === 'error') endWithError(run, node.event.code ?? '', arrival.in);
  else throwEvent(run, node, arrival);
}

function endWithError(run: Run, code: string, scope: number): void {
  if (!raise(run, { kind: 'error', code }, { scope })) endProcess(run, { kind: 'failed', code });
}

function throwEvent(run: Run, { id, event, inputs }: Node, { in: scope }: Arrival): void {
  if (!event) return;
  run.final = true;
  const payload = mapIn(run, inputs, visibleVars(run, scope));
  if (event.kind === 'message') {
    run.effects.push({ type: 'throwMessage', node: id, name: event.name, ...messageKey(run, event, scope), payload });
  }
  if (event.kind === 'signal') run.effects.push({ type: 'throwSignal', node: id, name: event.name, payload });
  if (event.kind !== 'escalation') return;
  const code = event.code ?? '';
  if (!raise(run, { kind: 'escalation', code }, { scope })) run.effects.push({ type: 'escalate', node: id, code });
}

/** Starts the compensation handlers of what was completed in this scope, the last first; tells whether there were any. */
function beginUndo(run: Run, node: Node, { in: arrived, via, by }: Arrival): boolean {
  const target = node.event?.kind === 'compensate' ? node.event.activity : undefined;
  const scope = undoneScope(run, arrived);
  const chosen = run.undoable.filter((entry) => entry.in === scope && (target === undefined || isInside(run.graph, entry.at, target)));
  if (chosen.length === 0) return false;
  run.undoable = run.undoable.filter((entry) => !chosen.includes(entry));
  run.final = true;
  const undoQueue = chosen.toReversed().map((entry) => nodeOf(run.graph, entry.at).undo ?? '');
  const thrower = addToken(run, { at: node.id, in: arrived, wait: 'undo', undoQueue });
  run.effects.push({ type: 'entered', token: thrower.id, node: node.id, ...(via ? { via } : {}), by });
  undoNext(run, thrower, thrower.id);
  return true;
}

/** An event sub-process compensates what the scope around it has done. */
function undoneScope(run: Run, scope: number): number {
  const token = findToken(run, scope);
  return token && nodeOf(run.graph, token.at).kind === 'eventSubProcess' ? token.in : scope;
}

function isInside(graph: Graph, node: string, container: string): boolean {
  for (let at: string | null = node; at !== null; at = nodeOf(graph, at).parent) if (at === container) return true;
  return false;
}
