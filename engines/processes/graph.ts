import type { CompiledExpression, JsonValue } from '../expressions/contract.ts';

export type Json = JsonValue;
export type Vars = { readonly [name: string]: Json };

/** A fixed text, or a FEEL expression (written with a leading `=` in the drawing). */
export type Value = { readonly text: string } | { readonly feel: CompiledExpression };

/** One line of an input or output mapping: the variable `name` receives `value`. */
export type Mapping = { readonly name: string; readonly value: Value };

export type ActivityKind =
  | 'userTask'
  | 'manualTask'
  | 'serviceTask'
  | 'sendTask'
  | 'ruleTask'
  | 'scriptTask'
  | 'receiveTask'
  | 'call'
  | 'subProcess';

export type GatewayKind = 'exclusive' | 'parallel' | 'inclusive' | 'eventBased';

export type NodeKind = ActivityKind | GatewayKind | 'eventSubProcess' | 'start' | 'end' | 'catch' | 'throw' | 'boundary';

/** What an event waits for or throws. */
export type EventDefinition =
  | { readonly kind: 'timer'; readonly timer: 'date' | 'duration' | 'cycle'; readonly value: Value; readonly calendar?: 'working' }
  | { readonly kind: 'message'; readonly name: string; readonly key?: CompiledExpression }
  | { readonly kind: 'signal'; readonly name: string }
  /** No code catches every code. */
  | { readonly kind: 'error' | 'escalation'; readonly code?: string }
  | { readonly kind: 'compensate'; readonly activity?: string }
  /** `to` on the throwing side: the catch event of the same name. */
  | { readonly kind: 'link'; readonly name: string; readonly to?: string }
  | { readonly kind: 'terminate' };

/** Multi-instance: the activity runs once for each item of a list, or a number of times. */
export type Multi = {
  readonly sequential: boolean;
  readonly collection?: CompiledExpression;
  readonly cardinality?: CompiledExpression;
  /** Name under which an instance sees its item. */
  readonly element?: string;
  readonly until?: CompiledExpression;
  readonly collect?: { readonly into: string; readonly value: CompiledExpression };
};

export type CountersignMode = 'all' | 'any' | 'inTurn';

/** The people's side of a user task; but for `automatic` the engine only carries it. */
export type Work = {
  readonly formStep?: string;
  /** Any one entry suffices; entries are named expressions such as role, permission, unit, person. */
  readonly candidates?: readonly { readonly [aspect: string]: Value }[];
  readonly limit?: { readonly amount: number; readonly unit: 'workingDay' | 'day' | 'workingHour' | 'hour' };
  readonly countersign?: { readonly mode: CountersignMode; readonly percent?: number };
  /** When this holds, the step is passed without a person. */
  readonly automatic?: CompiledExpression;
  /** Moves people may make here; absent means the module's usual set. */
  readonly actions?: readonly string[];
};

export type Flow = {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly name?: string;
  readonly condition?: CompiledExpression;
};

export type Node = {
  readonly id: string;
  readonly kind: NodeKind;
  readonly name?: string;
  /** The sub-process it stands in; null for the process itself. */
  readonly parent: string | null;
  /** Flow ids in the order of the drawing's file. */
  readonly in: readonly string[];
  readonly out: readonly string[];
  /** Gateways: the flow taken when no condition holds. */
  readonly default?: string;
  readonly event?: EventDefinition;
  /** Boundary events and start events of event sub-processes. */
  readonly interrupting?: boolean;
  /** Boundary events: the activity they stand on. */
  readonly host?: string;
  /** Activities: the boundary events on them. */
  readonly boundaries?: readonly string[];
  /** Sub-processes: where they begin, and the event sub-processes standing in them. */
  readonly start?: string;
  readonly eventSubProcesses?: readonly string[];
  readonly multi?: Multi;
  readonly inputs?: readonly Mapping[];
  readonly outputs?: readonly Mapping[];
  /** Service and send tasks: who does it. Business rule tasks: which decision. */
  readonly handler?: string;
  readonly script?: CompiledExpression;
  /** The variable that receives the whole answer of a service, decision or script. */
  readonly result?: string;
  readonly called?: Value;
  readonly work?: Work;
  /** The statutory clock stands still while this activity is open. */
  readonly pausesClock?: { readonly basis: string };
  /** The activity that compensates this one. */
  readonly undo?: string;
  /** A compensation handler: it stands outside the flow. */
  readonly undoes?: string;
};

/** A checked process, ready to run: plain JSON, stored with the definition. */
export type Graph = {
  readonly format: 1;
  readonly process: string;
  readonly name?: string;
  readonly nodes: { readonly [id: string]: Node };
  readonly flows: { readonly [id: string]: Flow };
  /** Start events of the process; more than one only when others than the first wait for a message, signal or timer. */
  readonly starts: readonly string[];
  readonly eventSubProcesses: readonly string[];
};

const activityKinds: ReadonlySet<string> = new Set<ActivityKind>([
  'userTask', 'manualTask', 'serviceTask', 'sendTask', 'ruleTask', 'scriptTask', 'receiveTask', 'call', 'subProcess',
]);

/** Tells tasks, call activities and sub-processes from events and gateways. */
export const isActivity = (node: Node): boolean => activityKinds.has(node.kind);

/** Finds a node the graph is known to have. */
export function nodeOf(graph: Graph, id: string): Node {
  const node = graph.nodes[id];
  if (!node) throw new Error(`Graph ${graph.process} has no node ${id}`);
  return node;
}

/** Finds a flow the graph is known to have. */
export function flowOf(graph: Graph, id: string): Flow {
  const flow = graph.flows[id];
  if (!flow) throw new Error(`Graph ${graph.process} has no flow ${id}`);
  return flow;
}

/** Lists the nodes that follow a node directly: along its flows, or from a link throw to its catch. */
export function successorsOf(graph: Graph, node: Node): readonly string[] {
  if (node.event?.kind === 'link' && node.event.to) return [node.event.to];
  return node.out.map((id) => flowOf(graph, id).to);
}

/** Lists the event sub-processes of the process (null) or of a sub-process. */
export const eventSubProcessesOf = (graph: Graph, scope: string | null): readonly string[] =>
  scope === null ? graph.eventSubProcesses : (nodeOf(graph, scope).eventSubProcesses ?? []);
