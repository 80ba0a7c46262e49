import { areApart, branchesIn } from '../branches.ts';
import type { Graph, Node } from '../graph.ts';
import { placeOf } from '../labels.ts';
import { nodesIn, scopesOf } from '../paths.ts';
import type { Report } from '../problems.ts';

/** Warns where parallel branches run into one step without a joining gateway, so that the step is done once for each. */
export function checkMerges(graph: Graph, report: Report): void {
  for (const scope of scopesOf(graph)) {
    const { ofFlow } = branchesIn(graph, scope);
    for (const node of nodesIn(graph, scope)) {
      if (node.in.length < 2 || node.kind === 'end' || isJoin(node)) continue;
      const arrivals = node.in.map(ofFlow);
      if (arrivals.some((one, at) => arrivals.slice(at + 1).some((other) => areApart(graph, one, other)))) {
        report(placeOf(node), 'merge.parallel', '并行的分支没有经过并行网关或包容网关合并就到了这里，这里会重复办理', 'warning');
      }
    }
  }
}

const isJoin = (node: Node): boolean => node.kind === 'parallel' || node.kind === 'inclusive';
