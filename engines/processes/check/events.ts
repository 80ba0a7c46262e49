import { nodeOf, type Graph, type Node } from '../graph.ts';
import { placeOf } from '../labels.ts';
import { nodesIn, scopesOf } from '../paths.ts';
import type { Report } from '../problems.ts';

/** Checks start, end, link and compensation events, and event sub-processes. */
export function checkEvents(graph: Graph, report: Report): void {
  checkStarts(graph, report);
  for (const node of Object.values(graph.nodes)) {
    if (node.kind === 'start' && node.in.length > 0) report(placeOf(node), 'start.in', '开始事件不能有进入的连线');
    if (node.kind === 'end' && node.out.length > 0) report(placeOf(node), 'end.out', '结束事件不能有离开的连线');
    if (node.event?.kind === 'link') checkLink(graph, node, report);
    if (node.event?.kind === 'compensate' && node.event.activity) checkCompensationTarget(graph, node, node.event.activity, report);
    if (node.kind === 'eventSubProcess') checkEventSubProcess(graph, node, report);
  }
  for (const scope of scopesOf(graph)) checkSameCodes(graph, scope, report);
}

function checkStarts(graph: Graph, report: Report): void {
  const process = { label: '流程', name: graph.name, id: graph.process };
  if (graph.starts.length === 0) report(process, 'start.none', '没有开始事件');
  const plain = graph.starts.filter((id) => !nodeOf(graph, id).event);
  if (plain.length > 1) report(process, 'start.many', `空开始事件只能有一个，现在有 ${plain.length} 个`);
}

function checkLink(graph: Graph, node: Node, report: Report): void {
  if (node.event?.kind !== 'link') return;
  const { name, to } = node.event;
  const others = nodesIn(graph, node.parent).filter((one) => one.event?.kind === 'link' && one.event.name === name);
  if (node.kind === 'throw') {
    if (!to) report(placeOf(node), 'link.target', `找不到名为“${name}”的链接捕获事件`);
    if (node.out.length > 0) report(placeOf(node), 'link.out', '链接抛出事件不能有离开的连线');
    return;
  }
  if (others.some((one) => one.kind === 'catch' && one.id !== node.id)) report(placeOf(node), 'link.twice', `名为“${name}”的链接捕获事件不止一个`);
  if (node.in.length > 0) report(placeOf(node), 'link.in', '链接捕获事件不能有进入的连线');
}

function checkCompensationTarget(graph: Graph, node: Node, activity: string, report: Report): void {
  const target = graph.nodes[activity];
  if (!target?.undo && target?.kind !== 'subProcess') report(placeOf(node), 'compensate.target', '要补偿的活动没有补偿边界事件');
}

function checkEventSubProcess(graph: Graph, node: Node, report: Report): void {
  if (node.in.length + node.out.length > 0) report(placeOf(node), 'eventSubProcess.flows', '事件子流程不能有进入或离开的连线');
  if (node.boundaries) report(placeOf(node), 'eventSubProcess.boundary', '事件子流程上不能附着边界事件');
  const start = graph.nodes[node.start ?? ''];
  if (start?.event?.kind === 'error' && start.interrupting === false) report(placeOf(start), 'eventSubProcess.error', '错误开始事件必须中断所在流程');
}

/** Two catchers of the same code in one place leave open which of them takes it. */
function checkSameCodes(graph: Graph, scope: string | null, report: Report): void {
  const seen = new Set<string>();
  for (const sub of nodesIn(graph, scope).filter((node) => node.kind === 'eventSubProcess')) {
    const start = graph.nodes[sub.start ?? ''];
    if (start?.event?.kind !== 'error' && start?.event?.kind !== 'escalation') continue;
    const key = `${start.event.kind} ${start.event.code ?? ''}`;
    if (seen.has(key)) report(placeOf(start), 'event.sameCode', '同一处已有事件子流程捕获相同的代码');
    seen.add(key);
  }
}
