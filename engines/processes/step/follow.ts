import { flowOf, type Node } from '../graph.ts';
import type { Run } from './run.ts';

/** Sends tokens along flows of a node: all of them, or the chosen ones. */
export function follow(run: Run, node: Node, scope: number, by: number, flows: readonly string[] = node.out): void {
  for (const id of flows) run.queue.push({ to: flowOf(run.graph, id).to, in: scope, via: id, by });
}
