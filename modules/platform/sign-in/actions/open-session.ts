import type { Context } from '../../../../kernel/context.ts';
import { newToken, tokenDigest } from '../../../../kernel/crypto/tokens.ts';
import { deviceCookie, sessionCookie, setCookie } from '../../../../kernel/http/cookies.ts';
import { newId } from '../../../../kernel/id.ts';
import type { Session } from '../contract.ts';
import { describeSession } from '../queries.ts';
import { deviceName, policy } from '../rules.ts';
import { insertSession, noteDevice } from '../store/sessions.ts';
import type { AccountKind } from '../contract.ts';

const deviceYears = 365 * 24 * 3600;

/** Opens a session on the device at hand, gives the caller its cookies and says who is signed in now. */
export async function openSession(ctx: Context, kind: AccountKind, accountId: string): Promise<Session> {
  const now = ctx.now();
  const deviceToken = ctx.origin.device ?? newToken();
  const deviceId = await noteDevice(ctx, {
    id: newId(now),
    token_digest: tokenDigest(deviceToken),
    account_kind: kind,
    account_id: accountId,
    name: deviceName(ctx.origin.agent),
    first_seen_at: now,
    last_seen_at: now,
    unbound_at: null,
  });
  const token = newToken();
  const { totalHours } = policy[kind];
  await insertSession(ctx, {
    digest: tokenDigest(token),
    id: newId(now),
    account_kind: kind,
    account_id: accountId,
    device_id: deviceId,
    address: ctx.origin.address,
    created_at: now,
    seen_at: now,
    ends_at: new Date(now.getTime() + totalHours * 3_600_000),
    ended_at: null,
    ended_why: null,
  });
  setCookie(ctx, { name: sessionCookie, value: token, maxAge: kind === 'staff' ? null : totalHours * 3600 });
  setCookie(ctx, { name: deviceCookie, value: deviceToken, maxAge: deviceYears });
  ctx.audit('sign-in.open', accountId, { kind, device: deviceId });
  return describeSession(ctx, kind, accountId);
}
