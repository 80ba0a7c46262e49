import { sql } from 'kysely';
import type { Context } from '../../../../kernel/context.ts';
import { reachOf, type Reach } from '../../../platform/processes/api.ts';
import type { CaseRecord } from '../store/cases.ts';
import { tables } from '../tables.ts';

/** Whether a case has a task that is, was or may become the officer's. */
const hasTaskFor = ({ userId, roles, units }: Reach) => sql<boolean>`exists (
  select 1 from v_task t where t.subject = 'cases/' || case_record.id and (
    t.assignee_id = ${userId} or t.done_by = ${userId}
    or (t.status = 'open' and t.assignee_id is null and exists (
      select 1 from v_task_candidate c where c.task_id = t.id and (
        c.person_id = ${userId} or (c.person_id is null and c.role_code = any(${[...roles]}::text[]) and c.unit_id = any(${[...units]}::text[]))))))
)`;

/** The part of a query that keeps an officer to the cases she may see. */
export async function withinReach(ctx: Context) {
  const scope = ctx.actor.scope('cases.read');
  if (scope.units === 'all') return sql<boolean>`true`;
  const tasks = hasTaskFor(await reachOf(ctx));
  return scope.units.length === 0 ? tasks : sql<boolean>`(case_record.unit_id = any(${[...scope.units]}::text[]) or ${tasks})`;
}

/** Whether the officer may see the case. */
export async function isReachable(ctx: Context, record: Pick<CaseRecord, 'id'>): Promise<boolean> {
  if (ctx.actor.kind === 'system') return true;
  if (ctx.actor.kind !== 'staff') return false;
  const found = await tables(ctx).selectFrom('case_record').select('id').where('id', '=', record.id).where(await withinReach(ctx)).executeTakeFirst();
  return found !== undefined;
}
