import type { EventDefinition, NodeKind } from '../graph.ts';
import { timerFault } from '../timers.ts';
import { placeOfElement, typeOf, type Element } from './element.ts';
import { readExpression, readValue, type Reading } from './reading.ts';

type EventKind = EventDefinition['kind'];

/** Which events may stand where; `none` is an event without a definition. */
const allowed: { readonly [position: string]: readonly (EventKind | 'none')[] } = {
  start: ['none', 'message', 'timer', 'signal'],
  innerStart: ['none'],
  eventStart: ['message', 'timer', 'signal', 'error', 'escalation'],
  catch: ['message', 'timer', 'signal', 'link'],
  throw: ['none', 'message', 'signal', 'escalation', 'compensate', 'link'],
  end: ['none', 'message', 'signal', 'error', 'escalation', 'terminate', 'compensate'],
  boundary: ['message', 'timer', 'signal', 'error', 'escalation', 'compensate'],
};

const eventLabels: { readonly [kind in EventKind | 'none']: string } = {
  none: '空',
  message: '消息',
  timer: '定时',
  signal: '信号',
  error: '错误',
  escalation: '升级',
  compensate: '补偿',
  link: '链接',
  terminate: '终止',
};

export type EventPosition = 'start' | 'innerStart' | 'eventStart' | Extract<NodeKind, 'catch' | 'throw' | 'end' | 'boundary'>;

/** Reads what an event waits for or throws, and refuses what cannot stand in its position. */
export function readEvent(reading: Reading, element: Element, position: EventPosition): EventDefinition | undefined {
  const place = placeOfElement(element);
  const definitions = element.eventDefinitions ?? [];
  if (definitions.length + (element.eventDefinitionRef?.length ?? 0) > 1 || element.parallelMultiple) {
    reading.report(place, 'event.multiple', '一个事件只能有一个触发定义，请拆成多个事件');
    return undefined;
  }
  const definition = definitions[0];
  const event = definition && readDefinition(reading, element, definition);
  if (definition && !event) return undefined;
  const kind = event?.kind ?? 'none';
  if (!allowed[position]?.includes(kind)) {
    const labels = (allowed[position] ?? []).map((one) => eventLabels[one]).join('、');
    reading.report(place, 'event.position', `这里不能使用${eventLabels[kind]}事件，可以使用的有：${labels}`);
    return undefined;
  }
  return event;
}

function readDefinition(reading: Reading, element: Element, definition: Element): EventDefinition | undefined {
  switch (typeOf(definition)) {
    case 'TimerEventDefinition':
      return readTimer(reading, element, definition);
    case 'MessageEventDefinition':
      return readMessage(reading, element, definition.messageRef?.name, definition.correlationKey);
    case 'SignalEventDefinition':
      return readSignal(reading, element, definition);
    case 'ErrorEventDefinition':
      return readCoded(reading, element, 'error', definition);
    case 'EscalationEventDefinition':
      return readCoded(reading, element, 'escalation', definition);
    case 'CompensateEventDefinition':
      return readCompensation(reading, element, definition);
    case 'LinkEventDefinition':
      return readLink(reading, element, definition);
    case 'TerminateEventDefinition':
      return { kind: 'terminate' };
    default:
      reading.report(placeOfElement(element), 'event.unsupported', `暂不支持${placeOfElement(definition).label}，请改用消息、定时或信号事件`);
      return undefined;
  }
}

function readTimer(reading: Reading, element: Element, definition: Element): EventDefinition | undefined {
  const place = placeOfElement(element);
  const written = (['date', 'duration', 'cycle'] as const).flatMap((timer) => {
    const source = { date: definition.timeDate, duration: definition.timeDuration, cycle: definition.timeCycle }[timer];
    return source ? [{ timer, text: source.body?.trim() ?? '' }] : [];
  });
  const [only] = written;
  if (!only || written.length > 1 || !only.text) {
    reading.report(place, 'timer.missing', '请填写定时的日期、时长或循环，并且只填一种');
    return undefined;
  }
  const { calendar } = definition;
  if (calendar !== undefined && calendar !== 'working') {
    reading.report(place, 'timer.calendar', `定时日历“${calendar}”不认识，按工作日计算填 working，按自然日不填`);
    return undefined;
  }
  const value = readValue(reading, element, '定时', only.text);
  const fault = 'text' in value ? timerFault(only.timer, value.text, calendar) : null;
  if (fault) {
    reading.report(place, 'timer.invalid', `定时${fault}`);
    return undefined;
  }
  return { kind: 'timer', timer: only.timer, value, ...(calendar ? { calendar } : {}) };
}

/** Reads the message of an event or a receive task, with the FEEL key that tells this instance's messages from others'. */
export function readMessage(reading: Reading, element: Element, name: string | undefined, key: string | undefined): EventDefinition | undefined {
  if (!name?.trim()) {
    reading.report(placeOfElement(element), 'message.missing', '没有指定消息，或者消息没有名称');
    return undefined;
  }
  if (key === undefined) return { kind: 'message', name: name.trim() };
  return { kind: 'message', name: name.trim(), key: readExpression(reading, element, '消息关联键', key) };
}

function readSignal(reading: Reading, element: Element, definition: Element): EventDefinition | undefined {
  const name = definition.signalRef?.name?.trim();
  if (name) return { kind: 'signal', name };
  reading.report(placeOfElement(element), 'signal.missing', '没有指定信号，或者信号没有名称');
  return undefined;
}

function readCoded(reading: Reading, element: Element, kind: 'error' | 'escalation', definition: Element): EventDefinition | undefined {
  const reference = kind === 'error' ? definition.errorRef : definition.escalationRef;
  const code = (reference?.errorCode ?? reference?.escalationCode)?.trim();
  if (code) return { kind, code };
  if (!reference && catches(element)) return { kind };
  reading.report(placeOfElement(element), `${kind}.code`, kind === 'error' ? '没有指定错误，或者错误没有代码' : '没有指定升级，或者升级没有代码');
  return undefined;
}

const catches = (element: Element): boolean => ['BoundaryEvent', 'StartEvent'].includes(typeOf(element));

function readCompensation(reading: Reading, element: Element, definition: Element): EventDefinition | undefined {
  if (definition.waitForCompletion === false) {
    reading.report(placeOfElement(element), 'compensate.wait', '补偿必须等待完成，请去掉“不等待”的设置');
    return undefined;
  }
  const activity = definition.activityRef?.id;
  return activity ? { kind: 'compensate', activity } : { kind: 'compensate' };
}

function readLink(reading: Reading, element: Element, definition: Element): EventDefinition | undefined {
  const name = definition.name?.trim();
  if (name) return { kind: 'link', name };
  reading.report(placeOfElement(element), 'link.missing', '链接事件没有名称');
  return undefined;
}
