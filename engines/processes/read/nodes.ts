import type { EventDefinition, Node, NodeKind } from '../graph.ts';
import { activityKindOf, readActivity } from './activities.ts';
import { given, placeOfElement, typeOf, type Element } from './element.ts';
import { readEvent, type EventPosition } from './events.ts';
import type { Reading } from './reading.ts';
import { readMappings } from './work.ts';

/** A node while the graph is being put together. */
export type NodeDraft = { -readonly [K in keyof Node]: K extends 'in' | 'out' ? string[] : Node[K] };

/** What is read about a node besides where it stands. */
type Parts = Partial<Omit<Node, 'id' | 'kind' | 'parent' | 'in' | 'out'>>;

const simple: { readonly [type: string]: NodeKind } = {
  ExclusiveGateway: 'exclusive',
  ParallelGateway: 'parallel',
  InclusiveGateway: 'inclusive',
  EventBasedGateway: 'eventBased',
  StartEvent: 'start',
  EndEvent: 'end',
  IntermediateCatchEvent: 'catch',
  IntermediateThrowEvent: 'throw',
  BoundaryEvent: 'boundary',
};

/**
 * What is refused, why, and as what it is read on.
 *
 * Reading on lets the rest of the drawing be checked in the same pass, without complaints that follow from the first.
 */
const unsupported: { readonly [type: string]: { readonly text: string; readonly as: NodeKind } } = {
  Task: { text: '一般任务没有说明由谁办理，请改为用户任务、人工任务或服务任务', as: 'manualTask' },
  ComplexGateway: { text: '不支持复杂网关，请改用包容网关或多实例完成条件', as: 'inclusive' },
  Transaction: { text: '不支持事务子流程，请改用普通子流程和补偿', as: 'subProcess' },
  AdHocSubProcess: { text: '不支持即席子流程，请画出明确的先后顺序', as: 'subProcess' },
};

/** Elements that belong to the drawing only. */
const ignored = new Set(['SequenceFlow', 'DataObject', 'DataObjectReference', 'DataStoreReference']);

/** Reads one element as a node; undefined when it is no node or cannot be one. */
export function readNode(reading: Reading, element: Element, parent: Node | null): NodeDraft | undefined {
  const type = typeOf(element);
  if (ignored.has(type)) return undefined;
  const kind = kindOf(reading, element);
  if (!kind) return undefined;
  if (!element.id) {
    reading.report(placeOfElement(element), 'id.missing', '没有编号');
    return undefined;
  }
  if (element.id in Object.prototype) {
    reading.report(placeOfElement(element), 'id.illegal', '这个编号是保留字，请换一个编号');
    return undefined;
  }
  return {
    id: element.id,
    kind,
    ...given({ name: element.name?.trim() || undefined, default: element.default?.id }),
    parent: parent?.id ?? null,
    in: [],
    out: [],
    ...readParts(reading, element, kind, parent),
  };
}

function kindOf(reading: Reading, element: Element): NodeKind | undefined {
  const refused = unsupported[typeOf(element)];
  if (refused) {
    reading.report(placeOfElement(element), 'element.unsupported', refused.text);
    return refused.as;
  }
  const activity = activityKindOf(element);
  if (activity) return activity === 'subProcess' && element.triggeredByEvent ? 'eventSubProcess' : activity;
  const kind = simple[typeOf(element)];
  if (!kind) reading.report(placeOfElement(element), 'element.unsupported', '不支持这种元素，请删去或改用其他元素');
  return kind;
}

function readParts(reading: Reading, element: Element, kind: NodeKind, parent: Node | null): Parts {
  const activity = activityKindOf(element);
  if (activity && kind !== 'eventSubProcess') return readActivity(reading, element, activity);
  if (kind === 'eventBased') {
    if (element.instantiate) reading.report(placeOfElement(element), 'eventBased.instantiate', '事件网关不能启动流程，请改用消息开始事件');
    if (element.eventGatewayType === 'Parallel') reading.report(placeOfElement(element), 'eventBased.parallel', '不支持并行的事件网关');
    return {};
  }
  const position = positionOf(kind, parent);
  return position ? readEventParts(reading, element, position) : {};
}

function positionOf(kind: NodeKind, parent: Node | null): EventPosition | undefined {
  if (kind === 'start') {
    if (parent?.kind === 'eventSubProcess') return 'eventStart';
    return parent ? 'innerStart' : 'start';
  }
  return kind === 'catch' || kind === 'throw' || kind === 'end' || kind === 'boundary' ? kind : undefined;
}

function readEventParts(reading: Reading, element: Element, position: EventPosition): Parts {
  const event = readEvent(reading, element, position);
  return given({
    event,
    interrupting: interruptingOf(element, position, event),
    host: element.attachedToRef?.id,
    inputs: readMappings(reading, element, 'Input'),
    outputs: readMappings(reading, element, 'Output'),
  });
}

function interruptingOf(element: Element, position: EventPosition, event: EventDefinition | undefined): boolean | undefined {
  if (position === 'boundary') return event?.kind === 'compensate' ? undefined : element.cancelActivity !== false;
  return position === 'eventStart' ? element.isInterrupting !== false : undefined;
}
