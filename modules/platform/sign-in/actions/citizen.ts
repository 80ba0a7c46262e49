import type { Context } from '../../../../kernel/context.ts';
import { equalSecrets, newOneTimeCode, tokenDigest } from '../../../../kernel/crypto/tokens.ts';
import { verifyPassword } from '../../../../kernel/crypto/passwords.ts';
import { formatInstant } from '../../../../kernel/dates.ts';
import type { InputOf } from '../../../../kernel/endpoint.ts';
import { newId } from '../../../../kernel/id.ts';
import { identityPort } from '../../../../kernel/ports/identity.ts';
import { smsPort } from '../../../../kernel/ports/sms.ts';
import { maskValue } from '../../../../engines/forms/contract.ts';
import { isResidentId } from '../../../../engines/identifiers/contract.ts';
import { signInErrors, type Session, type SignInResult, type signInEndpoints } from '../contract.ts';
import { describeSession } from '../queries.ts';
import { afterFailure, policy } from '../rules.ts';
import { findCitizen, findCitizenByPhone, findCitizenByResidentId, insertCode, phoneIndex, recentCodes, registerPhone, residentIndex, sealCitizen, updateCitizen, updateCode } from '../store/citizens.ts';
import { lockCredential, saveCredential } from '../store/credentials.ts';
import { openSession } from './open-session.ts';

/**
 * Sends a sign-in code by text message; the code is kept only as a digest.
 *
 * @throws sign-in.tooSoon, tooMany; ports.away
 */
export async function sendCode(ctx: Context, { phone }: { phone: string }): Promise<{ sentTo: string; secondsUntilNext: number }> {
  const recent = await recentCodes(ctx, phone);
  const now = ctx.now();
  const wait = recent[0] ? Math.ceil((recent[0].sent_at.getTime() + policy.code.pauseSeconds * 1000 - now.getTime()) / 1000) : 0;
  if (wait > 0) throw signInErrors.tooSoon({ seconds: wait });
  if (recent.length >= policy.code.perDay) throw signInErrors.tooMany();
  const code = newOneTimeCode();
  const id = newId(now);
  await insertCode(ctx, {
    id,
    phone_index: phoneIndex(phone),
    code_digest: tokenDigest(`${id}${code}`),
    sent_at: now,
    expires_at: new Date(now.getTime() + policy.code.minutes * 60_000),
    tries: 0,
    used_at: null,
  });
  await smsPort.get().send({ phone, text: `【一网】登录验证码 ${code}，${policy.code.minutes} 分钟内有效。工作人员不会向您索要验证码。`, reference: id });
  ctx.audit('sign-in.sendCode', id);
  return { sentTo: maskValue('phone', phone), secondsUntilNext: policy.code.pauseSeconds };
}

const refused = (reason: Extract<SignInResult, { signedIn: false }>['reason'], message: string): SignInResult => ({ signedIn: false, reason, message });

/** Signs a citizen in by code or password; the first sign-in by code registers the phone. */
export async function signInCitizen(ctx: Context, input: InputOf<typeof signInEndpoints.citizenSignIn>): Promise<SignInResult> {
  if (input.code !== undefined) {
    if (!(await takeCode(ctx, input.phone, input.code))) return refused('codeWrong', '验证码不正确或已失效，请重新获取');
    const account = await registerPhone(ctx, input.phone);
    return { signedIn: true, session: await openSession(ctx, 'person', account.id) };
  }
  return signInByPassword(ctx, input.phone, input.password ?? '');
}

async function signInByPassword(ctx: Context, phone: string, password: string): Promise<SignInResult> {
  const account = await findCitizenByPhone(ctx, phone);
  const credential = account && (await lockCredential(ctx, 'person', account.id));
  if (account && credential?.locked_until && credential.locked_until > ctx.now()) {
    return refused('locked', `连续输错，请于 ${formatInstant(credential.locked_until, ctx.now())} 后再试，或改用验证码登录`);
  }
  const passed = await verifyPassword(password, credential?.password_hash ?? null);
  if (account && passed) {
    await saveCredential(ctx, 'person', account.id, { failures: 0, locked_until: null });
    return { signedIn: true, session: await openSession(ctx, 'person', account.id) };
  }
  ctx.audit('sign-in.refused', account?.id ?? 'unknown', { reason: 'wrong' });
  if (account && credential) {
    const { failures, lockedUntil } = afterFailure(credential.failures, ctx.now());
    await saveCredential(ctx, 'person', account.id, { failures, locked_until: lockedUntil });
  }
  return refused('wrong', '手机号或口令不正确；没有设置过口令的，请用验证码登录');
}

/** Uses up a code; false when it is wrong, too old, used or has been tried too often. */
async function takeCode(ctx: Context, phone: string, code: string): Promise<boolean> {
  const newest = (await recentCodes(ctx, phone))[0];
  if (!newest || newest.used_at || newest.expires_at <= ctx.now() || newest.tries >= policy.code.maxTries) return false;
  const right = equalSecrets(newest.code_digest, tokenDigest(`${newest.id}${code}`));
  await updateCode(ctx, newest.id, right ? { used_at: ctx.now() } : { tries: newest.tries + 1 });
  return right;
}

/**
 * Checks the citizen's name and identity number with the real-name check and keeps them, encrypted.
 *
 * @throws sign-in.alreadyVerified, badResidentId, residentTaken, identityMismatch; ports.away
 */
export async function verifyIdentity(ctx: Context, { name, residentId }: { name: string; residentId: string }): Promise<Session> {
  const account = await findCitizen(ctx, ctx.actor.id);
  if (!account) throw signInErrors.noAccount();
  if (account.verified_at) throw signInErrors.alreadyVerified();
  if (!isResidentId(residentId)) throw signInErrors.badResidentId();
  if (await findCitizenByResidentId(ctx, residentId)) throw signInErrors.residentTaken();
  if (!(await identityPort.get().matches({ name, number: residentId }))) throw signInErrors.identityMismatch();
  await updateCitizen(ctx, account.id, {
    name: sealCitizen(account.id, 'name', name),
    resident_id: sealCitizen(account.id, 'resident_id', residentId),
    resident_id_index: residentIndex(residentId),
    verified_at: ctx.now(),
  });
  ctx.audit('sign-in.verifyIdentity', account.id);
  ctx.announce('sign-in.verified', { accountId: account.id });
  return describeSession(ctx, 'person', account.id);
}
