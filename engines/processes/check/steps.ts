import { isActivity, type Graph, type Node } from '../graph.ts';
import { placeOf } from '../labels.ts';
import type { Report } from '../problems.ts';

/** Checks activities: compensation handlers, conditions where none belong, and what people would miss. */
export function checkSteps(graph: Graph, report: Report): void {
  for (const node of Object.values(graph.nodes)) {
    if (node.undoes !== undefined) checkHandler(node, report);
    if (node.kind === 'userTask' && !node.work?.candidates) report(placeOf(node), 'userTask.candidates', '没有指定办理人', 'warning');
    if (isActivity(node) && !node.name) report(placeOf(node), 'activity.name', '没有名称，办理时无法辨认', 'warning');
  }
}

function checkHandler(node: Node, report: Report): void {
  if (!isActivity(node)) report(placeOf(node), 'compensation.handler', '补偿只能由活动执行');
  if (node.undoes === '') report(placeOf(node), 'compensation.alone', '补偿活动没有用关联线连到补偿边界事件');
  if (node.in.length + node.out.length > 0) report(placeOf(node), 'compensation.flows', '补偿活动不能有进入或离开的连线');
  if (node.boundaries) report(placeOf(node), 'compensation.boundary', '补偿活动上不能附着边界事件');
}
