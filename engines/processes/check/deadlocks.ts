import { flowOf, isActivity, nodeOf, type Graph, type Node } from '../graph.ts';
import { placeOf } from '../labels.ts';
import { arrivalMasks, entriesOf, scopesOf } from '../paths.ts';
import type { Report } from '../problems.ts';

/** Beyond these a drawing is not judged. */
const mostMarkings = 5_000;
const mostTokens = 60;

/**
 * Checks that no join waits for a branch that is never taken.
 *
 * Plays every way of choosing at gateways and boundary events, each choice independent of the others, with tokens on flows.
 * Only the order of choices matters, not who is faster, so one token is moved at a time until all stand at joins. Side
 * branches of events that do not interrupt their activity are played by themselves.
 */
export function checkDeadlocks(graph: Graph, report: Report): void {
  const sides = Object.values(graph.nodes).filter((node) => node.kind === 'boundary' && node.interrupting === false);
  const starts = scopesOf(graph).flatMap((scope) => entriesOf(graph, scope)).map((id) => nodeOf(graph, id));
  const stuck = new Set([...starts, ...sides].flatMap((node) => [...findStuckJoins(graph, node.out)]));
  for (const id of stuck) {
    const node = nodeOf(graph, id);
    report(placeOf(node), 'join.deadlock', '有的走法只会到达这里的一部分进入连线，流程会一直等下去；请让前后网关的类型成对，或改用包容网关合并');
  }
}

/** Flows with a token on them; one is named as often as it has tokens. */
export type Marking = readonly string[];

/** Finds the joins at which some way of playing on from a marking comes to a stop. */
export function findStuckJoins(graph: Graph, start: Marking): ReadonlySet<string> {
  const stuck = new Set<string>();
  const seen = new Set<string>();
  const open: Marking[] = [start];
  for (let marking = open.pop(); marking && seen.size < mostMarkings; marking = open.pop()) {
    const sorted = marking.toSorted();
    const key = sorted.join(' ');
    if (seen.has(key) || sorted.length > mostTokens) continue;
    seen.add(key);
    const next = nextMarkings(graph, sorted);
    if (next.length === 0) for (const flow of sorted) stuck.add(flowOf(graph, flow).to);
    open.push(...next);
  }
  return stuck;
}

/** Lists the markings one move away; the empty marking is the end and has itself as the only next. */
function nextMarkings(graph: Graph, marking: Marking): readonly Marking[] {
  if (marking.length === 0) return [marking];
  const at = marking.findIndex((flow) => !waitsAtJoin(graph, flow));
  if (at >= 0) {
    const rest = marking.toSpliced(at, 1);
    return movesOf(graph, nodeOf(graph, flowOf(graph, marking[at] ?? '').to)).map((move) => (move === 'clear' ? [] : [...rest, ...move]));
  }
  const joins = joinsAt(graph, marking);
  const circle = joins.every((node) => node.kind === 'inclusive') ? joins[0] : undefined;
  const join = joins.find((node) => opens(graph, node, marking)) ?? circle;
  return join ? movesOf(graph, join).map((move) => (move === 'clear' ? [] : [...consume(join, marking), ...move])) : [];
}

const isJoin = (node: Node): boolean => (node.kind === 'parallel' || node.kind === 'inclusive') && node.in.length > 1;
const waitsAtJoin = (graph: Graph, flow: string): boolean => isJoin(nodeOf(graph, flowOf(graph, flow).to));
const joinsAt = (graph: Graph, marking: Marking): readonly Node[] =>
  [...new Set(marking.map((flow) => flowOf(graph, flow).to))].map((id) => nodeOf(graph, id));

function opens(graph: Graph, join: Node, marking: Marking): boolean {
  if (join.kind === 'parallel') return join.in.every((flow) => marking.includes(flow));
  const masks = arrivalMasks(graph, join);
  const arrived = join.in.reduce((mask, flow, bit) => (marking.includes(flow) ? mask | (1 << bit) : mask), 0);
  return marking.every((flow) => {
    const mask = flowOf(graph, flow).to === join.id ? 0 : (masks.get(flowOf(graph, flow).to) ?? 0);
    return (mask & ~arrived) === 0 || (mask & arrived) !== 0;
  });
}

function consume(join: Node, marking: Marking): Marking {
  const rest = [...marking];
  for (const flow of join.in) if (rest.includes(flow)) rest.splice(rest.indexOf(flow), 1);
  return rest;
}

type Move = readonly string[] | 'clear';

function movesOf(graph: Graph, node: Node): readonly Move[] {
  if (node.kind === 'end') return [node.event?.kind === 'terminate' || node.event?.kind === 'error' ? 'clear' : []];
  if (node.kind === 'exclusive' || node.kind === 'eventBased') return node.out.map((flow) => [flow]);
  if (node.kind === 'inclusive') return inclusiveMoves(node);
  if (node.event?.kind === 'link' && node.event.to) return [nodeOf(graph, node.event.to).out];
  return isActivity(node) ? activityMoves(graph, node) : [node.out];
}

function inclusiveMoves(node: Node): readonly Move[] {
  if (node.out.length < 2) return [node.out];
  const choices = node.out.filter((flow) => flow !== node.default);
  const few = choices.length <= 5;
  const chosen = few ? subsetsOf(choices).filter((subset) => subset.length > 0) : [...choices.map((flow) => [flow]), choices];
  const preset = node.out.filter((flow) => flow === node.default);
  return preset.length > 0 ? [...chosen, preset] : chosen;
}

/** An activity goes on, or is interrupted by one of its events. */
function activityMoves(graph: Graph, node: Node): readonly Move[] {
  const events = (node.boundaries ?? []).map((id) => nodeOf(graph, id));
  return [node.out, ...events.filter((event) => event.interrupting).map((event) => event.out)];
}

const subsetsOf = <T>(items: readonly T[]): T[][] =>
  Array.from({ length: 2 ** items.length }, (_, bits) => items.filter((_item, at) => (bits >> at) & 1));
