import { flowOf, nodeOf, successorsOf, type Graph, type Node } from './graph.ts';

/** Lists where a process (null) or sub-process may begin. */
export function entriesOf(graph: Graph, scope: string | null): readonly string[] {
  if (scope === null) return graph.starts;
  const { start } = nodeOf(graph, scope);
  return start ? [start] : [];
}

/** Lists the nodes standing directly in the process (null) or in a sub-process. */
export const nodesIn = (graph: Graph, scope: string | null): readonly Node[] =>
  Object.values(graph.nodes).filter((node) => node.parent === scope);

/** Lists the process (null) and all sub-processes. */
export const scopesOf = (graph: Graph): readonly (string | null)[] => [
  null,
  ...Object.values(graph.nodes).flatMap((node) => (node.kind === 'subProcess' || node.kind === 'eventSubProcess' ? [node.id] : [])),
];

/** Finds every node reached from some nodes, themselves included, along flows, links and boundary events, never entering `avoid`. */
export function reachFrom(graph: Graph, from: readonly string[], avoid?: string): ReadonlySet<string> {
  const seen = new Set<string>();
  const open = from.filter((id) => id !== avoid);
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    const node = nodeOf(graph, id);
    for (const next of [...successorsOf(graph, node), ...(node.boundaries ?? [])]) {
      if (next !== avoid && !seen.has(next)) open.push(next);
    }
  }
  return seen;
}

const knownMasks = new WeakMap<Node, ReadonlyMap<string, number>>();

/**
 * Tells for each node which incoming flows of a join it can still send a token to, as bits in the order of the join's `in`.
 *
 * Paths through the join itself do not count, nor do the side branches of events that do not interrupt their activity.
 * Worked out once for each join.
 */
export function arrivalMasks(graph: Graph, join: Node): ReadonlyMap<string, number> {
  const masks = knownMasks.get(join) ?? findMasks(graph, join);
  knownMasks.set(join, masks);
  return masks;
}

function findMasks(graph: Graph, join: Node): ReadonlyMap<string, number> {
  const masks = new Map<string, number>();
  join.in.forEach((flow, bit) => {
    for (const id of leadingTo(graph, flowOf(graph, flow).from, join.id)) masks.set(id, (masks.get(id) ?? 0) | (1 << bit));
  });
  return masks;
}

function leadingTo(graph: Graph, target: string, avoid: string): ReadonlySet<string> {
  const seen = new Set<string>();
  const open = target === avoid ? [] : [target];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    for (const before of predecessorsOf(graph, nodeOf(graph, id))) if (before !== avoid && !seen.has(before)) open.push(before);
  }
  return seen;
}

function predecessorsOf(graph: Graph, node: Node): readonly string[] {
  const before = node.in.map((flow) => flowOf(graph, flow).from);
  if (node.kind === 'boundary' && node.interrupting && node.host) before.push(node.host);
  if (node.kind === 'catch' && node.event?.kind === 'link') {
    before.push(...Object.values(graph.nodes).flatMap((one) => (one.event?.kind === 'link' && one.event.to === node.id ? [one.id] : [])));
  }
  return before;
}
