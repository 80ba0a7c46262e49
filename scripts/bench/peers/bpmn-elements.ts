import * as library from 'bpmn-elements';
import type { RowEngine } from '../durable/rows.ts';

/** A process of user tasks in a row, as the race draws it. */
export interface Drawn {
  readonly nodes: readonly { readonly id: string; readonly type: 'StartEvent' | 'EndEvent' | 'UserTask' | 'ExclusiveGateway'; readonly otherwise?: string }[];
  /** A timer on the border of a task, which does not interrupt it. */
  readonly timer: { readonly id: string; readonly host: string; readonly duration: string };
  readonly flows: readonly { readonly id: string; readonly from: string; readonly to: string; readonly when?: string }[];
}

// The library's types do not know its own constructors; these are the few of their members used here.
interface Definition {
  run(): void;
  recover(state: unknown): { resume(): void };
  signal(message: { id: string }): void;
  getState(): unknown;
  getPostponed(): readonly { readonly id: string; readonly type: string }[];
  stop(): void;
}
const { Context, Definition } = library as unknown as { Context(drawn: object): object; Definition: new (context: object) => Definition };
const behaviours = library as unknown as Readonly<Record<string, unknown>>;

/** Reads the drawing once, as bpmn-elements wants it, and gives the function that makes steps. */
export function peerEngine(drawn: Drawn): RowEngine {
  const definitionContext = contextOf(drawn);
  return (kept) => {
    const definition = new Definition(Context(definitionContext));
    if (kept === null) {
      definition.run();
    } else {
      definition.recover(JSON.parse(kept.state)).resume();
      definition.signal({ id: kept.task });
    }
    const waiting = definition.getPostponed().find(({ type }) => type === 'bpmn:UserTask')?.id ?? null;
    const state = JSON.stringify(definition.getState());
    // Clears the timer that Node would otherwise keep for it.
    definition.stop();
    return { state, waiting };
  };
}

function contextOf({ nodes, timer, flows }: Drawn): object {
  const whole = { id: 'drawing', type: 'bpmn:Definitions' };
  const parent = { id: 'process', type: 'bpmn:Process' };
  const part = (id: string, type: string, behaviour: object) => ({ id, type: `bpmn:${type}`, name: id, parent, Behaviour: behaviours[type], behaviour: { id, ...behaviour } });
  const activities = [
    ...nodes.map(({ id, type }) => part(id, type, {})),
    part(timer.id, 'BoundaryEvent', {
      attachedTo: { id: timer.host },
      cancelActivity: false,
      eventDefinitions: [{ type: 'bpmn:TimerEventDefinition', Behaviour: behaviours['TimerEventDefinition'], behaviour: { timeDuration: timer.duration } }],
    }),
  ];
  const connections = flows.map(({ id, from, to, when }) => ({
    ...part(id, 'SequenceFlow', when === undefined ? {} : { conditionExpression: { type: 'bpmn:tFormalExpression', body: when } }),
    sourceId: from,
    targetId: to,
    isDefault: nodes.some(({ otherwise }) => otherwise === id),
  }));
  const process = { ...part('process', 'Process', { isExecutable: true }), parent: whole };
  return {
    ...whole,
    getProcesses: () => [process],
    getExecutableProcesses: () => [process],
    getProcessById: () => process,
    getActivities: () => activities,
    getActivityById: (id: string) => activities.find((each) => each.id === id),
    getSequenceFlows: () => connections,
    getSequenceFlowById: (id: string) => connections.find((each) => each.id === id),
    getInboundSequenceFlows: (id: string) => connections.filter(({ targetId }) => targetId === id),
    getOutboundSequenceFlows: (id: string) => connections.filter(({ sourceId }) => sourceId === id),
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
