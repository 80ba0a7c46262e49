import type { Context } from '../../../../kernel/context.ts';
import { step } from '../../../../engines/processes/api.ts';
import type { Effect, Event, HistoryFact, State } from '../../../../engines/processes/contract.ts';
import { graphOf } from '../store/definitions.ts';
import { insertStep, saveState, type InstanceRow } from '../store/instances.ts';
import { applyEffect } from './effects.ts';

const isFact = (effect: Effect): effect is HistoryFact => effect.type === 'entered' || effect.type === 'left' || effect.type === 'passed';

/**
 * Moves an instance on by one event: state, history, tasks, timers and subscriptions change in the caller's transaction.
 *
 * The caller has locked the instance.
 *
 * @throws the engine's refusals (`process-engine.…`), with nothing changed
 */
export async function advance(ctx: Context, instance: InstanceRow, event: Event): Promise<State> {
  const graph = await graphOf(ctx, instance.definition_id);
  const before = event.type === 'start' ? null : instance.state;
  const { state, effects } = step(graph, before, event, { now: ctx.now() });
  const status = state.outcome ? 'finished' : state.suspended ? 'suspended' : 'running';
  await saveState(ctx, instance.id, state, { status, ...(state.outcome ? { ended_at: ctx.now() } : {}) });
  await insertStep(ctx, instance.id, withoutVariables(event), effects.filter(isFact));
  const now = { ...instance, state, status } as const;
  for (const effect of effects) if (!isFact(effect)) await applyEffect(ctx, now, graph, effect, advance);
  return state;
}

/** History keeps what happened, not the data of people. */
function withoutVariables(event: Event): Event {
  if (!('vars' in event)) return event;
  const { vars: _, ...rest } = event;
  return rest as Event;
}
