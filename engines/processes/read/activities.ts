import type { ActivityKind, EventDefinition, Multi, Node } from '../graph.ts';
import { extensionsOf, given, placeOfElement, typeOf, type Element } from './element.ts';
import { readMessage } from './events.ts';
import { readExpression, readName, readValue, type Reading } from './reading.ts';
import { readMappings, readWork } from './work.ts';

const kinds: { readonly [type: string]: ActivityKind } = {
  UserTask: 'userTask',
  ManualTask: 'manualTask',
  ServiceTask: 'serviceTask',
  SendTask: 'sendTask',
  BusinessRuleTask: 'ruleTask',
  ScriptTask: 'scriptTask',
  ReceiveTask: 'receiveTask',
  CallActivity: 'call',
  SubProcess: 'subProcess',
};

/** What is read about an activity besides where it stands. */
type ActivityParts = Partial<Omit<Node, 'id' | 'kind' | 'parent' | 'in' | 'out'>>;

/** Tells which activity an element is, if any. */
export const activityKindOf = (element: Element): ActivityKind | undefined => kinds[typeOf(element)];

/** Reads what an activity does, beyond where it stands. */
export function readActivity(reading: Reading, element: Element, kind: ActivityKind): ActivityParts {
  const clock = extensionsOf(element, 'PausesClock')[0];
  if (clock && !clock.basis?.trim()) reading.report(placeOfElement(element), 'clock.basis', '暂停计时没有填写依据');
  return given({
    ...readDoing(reading, element, kind),
    inputs: readMappings(reading, element, 'Input'),
    outputs: readMappings(reading, element, 'Output'),
    multi: readMulti(reading, element),
    pausesClock: clock?.basis ? { basis: clock.basis.trim() } : undefined,
  });
}

function readDoing(reading: Reading, element: Element, kind: ActivityKind): ActivityParts {
  switch (kind) {
    case 'userTask':
    case 'manualTask':
      return given({ work: readWork(reading, element) });
    case 'serviceTask':
    case 'sendTask':
      return given({ handler: readHandler(reading, element, 'handler'), result: readResult(reading, element) });
    case 'ruleTask':
      return given({ handler: readHandler(reading, element, 'decision'), result: readResult(reading, element) });
    case 'scriptTask':
      return readScript(reading, element);
    case 'receiveTask':
      return given({ event: readReceive(reading, element) });
    case 'call':
      return given({ called: readCalled(reading, element) });
    case 'subProcess':
      return {};
  }
}

function readHandler(reading: Reading, element: Element, attribute: 'handler' | 'decision'): string | undefined {
  const name = element[attribute]?.trim();
  const label = attribute === 'handler' ? '处理程序' : '决策';
  const known = attribute === 'handler' ? reading.options.known?.handlers : reading.options.known?.decisions;
  if (!name) reading.report(placeOfElement(element), `${attribute}.missing`, `没有指定${label}`);
  else if (known && !known.includes(name)) reading.report(placeOfElement(element), `${attribute}.unknown`, `${label}“${name}”不存在`);
  return name;
}

const readResult = (reading: Reading, element: Element): string | undefined =>
  element.result === undefined ? undefined : readName(reading, element, '结果变量', element.result);

function readScript(reading: Reading, element: Element): ActivityParts {
  const place = placeOfElement(element);
  if (element.scriptFormat && !/^(text\/)?feel$/i.test(element.scriptFormat)) {
    reading.report(place, 'script.format', `脚本语言“${element.scriptFormat}”不支持，脚本请用 FEEL 编写`);
    return {};
  }
  if (element.result === undefined) reading.report(place, 'script.result', '没有指定结果变量');
  return given({ script: readExpression(reading, element, '脚本', element.script ?? ''), result: readResult(reading, element) });
}

function readReceive(reading: Reading, element: Element): EventDefinition | undefined {
  if (element.instantiate) reading.report(placeOfElement(element), 'receive.instantiate', '接收任务不能启动流程，请改用消息开始事件');
  return readMessage(reading, element, element.messageRef?.name, element.correlationKey);
}

function readCalled(reading: Reading, element: Element): Node['called'] {
  if (!element.calledElement?.trim()) {
    reading.report(placeOfElement(element), 'called.missing', '没有指定调用的流程');
    return undefined;
  }
  const called = readValue(reading, element, '调用的流程', element.calledElement);
  const known = reading.options.known?.processes;
  if ('text' in called && known && !known.includes(called.text)) {
    reading.report(placeOfElement(element), 'called.unknown', `调用的流程“${called.text}”不存在`);
  }
  return called;
}

function readMulti(reading: Reading, element: Element): Multi | undefined {
  const loop = element.loopCharacteristics;
  if (!loop) return undefined;
  const place = placeOfElement(element);
  if (typeOf(loop) === 'StandardLoopCharacteristics') {
    reading.report(place, 'loop.standard', '不支持标准循环，请用排他网关画出循环，或改用顺序多实例');
    return undefined;
  }
  if (loop.loopDataInputRef) reading.report(place, 'multi.dataInput', '多实例的集合请用 yiwang:collection 填写表达式');
  if (loop.behavior !== undefined && loop.behavior !== 'All') reading.report(place, 'multi.behavior', '多实例不支持逐个抛出事件');
  if ((loop.collection === undefined) === (loop.loopCardinality === undefined)) {
    reading.report(place, 'multi.source', '多实例请填写集合或次数，并且只填一种');
  }
  return { sequential: loop.isSequential === true, ...readLoop(reading, element, loop) };
}

function readLoop(reading: Reading, element: Element, loop: Element): Partial<Multi> {
  const expression = (part: string, source: string | undefined) =>
    source === undefined ? undefined : readExpression(reading, element, part, source);
  const into = loop.outputCollection === undefined ? undefined : readName(reading, element, '结果集合', loop.outputCollection);
  const value = expression('结果元素', loop.outputElement);
  if ((loop.outputCollection === undefined) !== (loop.outputElement === undefined)) {
    reading.report(placeOfElement(element), 'multi.output', '多实例的结果集合和结果元素应同时填写');
  }
  return given({
    collection: expression('多实例集合', loop.collection),
    cardinality: expression('多实例次数', loop.loopCardinality?.body ?? (loop.loopCardinality && '')),
    element: loop.element === undefined ? undefined : readName(reading, element, '多实例元素变量', loop.element),
    until: expression('多实例完成条件', loop.completionCondition?.body),
    collect: into && value ? { into, value } : undefined,
  });
}
