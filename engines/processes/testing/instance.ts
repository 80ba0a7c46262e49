import assert from 'node:assert/strict';
import { readBpmn } from '../read/read-bpmn.ts';
import type { ReadOptions } from '../read/reading.ts';
import type { Graph, Vars } from '../graph.ts';
import { isListener, type State, type Token } from '../state.ts';
import { step } from '../step/step.ts';
import type { Effect, Event } from '../traffic.ts';
import { drawing, roots } from './drawing.ts';

/** Reads a drawing that must be in order. */
export async function graphOf(xml: string, options: ReadOptions = {}): Promise<Graph> {
  const result = await readBpmn(xml, options);
  assert.ok(result.graph, result.graph ? '' : result.problems.map((problem) => problem.text).join('\n'));
  return result.graph;
}

/** An instance at work, with the state passed through JSON after each step as a database would. */
export type Instance = {
  readonly graph: Graph;
  state: State;
  /** Effects of the last step. */
  effects: readonly Effect[];
  /** Effects of all steps. */
  readonly log: Effect[];
};

export const now = new Date('2026-03-02T01:00:00Z');

/** Starts an instance of the content of a process. */
export async function startOf(body: string, vars: Vars = {}): Promise<Instance> {
  return startGraph(await graphOf(drawing(body, roots)), vars);
}

/** Starts an instance of a graph that has been stored and loaded. */
export function startGraph(graph: Graph, vars: Vars = {}, at?: string): Instance {
  const stored = JSON.parse(JSON.stringify(graph)) as Graph;
  const instance: Instance = { graph: stored, state: { next: 1, tokens: [], vars: {}, past: [] }, effects: [], log: [] };
  take(instance, step(stored, null, { type: 'start', vars, ...(at === undefined ? {} : { at }) }, { now }));
  return instance;
}

function take(instance: Instance, { state, effects }: ReturnType<typeof step>): void {
  instance.state = JSON.parse(JSON.stringify(state)) as State;
  assert.deepEqual(instance.state, state, 'the state is plain JSON');
  instance.effects = effects;
  instance.log.push(...effects);
}

/** Applies one event. */
export function send(instance: Instance, event: Event): readonly Effect[] {
  const before = JSON.stringify(instance.state);
  const result = step(instance.graph, instance.state, event, { now });
  assert.equal(JSON.stringify(instance.state), before, 'the given state is not changed');
  take(instance, result);
  return result.effects;
}

/** The only token at a node, or the one at a position among several. */
export function at(instance: Instance, node: string, position = 0): Token {
  const found = instance.state.tokens.filter((token) => token.at === node && token.wait !== 'multi');
  const token = found[position];
  assert.ok(token, `no token at ${node}, only at ${instance.state.tokens.map((one) => one.at).join(', ')}`);
  return token;
}

/** Completes the task at a node. */
export const done = (instance: Instance, node: string, vars: Vars = {}): readonly Effect[] => send(instance, { type: 'completeTask', token: at(instance, node).id, vars });

/** Completes the service at a node. */
export const served = (instance: Instance, node: string, vars: Vars = {}): readonly Effect[] =>
  send(instance, { type: 'completeService', token: at(instance, node).id, vars });

/** Lets the timer, message or signal at a node happen. */
export function happen(instance: Instance, node: string, vars?: Vars): readonly Effect[] {
  const token = at(instance, node);
  if (token.wait === 'timer') return send(instance, { type: 'timerFired', token: token.id });
  return send(instance, { type: token.wait === 'message' ? 'messageArrived' : 'signalArrived', token: token.id, ...(vars ? { vars } : {}) });
}

/** The nodes of all tokens that are not listeners, sorted. */
export const places = (instance: Instance): readonly string[] => instance.state.tokens.filter((token) => !isListener(token)).map((token) => token.at).toSorted();

/** Effects of one type from the last step. */
export const those = <T extends Effect['type']>(effects: readonly Effect[], type: T): readonly Extract<Effect, { type: T }>[] =>
  effects.filter((effect): effect is Extract<Effect, { type: T }> => effect.type === type);
