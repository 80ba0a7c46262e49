import type { Context } from '../../../../kernel/context.ts';
import { sealErrors } from '../contract.ts';
import { lockSeal, type SealRow } from '../store/seals.ts';

/** Loads a seal the actor may manage and holds it. @throws seals.notFound */
export async function requireSeal(ctx: Context, id: string): Promise<SealRow> {
  const seal = await lockSeal(ctx, id);
  const { units } = ctx.actor.scope('seals.manage');
  if (!seal || (units !== 'all' && !units.includes(seal.unit_id))) throw sealErrors.notFound({ id });
  return seal;
}
