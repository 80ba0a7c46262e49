import Type, { type Static } from 'typebox';
import { endpoint } from '../../../kernel/endpoint.ts';
import { defineErrors } from '../../../kernel/errors.ts';

/** The two kinds of account that can sign in. */
export type AccountKind = 'staff' | 'person';

/** Who is signed in, and what pages need to know of it. */
export const Session = Type.Object({
  kind: Type.Enum(['guest', 'person', 'staff']),
  id: Type.String(),
  /** Full for officers; masked (`张*三`) for citizens. */
  name: Type.String(),
  unitId: Type.Union([Type.String(), Type.Null()]),
  unitName: Type.Union([Type.String(), Type.Null()]),
  permissions: Type.Array(Type.String()),
  mustChangePassword: Type.Boolean(),
  /** Citizens: whether name and identity number have been checked. */
  verified: Type.Boolean(),
  phone: Type.Union([Type.String(), Type.Null()], { description: '打码的手机号' }),
});
export type Session = Static<typeof Session>;

/** Wrong credentials are an expected answer, not a fault: the attempt is kept and counted. */
export const SignInResult = Type.Union([
  Type.Object({ signedIn: Type.Literal(true), session: Session }),
  Type.Object({ signedIn: Type.Literal(false), reason: Type.Enum(['wrong', 'locked', 'disabled', 'codeNeeded', 'codeWrong']), message: Type.String() }),
]);
export type SignInResult = Static<typeof SignInResult>;

export const Device = Type.Object({
  id: Type.String(),
  name: Type.String({ title: '设备' }),
  firstSeenAt: Type.String({ format: 'date-time' }),
  lastSeenAt: Type.String({ format: 'date-time' }),
  current: Type.Boolean(),
  openSessions: Type.Integer(),
});
export type Device = Static<typeof Device>;

export const signInErrors = defineErrors('sign-in', {
  weakPassword: { kind: 'invalid', text: '新口令不符合要求：{why}' },
  wrongPassword: { kind: 'invalid', text: '当前口令不正确' },
  samePassword: { kind: 'invalid', text: '新口令不能与当前口令相同' },
  tooSoon: { kind: 'conflict', text: '验证码刚刚发送过，请 {seconds} 秒后再试' },
  tooMany: { kind: 'conflict', text: '该手机号今天获取验证码的次数已用完，请明天再试' },
  noDevice: { kind: 'not_found', text: '未找到该设备' },
  noAccount: { kind: 'not_found', text: '未找到该账号' },
  notLocked: { kind: 'conflict', text: '该账号没有被锁定' },
  alreadyVerified: { kind: 'conflict', text: '已完成实名认证，不能重复认证' },
  badResidentId: { kind: 'invalid', text: '身份证号校验位不符，请核对' },
  identityMismatch: { kind: 'invalid', text: '姓名与身份证号不一致，请核对后重试' },
  residentTaken: { kind: 'conflict', text: '该身份证号已在另一账号实名，请用原手机号登录，或到政务服务中心办理' },
  oneTimeWrong: { kind: 'invalid', text: '动态口令不正确，请核对手机时间后重试' },
  oneTimeNotBegun: { kind: 'conflict', text: '请先获取动态口令密钥' },
});

const password = Type.String({ minLength: 1, maxLength: 128, title: '口令' });
const newPassword = Type.String({ minLength: 10, maxLength: 128, title: '新口令' });
const phone = Type.String({ pattern: '^1[3-9]\\d{9}$', title: '手机号' });
const code = Type.String({ pattern: '^\\d{6}$', title: '验证码' });
const userId = Type.String({ minLength: 1, maxLength: 60, title: '账号编号' });
const done = Type.Object({});

export const signInEndpoints = {
  session: endpoint({ method: 'GET', path: '/session', access: 'public', summary: '当前会话', input: Type.Object({}), output: Session }),
  staffSignIn: endpoint({
    method: 'POST',
    path: '/session/staff',
    access: 'public',
    perMinute: 60,
    summary: '工作人员登录',
    input: Type.Object({ username: Type.String({ minLength: 1, maxLength: 40, title: '登录名' }), password, oneTimeCode: Type.Optional(code) }),
    output: SignInResult,
  }),
  sendCode: endpoint({
    method: 'POST',
    path: '/session/codes',
    access: 'public',
    perMinute: 30,
    summary: '发送登录验证码',
    input: Type.Object({ phone }),
    output: Type.Object({ sentTo: Type.String(), secondsUntilNext: Type.Integer() }),
  }),
  citizenSignIn: endpoint({
    method: 'POST',
    path: '/session/citizen',
    access: 'public',
    perMinute: 60,
    summary: '群众登录，用验证码或口令；首次用验证码登录即注册',
    input: Type.Object({ phone, code: Type.Optional(code), password: Type.Optional(password) }),
    output: SignInResult,
  }),
  signOut: endpoint({ method: 'DELETE', path: '/session', access: 'public', summary: '退出', input: Type.Object({}), output: done }),
  changePassword: endpoint({
    method: 'POST',
    path: '/session/password',
    access: 'signedIn',
    perMinute: 20,
    summary: '修改自己的口令；群众首次设置口令时不填当前口令',
    input: Type.Object({ current: Type.Optional(password), next: newPassword }),
    output: done,
  }),
  verifyIdentity: endpoint({
    method: 'POST',
    path: '/account/identity',
    access: 'citizen',
    perMinute: 10,
    summary: '实名认证',
    input: Type.Object({ name: Type.String({ minLength: 2, maxLength: 30, title: '姓名' }), residentId: Type.String({ minLength: 18, maxLength: 18, title: '身份证号' }) }),
    output: Session,
  }),
  devices: endpoint({ method: 'GET', path: '/session/devices', access: 'signedIn', summary: '我用过的设备', input: Type.Object({}), output: Type.Object({ rows: Type.Array(Device) }) }),
  unbindDevice: endpoint({
    method: 'DELETE',
    path: '/session/devices/:id',
    access: 'signedIn',
    summary: '解绑设备，该设备上的登录立即失效',
    input: Type.Object({ id: Type.String({ format: 'uuid', title: '设备编号' }) }),
    output: done,
  }),
  beginOneTime: endpoint({
    method: 'POST',
    path: '/session/one-time',
    access: 'staff',
    summary: '获取动态口令密钥，用动态口令软件扫描',
    input: Type.Object({}),
    output: Type.Object({ uri: Type.String(), secret: Type.String() }),
  }),
  confirmOneTime: endpoint({
    method: 'POST',
    path: '/session/one-time/confirm',
    access: 'staff',
    perMinute: 10,
    summary: '输入一次动态口令，确认启用',
    input: Type.Object({ code }),
    output: done,
  }),
  locked: endpoint({
    method: 'GET',
    path: '/sign-in/locked',
    access: 'sign-in.unlock',
    summary: '被锁定的工作人员账号',
    input: Type.Object({}),
    output: Type.Object({ rows: Type.Array(Type.Object({ userId: Type.String(), username: Type.String(), name: Type.String(), lockedUntil: Type.String({ format: 'date-time' }) })) }),
  }),
  unlock: endpoint({ method: 'POST', path: '/users/:userId/unlock', access: 'sign-in.unlock', summary: '解除锁定', input: Type.Object({ userId }), output: done }),
  endSessions: endpoint({ method: 'POST', path: '/users/:userId/sessions/end', access: 'sign-in.unlock', summary: '强制下线', input: Type.Object({ userId }), output: Type.Object({ ended: Type.Integer() }) }),
  resetPassword: endpoint({
    method: 'POST',
    path: '/users/:userId/password',
    access: 'sign-in.reset',
    summary: '重置口令，得到一次性的初始口令',
    input: Type.Object({ userId }),
    output: Type.Object({ password: Type.String() }),
  }),
};

/** A citizen's account as other modules may know it. */
export interface CitizenAccount {
  readonly id: string;
  readonly verified: boolean;
  /** Full text: the caller masks and audits. Null until the identity is checked. */
  readonly name: string | null;
  readonly residentId: string | null;
  readonly phone: string;
}
