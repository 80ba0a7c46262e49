import type { Context } from '../../../../kernel/context.ts';
import { sealErrors, sealStatusLabels, type Seal, type SealStatus } from '../contract.ts';
import { sealKeys } from '../ports.ts';
import { getSeal } from '../queries.ts';
import { sealStates } from '../rules.ts';
import { moveSeal } from '../store/seals.ts';
import { requireSeal } from './require.ts';

interface Decision {
  readonly id: string;
  readonly reason: string;
}

/** Refuses a request. @throws seals.notFound, cannotMove */
export const declineSeal = (ctx: Context, decision: Decision): Promise<Seal> => move(ctx, decision, 'decline', 'declined');

/** Takes a seal out of use for a time; what it sealed before stays valid. @throws seals.notFound, cannotMove */
export const suspendSeal = (ctx: Context, decision: Decision): Promise<Seal> => move(ctx, decision, 'suspend', 'suspended');

/** Lets a suspended seal be used again. @throws seals.notFound, cannotMove */
export const resumeSeal = (ctx: Context, decision: Decision): Promise<Seal> => move(ctx, decision, 'resume', 'inForce', 'suspended');

/** Destroys a seal and its key for ever; what it sealed before stays valid. @throws seals.notFound, cannotMove */
export async function destroySeal(ctx: Context, decision: Decision): Promise<Seal> {
  const seal = await requireSeal(ctx, decision.id);
  const destroyed = await move(ctx, decision, 'destroy', 'destroyed');
  if (seal.key_id !== null) await sealKeys.get().destroy(ctx, seal.key_id);
  return destroyed;
}

async function move(ctx: Context, { id, reason }: Decision, verb: string, to: SealStatus, onlyFrom?: SealStatus): Promise<Seal> {
  const seal = await requireSeal(ctx, id);
  if (!sealStates.can(seal.status, to) || (onlyFrom !== undefined && seal.status !== onlyFrom)) {
    throw sealErrors.cannotMove({ name: seal.name, from: sealStatusLabels[seal.status], to: sealStatusLabels[to] });
  }
  await moveSeal(ctx, id, to, reason);
  ctx.audit(`seals.${verb}`, id, { from: seal.status, reason });
  ctx.announce('seals.statusChanged', { sealId: id, status: to });
  return getSeal(ctx, id);
}
