import { flowOf, nodeOf, type Graph, type Node } from '../graph.ts';
import { placeOf } from '../labels.ts';
import type { Place, Report } from '../problems.ts';

/** Branches are kept as bits of one number. */
const mostFlows = 30;

/** Checks that gateways always know which way to go, and that nothing else chooses. */
export function checkGateways(graph: Graph, report: Report): void {
  for (const node of Object.values(graph.nodes)) {
    if (node.in.length > mostFlows || node.out.length > mostFlows) report(placeOf(node), 'flows.many', `进入或离开的连线超过 ${mostFlows} 条，请分层绘制`);
    if (node.kind === 'exclusive' || node.kind === 'inclusive') checkChoice(graph, node, report);
    else checkNoChoice(graph, node, report);
    if (node.kind === 'eventBased') checkEventGateway(graph, node, report);
  }
}

function checkChoice(graph: Graph, node: Node, report: Report): void {
  if (node.default !== undefined && !node.out.includes(node.default)) report(placeOf(node), 'default.elsewhere', '默认分支不是从这里离开的连线');
  if (node.out.length < 2) return;
  const choices = node.out.filter((id) => id !== node.default);
  const open = choices.filter((id) => !flowOf(graph, id).condition);
  for (const id of open) report(flowPlace(graph, id), 'flow.condition', `从“${node.name ?? node.id}”离开的分支没有条件，也不是默认分支`);
  if (node.default === undefined && open.length === 0) {
    report(placeOf(node), 'default.missing', '所有分支都有条件而没有默认分支，条件都不成立时流程会停住，请指定一个默认分支');
  }
  if (node.default !== undefined && graph.flows[node.default]?.condition) {
    report(flowPlace(graph, node.default), 'default.condition', '默认分支上的条件不会被使用，请删去');
  }
}

function checkNoChoice(graph: Graph, node: Node, report: Report): void {
  const hint = '条件只能写在从排他网关或包容网关离开的连线上';
  for (const id of node.out) if (flowOf(graph, id).condition) report(flowPlace(graph, id), 'condition.elsewhere', hint);
  if (node.default !== undefined) report(placeOf(node), 'default.elsewhere', '只有排他网关和包容网关可以有默认分支');
}

function checkEventGateway(graph: Graph, node: Node, report: Report): void {
  if (node.out.length < 2) report(placeOf(node), 'eventBased.few', '事件网关后面至少要有两个事件');
  for (const id of node.out) {
    const target = nodeOf(graph, flowOf(graph, id).to);
    const waits = (target.kind === 'catch' && target.event?.kind !== 'link') || target.kind === 'receiveTask';
    if (!waits) report(placeOf(node), 'eventBased.target', `事件网关后面只能接中间捕获事件或接收任务，不能接“${target.name ?? target.id}”`);
    else if (target.in.length > 1) report(placeOf(target), 'eventBased.in', '事件网关后面的事件只能有一条进入的连线');
    if (target.boundaries || target.multi) report(placeOf(target), 'eventBased.plain', '事件网关后面的接收任务不能有边界事件或多实例');
  }
}

const flowPlace = (graph: Graph, id: string): Place => {
  const { name, from, to } = flowOf(graph, id);
  const ends = `${graph.nodes[from]?.name ?? from} → ${graph.nodes[to]?.name ?? to}`;
  return { label: '连线', id, name: name ?? ends };
};
