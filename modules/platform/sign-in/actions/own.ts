import { randomInt } from 'node:crypto';
import type { Actor } from '../../../../kernel/actor.ts';
import type { Context } from '../../../../kernel/context.ts';
import { hashPassword, verifyPassword } from '../../../../kernel/crypto/passwords.ts';
import { sessionCookie, setCookie } from '../../../../kernel/http/cookies.ts';
import { getUser } from '../../users/api.ts';
import { signInErrors } from '../contract.ts';
import { forgetActor } from '../queries.ts';
import { weakness } from '../rules.ts';
import { lockCredential, saveCredential } from '../store/credentials.ts';
import { endSessions, unbind } from '../store/sessions.ts';
import type { AccountKind } from '../contract.ts';

const kindOf = (actor: Actor): AccountKind => (actor.kind === 'staff' ? 'staff' : 'person');

/** Ends the session at hand and takes its cookie away; harmless without one. */
export async function signOut(ctx: Context): Promise<void> {
  if (ctx.actor.sessionId) {
    await endSessions(ctx, { id: ctx.actor.sessionId }, 'signedOut');
    forgetActor(ctx.actor.sessionId);
    ctx.audit('sign-in.close', ctx.actor.id);
  }
  setCookie(ctx, { name: sessionCookie, value: '', maxAge: 0 });
}

/**
 * Changes the actor's own password; all her other sessions end.
 *
 * @throws sign-in.wrongPassword, samePassword, weakPassword
 */
export async function changePassword(ctx: Context, { current, next }: { current?: string; next: string }): Promise<void> {
  const kind = kindOf(ctx.actor);
  const credential = await lockCredential(ctx, kind, ctx.actor.id);
  if (credential?.password_hash) {
    if (!(await verifyPassword(current ?? '', credential.password_hash))) throw signInErrors.wrongPassword();
    if (current === next) throw signInErrors.samePassword();
  }
  const accountName = kind === 'staff' ? (await getUser(ctx, ctx.actor.id)).username : '';
  const why = weakness(next, accountName);
  if (why) throw signInErrors.weakPassword({ why });
  await saveCredential(ctx, kind, ctx.actor.id, { password_hash: await hashPassword(next), must_change: false, changed_at: ctx.now(), failures: 0, locked_until: null });
  await endSessions(ctx, { account: { kind, id: ctx.actor.id }, ...(ctx.actor.sessionId ? { except: ctx.actor.sessionId } : {}) }, 'passwordChanged');
  if (ctx.actor.sessionId) forgetActor(ctx.actor.sessionId);
  ctx.audit('sign-in.changePassword', ctx.actor.id);
}

/** Forgets one of the actor's devices and ends its sessions. @throws sign-in.noDevice */
export async function unbindDevice(ctx: Context, { id }: { id: string }): Promise<void> {
  if (!(await unbind(ctx, kindOf(ctx.actor), ctx.actor.id, id))) throw signInErrors.noDevice();
  await endSessions(ctx, { deviceId: id, account: { kind: kindOf(ctx.actor), id: ctx.actor.id } }, 'deviceUnbound');
  ctx.audit('sign-in.unbindDevice', id);
}

/** Lets a locked officer try again. @throws users.notFound, sign-in.notLocked */
export async function unlock(ctx: Context, { userId }: { userId: string }): Promise<void> {
  await getUser(ctx, userId);
  const credential = await lockCredential(ctx, 'staff', userId);
  if (!credential?.locked_until || credential.locked_until <= ctx.now()) throw signInErrors.notLocked();
  await saveCredential(ctx, 'staff', userId, { failures: 0, locked_until: null });
  ctx.audit('sign-in.unlock', userId);
}

/** Ends all of an officer's sessions. @throws users.notFound */
export async function endSessionsOf(ctx: Context, { userId }: { userId: string }): Promise<{ ended: number }> {
  await getUser(ctx, userId);
  const ended = await endSessions(ctx, { account: { kind: 'staff', id: userId } }, 'endedByAdministrator');
  ctx.audit('sign-in.endSessions', userId, { ended });
  return { ended };
}

/** Gives an officer a password to start with, which she must change at her next sign-in. @throws users.notFound */
export async function resetPassword(ctx: Context, { userId }: { userId: string }): Promise<{ password: string }> {
  await getUser(ctx, userId);
  const password = startingPassword();
  await saveCredential(ctx, 'staff', userId, { password_hash: await hashPassword(password), must_change: true, changed_at: ctx.now(), failures: 0, locked_until: null, one_time_secret: null, one_time_pending: null });
  await endSessions(ctx, { account: { kind: 'staff', id: userId } }, 'passwordReset');
  ctx.audit('sign-in.resetPassword', userId);
  return { password };
}

/** Twelve letters and digits without those that look alike, in groups one can read aloud. */
function startingPassword(): string {
  const pick = (from: string, count: number): string => Array.from({ length: count }, () => from[randomInt(from.length)]).join('');
  return `${pick('ABCDEFGHJKMNPQRSTUVWXYZ', 1)}${pick('abcdefghjkmnpqrstuvwxyz', 3)}-${pick('23456789', 4)}-${pick('abcdefghjkmnpqrstuvwxyz', 4)}`;
}
