import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { Secret, TOTP } from 'otpauth';
import type { Context } from '../../../kernel/context.ts';
import { hashPassword } from '../../../kernel/crypto/passwords.ts';
import { cookiesOf, sessionCookie } from '../../../kernel/http/cookies.ts';
import { identityPort } from '../../../kernel/ports/identity.ts';
import { smsPort } from '../../../kernel/ports/sms.ts';
import { aCitizen, anOfficer } from '../../../kernel/testing/actors.ts';
import { as, inRollback } from '../../../kernel/testing/database.ts';
import { aRole } from '../roles/testing.ts';
import { aUser } from '../users/testing.ts';
import { sendCode, signInCitizen, verifyIdentity } from './actions/citizen.ts';
import { changePassword, resetPassword, signOut, unbindDevice, unlock } from './actions/own.ts';
import { beginOneTime, confirmOneTime, signInStaff } from './actions/staff.ts';
import { authenticate, currentSession, getAccount, listOwnDevices } from './queries.ts';
import { saveCredential } from './store/credentials.ts';

const password = 'Tianehu-2026';
const hash = hashPassword(password);
const sent: { phone: string; text: string }[] = [];

async function anAccount(ctx: Context, mustChange = false): Promise<{ id: string; username: string }> {
  const user = await aUser(ctx);
  await saveCredential(ctx, 'staff', user.id, { password_hash: await hash, must_change: mustChange });
  return user;
}

/** A clock a test can move, shared by all contexts made from it. */
const movable = (start = '2026-11-23T01:00:00Z') => {
  let at = new Date(start);
  return { now: () => at, pass: (minutes: number) => (at = new Date(at.getTime() + minutes * 60_000)) };
};

/** The same work as another request: its own cookies. */
const request = (ctx: Context): Context => ({ ...ctx, origin: { ...ctx.origin } });
const tokenOf = (ctx: Context): string => cookiesOf(ctx.origin).find((cookie) => cookie.name === sessionCookie)?.value ?? '';

describe('signing in as an officer', () => {
  it('opens a session whose token finds the officer with her permissions', async () => {
    await inRollback({}, async (base) => {
      const user = await anAccount(base);
      await aRole(base, { code: 'reader', permissions: ['organisations.read'], holder: user.id });
      const ctx = request(base);
      const result = await signInStaff(ctx, { username: user.username, password });
      assert.ok(result.signedIn);
      assert.deepEqual(result.session.permissions, ['organisations.read']);
      const actor = await authenticate(base, tokenOf(ctx));
      assert.equal(actor?.id, user.id);
      assert.equal(actor.can('organisations.read'), true);
      assert.equal(actor.can('organisations.manage'), false);
      assert.equal(await authenticate(base, 'another token'), null);
    });
  });

  it('answers a wrong name and a wrong password alike', async () => {
    await inRollback({}, async (ctx) => {
      const user = await anAccount(ctx);
      assert.deepEqual(await signInStaff(ctx, { username: user.username, password: 'x' }), await signInStaff(ctx, { username: 'nobody', password: 'x' }));
    });
  });

  it('locks after five failures, stays locked for the right password, and opens again when time or an administrator allows', async () => {
    const clock = movable();
    await inRollback({ now: clock.now }, async (ctx) => {
      const user = await anAccount(ctx);
      const tryWith = async (word: string) => signInStaff(request(ctx), { username: user.username, password: word });
      for (let count = 0; count < 5; count += 1) assert.equal((await tryWith('wrong')).signedIn, false);
      const locked = await tryWith(password);
      assert.ok(!locked.signedIn && locked.reason === 'locked' && locked.message.includes('09:15'));
      clock.pass(16);
      assert.ok((await tryWith(password)).signedIn);
      for (let count = 0; count < 5; count += 1) await tryWith('wrong');
      await unlock(ctx, { userId: user.id });
      assert.ok((await tryWith(password)).signedIn);
      await assert.rejects(unlock(ctx, { userId: user.id }), { code: 'sign-in.notLocked' });
    });
  });

  it('asks for a one-time code once it is set up, and takes no code twice', async () => {
    const clock = movable();
    await inRollback({ now: clock.now }, async (ctx) => {
      const user = await anAccount(ctx);
      const own = as(ctx, anOfficer({ id: user.id, name: '测试员' }));
      const { secret } = await beginOneTime(own);
      const codeNow = () => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: clock.now().getTime() });
      await assert.rejects(confirmOneTime(own, { code: '000000' }), { code: 'sign-in.oneTimeWrong' });
      await confirmOneTime(own, { code: codeNow() });
      const without = await signInStaff(request(ctx), { username: user.username, password });
      assert.ok(!without.signedIn && without.reason === 'codeNeeded');
      const replayed = await signInStaff(request(ctx), { username: user.username, password, oneTimeCode: codeNow() });
      assert.ok(!replayed.signedIn && replayed.reason === 'codeWrong');
      clock.pass(1);
      assert.ok((await signInStaff(request(ctx), { username: user.username, password, oneTimeCode: codeNow() })).signedIn);
    });
  });

  it('lets the holder of a starting password do nothing but change it', async () => {
    await inRollback({}, async (base) => {
      const user = await anAccount(base);
      await aRole(base, { code: 'reader', permissions: ['organisations.read'], holder: user.id });
      const { password: starting } = await resetPassword(base, { userId: user.id });
      const ctx = request(base);
      const result = await signInStaff(ctx, { username: user.username, password: starting });
      assert.ok(result.signedIn && result.session.mustChangePassword);
      const actor = await authenticate(base, tokenOf(ctx));
      assert.equal(actor?.can('organisations.read'), false);
      await assert.rejects(changePassword(as(base, actor!), { current: starting, next: 'short' }), { code: 'sign-in.weakPassword' });
      await changePassword(as(base, actor!), { current: starting, next: 'Xiaoqinling-7' });
      assert.equal((await authenticate(base, tokenOf(ctx)))?.can('organisations.read'), true);
    });
  });

  it('ends a session when it is signed out, idle too long, or its device is unbound', async () => {
    const clock = movable();
    await inRollback({ now: clock.now }, async (base) => {
      const user = await anAccount(base);
      const open = async () => {
        const ctx = request(base);
        await signInStaff(ctx, { username: user.username, password });
        return tokenOf(ctx);
      };
      const first = await open();
      const actor = await authenticate(base, first);
      await signOut(as(request(base), actor!));
      assert.equal(await authenticate(base, first), null);
      const second = await open();
      clock.pass(31);
      assert.equal(await authenticate(base, second), null);
      const third = await open();
      const own = as(base, (await authenticate(base, third))!);
      const device = (await listOwnDevices(own)).find((each) => each.current);
      await unbindDevice(own, { id: device!.id });
      clock.pass(1);
      assert.equal(await authenticate(base, third), null);
    });
  });
});

describe('signing in as a citizen', () => {
  beforeEach(() => {
    smsPort.plug({
      send: async (message) => {
        sent.unshift(message);
        return { messageId: '1' };
      },
      stateOf: async () => 'delivered',
    });
    identityPort.plug({ matches: async ({ name }) => name === '阎昊天' });
  });

  const phone = '19900015555';
  const codeOf = () => /验证码 (\d{6})/.exec(sent[0]?.text ?? '')?.[1] ?? '';

  it('registers the phone at the first code and knows it at the second', async () => {
    const clock = movable();
    await inRollback({ now: clock.now }, async (ctx) => {
      await sendCode(ctx, { phone });
      const first = await signInCitizen(request(ctx), { phone, code: codeOf() });
      clock.pass(2);
      await sendCode(ctx, { phone });
      const second = await signInCitizen(request(ctx), { phone, code: codeOf() });
      assert.ok(first.signedIn && second.signedIn);
      assert.equal(first.session.id, second.session.id);
      assert.equal(first.session.name, '199****5555');
    });
  });

  it('sends no second code within a minute, takes none twice, none that is old, and none after five wrong tries', async () => {
    const clock = movable();
    await inRollback({ now: clock.now }, async (ctx) => {
      await sendCode(ctx, { phone });
      await assert.rejects(sendCode(ctx, { phone }), { code: 'sign-in.tooSoon' });
      const code = codeOf();
      const wrong = code === '111111' ? '222222' : '111111';
      for (let count = 0; count < 5; count += 1) assert.equal((await signInCitizen(request(ctx), { phone, code: wrong })).signedIn, false);
      assert.equal((await signInCitizen(request(ctx), { phone, code })).signedIn, false);
      clock.pass(2);
      await sendCode(ctx, { phone });
      assert.ok((await signInCitizen(request(ctx), { phone, code: codeOf() })).signedIn);
      assert.equal((await signInCitizen(request(ctx), { phone, code: codeOf() })).signedIn, false);
      clock.pass(2);
      await sendCode(ctx, { phone });
      clock.pass(6);
      assert.equal((await signInCitizen(request(ctx), { phone, code: codeOf() })).signedIn, false);
    });
  });

  it('checks the real name once and for one account only', async () => {
    await inRollback({}, async (ctx) => {
      const accountOf = async (number: string): Promise<Context> => {
        await sendCode(ctx, { phone: number });
        const result = await signInCitizen(request(ctx), { phone: number, code: codeOf() });
        assert.ok(result.signedIn);
        return as(ctx, aCitizen({ id: result.session.id }));
      };
      const own = await accountOf('19900015556');
      const person = { name: '阎昊天', residentId: '41129919850608603X' };
      await assert.rejects(verifyIdentity(own, { ...person, name: '别人' }), { code: 'sign-in.identityMismatch' });
      await assert.rejects(verifyIdentity(own, { ...person, residentId: '411299198506086031' }), { code: 'sign-in.badResidentId' });
      const session = await verifyIdentity(own, person);
      assert.deepEqual([session.verified, session.name], [true, '阎*天']);
      assert.equal((await getAccount(own, own.actor.id)).residentId, person.residentId);
      assert.equal((await currentSession(own)).verified, true);
      await assert.rejects(verifyIdentity(own, person), { code: 'sign-in.alreadyVerified' });
      await assert.rejects(verifyIdentity(await accountOf('19900015557'), person), { code: 'sign-in.residentTaken' });
    });
  });
});
