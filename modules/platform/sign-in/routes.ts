import { implement } from '../../../kernel/endpoint.ts';
import { sendCode, signInCitizen, verifyIdentity } from './actions/citizen.ts';
import { changePassword, endSessionsOf, resetPassword, signOut, unbindDevice, unlock } from './actions/own.ts';
import { beginOneTime, confirmOneTime, signInStaff } from './actions/staff.ts';
import { signInEndpoints } from './contract.ts';
import { currentSession, listLockedUsers, listOwnDevices } from './queries.ts';

const done = async (work: Promise<void>): Promise<Record<string, never>> => {
  await work;
  return {};
};

export const signInRoutes = implement(signInEndpoints, {
  session: (ctx) => currentSession(ctx),
  staffSignIn: (ctx, input) => signInStaff(ctx, input),
  sendCode: (ctx, input) => sendCode(ctx, input),
  citizenSignIn: (ctx, input) => signInCitizen(ctx, input),
  signOut: (ctx) => done(signOut(ctx)),
  changePassword: (ctx, input) => done(changePassword(ctx, input)),
  verifyIdentity: (ctx, input) => verifyIdentity(ctx, input),
  devices: async (ctx) => ({ rows: await listOwnDevices(ctx) }),
  unbindDevice: (ctx, input) => done(unbindDevice(ctx, input)),
  beginOneTime: (ctx) => beginOneTime(ctx),
  confirmOneTime: (ctx, input) => done(confirmOneTime(ctx, input)),
  locked: async (ctx) => ({ rows: await listLockedUsers(ctx) }),
  unlock: (ctx, input) => done(unlock(ctx, input)),
  endSessions: (ctx, input) => endSessionsOf(ctx, input),
  resetPassword: (ctx, input) => resetPassword(ctx, input),
});
