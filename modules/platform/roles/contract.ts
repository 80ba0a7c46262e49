import Type, { type Static } from 'typebox';
import { endpoint } from '../../../kernel/endpoint.ts';
import { defineErrors } from '../../../kernel/errors.ts';

export const scopeLabels = { self: '本人经办', department: '本科室', bureau: '本单位', division: '本区划', all: '全市' } as const;
export type RoleScope = keyof typeof scopeLabels;
export const RoleScope = Type.Enum(Object.keys(scopeLabels) as RoleScope[]);

export const Role = Type.Object({
  code: Type.String({ title: '代码' }),
  title: Type.String({ title: '名称' }),
  permissions: Type.Array(Type.Object({ code: Type.String(), title: Type.String() })),
  scope: RoleScope,
  /** Role whose holders may grant this one. */
  grantedBy: Type.String({ title: '由谁授予' }),
  /** Roles nobody may hold beside this one. */
  excludes: Type.Array(Type.String()),
  /** How many officers hold it. */
  holders: Type.Integer({ title: '人数' }),
});
export type Role = Static<typeof Role>;

export const Grant = Type.Object({
  roleCode: Type.String(),
  roleTitle: Type.String({ title: '角色' }),
  scope: RoleScope,
  grantedBy: Type.String({ title: '授予人' }),
  grantedAt: Type.String({ format: 'date-time', title: '授予时间' }),
});
export type Grant = Static<typeof Grant>;

export const roleErrors = defineErrors('roles', {
  notFound: { kind: 'not_found', text: '没有这个角色' },
  mayNotGrant: { kind: 'forbidden', text: '角色“{role}”由{granter}授予和收回，您不能操作' },
  self: { kind: 'forbidden', text: '不能给自己授予或收回角色' },
  excluded: { kind: 'conflict', text: '“{role}”不得与“{other}”兼任，请先收回后者' },
  held: { kind: 'conflict', text: '已有角色“{role}”' },
  notHeld: { kind: 'conflict', text: '没有角色“{role}”' },
});

const userId = Type.String({ minLength: 1, maxLength: 60, title: '账号编号' });
const code = Type.String({ minLength: 1, maxLength: 60, title: '角色代码' });

export const roleEndpoints = {
  list: endpoint({ method: 'GET', path: '/roles', access: 'roles.read', summary: '全部角色及其权限', input: Type.Object({}), output: Type.Object({ rows: Type.Array(Role) }) }),
  grants: endpoint({
    method: 'GET',
    path: '/users/:userId/roles',
    access: 'roles.read',
    summary: '一个账号的角色',
    input: Type.Object({ userId }),
    output: Type.Object({ rows: Type.Array(Grant) }),
  }),
  grant: endpoint({
    method: 'POST',
    path: '/users/:userId/roles',
    access: 'roles.grant',
    summary: '授予角色',
    input: Type.Object({ userId, code }),
    output: Type.Object({ rows: Type.Array(Grant) }),
  }),
  revoke: endpoint({
    method: 'DELETE',
    path: '/users/:userId/roles/:code',
    access: 'roles.grant',
    summary: '收回角色',
    input: Type.Object({ userId, code }),
    output: Type.Object({ rows: Type.Array(Grant) }),
  }),
};

/** Views this module publishes for others to join. Changing one is a change of contract. */
export interface RoleViews {
  v_role_grant: { user_id: string; role_code: string; role_title: string; unit_id: string };
}
