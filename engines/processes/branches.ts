import { flowOf, nodeOf, successorsOf, type Graph, type Node } from './graph.ts';
import { entriesOf, nodesIn, reachFrom } from './paths.ts';

/**
 * The parallel branches a place lies in: for each fork around it, the branches of that fork as bits.
 *
 * A place lies in branches of a fork when every path to it goes through the fork and it is reached from some, but not all, of
 * the fork's branches: so it lies before the branches have come together again.
 */
export type Branches = ReadonlyMap<string, number>;

export type BranchMap = {
  readonly ofNode: (id: string) => Branches;
  /** For a token that has arrived at a join by this flow. */
  readonly ofFlow: (id: string) => Branches;
};

/** The key of the fork made by an event that does not interrupt its activity: branch 0 goes on, branch 1 is the side branch. */
export const sideKey = (boundary: string): string => `side:${boundary}`;
export const isSideKey = (key: string): boolean => key.startsWith('side:');

const known = new WeakMap<Graph, Map<string | null, BranchMap>>();

/** Finds the parallel branches of one process (null) or sub-process; worked out once for each graph. */
export function branchesIn(graph: Graph, scope: string | null): BranchMap {
  const maps = known.get(graph) ?? new Map<string | null, BranchMap>();
  known.set(graph, maps);
  const map = maps.get(scope) ?? findBranches(graph, scope);
  maps.set(scope, map);
  return map;
}

/** Tells whether tokens may be at both places at once because a fork sent one to each. */
export function areApart(graph: Graph, one: Branches, other: Branches): boolean {
  return [...one].some(([fork, mask]) => {
    const opposite = other.get(fork) ?? mask;
    const alone = defaultBranch(graph, fork);
    return (mask & opposite) === 0 && mask !== alone && opposite !== alone;
  });
}

/** The default branch of an inclusive gateway is taken only when no other is. */
function defaultBranch(graph: Graph, fork: string): number | undefined {
  const node = graph.nodes[fork];
  return node?.default === undefined ? undefined : 1 << node.out.indexOf(node.default);
}

const none: Branches = new Map();

function findBranches(graph: Graph, scope: string | null): BranchMap {
  const found: Found = new Map();
  const entries = entriesOf(graph, scope);
  for (const node of nodesIn(graph, scope)) {
    if (isFork(graph, node)) recordFork(graph, found, node, entries);
    if (node.kind === 'boundary' && node.interrupting === false) recordSide(graph, found, node, entries);
  }
  const ofNode = (id: string): Branches => found.get(id) ?? none;
  const ofFlow = (id: string): Branches => {
    const { from } = flowOf(graph, id);
    const source = nodeOf(graph, from);
    return isFork(graph, source) ? new Map([...ofNode(from), [from, 1 << source.out.indexOf(id)]]) : ofNode(from);
  };
  return { ofNode, ofFlow };
}

/** Gateways and, since each outgoing flow of an activity or event receives a token, any other node with several flows. */
const isFork = (graph: Graph, node: Node): boolean =>
  node.kind !== 'exclusive' && node.kind !== 'eventBased' && successorsOf(graph, node).length > 1;

/** Branches of the fork under the fork's key: node id to the branches it is reached from. */
type Found = Map<string, Map<string, number>>;

function recordFork(graph: Graph, found: Found, fork: Node, entries: readonly string[]): void {
  const branches = successorsOf(graph, fork).map((id) => reachFrom(graph, [id], fork.id));
  record(found, fork.id, branches, reachFrom(graph, entries, fork.id));
}

function recordSide(graph: Graph, found: Found, boundary: Node, entries: readonly string[]): void {
  const host = boundary.host ?? '';
  const node = nodeOf(graph, host);
  const interrupting = (node.boundaries ?? []).filter((id) => nodeOf(graph, id).interrupting === true);
  const main = new Set([host, ...reachFrom(graph, [...successorsOf(graph, node), ...interrupting], host)]);
  record(found, sideKey(boundary.id), [main, reachFrom(graph, [boundary.id], host)], reachFrom(graph, entries, host));
}

function record(found: Found, fork: string, branches: readonly ReadonlySet<string>[], around: ReadonlySet<string>): void {
  const masks = new Map<string, number>();
  branches.forEach((branch, bit) => {
    for (const id of branch) masks.set(id, (masks.get(id) ?? 0) | (1 << bit));
  });
  const all = 2 ** branches.length - 1;
  for (const [id, mask] of masks) {
    if (mask === all || around.has(id)) continue;
    const of = found.get(id) ?? new Map<string, number>();
    of.set(fork, mask);
    found.set(id, of);
  }
}
