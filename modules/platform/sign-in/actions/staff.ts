import { Secret, TOTP } from 'otpauth';
import type { Context } from '../../../../kernel/context.ts';
import { hashPassword, needsRehash, verifyPassword } from '../../../../kernel/crypto/passwords.ts';
import type { InputOf } from '../../../../kernel/endpoint.ts';
import { formatInstant } from '../../../../kernel/dates.ts';
import { findUserByUsername } from '../../users/api.ts';
import { signInErrors, type SignInResult, type signInEndpoints } from '../contract.ts';
import { afterFailure } from '../rules.ts';
import { findCredential, lockCredential, openOneTimeSecret, saveCredential, sealOneTimeSecret, type CredentialRow } from '../store/credentials.ts';
import { openSession } from './open-session.ts';

const refused = (reason: Extract<SignInResult, { signedIn: false }>['reason'], message: string): SignInResult => ({ signedIn: false, reason, message });
const wrong = refused('wrong', '登录名或口令不正确');

/**
 * Signs an officer in with password and, where set up, a one-time code.
 *
 * An unknown name, a wrong password and a missing password read alike and take alike long; every attempt is audited.
 */
export async function signInStaff(ctx: Context, input: InputOf<typeof signInEndpoints.staffSignIn>): Promise<SignInResult> {
  const user = await findUserByUsername(ctx, input.username);
  const credential = user && (await lockCredential(ctx, 'staff', user.id));
  if (credential?.locked_until && credential.locked_until > ctx.now()) {
    ctx.audit('sign-in.refused', user?.id ?? '', { reason: 'locked' });
    return refused('locked', `连续输错，账号已锁定，${formatInstant(credential.locked_until, ctx.now())} 后可再试，或请安全管理员解锁`);
  }
  const passed = await verifyPassword(input.password, credential?.password_hash ?? null);
  if (!user || !credential || !passed) return failed(ctx, user?.id, credential);
  if (user.status === 'disabled') {
    ctx.audit('sign-in.refused', user.id, { reason: 'disabled' });
    return refused('disabled', '账号已停用，请联系本单位管理员');
  }
  if (credential.one_time_secret) {
    if (input.oneTimeCode === undefined) return refused('codeNeeded', '请输入动态口令');
    const step = checkOneTime(ctx, credential, credential.one_time_secret, input.oneTimeCode);
    if (step === null) return failed(ctx, user.id, credential, 'codeWrong');
    await saveCredential(ctx, 'staff', user.id, { one_time_step: step });
  }
  await saveCredential(ctx, 'staff', user.id, {
    failures: 0,
    locked_until: null,
    ...(credential.password_hash && needsRehash(credential.password_hash) ? { password_hash: await hashPassword(input.password) } : {}),
  });
  return { signedIn: true, session: await openSession(ctx, 'staff', user.id) };
}

async function failed(ctx: Context, userId: string | undefined, credential: CredentialRow | undefined, reason: 'wrong' | 'codeWrong' = 'wrong'): Promise<SignInResult> {
  ctx.audit('sign-in.refused', userId ?? 'unknown', { reason });
  if (userId === undefined || credential === undefined) return wrong;
  const { failures, lockedUntil } = afterFailure(credential.failures, ctx.now());
  await saveCredential(ctx, 'staff', userId, { failures, locked_until: lockedUntil });
  if (lockedUntil) ctx.announce('sign-in.locked', { userId });
  return reason === 'codeWrong' ? refused('codeWrong', '动态口令不正确') : wrong;
}

const totp = (secret: string): TOTP => new TOTP({ issuer: '一网', algorithm: 'SHA1', digits: 6, period: 30, secret: Secret.fromBase32(secret) });

/** The time step of a valid code that has not been used yet; null otherwise. One step either side is allowed for slow clocks. */
function checkOneTime(ctx: Context, credential: CredentialRow, sealed: string, code: string): number | null {
  const timestamp = ctx.now().getTime();
  const delta = totp(openOneTimeSecret(credential.account_id, sealed)).validate({ token: code, timestamp, window: 1 });
  if (delta === null) return null;
  const step = Math.floor(timestamp / 30_000) + delta;
  return step > credential.one_time_step ? step : null;
}

/** Gives the officer a secret for her one-time code program; until a code has confirmed it, an earlier one stays in force. */
export async function beginOneTime(ctx: Context): Promise<{ uri: string; secret: string }> {
  const secret = new Secret({ size: 20 }).base32;
  await saveCredential(ctx, 'staff', ctx.actor.id, { one_time_pending: sealOneTimeSecret(ctx.actor.id, secret) });
  ctx.audit('sign-in.beginOneTime', ctx.actor.id);
  const named = totp(secret);
  named.label = ctx.actor.name;
  return { uri: named.toString(), secret };
}

/** Turns one-time codes on. @throws sign-in.oneTimeNotBegun, oneTimeWrong */
export async function confirmOneTime(ctx: Context, { code }: { code: string }): Promise<void> {
  const credential = await findCredential(ctx, 'staff', ctx.actor.id);
  if (!credential?.one_time_pending) throw signInErrors.oneTimeNotBegun();
  const step = checkOneTime(ctx, credential, credential.one_time_pending, code);
  if (step === null) throw signInErrors.oneTimeWrong();
  await saveCredential(ctx, 'staff', ctx.actor.id, { one_time_secret: credential.one_time_pending, one_time_pending: null, one_time_step: step });
  ctx.audit('sign-in.confirmOneTime', ctx.actor.id);
}
