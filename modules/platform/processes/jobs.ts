import type { Context } from '../../../kernel/context.ts';
import { namedHandlers, type JobDefinition } from '../../../kernel/module.ts';
import { attempt } from '../../../kernel/run.ts';
import type { Vars } from '../../../engines/processes/contract.ts';
import { deliver, retryIncident } from './actions/instances.ts';
import { processErrors } from './contract.ts';
import { advance } from './runtime/advance.ts';
import { findOpenIncident, findTimer, lockInstance } from './store/instances.ts';

interface Service {
  readonly instanceId: string;
  readonly token: number;
  readonly kind: 'service' | 'send' | 'rule';
  readonly handler: string;
  readonly inputs: Vars;
}

/**
 * Does an automatic step: calls the named function and goes on with its answer, all in one transaction.
 *
 * A failure takes back only what the function did, and stays with the instance as an incident.
 */
async function runService(ctx: Context, { instanceId, token, kind, handler, inputs }: Service): Promise<void> {
  const instance = await lockInstance(ctx, instanceId);
  if (!instance?.state.tokens.some((each) => each.id === token && each.wait === 'service')) return;
  const owner = instance.subject.split('/')[0] ?? '';
  const name = kind === 'rule' ? `${owner}.evaluateDecision` : handler;
  const result = await attempt(ctx, async () => {
    const run = namedHandlers.get().get(name);
    if (!run) throw processErrors.refused({ why: `没有名为 ${name} 的处理程序` });
    return run(ctx, { subject: instance.subject, instanceId, unitId: instance.unit_id, variables: instance.state.vars, ...(kind === 'rule' ? { decision: handler } : {}), inputs });
  });
  const current = await lockInstance(ctx, instanceId);
  if (!current?.state.tokens.some((each) => each.id === token && each.wait === 'service')) return;
  if (result.ok) await advance(ctx, current, { type: 'completeService', token, vars: result.value as Vars });
  else await advance(ctx, current, { type: 'failService', token, text: result.error.message });
}

async function fireTimer(ctx: Context, { instanceId, token }: { instanceId: string; token: number }): Promise<void> {
  const instance = await lockInstance(ctx, instanceId);
  const timer = await findTimer(ctx, instanceId, token);
  const due = timer && timer.paused_left_ms === null && timer.due_at.getTime() <= ctx.now().getTime();
  if (!instance || !due || instance.status !== 'running' || !instance.state.tokens.some((each) => each.id === token && each.wait === 'timer')) return;
  await advance(ctx, instance, { type: 'timerFired', token });
}

async function retry(ctx: Context, { incidentId }: { incidentId: string }): Promise<void> {
  if (await findOpenIncident(ctx, incidentId)) await retryIncident(ctx, { id: incidentId });
}

interface Delivery {
  readonly kind: 'message' | 'signal';
  readonly name: string;
  readonly key?: string;
  /** Set when the message is for one record, whose process must come to wait for it: the job is tried again until it does. */
  readonly subject?: string;
  readonly payload: Vars;
}

async function deliverThrown(ctx: Context, { kind, name, key, subject, payload }: Delivery): Promise<void> {
  const taken = await deliver(ctx, kind, name, { key, subject }, payload);
  if (subject !== undefined && taken === 0) throw new Error(`nothing in ${subject} waits for ${name} yet`);
}

export const processJobs: Readonly<Record<string, JobDefinition>> = {
  runService: { title: '执行自动环节', run: runService },
  fireTimer: { title: '流程定时到时', run: fireTimer },
  retry: { title: '重试流程故障', run: retry },
  deliver: { title: '传递流程消息', run: deliverThrown },
};
