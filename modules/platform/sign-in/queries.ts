import { nothing, type Actor, type DataScope } from '../../../kernel/actor.ts';
import type { Context } from '../../../kernel/context.ts';
import { tokenDigest } from '../../../kernel/crypto/tokens.ts';
import { maskValue } from '../../../engines/forms/contract.ts';
import { permissionsOf } from '../roles/api.ts';
import { getUser } from '../users/api.ts';
import { signInErrors, type CitizenAccount, type Device, type Session } from './contract.ts';
import { policy } from './rules.ts';
import { findCitizen, findCitizenByResidentId, openCitizen } from './store/citizens.ts';
import { findCredential, listLocked } from './store/credentials.ts';
import { deviceOfSession, findOpenSession, listDevices, touchSession, type SessionRow } from './store/sessions.ts';
import type { AccountKind } from './contract.ts';

/** Actors of the last seconds by token digest, so that a page's dozen requests ask the database once. */
const known = new Map<string, { actor: Actor; until: number }>();
const keepMilliseconds = 5000;
const keepAtMost = 20_000;

/** Forgets what is kept of a session, so that its end takes effect at once in this process; elsewhere within five seconds. */
export function forgetActor(sessionId: string): void {
  for (const [digest, { actor }] of known) if (actor.sessionId === sessionId) known.delete(digest);
}

/** Finds who a session token belongs to; null when it is unknown, has ended or has been idle too long. */
export async function authenticate(ctx: Context, token: string): Promise<Actor | null> {
  const digest = tokenDigest(token);
  const now = ctx.now().getTime();
  const kept = known.get(digest);
  if (kept && kept.until > now) return kept.actor;
  known.delete(digest);
  const session = await findOpenSession(ctx, digest);
  if (!session || now - session.seen_at.getTime() > policy[session.account_kind].idleMinutes * 60_000) return null;
  if (now - session.seen_at.getTime() > 60_000) await touchSession(ctx, digest);
  const actor = session.account_kind === 'staff' ? await staffActor(ctx, session) : await citizenActor(ctx, session);
  if (known.size >= keepAtMost) known.clear();
  if (actor) known.set(digest, { actor, until: now + keepMilliseconds });
  return actor;
}

async function staffActor(ctx: Context, session: SessionRow): Promise<Actor | null> {
  const user = await getUser(ctx, session.account_id);
  if (user.status !== 'active') return null;
  const credential = await findCredential(ctx, 'staff', user.id);
  // Until a starting password has been changed, an officer may do nothing but change it.
  const permissions = credential?.must_change ? new Map<string, DataScope>() : await permissionsOf(ctx, user.id);
  return {
    kind: 'staff',
    id: user.id,
    name: user.name,
    unitId: user.unitId,
    sessionId: session.id,
    can: (permission) => permissions.has(permission),
    scope: (permission) => permissions.get(permission) ?? nothing,
  };
}

async function citizenActor(ctx: Context, session: SessionRow): Promise<Actor | null> {
  const row = await findCitizen(ctx, session.account_id);
  if (!row) return null;
  const account = openCitizen(row);
  return {
    kind: 'person',
    id: account.id,
    name: account.name === null ? maskValue('phone', account.phone) : maskValue('name', account.name),
    unitId: null,
    sessionId: session.id,
    can: () => false,
    scope: () => nothing,
  };
}

const guestSession: Session = { kind: 'guest', id: 'guest', name: '访客', unitId: null, unitName: null, permissions: [], mustChangePassword: false, verified: false, phone: null };

/** The session of the actor at hand. */
export async function currentSession(ctx: Context): Promise<Session> {
  const { kind, id } = ctx.actor;
  return kind === 'staff' || kind === 'person' ? describeSession(ctx, kind, id) : guestSession;
}

/** What pages need to know of a signed-in account. */
export async function describeSession(ctx: Context, kind: AccountKind, accountId: string): Promise<Session> {
  if (kind === 'staff') {
    const user = await getUser(ctx, accountId);
    const credential = await findCredential(ctx, 'staff', accountId);
    const mustChangePassword = credential?.must_change ?? false;
    const permissions = mustChangePassword ? [] : [...(await permissionsOf(ctx, accountId)).keys()].toSorted();
    return { kind, id: user.id, name: user.name, unitId: user.unitId, unitName: user.bureauName === user.unitName ? user.bureauName : `${user.bureauName} ${user.unitName}`, permissions, mustChangePassword, verified: true, phone: user.mobile };
  }
  const account = await getAccount(ctx, accountId);
  const phone = maskValue('phone', account.phone);
  return { ...guestSession, kind, id: account.id, name: account.name === null ? phone : maskValue('name', account.name), verified: account.verified, phone };
}

/** A citizen's account in the clear; the caller masks what it shows and audits what it reads. @throws sign-in.noAccount */
export async function getAccount(ctx: Context, accountId: string): Promise<CitizenAccount> {
  const row = await findCitizen(ctx, accountId);
  if (!row) throw signInErrors.noAccount();
  return openCitizen(row);
}

/** The account in which a person's identity has been checked; nothing when she has none. */
export async function findAccountByResidentId(ctx: Context, residentId: string): Promise<CitizenAccount | undefined> {
  const row = await findCitizenByResidentId(ctx, residentId);
  return row && openCitizen(row);
}

/** The actor's own devices. */
export async function listOwnDevices(ctx: Context): Promise<Device[]> {
  const rows = await listDevices(ctx, ctx.actor.kind === 'staff' ? 'staff' : 'person', ctx.actor.id);
  const current = ctx.actor.sessionId ? await deviceOfSession(ctx, ctx.actor.sessionId) : undefined;
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    firstSeenAt: row.first_seen_at.toISOString(),
    lastSeenAt: row.last_seen_at.toISOString(),
    current: row.id === current,
    openSessions: row.open_sessions ?? 0,
  }));
}

/** Officers locked out at the moment. */
export async function listLockedUsers(ctx: Context) {
  const rows = await listLocked(ctx);
  return rows.map((row) => ({ userId: row.id, username: row.username, name: row.name, lockedUntil: row.locked_until.toISOString() }));
}
