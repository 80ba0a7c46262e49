import { eventSubProcessesOf, nodeOf, type EventDefinition, type Node } from '../graph.ts';
import type { Token } from '../state.ts';
import { splitCycle, timerFault } from '../timers.ts';
import { addToken, findToken, type Run } from './run.ts';
import { StuckError } from './stuck.ts';
import { evaluateIn, valueIn, visibleVars } from './variables.ts';

type Timer = Extract<EventDefinition, { kind: 'timer' }>;
type Message = Extract<EventDefinition, { kind: 'message' }>;

/** Waits for the event of a node; `on` makes it a listener for another token. */
export function awaitEvent(run: Run, node: Node, place: Omit<Token, 'id' | 'at' | 'wait'>): Token | undefined {
  const { event } = node;
  if (event?.kind === 'timer') {
    const { value, rounds } = timerValue(run, event, place.in);
    const token = addToken(run, { at: node.id, wait: 'timer', ...place, ...(rounds === undefined ? {} : { rounds }) });
    startTimer(run, token, event, value);
    return token;
  }
  if (event?.kind !== 'message' && event?.kind !== 'signal') return undefined;
  const token = addToken(run, { at: node.id, wait: event.kind, ...place });
  subscribe(run, token, event);
  return token;
}

function timerValue(run: Run, { timer, value, calendar }: Timer, scope: number): { value: string; rounds?: number } {
  const text = valueIn(run, value, visibleVars(run, scope));
  const fault = typeof text === 'string' ? timerFault(timer, text, calendar) : '的表达式没有得出文字、日期或时长';
  if (typeof text !== 'string' || fault) throw new StuckError('timer', `定时${fault}`);
  const cycle = timer === 'cycle' ? splitCycle(text) : null;
  return cycle ? { value: cycle.every, rounds: cycle.rounds } : { value: text };
}

function startTimer(run: Run, token: Token, { timer, calendar }: Timer, value: string): void {
  run.effects.push({
    type: 'startTimer',
    token: token.id,
    node: token.at,
    timer: timer === 'date' ? 'date' : 'duration',
    value,
    ...(calendar ? { calendar } : {}),
  });
  if (run.suspended) run.effects.push({ type: 'pauseTimer', token: token.id, node: token.at });
}

/** Starts a cycle timer's next round. */
export function restartTimer(run: Run, token: Token, event: Timer): void {
  startTimer(run, token, event, timerValue(run, event, token.in).value);
}

/** Tells the caller which message or signal a token waits for. */
export function subscribe(run: Run, token: Token, event: Message | Extract<EventDefinition, { kind: 'signal' }>): void {
  const key = event.kind === 'message' ? messageKey(run, event, token.in) : {};
  run.effects.push({ type: 'subscribe', token: token.id, node: token.at, kind: event.kind, name: event.name, ...key });
}

/** Evaluates what tells this instance's message from those of other instances. */
export function messageKey(run: Run, event: Message, scope: number): { key?: string } {
  if (!event.key) return {};
  const key = evaluateIn(run, event.key, visibleVars(run, scope));
  if (typeof key === 'string' && key !== '') return { key };
  if (typeof key === 'number') return { key: String(key) };
  throw new StuckError('messageKey', `消息“${event.name}”的关联键“${event.key.source}”没有得出文字或数字`);
}

/** Starts listening for the boundary events of an activity. */
export function listenAtBoundary(run: Run, token: Token, node: Node): void {
  for (const id of node.boundaries ?? []) awaitEvent(run, nodeOf(run.graph, id), { in: token.in, on: token.id });
}

/** Starts listening for the event sub-processes of a scope, as far as it does not listen yet. */
export function listenInScope(run: Run, scope: number): void {
  const node = scope === 0 ? null : (findToken(run, scope)?.at ?? null);
  for (const id of eventSubProcessesOf(run.graph, node)) {
    const start = nodeOf(run.graph, nodeOf(run.graph, id).start ?? '');
    const listens = run.tokens.some((token) => token.on === scope && token.at === start.id);
    if (!listens) awaitEvent(run, start, { in: scope, on: scope });
  }
}
