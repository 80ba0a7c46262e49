import Type, { type Static } from 'typebox';
import { endpoint } from '../../../kernel/endpoint.ts';
import { defineErrors } from '../../../kernel/errors.ts';
import { listInput, pageOf } from '../../../kernel/lists.ts';

export const userStatusLabels = { active: '在用', disabled: '停用' } as const;
export type UserStatus = keyof typeof userStatusLabels;
export const UserStatus = Type.Enum(Object.keys(userStatusLabels) as UserStatus[]);

/** An officer's account as lists show it: personal numbers masked. */
export const User = Type.Object({
  id: Type.String({ title: '编号' }),
  username: Type.String({ title: '登录名' }),
  name: Type.String({ title: '姓名' }),
  employeeNumber: Type.String({ title: '工号' }),
  unitId: Type.String({ title: '单位编号' }),
  unitName: Type.String({ title: '科室' }),
  bureauName: Type.String({ title: '单位' }),
  divisionName: Type.String({ title: '区划' }),
  position: Type.String({ title: '职务' }),
  /** Masked: `199****0001`. */
  mobile: Type.String({ title: '手机号' }),
  status: UserStatus,
  statusReason: Type.Union([Type.String(), Type.Null()], { title: '停用理由' }),
  changedAt: Type.String({ format: 'date-time', title: '最近变更' }),
});
export type User = Static<typeof User>;

const id = Type.String({ minLength: 1, maxLength: 60, title: '账号编号' });

const userFields = {
  name: Type.String({ minLength: 2, maxLength: 30, title: '姓名' }),
  unitId: Type.String({ minLength: 1, maxLength: 80, title: '单位' }),
  position: Type.String({ minLength: 1, maxLength: 30, title: '职务' }),
  mobile: Type.String({ pattern: '^1[3-9]\\d{9}$', title: '手机号' }),
};

export const userErrors = defineErrors('users', {
  notFound: { kind: 'not_found', text: '未找到该账号' },
  usernameTaken: { kind: 'conflict', text: '登录名“{username}”已被使用' },
  numberTaken: { kind: 'conflict', text: '工号“{number}”已被使用' },
  residentTaken: { kind: 'conflict', text: '该身份证号已有账号' },
  badResidentId: { kind: 'invalid', text: '身份证号校验位不符，请核对' },
  alreadyDisabled: { kind: 'conflict', text: '账号“{name}”已停用' },
  notDisabled: { kind: 'conflict', text: '账号“{name}”没有停用' },
  self: { kind: 'conflict', text: '不能停用自己的账号' },
});

export const userEndpoints = {
  list: endpoint({
    method: 'GET',
    path: '/users',
    access: 'users.read',
    summary: '工作人员账号列表',
    input: Type.Object({
      ...listInput,
      text: Type.Optional(Type.String({ maxLength: 40, title: '姓名、登录名或工号' })),
      status: Type.Optional(UserStatus),
      /** The unit and everything below it. */
      unitId: Type.Optional(Type.String({ maxLength: 80, title: '单位' })),
    }),
    output: pageOf(User),
  }),
  get: endpoint({ method: 'GET', path: '/users/:id', access: 'users.read', summary: '一个账号', input: Type.Object({ id }), output: User }),
  reveal: endpoint({
    method: 'POST',
    path: '/users/:id/reveal',
    access: 'users.reveal',
    summary: '查看账号的完整手机号和身份证号（留痕）',
    input: Type.Object({ id, reason: Type.String({ minLength: 2, maxLength: 200, title: '理由' }) }),
    output: Type.Object({ mobile: Type.String(), residentId: Type.String() }),
  }),
  create: endpoint({
    method: 'POST',
    path: '/users',
    access: 'users.manage',
    summary: '建立账号',
    input: Type.Object({
      ...userFields,
      username: Type.String({ pattern: '^[a-z][a-z0-9]{3,29}$', title: '登录名（小写字母开头，4 到 30 位字母数字）' }),
      employeeNumber: Type.String({ minLength: 1, maxLength: 20, title: '工号' }),
      residentId: Type.String({ minLength: 18, maxLength: 18, title: '身份证号' }),
    }),
    output: User,
  }),
  update: endpoint({ method: 'PUT', path: '/users/:id', access: 'users.manage', summary: '修改账号', input: Type.Object({ id, ...userFields }), output: User }),
  disable: endpoint({
    method: 'POST',
    path: '/users/:id/disable',
    access: 'users.manage',
    summary: '停用账号',
    input: Type.Object({ id, reason: Type.String({ minLength: 2, maxLength: 200, title: '理由' }) }),
    output: User,
  }),
  enable: endpoint({ method: 'POST', path: '/users/:id/enable', access: 'users.manage', summary: '恢复账号', input: Type.Object({ id }), output: User }),
};

/** Views this module publishes for others to join. Changing one is a change of contract. */
export interface UserViews {
  v_user: { id: string; username: string; name: string; unit_id: string; position: string; status: UserStatus };
}
