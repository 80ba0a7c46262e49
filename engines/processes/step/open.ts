import { nodeOf, type Json, type Node, type Vars } from '../graph.ts';
import type { MultiProgress, Token } from '../state.ts';
import type { Reopened } from '../traffic.ts';
import { listenAtBoundary, listenInScope, subscribe } from './listen.ts';
import { addToken, changeToken, type Arrival, type Run } from './run.ts';
import { StuckError } from './stuck.ts';
import { evaluateIn, holdsIn, mapIn, valueIn, visibleVars } from './variables.ts';

/** Beyond this a list is taken for a mistake. */
const mostInstances = 500;

/** Where an activity begins: its scope, and what sets it apart. */
export type Opening = Omit<Arrival, 'to'> & { readonly undoFor?: number };

/** Begins an activity: once, or once for each item. */
export function openActivity(run: Run, node: Node, opening: Opening): void {
  if (node.multi) openMulti(run, node, opening);
  else listenAtBoundary(run, openInstance(run, node, opening), node);
}

/** Begins an activity, or one instance of a multi-instance activity. */
export function openInstance(run: Run, node: Node, opening: Opening & { readonly index?: number }): Token {
  const { by, via, reopened, in: scope, index, undoFor, back } = opening;
  const token = addToken(run, {
    at: node.id,
    in: scope,
    wait: waits[node.kind] ?? 'scope',
    ...(index === undefined ? {} : { index }),
    ...(undoFor === undefined ? {} : { undoFor }),
    ...(back === undefined ? {} : { back }),
  });
  run.effects.push({ type: 'entered', token: token.id, node: node.id, ...(via ? { via } : {}), by });
  if (index === undefined) pauseClock(run, token, node);
  begin(run, token, node, reopened);
  return token;
}

const waits: { readonly [kind in Node['kind']]?: Token['wait'] } = {
  userTask: 'task',
  manualTask: 'task',
  serviceTask: 'service',
  sendTask: 'service',
  ruleTask: 'service',
  scriptTask: 'service',
  receiveTask: 'message',
  call: 'call',
};

function begin(run: Run, token: Token, node: Node, reopened?: Reopened): void {
  if (token.wait === 'scope') beginScope(run, token, node);
  else if (node.kind === 'scriptTask') run.instant.push({ token: token.id, answer: runScript(run, token, node) });
  else if (node.work?.automatic && holdsIn(run, node.work.automatic, visibleVars(run, token.id))) passAutomatically(run, token);
  else askFor(run, token, node, reopened);
}

/** @source SMX1-601 */
function passAutomatically(run: Run, token: Token): void {
  changeToken(run, token, { wait: 'service' });
  run.effects.push({ type: 'automatic', token: token.id, node: token.at });
  run.instant.push({ token: token.id, answer: {} });
}

function runScript(run: Run, token: Token, node: Node): Vars {
  if (!node.script || !node.result) return {};
  const vars = visibleVars(run, token.id);
  return { [node.result]: evaluateIn(run, node.script, node.inputs ? { ...vars, ...mapIn(run, node.inputs, vars) } : vars) };
}

/** Tells the caller what is to be done for a token: when it begins, and again when it is retried. */
export function askFor(run: Run, token: Token, node: Node, reopened?: Reopened): void {
  const vars = visibleVars(run, token.id);
  const at = { token: token.id, node: node.id };
  const inputs = mapIn(run, node.inputs, vars);
  const retries = token.retries ?? 0;
  if (token.wait === 'task') openTask(run, token, node, { vars, inputs, reopened });
  if (token.wait === 'service') {
    run.effects.push({ type: 'runService', ...at, kind: serviceKind(node), handler: node.handler ?? '', inputs, retries });
  }
  if (token.wait === 'call') run.effects.push({ type: 'callProcess', ...at, process: calledProcess(run, node, vars), inputs, retries });
  if (token.wait === 'message' && node.event?.kind === 'message') subscribe(run, token, node.event);
}

function serviceKind({ kind }: Node): 'service' | 'send' | 'rule' {
  if (kind === 'sendTask') return 'send';
  return kind === 'ruleTask' ? 'rule' : 'service';
}

type TaskData = { readonly vars: Vars; readonly inputs: Vars; readonly reopened: Reopened | undefined };

function openTask(run: Run, token: Token, node: Node, { vars, inputs, reopened }: TaskData): void {
  const element = node.multi?.element;
  const item = token.index === undefined || element === undefined ? undefined : vars[element];
  const candidates = node.work?.candidates?.map((entry) =>
    Object.fromEntries(Object.entries(entry).map(([aspect, value]) => [aspect, valueIn(run, value, vars)])),
  );
  run.effects.push({
    type: 'openTask',
    token: token.id,
    node: node.id,
    ...(node.inputs ? { inputs } : {}),
    ...(candidates ? { candidates } : {}),
    ...(item === undefined ? {} : { item }),
    ...(token.index === undefined ? {} : { index: token.index }),
    ...(reopened ? { reopened } : {}),
  });
}

function calledProcess(run: Run, node: Node, vars: Vars): string {
  const called = node.called ? valueIn(run, node.called, vars) : null;
  if (typeof called === 'string' && called !== '') return called;
  throw new StuckError('called', '没有得出要调用的流程');
}

function beginScope(run: Run, token: Token, node: Node): void {
  const vars = mapIn(run, node.inputs, visibleVars(run, token.id));
  if (node.inputs) changeToken(run, token, { vars });
  listenInScope(run, token.id);
  if (node.start) run.queue.push({ to: node.start, in: token.id, by: token.id });
}

function pauseClock(run: Run, token: Token, node: Node): void {
  if (node.pausesClock) run.effects.push({ type: 'pauseClock', token: token.id, node: node.id, basis: node.pausesClock.basis });
}

function openMulti(run: Run, node: Node, opening: Opening): void {
  const { by, via, reopened, ...place } = opening;
  const { total, items } = countInstances(run, node, opening.in);
  const started = node.multi?.sequential ? Math.min(1, total) : total;
  const multi: MultiProgress = { total, started, completed: 0, ended: [], ...(items ? { items } : {}) };
  const whole = addToken(run, { at: node.id, wait: 'multi', multi, in: place.in, ...given(place) });
  run.effects.push({ type: 'entered', token: whole.id, node: node.id, ...(via ? { via } : {}), by });
  pauseClock(run, whole, node);
  listenAtBoundary(run, whole, node);
  if (total === 0) run.instant.push({ token: whole.id, answer: {} });
  const each = { in: whole.id, by: whole.id, ...(reopened ? { reopened } : {}) };
  for (let index = 0; index < started; index += 1) openInstance(run, node, { ...each, index });
}

const given = ({ undoFor, back }: { undoFor?: number; back?: string }): Partial<Token> => ({
  ...(undoFor === undefined ? {} : { undoFor }),
  ...(back === undefined ? {} : { back }),
});

function countInstances(run: Run, node: Node, scope: number): { total: number; items?: readonly Json[] } {
  const { collection, cardinality } = node.multi ?? {};
  const vars = visibleVars(run, scope);
  if (cardinality) {
    const total = evaluateIn(run, cardinality, vars);
    if (typeof total === 'number' && Number.isInteger(total) && total >= 0) return { total: within(total) };
    throw new StuckError('multi', `多实例次数“${cardinality.source}”没有得出整数`);
  }
  const items = collection ? evaluateIn(run, collection, vars) : null;
  if (!Array.isArray(items)) throw new StuckError('multi', `多实例集合“${collection?.source ?? ''}”没有得出列表`);
  return { total: within(items.length), items };
}

function within(total: number): number {
  if (total > mostInstances) throw new StuckError('multi', `多实例共有 ${total} 个，超过 ${mostInstances} 个`);
  return total;
}

/** Begins an event sub-process in a scope. */
export function openEventSubProcess(run: Run, id: string, scope: number, by: number): Token {
  return openInstance(run, nodeOf(run.graph, id), { in: scope, by });
}
