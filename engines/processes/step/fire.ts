import { nodeOf, type Node, type Vars } from '../graph.ts';
import type { Token } from '../state.ts';
import { cancelToken, endToken } from './close.ts';
import { finish } from './finish.ts';
import { follow } from './follow.ts';
import { passed } from './gateways.ts';
import { restartTimer } from './listen.ts';
import { beginEventSubProcess } from './raise.ts';
import { changeToken, dropToken, findToken, getToken, type Run } from './run.ts';
import { assignVars, mapIn, visibleVars } from './variables.ts';

/** Lets the timer, message or signal of a token happen. */
export function fire(run: Run, token: Token, answer: Vars = {}): void {
  const node = nodeOf(run.graph, token.at);
  if (token.on === undefined) return finish(run, token, answer);
  assignVars(run, token.in, node.outputs ? mapIn(run, node.outputs, { ...visibleVars(run, token.in), ...answer }) : answer);
  if (node.kind === 'boundary') fireBoundary(run, token, node, token.on);
  else if (node.kind === 'start') fireEventSubProcess(run, token, node);
  else fireChoice(run, token, node, token.on);
}

function fireBoundary(run: Run, token: Token, node: Node, on: number): void {
  keepOrDrop(run, token, node);
  const host = getToken(run, on);
  if (node.interrupting) cancelToken(run, host, 'interrupted');
  passed(run, node, { by: on });
  follow(run, node, host.in, on);
}

function fireEventSubProcess(run: Run, token: Token, start: Node): void {
  keepOrDrop(run, token, start);
  beginEventSubProcess(run, start, token.in, 'interrupted');
}

/** The first event behind an event-based gateway ends the waiting for the others. */
function fireChoice(run: Run, token: Token, node: Node, on: number): void {
  drop(run, token);
  const gateway = findToken(run, on);
  if (gateway) endToken(run, gateway);
  passed(run, node, { by: on });
  follow(run, node, token.in, on);
}

/** A listener that interrupts listens once; others keep on, a timer as long as it has rounds left. */
function keepOrDrop(run: Run, token: Token, node: Node): void {
  if (node.interrupting) return drop(run, token);
  if (token.wait !== 'timer') return;
  const rounds = token.rounds ?? 1;
  if (rounds === 1 || node.event?.kind !== 'timer') return drop(run, token);
  if (rounds > 1) changeToken(run, token, { rounds: rounds - 1 });
  restartTimer(run, token, node.event);
}

/** A fired timer is over by itself; a subscription is not. */
function drop(run: Run, token: Token): void {
  dropToken(run, token.id);
  if (token.wait !== 'timer') run.effects.push({ type: 'unsubscribe', token: token.id, node: token.at });
}
