import { processErrors } from '../errors.ts';
import { nodeOf, type Graph, type Vars } from '../graph.ts';
import { titleOf } from '../labels.ts';
import { jump } from '../moves/jump.ts';
import { resume, suspend } from '../moves/suspend.ts';
import { returnTo } from '../moves/return.ts';
import { withdraw } from '../moves/withdraw.ts';
import type { State, Token, Wait } from '../state.ts';
import type { Effect, Event } from '../traffic.ts';
import { finish } from './finish.ts';
import { fire } from './fire.ts';
import { listenInScope } from './listen.ts';
import { askFor } from './open.ts';
import { endProcess, raise } from './raise.ts';
import { beginRun, changeToken, dropToken, endRun, getToken, type Run, type StepOptions } from './run.ts';
import { orRefuse, settle } from './settle.ts';
import { assignVars } from './variables.ts';
import { keepWithdrawable } from './withdrawable.ts';

/** The state to store and what to do in the same transaction. */
export type StepResult = { readonly state: State; readonly effects: readonly Effect[] };

/**
 * Moves an instance on by one event. Pure: the same graph, state, event and options give the same result, and nothing given is changed.
 *
 * Effects are in the order in which things happened. One that closes may name what has ended by itself meanwhile.
 *
 * @param state - null for a new instance, whose first event is `start`
 * @throws process-engine.notWaiting, wrongEvent, finished, suspended, cannotMove, stuck, crowded, runaway: the state then stays as it was
 */
export function step(graph: Graph, state: State | null, event: Event, options: StepOptions): StepResult {
  refuseUntimely(state, event);
  const run = beginRun(graph, state, options);
  if ('token' in event) run.cause = event.token;
  orRefuse(() => {
    apply(run, event);
    settle(run);
  });
  keepWithdrawable(run, event);
  return { state: endRun(run), effects: run.effects };
}

/** What machines and the outside world report is not lost while people may not act. */
const always: ReadonlySet<Event['type']> = new Set<Event['type']>([
  'completeService', 'failService', 'messageArrived', 'signalArrived', 'calledFinished', 'calledEscalated', 'resume', 'terminate',
]);

function refuseUntimely(state: State | null, event: Event): void {
  if (!state && event.type !== 'start') throw processErrors.notStarted();
  if (state && event.type === 'start') throw processErrors.alreadyStarted();
  if (state?.outcome) throw processErrors.finished();
  if (state?.suspended && !always.has(event.type)) throw processErrors.suspended({ basis: state.suspended.basis });
}

function apply(run: Run, event: Event): void {
  switch (event.type) {
    case 'start':
      return start(run, event.at, event.vars);
    case 'completeTask':
      return finish(run, waiting(run, event.token, 'task'), event.vars);
    case 'completeService':
      return finish(run, settled(run, waiting(run, event.token, 'service')), event.vars);
    case 'failService':
      return fail(run, waiting(run, event.token, 'service'), event);
    case 'timerFired':
      return fire(run, waiting(run, event.token, 'timer'));
    case 'messageArrived':
      return fire(run, waiting(run, event.token, 'message'), event.vars);
    case 'signalArrived':
      return fire(run, waiting(run, event.token, 'signal'), event.vars);
    case 'calledFinished':
      return endCall(run, waiting(run, event.token, 'call'), event);
    case 'calledEscalated':
      return escalateCall(run, waiting(run, event.token, 'call'), event);
    case 'retry':
      return retry(run, getToken(run, event.token));
    default:
      return move(run, event);
  }
}

type Move = Extract<Event, { type: 'returnTo' | 'withdraw' | 'jump' | 'suspend' | 'resume' | 'terminate' }>;

function move(run: Run, event: Move): void {
  switch (event.type) {
    case 'returnTo':
      return returnTo(run, getToken(run, event.token), event);
    case 'withdraw':
      return withdraw(run, event.completed);
    case 'jump':
      return jump(run, getToken(run, event.token), event.to);
    case 'suspend':
      return suspend(run, event.basis);
    case 'resume':
      return resume(run);
    case 'terminate':
      return endProcess(run, { kind: 'terminated', reason: event.reason });
  }
}

function start(run: Run, at: string | undefined, vars: Vars = {}): void {
  const node = run.graph.starts.find((id) => (at === undefined ? !nodeOf(run.graph, id).event : id === at));
  if (node === undefined) throw processErrors.noStart({ start: at ?? '' });
  assignVars(run, 0, vars);
  run.queue.push({ to: node, in: 0, by: 0 });
  listenInScope(run, 0);
}

function waiting(run: Run, id: number, wait: Wait): Token {
  const token = getToken(run, id);
  if (token.wait !== wait) throw processErrors.wrongEvent({ step: titleOf(nodeOf(run.graph, token.at)) });
  return token;
}

/** A late answer ends the incident that was raised for want of it. */
function settled(run: Run, token: Token): Token {
  if (!token.incident) return token;
  run.effects.push({ type: 'incidentOver', token: token.id, node: token.at });
  const { incident: _, ...rest } = token;
  run.tokens = run.tokens.map((one) => (one.id === token.id ? rest : one));
  return rest;
}

type Failure = { readonly code?: string; readonly text: string; readonly vars?: Vars };

function fail(run: Run, token: Token, { code, text, vars = {} }: Failure): void {
  assignVars(run, token.in, vars);
  if (code !== undefined && raise(run, { kind: 'error', code }, { token })) return;
  raiseIncident(run, token, code ?? 'service', text);
}

function raiseIncident(run: Run, token: Token, code: string, text: string): void {
  changeToken(run, token, { incident: { code, text } });
  run.effects.push({ type: 'incident', token: token.id, node: token.at, code, text });
}

function endCall(run: Run, token: Token, { outcome, vars }: Extract<Event, { type: 'calledFinished' }>): void {
  if (outcome.kind === 'completed') return finish(run, settled(run, token), vars);
  if (outcome.kind === 'terminated') return raiseIncident(run, token, 'called', `被调用的流程已被终止：${outcome.reason}`);
  fail(run, token, { code: outcome.code, text: `被调用的流程以错误“${outcome.code}”结束` });
}

function escalateCall(run: Run, token: Token, { code, vars = {} }: Extract<Event, { type: 'calledEscalated' }>): void {
  assignVars(run, token.in, vars);
  if (!raise(run, { kind: 'escalation', code }, { token })) run.effects.push({ type: 'escalate', node: token.at, code });
}

/** Tries again what an incident stopped: a service or call, or entering the node. */
function retry(run: Run, token: Token): void {
  if (!token.incident || token.wait === 'join') throw processErrors.wrongEvent({ step: titleOf(nodeOf(run.graph, token.at)) });
  if (token.wait === 'stuck') {
    dropToken(run, token.id);
    run.effects.push({ type: 'incidentOver', token: token.id, node: token.at });
    const { via, back } = token;
    run.queue.push({ to: token.at, in: token.in, by: run.cause, ...(via ? { via } : {}), ...(back ? { back } : {}) });
    return;
  }
  const again = changeToken(run, settled(run, token), { retries: (token.retries ?? 0) + 1 });
  askFor(run, again, nodeOf(run.graph, again.at));
}
