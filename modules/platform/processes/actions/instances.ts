import type { Context } from '../../../../kernel/context.ts';
import { newId } from '../../../../kernel/id.ts';
import { enqueue } from '../../../../kernel/jobs/enqueue.ts';
import type { Json } from '../../../../engines/processes/contract.ts';
import { processErrors, type StartProcess } from '../contract.ts';
import { advance } from '../runtime/advance.ts';
import { findOpenIncident, findSubscriptions, insertInstance, lockInstance, lockOpenInstances, type InstanceRow } from '../store/instances.ts';

/** Starts a process about a record and returns the instance's id. */
export async function startProcess(ctx: Context, { definitionId, subject, unitId, variables }: StartProcess): Promise<string> {
  const instance: InstanceRow = {
    id: newId(ctx.now()),
    definition_id: definitionId,
    subject,
    unit_id: unitId,
    state: { next: 0, tokens: [], vars: {}, past: [] },
    status: 'running',
    parent_id: null,
    parent_token: null,
    started_at: ctx.now(),
    ended_at: null,
  };
  await insertInstance(ctx, instance);
  await advance(ctx, instance, { type: 'start', vars: variables });
  ctx.audit('processes.start', instance.id, { subject });
  return instance.id;
}

/**
 * Delivers a message to whatever waits for it in a record's processes; says how many took it now.
 *
 * A process that has not come to wait for it yet, since an automatic step is still at work, gets it as soon as it does.
 */
export async function sendMessage(ctx: Context, subject: string, name: string, variables: Readonly<Record<string, Json>> = {}): Promise<number> {
  const taken = await deliver(ctx, 'message', name, { subject }, variables);
  if (taken === 0 && (await lockOpenInstances(ctx, subject)).length > 0) {
    await enqueue(ctx, 'processes.deliver', { kind: 'message', name, subject, payload: variables }, { runAt: new Date(ctx.now().getTime() + 1000) });
  }
  return taken;
}

/** Hands a message or signal to everyone who waits for it, one instance after another. */
export async function deliver(
  ctx: Context,
  kind: 'message' | 'signal',
  name: string,
  where: { key?: string | undefined; subject?: string | undefined },
  vars: Readonly<Record<string, Json>>,
): Promise<number> {
  const waiting = await findSubscriptions(ctx, kind, name, where);
  let taken = 0;
  for (const { instance_id: id, token } of waiting) {
    const instance = await lockInstance(ctx, id);
    if (!instance?.state.tokens.some((each) => each.id === token && each.wait === kind)) continue;
    await advance(ctx, instance, { type: kind === 'message' ? 'messageArrived' : 'signalArrived', token, vars });
    taken += 1;
    if (kind === 'message' && where.key !== undefined) break;
  }
  return taken;
}

/** Ends all processes of a record; their tasks close. */
export async function terminateProcess(ctx: Context, subject: string, reason: string): Promise<void> {
  for (const instance of await lockOpenInstances(ctx, subject)) {
    const current = await lockInstance(ctx, instance.id);
    if (current && current.status !== 'finished') await advance(ctx, current, { type: 'terminate', reason });
  }
  ctx.audit('processes.terminate', subject, { reason });
}

/** Stops people from acting on a record's processes, for a reason in law. */
export async function suspendProcess(ctx: Context, subject: string, basis: string): Promise<void> {
  for (const instance of await lockOpenInstances(ctx, subject)) await advance(ctx, instance, { type: 'suspend', basis });
  ctx.audit('processes.suspend', subject, { basis });
}

/** Lets people act again. */
export async function resumeProcess(ctx: Context, subject: string): Promise<void> {
  for (const instance of await lockOpenInstances(ctx, subject)) await advance(ctx, instance, { type: 'resume' });
  ctx.audit('processes.resume', subject);
}

/** Whether the instance is of a unit that the actor's permission reaches. */
function mayOperate(ctx: Context, instance: InstanceRow): boolean {
  const { units } = ctx.actor.scope('processes.operate');
  return units === 'all' || units.includes(instance.unit_id);
}

/** Tries a failed step again. @throws processes.noIncident */
export async function retryIncident(ctx: Context, { id }: { id: string }): Promise<void> {
  const incident = await findOpenIncident(ctx, id);
  const instance = incident && (await lockInstance(ctx, incident.instance_id));
  if (!incident || !instance || !mayOperate(ctx, instance)) throw processErrors.noIncident();
  await advance(ctx, instance, { type: 'retry', token: incident.token });
  ctx.audit('processes.retry', instance.id, { node: incident.node, subject: instance.subject });
}

/** Moves a waiting token to another node, as an administrator's last resort. @throws processes.noInstance, process-engine.cannotMove */
export async function jumpToken(ctx: Context, { id, token, to, reason }: { id: string; token: number; to: string; reason: string }): Promise<void> {
  const instance = await lockInstance(ctx, id);
  if (!instance || !mayOperate(ctx, instance)) throw processErrors.noInstance();
  await advance(ctx, instance, { type: 'jump', token, to });
  ctx.audit('processes.jump', id, { to, subject: instance.subject, reason });
}
