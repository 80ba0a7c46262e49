import type { Graph } from './graph.ts';
import { readBpmn } from './read/read-bpmn.ts';
import type { State } from './state.ts';
import { step } from './step/step.ts';
import { boundary, drawing, end, flow, flows, gateway, start, timer, users } from './testing/drawing.ts';
import type { Event } from './traffic.ts';

/** One race: the median over the runs decides. */
export type StepRace = {
  readonly stepsPerSecond: number;
  readonly microsecondsPerStep: number;
  readonly stateBytes: number;
  readonly runs: readonly number[];
};

/** The process of the durable race: six user tasks, a gateway and a timer. */
export const sixTasks = drawing(
  start() +
    users('apply', 'accept', 'review', 'approve', 'issue', 'archive') +
    boundary('overdue', 'review', timer('P3D'), false) +
    gateway('exclusive', 'granted', 'granted_issue') +
    end() +
    end('refused') +
    end('reminded') +
    flows('s > apply > accept > review > approve > granted > issue > archive > e', 'overdue > reminded') +
    flow('granted', 'refused', 'decision = "refuse"'),
);

const order = ['start', 'apply', 'accept', 'review', 'approve', 'issue', 'archive'];

/**
 * Measures the pure engine: whole instances of six tasks, the state passed through JSON after each step as a database would.
 *
 * @param instances - how many instances make one run; seven runs are made, the first two unmeasured
 */
export async function stepRace(instances = 2_000): Promise<StepRace> {
  const result = await readBpmn(sixTasks);
  if (!result.graph) throw new Error('The drawing of the race is not in order');
  let stateBytes = 0;
  const runs: number[] = [];
  for (let run = 0; run < 7; run += 1) {
    const begun = performance.now();
    for (let count = 0; count < instances; count += 1) stateBytes = Math.max(stateBytes, runInstance(result.graph));
    runs.push((instances * order.length * 1_000) / (performance.now() - begun));
  }
  const measured = runs.slice(2).toSorted((a, b) => a - b);
  const stepsPerSecond = measured[2] ?? 0;
  return { stepsPerSecond, microsecondsPerStep: 1_000_000 / stepsPerSecond, stateBytes, runs: runs.slice(2) };
}

/** Runs one instance to its end and tells the size of its largest state in bytes. */
function runInstance(graph: Graph): number {
  let stored: string | null = null;
  let largest = 0;
  for (const node of order) {
    const state: State | null = stored === null ? null : (JSON.parse(stored) as State);
    const token: number = state?.tokens.find((one) => one.at === node)?.id ?? 0;
    const event: Event = state ? { type: 'completeTask', token, vars: { decision: 'grant' } } : { type: 'start' };
    stored = JSON.stringify(step(graph, state, event, { now: new Date(0) }).state);
    largest = Math.max(largest, stored.length);
  }
  return largest;
}
