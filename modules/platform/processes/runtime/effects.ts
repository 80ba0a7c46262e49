import type { Context } from '../../../../kernel/context.ts';
import { enqueue } from '../../../../kernel/jobs/enqueue.ts';
import { namedHandlers } from '../../../../kernel/module.ts';
import type { Effect, Graph, HistoryFact } from '../../../../engines/processes/contract.ts';
import { closeIncident, deleteSubscription, deleteTimer, findTimer, insertSubscription, openIncident, pauseTimer, saveTimer, type InstanceRow } from '../store/instances.ts';
import { closeTaskOf, openTask } from './people.ts';
import { callProcess, finishCaller, type Advance } from './calls.ts';
import { dueOf } from './timers.ts';

type Work = Exclude<Effect, HistoryFact>;

/** Pauses between automatic tries of a failed step, in minutes; after the last, a person must act. */
const retryMinutes = [1, 5, 30, 120, 720] as const;

/** Does one thing the engine asks for, in the transaction that stores the new state. */
export async function applyEffect(ctx: Context, instance: InstanceRow, graph: Graph, effect: Work, advance: Advance): Promise<void> {
  switch (effect.type) {
    case 'openTask':
      return openTask(ctx, instance, graph, effect);
    case 'closeTask':
      return closeTaskOf(ctx, instance, effect.token);
    case 'runService':
      return enqueue(ctx, 'processes.runService', { instanceId: instance.id, token: effect.token, kind: effect.kind, handler: effect.handler, inputs: effect.inputs });
    case 'startTimer':
      return startTimer(ctx, instance, effect.token, await dueOf(ctx, effect));
    case 'cancelTimer':
      return deleteTimer(ctx, instance.id, effect.token);
    case 'pauseTimer':
      return holdTimer(ctx, instance, effect.token);
    case 'resumeTimer':
      return releaseTimer(ctx, instance, effect.token);
    case 'subscribe':
      return insertSubscription(ctx, { instance_id: instance.id, token: effect.token, kind: effect.kind, name: effect.name, key: effect.key ?? null });
    case 'unsubscribe':
      return deleteSubscription(ctx, instance.id, effect.token);
    case 'throwMessage':
      return enqueue(ctx, 'processes.deliver', { kind: 'message', name: effect.name, key: effect.key, payload: effect.payload });
    case 'throwSignal':
      return enqueue(ctx, 'processes.deliver', { kind: 'signal', name: effect.name, payload: effect.payload });
    case 'callProcess':
      return callProcess(ctx, instance, effect, advance);
    case 'pauseClock':
      return tellOwner(ctx, instance, 'pauseClock', { basis: effect.basis, node: effect.node });
    case 'resumeClock':
      return tellOwner(ctx, instance, 'resumeClock', { node: effect.node });
    case 'incident':
      return keepIncident(ctx, instance, effect);
    case 'incidentOver':
      return closeIncident(ctx, instance.id, effect.token);
    case 'finished':
      return finish(ctx, instance, effect, advance);
    case 'escalate':
      return finishCaller(ctx, instance, { type: 'calledEscalated', code: effect.code }, advance);
    // A service or call that is no longer wanted finds its token gone when it comes to answer; the rest is told by the status.
    case 'cancelService':
    case 'cancelCall':
    case 'suspended':
    case 'resumed':
      return;
  }
}

async function startTimer(ctx: Context, instance: InstanceRow, token: number, dueAt: Date): Promise<void> {
  await saveTimer(ctx, instance.id, token, dueAt);
  await enqueue(ctx, 'processes.fireTimer', { instanceId: instance.id, token }, { runAt: dueAt, replaces: `timer-${instance.id}-${token}` });
}

async function holdTimer(ctx: Context, instance: InstanceRow, token: number): Promise<void> {
  const timer = await findTimer(ctx, instance.id, token);
  if (timer) await pauseTimer(ctx, instance.id, token, Math.max(0, timer.due_at.getTime() - ctx.now().getTime()));
}

async function releaseTimer(ctx: Context, instance: InstanceRow, token: number): Promise<void> {
  const timer = await findTimer(ctx, instance.id, token);
  if (timer && timer.paused_left_ms !== null) await startTimer(ctx, instance, token, new Date(ctx.now().getTime() + timer.paused_left_ms));
}

async function keepIncident(ctx: Context, instance: InstanceRow, effect: Extract<Work, { type: 'incident' }>): Promise<void> {
  const incident = await openIncident(ctx, { instance_id: instance.id, token: effect.token, node: effect.node, code: effect.code, text: effect.text.slice(0, 2000) });
  const minutes = retryMinutes[incident.tries];
  if (minutes !== undefined) {
    await enqueue(ctx, 'processes.retry', { incidentId: incident.id }, { runAt: new Date(ctx.now().getTime() + minutes * 60_000), replaces: `retry-${incident.id}` });
  }
  ctx.announce('processes.incident', { instanceId: instance.id, subject: instance.subject, incidentId: incident.id });
}

async function finish(ctx: Context, instance: InstanceRow, effect: Extract<Work, { type: 'finished' }>, advance: Advance): Promise<void> {
  ctx.announce('processes.finished', { instanceId: instance.id, subject: instance.subject, outcome: effect.outcome.kind });
  await finishCaller(ctx, instance, { type: 'calledFinished', outcome: effect.outcome, vars: effect.vars }, advance);
}

/** Calls the module whose record the process is about, when it wants to know: `cases/1` → `cases.pauseClock`. */
async function tellOwner(ctx: Context, instance: InstanceRow, name: string, input: Record<string, unknown>): Promise<void> {
  const owner = instance.subject.split('/')[0] ?? '';
  await namedHandlers.get().get(`${owner}.${name}`)?.(ctx, { subject: instance.subject, ...input });
}
