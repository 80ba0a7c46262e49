import { sql } from 'kysely';
import type { Context } from '../../../kernel/context.ts';
import { page } from '../../../kernel/db/page.ts';
import type { InputOf } from '../../../kernel/endpoint.ts';
import type { Page } from '../../../kernel/lists.ts';
import { maskValue } from '../../../engines/forms/contract.ts';
import { userErrors, type User, type userEndpoints } from './contract.ts';
import { unseal } from './store.ts';
import { tables } from './tables.ts';

const userQuery = (ctx: Context) =>
  tables(ctx)
    .selectFrom('staff_user')
    .innerJoin('v_unit', 'v_unit.id', 'staff_user.unit_id')
    .select([
      'staff_user.id', 'staff_user.username', 'staff_user.name', 'staff_user.employee_number', 'staff_user.unit_id', 'staff_user.position',
      'staff_user.mobile', 'staff_user.resident_id', 'staff_user.status', 'staff_user.status_reason', 'staff_user.changed_at',
      'v_unit.name as unit_name', 'v_unit.bureau_name', 'v_unit.division_name',
    ]);

type UserRecord = Awaited<ReturnType<ReturnType<typeof userQuery>['executeTakeFirstOrThrow']>>;

/** One page of accounts the actor's scope reaches, by username. */
export async function listUsers(ctx: Context, filter: InputOf<typeof userEndpoints.list>): Promise<Page<User>> {
  const { text, status, unitId } = filter;
  const query = inScope(ctx, userQuery(ctx))
    .$if(text !== undefined, (q) =>
      q.where((eb) =>
        eb.or([eb('staff_user.name', 'like', `%${text}%`), eb('staff_user.username', 'like', `${text}%`), eb('staff_user.employee_number', '=', text ?? '')]),
      ),
    )
    .$if(status !== undefined, (q) => q.where('staff_user.status', '=', status!))
    .$if(unitId !== undefined, (q) => q.where(sql<boolean>`v_unit.path @> array[${unitId}]::text[]`));
  const found = await page(ctx, query, filter, {
    keys: { username: 'staff_user.username', name: 'staff_user.name', changedAt: 'staff_user.changed_at' },
    id: 'staff_user.id',
    usual: 'username',
  });
  return { ...found, rows: found.rows.map(toUser) };
}

/** An account within the actor's scope. @throws users.notFound */
export async function getUserInScope(ctx: Context, id: string): Promise<User> {
  const row = await inScope(ctx, userQuery(ctx)).where('staff_user.id', '=', id).executeTakeFirst();
  if (!row) throw userErrors.notFound({ id });
  return toUser(row);
}

/** An account, whoever asks. @throws users.notFound */
export async function getUser(ctx: Context, id: string): Promise<User> {
  const row = await userQuery(ctx).where('staff_user.id', '=', id).executeTakeFirst();
  if (!row) throw userErrors.notFound({ id });
  return toUser(row);
}

/** Finds an account to sign in with; nothing for an unknown name. */
export const findUserByUsername = (ctx: Context, username: string): Promise<{ id: string; name: string; unit_id: string; status: 'active' | 'disabled' } | undefined> =>
  tables(ctx).selectFrom('staff_user').select(['id', 'name', 'unit_id', 'status']).where('username', '=', username).executeTakeFirst();

/** How to reach an officer who works here: mobile in the clear, for sending to; null for an unknown or disabled account. */
export async function contactOf(ctx: Context, userId: string): Promise<{ mobile: string } | null> {
  const row = await tables(ctx).selectFrom('staff_user').select(['id', 'mobile', 'resident_id', 'status']).where('id', '=', userId).executeTakeFirst();
  return row?.status === 'active' ? { mobile: unseal(row, 'mobile') } : null;
}

function inScope(ctx: Context, query: ReturnType<typeof userQuery>): ReturnType<typeof userQuery> {
  const scope = ctx.actor.scope('users.read');
  if (scope.units === 'all') return query;
  const units = [...scope.units];
  return query.where((eb) =>
    eb.or([...(units.length > 0 ? [eb('staff_user.unit_id', 'in', units)] : []), ...(scope.own ? [eb('staff_user.id', '=', ctx.actor.id)] : []), sql<boolean>`false`]),
  );
}

const toUser = (row: UserRecord): User => ({
  id: row.id,
  username: row.username,
  name: row.name,
  employeeNumber: row.employee_number,
  unitId: row.unit_id,
  unitName: row.unit_name,
  bureauName: row.bureau_name,
  divisionName: row.division_name,
  position: row.position,
  mobile: maskValue('phone', unseal(row, 'mobile')),
  status: row.status,
  statusReason: row.status_reason,
  changedAt: row.changed_at.toISOString(),
});
