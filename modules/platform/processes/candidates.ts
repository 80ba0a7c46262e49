import type { Actor } from '../../../kernel/actor.ts';
import type { Context } from '../../../kernel/context.ts';
import { pathOf } from '../organisations/api.ts';
import { rolesHeld } from '../roles/api.ts';
import { candidatesOf, type TaskRow } from './store/tasks.ts';

/** What decides which unclaimed tasks an officer may take: her roles, and her unit with all above it. */
export interface Reach {
  readonly userId: string;
  readonly roles: readonly string[];
  readonly units: readonly string[];
}

/** An officer's reach; nothing for anybody else. */
export async function reachOf(ctx: Context, actor: Actor = ctx.actor): Promise<Reach> {
  if (actor.kind !== 'staff' || actor.unitId === null) return { userId: actor.id, roles: [], units: [] };
  return { userId: actor.id, roles: await rolesHeld(ctx, actor.id), units: await pathOf(ctx, actor.unitId) };
}

/** Whether the actor is one of those an unclaimed task waits for. */
export async function mayClaim(ctx: Context, task: Pick<TaskRow, 'id'>): Promise<boolean> {
  const [reach, candidates] = [await reachOf(ctx), await candidatesOf(ctx, task.id)];
  return candidates.some((candidate) =>
    candidate.person_id === null
      ? candidate.role_code !== null && reach.roles.includes(candidate.role_code) && (candidate.unit_id === null || reach.units.includes(candidate.unit_id))
      : candidate.person_id === reach.userId,
  );
}
