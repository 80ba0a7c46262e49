/** Drawings for tests, written as BPMN but without its ceremony. */

const head =
  '<definitions id="D" xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ' +
  'xmlns:yiwang="https://yiwang.example/bpmn" targetNamespace="https://yiwang.example/test">';

/** Wraps the content of a process; `roots` are messages, signals, errors and escalations. */
export const drawing = (body: string, roots = ''): string =>
  `<?xml version="1.0" encoding="UTF-8"?>${head}${roots}<process id="process" name="测试流程" isExecutable="true">${body}</process></definitions>`;

const escapeXml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** One flow, with the id `from_to`. */
export const flow = (from: string, to: string, condition?: string): string =>
  `<sequenceFlow id="${from}_${to}" sourceRef="${from}" targetRef="${to}">${
    condition === undefined ? '' : `<conditionExpression xsi:type="tFormalExpression">${escapeXml(condition)}</conditionExpression>`
  }</sequenceFlow>`;

/** Flows along paths such as `start > review > end`. */
export const flows = (...paths: readonly string[]): string =>
  paths
    .map((path) => path.split('>').map((id) => id.trim()))
    .flatMap((ids) => ids.slice(1).map((to, at) => flow(ids[at] ?? '', to)))
    .join('');

export const start = (id = 's', inner = ''): string => `<startEvent id="${id}">${inner}</startEvent>`;
export const end = (id = 'e', inner = ''): string => `<endEvent id="${id}">${inner}</endEvent>`;
export const user = (id: string, inner = '', attributes = ''): string => `<userTask id="${id}" name="${id}" ${attributes}>${inner}</userTask>`;
export const users = (...ids: readonly string[]): string => ids.map((id) => user(id)).join('');
export const service = (id: string, inner = '', handler = 'work'): string =>
  `<serviceTask id="${id}" name="${id}" yiwang:handler="${handler}">${inner}</serviceTask>`;
export const gateway = (kind: 'exclusive' | 'parallel' | 'inclusive' | 'eventBased', id: string, defaultFlow?: string): string =>
  `<${kind}Gateway id="${id}"${defaultFlow === undefined ? '' : ` default="${defaultFlow}"`}/>`;
export const sub = (id: string, body: string, outer = ''): string => `<subProcess id="${id}" name="${id}">${outer}${body}</subProcess>`;
export const eventSub = (id: string, body: string): string => `<subProcess id="${id}" name="${id}" triggeredByEvent="true">${body}</subProcess>`;
export const boundary = (id: string, host: string, definition: string, interrupting = true): string =>
  `<boundaryEvent id="${id}" attachedToRef="${host}"${interrupting ? '' : ' cancelActivity="false"'}>${definition}</boundaryEvent>`;
export const caught = (id: string, definition: string): string => `<intermediateCatchEvent id="${id}">${definition}</intermediateCatchEvent>`;
export const thrown = (id: string, definition: string): string => `<intermediateThrowEvent id="${id}">${definition}</intermediateThrowEvent>`;

export const timer = (duration = 'P1D'): string => `<timerEventDefinition><timeDuration>${duration}</timeDuration></timerEventDefinition>`;
export const cycle = (text: string): string => `<timerEventDefinition><timeCycle>${text}</timeCycle></timerEventDefinition>`;
export const message = (key?: string): string =>
  `<messageEventDefinition messageRef="M"${key === undefined ? '' : ` yiwang:correlationKey="${escapeXml(key)}"`}/>`;
export const signal = '<signalEventDefinition signalRef="S"/>';
export const error = '<errorEventDefinition errorRef="E"/>';
export const escalation = '<escalationEventDefinition escalationRef="X"/>';
export const terminate = '<terminateEventDefinition/>';
export const compensate = '<compensateEventDefinition/>';
export const link = (name: string): string => `<linkEventDefinition name="${name}"/>`;

/** The messages, signals, errors and escalations the definitions above refer to. */
export const roots =
  '<message id="M" name="材料已补正"/><signal id="S" name="系统停用"/><error id="E" name="校验不通过" errorCode="E1"/><escalation id="X" name="需要关注" escalationCode="X1"/>';

export const extension = (inner: string): string => `<extensionElements>${inner}</extensionElements>`;
export const multi = (attributes: string, inner = ''): string => `<multiInstanceLoopCharacteristics ${attributes}>${inner}</multiInstanceLoopCharacteristics>`;
export const until = (condition: string): string => `<completionCondition xsi:type="tFormalExpression">${escapeXml(condition)}</completionCondition>`;
export const times = (count: string): string => `<loopCardinality xsi:type="tFormalExpression">${count}</loopCardinality>`;
