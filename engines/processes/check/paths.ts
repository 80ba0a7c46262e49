import { successorsOf, type Graph, type Node } from '../graph.ts';
import { placeOf, titleOf } from '../labels.ts';
import { entriesOf, nodesIn, reachFrom, scopesOf } from '../paths.ts';
import type { Report } from '../problems.ts';

/** Checks that every node is reached, leads to an end, and lies in no loop that never waits. */
export function checkPaths(graph: Graph, report: Report): void {
  for (const scope of scopesOf(graph)) {
    const nodes = nodesIn(graph, scope).filter((node) => node.kind !== 'eventSubProcess' && node.undoes === undefined);
    const reached = reachFrom(graph, entriesOf(graph, scope));
    const ending = leadingToEnd(graph, nodes);
    for (const node of nodes) {
      if (!reached.has(node.id)) report(placeOf(node), 'path.unreachable', '从开始事件无法到达这里');
      else if (isDeadEnd(graph, node)) report(placeOf(node), 'path.deadEnd', '后面没有连线，也不是结束事件');
      else if (!ending.has(node.id)) report(placeOf(node), 'path.endless', '从这里到不了结束事件');
    }
    checkLoops(graph, nodes, report);
  }
}

const isDeadEnd = (graph: Graph, node: Node): boolean =>
  node.kind !== 'end' && node.event?.kind !== 'compensate' && successorsOf(graph, node).length === 0;

/** Dead ends count as ends here: they are reported once, at the place itself. */
function leadingToEnd(graph: Graph, nodes: readonly Node[]): ReadonlySet<string> {
  const ending = new Set(nodes.filter((node) => node.kind === 'end' || successorsOf(graph, node).length === 0).map((node) => node.id));
  for (let before = -1; before !== ending.size; ) {
    before = ending.size;
    for (const node of nodes) {
      if ([...successorsOf(graph, node), ...(node.boundaries ?? [])].some((id) => ending.has(id))) ending.add(node.id);
    }
  }
  return ending;
}

function checkLoops(graph: Graph, nodes: readonly Node[], report: Report): void {
  const loop = withoutEnds(graph, nodes.filter((node) => !waits(graph, node)));
  const [first] = loop;
  if (first) report(placeOf(first), 'path.spinning', `${loop.map((node) => `“${titleOf(node)}”`).join('、')}组成的循环中没有需要等待的环节，会无休止地转下去`);
}

/** Takes away nodes that nothing leads to, or that lead nowhere, until only loops and what lies between them is left. */
function withoutEnds(graph: Graph, nodes: readonly Node[]): readonly Node[] {
  const ids = new Set(nodes.map((node) => node.id));
  const next = (node: Node) => successorsOf(graph, node).filter((id) => ids.has(id));
  const entered = new Set(nodes.flatMap(next));
  const left = nodes.filter((node) => entered.has(node.id) && next(node).length > 0);
  return left.length === nodes.length ? left : withoutEnds(graph, left);
}

const passing: ReadonlySet<Node['kind']> = new Set<Node['kind']>([
  'exclusive', 'parallel', 'inclusive', 'scriptTask', 'throw', 'start', 'end', 'boundary', 'eventSubProcess',
]);

function waits(graph: Graph, node: Node): boolean {
  if (node.kind === 'subProcess') return nodesIn(graph, node.id).some((inner) => inner.undoes === undefined && waits(graph, inner));
  if (node.kind === 'catch') return node.event?.kind !== 'link';
  return !passing.has(node.kind);
}
