import type { Context } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/id.ts';
import { aUnit } from '../organisations/testing.ts';
import { indexOf, insertUser, seal } from './store.ts';

/** Makes an officer's account and returns its id and unit. */
export async function aUser(ctx: Context, given: { username?: string; name?: string; unitId?: string; mobile?: string } = {}): Promise<{ id: string; username: string; unitId: string }> {
  const id = newId(ctx.now());
  const username = given.username ?? `user${id.slice(-12).replaceAll('-', '')}`;
  const unitId = given.unitId ?? (await aUnit(ctx)).id;
  const mobile = given.mobile ?? '19900009999';
  await insertUser(ctx, {
    id,
    username,
    name: given.name ?? '测试员',
    employee_number: id,
    unit_id: unitId,
    position: '科员',
    mobile: seal(id, 'mobile', mobile),
    mobile_index: indexOf('mobile', mobile),
    resident_id: seal(id, 'resident_id', '411299198106080042'),
    resident_id_index: id,
    status: 'active',
    status_reason: null,
    created_at: ctx.now(),
    changed_at: ctx.now(),
  });
  return { id, username, unitId };
}
