import type { Context } from '../../../../kernel/context.ts';
import { newId } from '../../../../kernel/id.ts';
import type { Effect, Event } from '../../../../engines/processes/contract.ts';
import { newestDefinition } from '../store/definitions.ts';
import { insertInstance, lockInstance, type InstanceRow } from '../store/instances.ts';

/** Moves another instance on; handed in, since moving on may call and calling may move on. */
export type Advance = (ctx: Context, instance: InstanceRow, event: Event) => Promise<unknown>;

/** Starts the newest version of the process another one calls; an unknown one becomes the caller's incident. */
export async function callProcess(ctx: Context, caller: InstanceRow, effect: Extract<Effect, { type: 'callProcess' }>, advance: Advance): Promise<void> {
  const definition = await newestDefinition(ctx, effect.process);
  if (!definition) {
    await advance(ctx, caller, { type: 'calledFinished', token: effect.token, outcome: { kind: 'failed', code: 'noDefinition' } });
    return;
  }
  const instance: InstanceRow = {
    id: newId(ctx.now()),
    definition_id: definition.id,
    subject: caller.subject,
    unit_id: caller.unit_id,
    state: { next: 0, tokens: [], vars: {}, past: [] },
    status: 'running',
    parent_id: caller.id,
    parent_token: effect.token,
    started_at: ctx.now(),
    ended_at: null,
  };
  await insertInstance(ctx, instance);
  await advance(ctx, instance, { type: 'start', vars: effect.inputs });
}

type Told = Omit<Extract<Event, { type: 'calledFinished' }>, 'token'> | Omit<Extract<Event, { type: 'calledEscalated' }>, 'token'>;

/** Tells the calling instance, if there is one that still waits. */
export async function finishCaller(ctx: Context, called: InstanceRow, told: Told, advance: Advance): Promise<void> {
  if (called.parent_id === null || called.parent_token === null) return;
  const caller = await lockInstance(ctx, called.parent_id);
  const waits = caller?.state.tokens.some((token) => token.id === called.parent_token && token.wait === 'call');
  if (caller && waits) await advance(ctx, caller, { ...told, token: called.parent_token });
}
