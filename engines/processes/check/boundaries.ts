import { isActivity, type EventDefinition, type Graph, type Node } from '../graph.ts';
import { kindLabels, placeOf } from '../labels.ts';
import type { Report } from '../problems.ts';

/** Activities that can raise an error or an escalation to their boundary. */
const raising: { readonly [kind in 'error' | 'escalation']: readonly Node['kind'][] } = {
  error: ['serviceTask', 'sendTask', 'ruleTask', 'subProcess', 'call'],
  escalation: ['subProcess', 'call'],
};

/** Checks that boundary events stand where their event can happen and lead somewhere. */
export function checkBoundaries(graph: Graph, report: Report): void {
  for (const node of Object.values(graph.nodes)) {
    if (node.kind === 'boundary') checkBoundary(graph, node, report);
    if (node.boundaries) checkSameCodes(graph, node, report);
  }
}

function checkBoundary(graph: Graph, node: Node, report: Report): void {
  if (node.in.length > 0) report(placeOf(node), 'boundary.in', '边界事件不能有进入的连线');
  const host = graph.nodes[node.host ?? ''];
  if (!host || !node.event) return;
  if (!isActivity(host)) {
    report(placeOf(node), 'boundary.host', `边界事件不能附着在${kindLabels[host.kind]}上，只能附着在任务、子流程和调用活动上`);
    return;
  }
  checkHost(node, node.event, host, report);
}

function checkHost(node: Node, event: EventDefinition, host: Node, report: Report): void {
  if (event.kind === 'compensate') {
    if (!host.undo) report(placeOf(node), 'boundary.compensation', '补偿边界事件没有用关联线连到补偿活动');
    if (node.out.length > 0) report(placeOf(node), 'boundary.compensationFlow', '补偿边界事件请用关联线，不用连线');
    return;
  }
  if (host.kind === 'scriptTask') {
    report(placeOf(node), 'boundary.host', '脚本任务立即完成，不会等到事件发生');
    return;
  }
  if (event.kind !== 'error' && event.kind !== 'escalation') return;
  if (!raising[event.kind].includes(host.kind)) {
    report(placeOf(node), 'boundary.host', `${kindLabels[host.kind]}不会抛出${event.kind === 'error' ? '错误' : '升级'}，这个边界事件永远不会发生`);
  }
  if (event.kind === 'error' && node.interrupting === false) report(placeOf(node), 'boundary.error', '错误边界事件必须中断活动');
}

function checkSameCodes(graph: Graph, host: Node, report: Report): void {
  const seen = new Set<string>();
  for (const id of host.boundaries ?? []) {
    const node = graph.nodes[id];
    if (!node || (node.event?.kind !== 'error' && node.event?.kind !== 'escalation')) continue;
    const key = `${node.event.kind} ${node.event.code ?? ''}`;
    if (seen.has(key)) report(placeOf(node), 'event.sameCode', '同一活动上已有边界事件捕获相同的代码');
    seen.add(key);
  }
}
