import type { Place } from '../problems.ts';

/** The parts of a parsed BPMN element the reader looks at; which are present depends on `$type`. */
export type Element = {
  readonly $type: string;
  readonly $attrs?: Readonly<Record<string, string>>;
  readonly id?: string;
  readonly name?: string;
  readonly body?: string;
  readonly rootElements?: readonly Element[];
  readonly isExecutable?: boolean;
  readonly flowElements?: readonly Element[];
  readonly artifacts?: readonly Element[];
  readonly extensionElements?: { readonly values?: readonly Element[] };
  readonly sourceRef?: Element;
  readonly targetRef?: Element;
  readonly conditionExpression?: Element;
  readonly default?: Element;
  readonly eventDefinitions?: readonly Element[];
  readonly eventDefinitionRef?: readonly Element[];
  readonly attachedToRef?: Element;
  readonly cancelActivity?: boolean;
  readonly isInterrupting?: boolean;
  readonly triggeredByEvent?: boolean;
  readonly isForCompensation?: boolean;
  readonly waitForCompletion?: boolean;
  readonly parallelMultiple?: boolean;
  readonly instantiate?: boolean;
  readonly eventGatewayType?: string;
  readonly calledElement?: string;
  readonly script?: string;
  readonly scriptFormat?: string;
  readonly loopCharacteristics?: Element;
  readonly isSequential?: boolean;
  readonly behavior?: string;
  readonly loopCardinality?: Element;
  readonly completionCondition?: Element;
  readonly loopDataInputRef?: Element;
  readonly messageRef?: Element;
  readonly signalRef?: Element;
  readonly errorRef?: Element;
  readonly errorCode?: string;
  readonly escalationRef?: Element;
  readonly escalationCode?: string;
  readonly activityRef?: Element;
  readonly timeDate?: Element;
  readonly timeDuration?: Element;
  readonly timeCycle?: Element;
  readonly formStep?: string;
  readonly actions?: string;
  readonly automatic?: string;
  readonly handler?: string;
  readonly decision?: string;
  readonly result?: string;
  readonly correlationKey?: string;
  readonly calendar?: string;
  readonly collection?: string;
  readonly element?: string;
  readonly outputCollection?: string;
  readonly outputElement?: string;
  readonly amount?: string;
  readonly unit?: string;
  readonly mode?: string;
  readonly percent?: string;
  readonly basis?: string;
  readonly value?: string;
  readonly role?: string;
  readonly permission?: string;
  readonly person?: string;
};

const labels: { readonly [type: string]: string } = {
  Process: '流程',
  SequenceFlow: '连线',
  Task: '一般任务',
  UserTask: '用户任务',
  ManualTask: '人工任务',
  ServiceTask: '服务任务',
  SendTask: '发送任务',
  BusinessRuleTask: '业务规则任务',
  ScriptTask: '脚本任务',
  ReceiveTask: '接收任务',
  CallActivity: '调用活动',
  SubProcess: '子流程',
  Transaction: '事务子流程',
  AdHocSubProcess: '即席子流程',
  ExclusiveGateway: '排他网关',
  ParallelGateway: '并行网关',
  InclusiveGateway: '包容网关',
  EventBasedGateway: '事件网关',
  ComplexGateway: '复杂网关',
  StartEvent: '开始事件',
  EndEvent: '结束事件',
  IntermediateCatchEvent: '中间捕获事件',
  IntermediateThrowEvent: '中间抛出事件',
  BoundaryEvent: '边界事件',
  ConditionalEventDefinition: '条件事件',
  CancelEventDefinition: '取消事件',
};

/** The type without its namespace: `UserTask`. */
export const typeOf = (element: Element): string => element.$type.slice(element.$type.indexOf(':') + 1);

/** Names an element in a message. */
export function placeOfElement(element: Element): Place {
  const type = typeOf(element);
  return { label: labels[type] ?? `元素 ${type}`, id: element.id, name: element.name };
}

/** Lists an element's own extension elements of one type, such as `Candidates`. */
export const extensionsOf = (element: Element, type: string): readonly Element[] =>
  element.extensionElements?.values?.filter((value) => value.$type === `yiwang:${type}`) ?? [];

/** Leaves out what is undefined, since an optional property is either there or not. */
export function given<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const present = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(present) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
