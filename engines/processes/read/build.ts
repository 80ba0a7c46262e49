import type { Flow, Graph, Node } from '../graph.ts';
import { placeOf } from '../labels.ts';
import { given, placeOfElement, typeOf, type Element } from './element.ts';
import { limits } from './limits.ts';
import { readNode, type NodeDraft } from './nodes.ts';
import { readExpression, type Reading } from './reading.ts';

type Build = {
  readonly reading: Reading;
  readonly nodes: Map<string, NodeDraft>;
  readonly flows: Map<string, Flow>;
  elements: number;
  /** A flow or start is missing, so that paths cannot be judged. */
  broken: boolean;
};

/** The graph of a process, and whether it hangs together well enough for its paths to be checked. */
export type Built = { readonly graph: Graph; readonly whole: boolean };

/** Puts the graph of a process together; what cannot be part of one is reported. */
export function buildGraph(reading: Reading, process: Element): Built | null {
  const build: Build = { reading, nodes: new Map(), flows: new Map(), elements: 0, broken: false };
  addNodes(build, process, null, 1);
  if (build.elements > limits.elements) {
    reading.report(placeOfElement(process), 'process.size', `流程共有 ${build.elements} 个元素，超过 ${limits.elements} 个，请拆分为多个流程`);
    return null;
  }
  addFlows(build, process);
  linkBoundaries(build);
  linkCompensation(build, process);
  linkLinks(build);
  const top = [...build.nodes.values()].filter((node) => node.parent === null);
  const graph: Graph = {
    format: 1,
    process: process.id ?? '',
    ...given({ name: process.name?.trim() || undefined }),
    nodes: Object.fromEntries(build.nodes),
    flows: Object.fromEntries(build.flows),
    starts: top.filter((node) => node.kind === 'start').map((node) => node.id),
    eventSubProcesses: top.filter((node) => node.kind === 'eventSubProcess').map((node) => node.id),
  };
  return { graph, whole: !build.broken };
}

function addNodes(build: Build, container: Element, parent: NodeDraft | null, depth: number): void {
  if (depth > limits.depth) {
    build.reading.report(placeOfElement(container), 'process.depth', `子流程嵌套超过 ${limits.depth} 层`);
    build.broken = true;
    return;
  }
  for (const element of container.flowElements ?? []) {
    build.elements += 1;
    if (build.elements > limits.elements) continue;
    const node = readNode(build.reading, element, parent);
    if (!node) continue;
    build.nodes.set(node.id, node);
    checkName(build.reading, element);
    if (element.flowElements) addNodes(build, element, node, depth + 1);
    if (node.kind === 'subProcess' || node.kind === 'eventSubProcess') linkInside(build, node);
  }
}

function checkName(reading: Reading, element: Element): void {
  if ((element.name?.length ?? 0) <= limits.nameLength) return;
  reading.report({ ...placeOfElement(element), name: undefined }, 'name.length', `名称超过 ${limits.nameLength} 个字`);
}

function linkInside(build: Build, sub: NodeDraft): void {
  const inside = [...build.nodes.values()].filter((node) => node.parent === sub.id);
  const starts = inside.filter((node) => node.kind === 'start');
  if (starts.length !== 1) build.reading.report(placeOf(sub), 'subProcess.start', `里面应有且只有一个开始事件，现在有 ${starts.length} 个`);
  if (starts[0]) sub.start = starts[0].id;
  else build.broken = true;
  const events = inside.filter((node) => node.kind === 'eventSubProcess').map((node) => node.id);
  if (events.length > 0) sub.eventSubProcesses = events;
}

function addFlows(build: Build, container: Element): void {
  for (const element of container.flowElements ?? []) {
    if (typeOf(element) === 'SequenceFlow') addFlow(build, element);
    else addFlows(build, element);
  }
}

function addFlow(build: Build, element: Element): void {
  const { reading } = build;
  const from = build.nodes.get(element.sourceRef?.id ?? '');
  const to = build.nodes.get(element.targetRef?.id ?? '');
  if (!element.id || element.id in Object.prototype || !from || !to) {
    reading.report(placeOfElement(element), 'flow.ends', '连线没有编号，或者两端没有连到流程中的元素');
    build.broken = true;
    return;
  }
  if (from.parent !== to.parent) {
    reading.report(placeOfElement(element), 'flow.scope', '连线不能跨越子流程的边界');
    build.broken = true;
    return;
  }
  const condition = element.conditionExpression && readExpression(reading, element, '条件', element.conditionExpression.body ?? '');
  const name = element.name?.trim() || undefined;
  build.flows.set(element.id, { id: element.id, from: from.id, to: to.id, ...given({ name, condition }) });
  from.out.push(element.id);
  to.in.push(element.id);
}

function linkBoundaries(build: Build): void {
  for (const node of build.nodes.values()) {
    if (node.kind !== 'boundary') continue;
    const host = build.nodes.get(node.host ?? '');
    if (host && host.parent === node.parent) {
      host.boundaries = [...(host.boundaries ?? []), node.id];
      continue;
    }
    build.reading.report(placeOf(node), 'boundary.host', '没有附着在活动上');
    build.broken = true;
  }
}

function linkCompensation(build: Build, container: Element): void {
  for (const association of container.artifacts ?? []) {
    const event = build.nodes.get(association.sourceRef?.id ?? '');
    const handler = build.nodes.get(association.targetRef?.id ?? '');
    const host = build.nodes.get(event?.host ?? '');
    if (event?.event?.kind !== 'compensate' || !handler || !host) continue;
    host.undo = handler.id;
    handler.undoes = host.id;
  }
  for (const element of container.flowElements ?? []) {
    if (element.isForCompensation) markHandler(build, element);
    linkCompensation(build, element);
  }
}

/** A handler nobody points to is still marked, so that it is not taken for a step of the flow. */
function markHandler(build: Build, element: Element): void {
  const handler = build.nodes.get(element.id ?? '');
  if (handler) handler.undoes ??= '';
}

function linkLinks(build: Build): void {
  const catches = [...build.nodes.values()].filter((node) => node.kind === 'catch' && node.event?.kind === 'link');
  for (const node of build.nodes.values()) {
    if (node.kind !== 'throw' || node.event?.kind !== 'link') continue;
    const { name } = node.event;
    const to = catches.find((one: Node) => one.parent === node.parent && one.event?.kind === 'link' && one.event.name === name);
    if (to) node.event = { kind: 'link', name, to: to.id };
  }
}
