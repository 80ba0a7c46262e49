import type { Context } from '../../../kernel/context.ts';
import type { InputOf } from '../../../kernel/endpoint.ts';
import { newId } from '../../../kernel/id.ts';
import { isResidentId } from '../../../engines/identifiers/contract.ts';
import { getUnit } from '../organisations/api.ts';
import { userErrors, type User, type userEndpoints } from './contract.ts';
import { getUser, getUserInScope } from './queries.ts';
import { findClash, indexOf, insertUser, lockUser, seal, unseal, updateUser, type UserRow } from './store.ts';

/**
 * Makes an officer's account; a security administrator grants it roles, and it signs in once sign-in has given it a password.
 *
 * @throws users.badResidentId, usernameTaken, numberTaken, residentTaken; organisations.notFound
 */
export async function createUser(ctx: Context, input: InputOf<typeof userEndpoints.create>): Promise<User> {
  if (!isResidentId(input.residentId)) throw userErrors.badResidentId();
  await getUnit(ctx, input.unitId);
  const residentIdIndex = indexOf('resident_id', input.residentId);
  const clash = await findClash(ctx, { username: input.username, employeeNumber: input.employeeNumber, residentIdIndex });
  if (clash?.username === input.username) throw userErrors.usernameTaken({ username: input.username });
  if (clash?.employee_number === input.employeeNumber) throw userErrors.numberTaken({ number: input.employeeNumber });
  if (clash) throw userErrors.residentTaken();

  const id = newId(ctx.now());
  await insertUser(ctx, {
    id,
    username: input.username,
    name: input.name,
    employee_number: input.employeeNumber,
    unit_id: input.unitId,
    position: input.position,
    mobile: seal(id, 'mobile', input.mobile),
    mobile_index: indexOf('mobile', input.mobile),
    resident_id: seal(id, 'resident_id', input.residentId),
    resident_id_index: residentIdIndex,
    status: 'active',
    status_reason: null,
    created_at: ctx.now(),
    changed_at: ctx.now(),
  });
  ctx.audit('users.create', id, { username: input.username, unitId: input.unitId });
  ctx.announce('users.created', { userId: id });
  return getUser(ctx, id);
}

/** Changes name, unit, position or mobile. @throws users.notFound; organisations.notFound */
export async function updateUserDetails(ctx: Context, input: InputOf<typeof userEndpoints.update>): Promise<User> {
  const user = await requireUser(ctx, input.id);
  await getUnit(ctx, input.unitId);
  await updateUser(ctx, user.id, {
    name: input.name,
    unit_id: input.unitId,
    position: input.position,
    mobile: seal(user.id, 'mobile', input.mobile),
    mobile_index: indexOf('mobile', input.mobile),
    changed_at: ctx.now(),
  });
  ctx.audit('users.update', user.id, { about: user.id, unitFrom: user.unit_id, unitTo: input.unitId });
  ctx.announce('users.changed', { userId: user.id });
  return getUser(ctx, user.id);
}

/** Disables an account; its sessions end at once. @throws users.notFound, alreadyDisabled, self */
export async function disableUser(ctx: Context, { id, reason }: { id: string; reason: string }): Promise<User> {
  const user = await requireUser(ctx, id);
  if (user.id === ctx.actor.id) throw userErrors.self();
  if (user.status === 'disabled') throw userErrors.alreadyDisabled({ name: user.name });
  await updateUser(ctx, id, { status: 'disabled', status_reason: reason, changed_at: ctx.now() });
  ctx.audit('users.disable', id, { reason });
  ctx.announce('users.disabled', { userId: id });
  return getUser(ctx, id);
}

/** Enables a disabled account. @throws users.notFound, notDisabled */
export async function enableUser(ctx: Context, { id }: { id: string }): Promise<User> {
  const user = await requireUser(ctx, id);
  if (user.status === 'active') throw userErrors.notDisabled({ name: user.name });
  await updateUser(ctx, id, { status: 'active', status_reason: null, changed_at: ctx.now() });
  ctx.audit('users.enable', id);
  return getUser(ctx, id);
}

/** Shows an officer's full mobile and identity number, and writes down who looked and why. @throws users.notFound */
export async function revealUser(ctx: Context, { id, reason }: { id: string; reason: string }): Promise<{ mobile: string; residentId: string }> {
  await getUserInScope(ctx, id);
  const user = await requireUser(ctx, id);
  ctx.audit('users.reveal', id, { about: id, basis: reason });
  return { mobile: unseal(user, 'mobile'), residentId: unseal(user, 'resident_id') };
}

async function requireUser(ctx: Context, id: string): Promise<UserRow> {
  const user = await lockUser(ctx, id);
  if (!user) throw userErrors.notFound({ id });
  return user;
}
