import { findStuckJoins } from './check/deadlocks.ts';
import { eventSubProcessesOf, flowOf, isActivity, nodeOf, type Graph, type Node } from './graph.ts';
import { kindLabels, titleOf } from './labels.ts';
import { isListener, type State, type Token } from './state.ts';
import { cancelToken } from './step/close.ts';
import { awaitEvent, subscribe } from './step/listen.ts';
import { beginRun, endRun, findToken, wholeOf, type Run, type StepOptions } from './step/run.ts';
import { orRefuse } from './step/settle.ts';
import type { Effect } from './traffic.ts';

export type MigrationOptions = StepOptions & {
  /** Nodes of the old version and the nodes of the new one that take their place; others keep their id. */
  readonly mapping?: { readonly [oldNode: string]: string };
};

/** What moving a running instance to another version of its process does, or what keeps it from being moved. */
export type Migration = {
  /** Every open place of the instance, in the old and the new version. */
  readonly moved: readonly { readonly token: number; readonly from: string; readonly to: string; readonly title: string }[];
} & (
  | { readonly possible: false; readonly problems: readonly string[] }
  | { readonly possible: true; readonly problems: readonly []; readonly state: State; readonly effects: readonly Effect[] }
);

/**
 * Moves a running instance to another version of its process; a preview is the same call with the result thrown away.
 *
 * Tokens keep their ids, so open tasks stay as they are. Running timers run on; messages whose name or key has changed are
 * subscribed anew, as are events the new version adds. Completed steps can still be returned to, but not withdrawn.
 *
 * @source SMX1-628
 */
export function migrateInstance(state: State, from: Graph, to: Graph, options: MigrationOptions): Migration {
  const places: Places = { from, to, mapping: options.mapping ?? {} };
  const live = state.tokens.filter((token) => !isListener(token));
  const moved = live.map((token) => {
    const target = newId(places, token.at);
    return { token: token.id, from: token.at, to: target, title: titleOf(nodeOf(from, token.at)) };
  });
  const problems = [...new Set([...live.flatMap((token) => tokenFaults(places, token)), ...undoFaults(places, state)])];
  if (problems.length > 0) return { possible: false, moved, problems };
  const next = moveState(places, state);
  const stuck = stuckFaults(to, next.tokens);
  if (stuck.length > 0) return { possible: false, moved, problems: stuck };
  const run = beginRun(to, next, options);
  orRefuse(() => renewListeners(run, places));
  return { possible: true, problems: [], moved, state: endRun(run), effects: run.effects };
}

type Places = { readonly from: Graph; readonly to: Graph; readonly mapping: { readonly [oldNode: string]: string } };

const newId = ({ mapping }: Places, id: string): string => (Object.hasOwn(mapping, id) ? (mapping[id] ?? id) : id);

function tokenFaults(places: Places, token: Token): readonly string[] {
  const before = nodeOf(places.from, token.at);
  const after = places.to.nodes[newId(places, token.at)];
  const title = `“${titleOf(before)}”`;
  if (!after) return [`${title}在新版本中不存在，请指定对应的环节`];
  if (after.kind !== before.kind) return [`${title}在新版本中改成了${kindLabels[after.kind]}，不能对应`];
  const faults: string[] = [];
  if (after.parent !== (before.parent === null ? null : newId(places, before.parent))) faults.push(`${title}在新版本中位于另一个子流程，不能对应`);
  if (after.multi?.sequential !== before.multi?.sequential) faults.push(`${title}在新版本中的多实例方式不同，不能对应`);
  if (token.wait === 'join' && !newVia(places, token)) faults.push(`已到达${title}的分支在新版本中找不到`);
  return faults;
}

/** The flow of the new version that comes from the same place. */
function newVia({ from, to, ...rest }: Places, token: Token): string | undefined {
  if (token.via === undefined) return undefined;
  const source = newId({ from, to, ...rest }, flowOf(from, token.via).from);
  const flows = to.nodes[newId({ from, to, ...rest }, token.at)]?.in ?? [];
  const same = flows.filter((flow) => flowOf(to, flow).from === source);
  return same.includes(token.via) ? token.via : same[0];
}

function undoFaults(places: Places, { undoable = [], tokens }: State): readonly string[] {
  const done = undoable.filter(({ at }) => !places.to.nodes[newId(places, at)]?.undo).map(({ at }) => at);
  const running = tokens.flatMap((token) => token.undoQueue ?? []).filter((id) => !places.to.nodes[newId(places, id)]);
  return [...done, ...running].map((id) => `已完成的“${titleOf(nodeOf(places.from, id))}”在新版本中没有补偿`);
}

function moveState(places: Places, state: State): State {
  const past = state.past.flatMap((completed) => {
    const { made: _, merged: __, ...entry } = completed;
    const at = newId(places, entry.at);
    return places.to.nodes[at]?.kind === nodeOf(places.from, entry.at).kind ? [{ ...entry, at }] : [];
  });
  const undoable = state.undoable?.map((entry) => ({ ...entry, at: newId(places, entry.at) }));
  return { ...state, past, ...(undoable ? { undoable } : {}), tokens: state.tokens.map((token) => moveToken(places, token)) };
}

function moveToken(places: Places, { via, back, undoQueue, ...token }: Token): Token {
  const flow = newVia(places, { ...token, ...(via === undefined ? {} : { via }) });
  const goBack = back === undefined ? undefined : newId(places, back);
  return {
    ...token,
    at: newId(places, token.at),
    ...(flow === undefined ? {} : { via: flow }),
    ...(goBack !== undefined && places.to.nodes[goBack] ? { back: goBack } : {}),
    ...(undoQueue ? { undoQueue: undoQueue.map((id) => newId(places, id)) } : {}),
  };
}

/** Plays each scope on from where the tokens now stand: the new version may expect branches that were never begun. */
function stuckFaults(graph: Graph, tokens: readonly Token[]): readonly string[] {
  const live = tokens.filter((token) => !isListener(token) && token.undoFor === undefined);
  const scopes = new Map<number, string[]>();
  for (const token of live) {
    const flow = token.wait === 'join' ? token.via : graph.nodes[token.at]?.in[0];
    if (flow !== undefined && token.index === undefined) scopes.set(token.in, [...(scopes.get(token.in) ?? []), flow]);
  }
  const stuck = new Set([...scopes.values()].flatMap((marking) => [...findStuckJoins(graph, marking)]));
  return [...stuck].map((id) => `迁移后流程会一直停在“${titleOf(nodeOf(graph, id))}”，因为新版本在那里等待的分支没有开始`);
}

function renewListeners(run: Run, places: Places): void {
  for (const token of run.tokens) if (!isListener(token)) renewSubscription(run, places, token);
  for (const listener of run.tokens.filter(isListener)) if (!isWanted(run, places, listener)) cancelToken(run, listener, 'migrated');
  for (const token of [null, ...run.tokens.filter((one) => !isListener(one))]) {
    const on = token?.id ?? 0;
    for (const event of eventsFor(run, token)) {
      const there = run.tokens.some((one) => one.on === on && one.at === event.id);
      if (!there && !isSpent(places, event)) awaitEvent(run, event, { in: event.kind === 'start' ? on : (token?.in ?? 0), on });
    }
  }
}

function renewSubscription(run: Run, places: Places, token: Token): void {
  const { event } = nodeOf(run.graph, token.at);
  if ((event?.kind !== 'message' && event?.kind !== 'signal') || token.wait !== event.kind || hasSameEvent(run, places, token)) return;
  run.effects.push({ type: 'unsubscribe', token: token.id, node: token.at });
  subscribe(run, token, event);
}

/** A listener stays when the new version wants it and it listens for the same message or signal. */
function isWanted(run: Run, places: Places, listener: Token): boolean {
  const token = listener.on ? findToken(run, listener.on) : null;
  if (token === undefined || !eventsFor(run, token).some((event) => event.id === listener.at)) return false;
  return listener.wait === 'timer' || hasSameEvent(run, places, listener);
}

const oldNode = ({ from, mapping }: Places, id: string): Node | undefined =>
  from.nodes[Object.keys(mapping).find((old) => mapping[old] === id) ?? id];

const hasSameEvent = (run: Run, places: Places, { at }: Token): boolean =>
  JSON.stringify(oldNode(places, at)?.event) === JSON.stringify(run.graph.nodes[at]?.event);

/** A timer the old version had and that does not run any more has fired; it is not started again. */
const isSpent = (places: Places, event: Node): boolean => event.event?.kind === 'timer' && oldNode(places, event.id) !== undefined;

/** Lists the events to listen for on behalf of a token (null: the process). */
function eventsFor(run: Run, token: Token | null): readonly Node[] {
  const { graph } = run;
  const starts = (scope: string | null) => eventSubProcessesOf(graph, scope).map((id) => nodeOf(graph, id).start ?? '');
  if (token === null) return heard(graph, starts(null));
  const node = nodeOf(graph, token.at);
  if (token.wait === 'choice') return heard(graph, node.out.map((flow) => flowOf(graph, flow).to));
  if (!isActivity(node) && node.kind !== 'eventSubProcess') return [];
  const boundaries = token.undoFor === undefined && !wholeOf(run, token) && token.wait !== 'stuck' ? (node.boundaries ?? []) : [];
  return heard(graph, [...boundaries, ...(token.wait === 'scope' ? starts(token.at) : [])]);
}

const heard = (graph: Graph, ids: readonly string[]): readonly Node[] =>
  ids.map((id) => nodeOf(graph, id)).filter(({ event }) => ['timer', 'message', 'signal'].includes(event?.kind ?? ''));
