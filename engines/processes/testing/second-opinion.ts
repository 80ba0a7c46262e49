import { BpmnModdle } from 'bpmn-moddle';
import * as elements from 'bpmn-elements';
import type { Element } from '../read/element.ts';
import { typeOf } from '../read/element.ts';

/** One definition as bpmn-elements wants it: plain data and the class that behaves so. */
type Part = { id: string; type: string; name?: string; parent: { id: string; type: string }; Behaviour: unknown; behaviour: Record<string, unknown> };
type Flow = Part & { sourceId: string; targetId: string; isDefault: boolean };

const classes = elements as unknown as { readonly [type: string]: unknown };
const behaviourOf: { readonly [type: string]: string } = {
  UserTask: 'SignalTask',
};

const part = (element: Element, parent: Part['parent'], behaviour: Record<string, unknown>): Part => {
  const type = `bpmn:${typeOf(element)}`;
  return { id: element.id ?? '', type, name: element.name ?? '', parent, Behaviour: classes[behaviourOf[typeOf(element)] ?? typeOf(element)], behaviour };
};

/** Conditions are compared through one variable, so that no expression language stands between the two engines. */
const condition = (body: string): string => `\${environment.services.holds(${body.replace(/[^\d]/g, '')})}`;

function activity(element: Element, parent: Part['parent']): Part {
  const here = { id: element.id ?? '', type: element.$type };
  const loop = element.loopCharacteristics;
  return part(element, parent, {
    id: element.id,
    ...(element.attachedToRef ? { attachedTo: { id: element.attachedToRef.id } } : {}),
    ...(element.attachedToRef ? { cancelActivity: element.cancelActivity !== false } : {}),
    ...(element.eventDefinitions ? { eventDefinitions: element.eventDefinitions.map((definition) => part(definition, here, { timeDuration: definition.timeDuration?.body })) } : {}),
    ...(loop ? { loopCharacteristics: part(loop, here, { isSequential: loop.isSequential === true, loopCardinality: loop.loopCardinality?.body }) } : {}),
  });
}

function collect(container: Element, parts: Part[], flows: Flow[]): void {
  const here = { id: container.id ?? '', type: container.$type };
  for (const element of container.flowElements ?? []) {
    if (typeOf(element) !== 'SequenceFlow') parts.push(activity(element, here));
    else {
      const body = element.conditionExpression?.body;
      const behaviour = body === undefined ? {} : { conditionExpression: { type: 'bpmn:tFormalExpression', body: condition(body) } };
      const isDefault = element.sourceRef?.default?.id === element.id;
      flows.push({ ...part(element, here, behaviour), sourceId: element.sourceRef?.id ?? '', targetId: element.targetRef?.id ?? '', isDefault });
    }
    collect(element, parts, flows);
  }
}

/** Gives bpmn-elements the drawing by its own way of reading, sharing nothing with our reader. */
async function contextOf(xml: string): Promise<object> {
  const { rootElement } = await new BpmnModdle().fromXML(xml);
  const definitions = rootElement as Element;
  const process = (definitions.rootElements ?? []).find((element) => typeOf(element) === 'Process') as Element;
  const parts: Part[] = [];
  const flows: Flow[] = [];
  collect(process, parts, flows);
  const whole = part(process, { id: 'D', type: 'bpmn:Definitions' }, { isExecutable: true });
  const inScope = <T extends Part>(all: readonly T[], scope?: string) => all.filter((one) => scope === undefined || one.parent.id === scope);
  return {
    id: 'D',
    type: 'bpmn:Definitions',
    getProcesses: () => [whole],
    getExecutableProcesses: () => [whole],
    getProcessById: (id: string) => (id === whole.id ? whole : undefined),
    getActivities: (scope?: string) => inScope(parts, scope),
    getActivityById: (id: string) => parts.find((one) => one.id === id),
    getSequenceFlows: (scope?: string) => inScope(flows, scope),
    getSequenceFlowById: (id: string) => flows.find((one) => one.id === id),
    getInboundSequenceFlows: (id: string) => flows.filter((one) => one.targetId === id),
    getOutboundSequenceFlows: (id: string) => flows.filter((one) => one.sourceId === id),
    getAssociations: () => [],
    getInboundAssociations: () => [],
    getOutboundAssociations: () => [],
    getMessageFlows: () => [],
    getDataObjectById: () => undefined,
    getDataStoreById: () => undefined,
    getDataStoreReferenceById: () => undefined,
    getTimers: () => [],
  };
}

type Waiting = { readonly id: string; signal: () => void };

/** An instance run by bpmn-elements: which user tasks wait, and how to complete one. */
export type OtherInstance = { readonly waiting: () => readonly string[]; readonly complete: (node: string, r: number) => void; readonly fire: (days: number) => void; readonly isOver: () => boolean };

/** Starts a drawing in bpmn-elements, with timers that fire only when told. */
export async function startOther(xml: string): Promise<OtherInstance> {
  let r = 0;
  let over = false;
  const open: Waiting[] = [];
  const timers = new Map<object, { delay: number; fire: () => void }>();
  const settings = {
    services: { holds: (least: unknown) => r > Number(least) },
    timers: {
      register: () => ({ setTimeout: (fire: (...args: unknown[]) => void, delay: number, ...args: unknown[]) => remember(fire, delay, args), clearTimeout: (key: object) => void timers.delete(key) }),
      setTimeout: (fire: (...args: unknown[]) => void, delay: number, ...args: unknown[]) => remember(fire, delay, args),
      clearTimeout: (key: object) => void timers.delete(key),
    },
  };
  const remember = (fire: (...args: unknown[]) => void, delay: number, args: readonly unknown[]): object => {
    const key = {};
    timers.set(key, { delay, fire: () => fire(...args) });
    return key;
  };
  const { Context, Definition, Environment } = classes as { [name: string]: new (...args: unknown[]) => OtherDefinition };
  const make = <T>(kind: unknown, ...args: unknown[]): T => (kind as (...given: unknown[]) => T)(...args);
  const environment = Environment && new Environment(settings);
  const definition = make<OtherDefinition>(Definition, make(Context, await contextOf(xml), environment));
  definition.on('activity.wait', (api) => void open.push({ id: api.id, signal: () => api.signal() }));
  definition.on('activity.leave', (api) => void open.splice(0, open.length, ...open.filter((one) => one.id !== api.id)));
  definition.on('leave', () => void (over = true));
  definition.run();
  return {
    waiting: () => open.map(({ id }) => id).toSorted(),
    complete: (node, value) => {
      r = value;
      const at = open.findIndex(({ id }) => id === node);
      const [task] = open.splice(at, 1);
      task?.signal();
    },
    fire: (days) => {
      const [key, timer] = [...timers].find(([, { delay }]) => Math.abs(delay - days * 86_400_000) < 3_600_000 * 2) ?? [];
      if (!key || !timer) throw new Error(`no timer of ${days} days`);
      timers.delete(key);
      timer.fire();
    },
    isOver: () => over,
  };
}

type OtherApi = { readonly id: string; signal: () => void };
type OtherDefinition = { on: (event: string, handler: (api: OtherApi) => void) => void; run: () => void };
