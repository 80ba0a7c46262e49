import { flowOf, nodeOf, type Node } from '../graph.ts';
import { titleOf } from '../labels.ts';
import { arrivalMasks } from '../paths.ts';
import type { Token } from '../state.ts';
import { dropToken, addToken, liveIn, type Arrival, type Run } from './run.ts';
import { follow } from './follow.ts';
import { awaitEvent } from './listen.ts';
import { StuckError } from './stuck.ts';
import { holdsIn, visibleVars } from './variables.ts';

/** A node that waits for several flows to bring tokens. */
export const isJoin = (node: Node): boolean => (node.kind === 'parallel' || node.kind === 'inclusive') && node.in.length > 1;

/** Takes the first branch whose condition holds, or the default one. */
export function enterExclusive(run: Run, node: Node, arrival: Arrival): void {
  passed(run, node, arrival);
  const vars = visibleVars(run, arrival.in);
  const [only, ...others] = node.out;
  const chosen = others.length === 0 ? only : (node.out.find((id) => id !== node.default && meets(run, id, vars)) ?? node.default);
  if (chosen === undefined) throw noWay(node);
  follow(run, node, arrival.in, arrival.by, [chosen]);
}

const meets = (run: Run, flow: string, vars: Parameters<typeof holdsIn>[2]): boolean => {
  const { condition } = flowOf(run.graph, flow);
  return condition !== undefined && holdsIn(run, condition, vars);
};

const noWay = (node: Node): StuckError => new StuckError('noWay', `“${titleOf(node)}”的所有条件都不成立，也没有默认分支`);

/** Splits at once, or waits at a join until every flow has brought a token. */
export function enterParallel(run: Run, node: Node, arrival: Arrival): void {
  if (isJoin(node)) {
    waitAtJoin(run, node, arrival);
    const here = run.tokens.filter((token) => token.at === node.id && token.in === arrival.in && token.wait === 'join');
    const arrived = node.in.map((flow) => here.find((token) => token.via === flow));
    if (!arrived.every((token) => token !== undefined)) return;
    consume(run, arrived);
  }
  passed(run, node, arrival);
  follow(run, node, arrival.in, arrival.by);
}

/** Splits at once, or waits at a join until no other token can still come; a token that comes by no flow has been through the join. */
export function enterInclusive(run: Run, node: Node, arrival: Arrival): void {
  if (isJoin(node) && arrival.via !== undefined) waitAtJoin(run, node, arrival);
  else splitInclusive(run, node, arrival);
}

function splitInclusive(run: Run, node: Node, arrival: Arrival): void {
  passed(run, node, arrival);
  if (node.out.length === 1) return follow(run, node, arrival.in, arrival.by);
  const vars = visibleVars(run, arrival.in);
  const chosen = node.out.filter((id) => id !== node.default && meets(run, id, vars));
  if (chosen.length === 0 && node.default === undefined) throw noWay(node);
  follow(run, node, arrival.in, arrival.by, chosen.length > 0 ? chosen : node.out.filter((id) => id === node.default));
}

function waitAtJoin(run: Run, node: Node, { in: scope, via }: Arrival): void {
  addToken(run, { at: node.id, in: scope, wait: 'join', ...(via ? { via } : {}) });
}

function consume(run: Run, arrived: readonly Token[]): void {
  for (const token of arrived) {
    dropToken(run, token.id);
    if (token.incident) run.effects.push({ type: 'incidentOver', token: token.id, node: token.at });
    if (token.via && token.id < run.first) run.merged.push({ at: token.at, via: token.via });
  }
}

/**
 * Opens one inclusive join that no other token can still reach, and tells whether there was one.
 *
 * When nothing but joins that wait for each other is left in a scope, the longest waiting one opens.
 *
 * @source BPMN 2.0.2, 13.4.3
 */
export function openInclusiveJoin(run: Run): boolean {
  const waiting = run.tokens.filter((token) => token.wait === 'join' && nodeOf(run.graph, token.at).kind === 'inclusive');
  const inCircle = (token: Token) => liveIn(run, token.in).every((one) => waiting.includes(one));
  const ready = waiting.find((token) => !isExpecting(run, token)) ?? waiting.find(inCircle);
  if (!ready) return false;
  const node = nodeOf(run.graph, ready.at);
  const here = waiting.filter((token) => token.at === ready.at && token.in === ready.in);
  consume(run, node.in.flatMap((flow) => here.find((token) => token.via === flow) ?? []));
  run.queue.push({ to: node.id, in: ready.in, by: run.cause });
  return true;
}

function isExpecting(run: Run, { at, in: scope }: Token): boolean {
  const node = nodeOf(run.graph, at);
  const masks = arrivalMasks(run.graph, node);
  const live = liveIn(run, scope);
  const arrived = live.reduce((mask, token) => (token.at === at && token.via ? mask | (1 << node.in.indexOf(token.via)) : mask), 0);
  return live.some((token) => {
    const mask = token.at === at && token.wait === 'join' ? 0 : (masks.get(token.at) ?? 0);
    return (mask & ~arrived) !== 0 && (mask & arrived) === 0;
  });
}

/** Waits for whichever of the events behind the gateway comes first. */
export function enterEventGateway(run: Run, node: Node, arrival: Arrival): void {
  const token = addToken(run, { at: node.id, in: arrival.in, wait: 'choice' });
  run.effects.push({ type: 'entered', token: token.id, node: node.id, ...(arrival.via ? { via: arrival.via } : {}), by: arrival.by });
  for (const flow of node.out) awaitEvent(run, nodeOf(run.graph, flowOf(run.graph, flow).to), { in: arrival.in, on: token.id });
}

/** Records a node a token went through without waiting. */
export function passed(run: Run, node: Node, { via, by }: Omit<Arrival, 'to' | 'in'>): void {
  run.effects.push({ type: 'passed', node: node.id, ...(via ? { via } : {}), by });
}
