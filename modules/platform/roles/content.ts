import Type, { type Static } from 'typebox';
import { readYaml } from '../../../kernel/content.ts';
import type { ContentFile, ContentProblem, ContentReader } from '../../../kernel/module.ts';
import { declaredPermissions } from '../../../kernel/module.ts';
import { RoleScope } from './contract.ts';
import { clashWith } from './rules.ts';
import { addGrants, saveRoles, withoutGrants } from './store.ts';

const RolesFile = Type.Object({
  about: Type.Unknown(),
  roles: Type.Array(
    Type.Object({
      id: Type.String({ pattern: '^[a-z][A-Za-z]+$' }),
      title: Type.String({ minLength: 2 }),
      scope: RoleScope,
      grantedBy: Type.String(),
      excludes: Type.Array(Type.String(), { default: [] }),
      permissions: Type.Array(Type.String(), { uniqueItems: true }),
    }),
  ),
});
type RoleEntry = Static<typeof RolesFile>['roles'][number];

const StaffRoles = Type.Object({
  staff: Type.Array(
    Type.Object({
      username: Type.String(),
      roles: Type.Array(Type.String()),
      /** Replaces the roles' own scope. */
      scope: Type.Optional(RoleScope),
    }),
  ),
});

/** Roles from `roles.yaml`, and the first grants from `staff.yaml`; an officer who has any grant keeps what she has. */
export const roleContent: ContentReader = {
  files: /^(roles|staff)\.yaml$/,
  after: ['users'],
  check: async (files) => {
    const { roles, staff, problems } = readAll(files);
    return [...problems, ...checkRoles(roles), ...checkGrants(roles, staff)];
  },
  load: async (ctx, files) => {
    const { roles, staff } = readAll(files);
    const at = ctx.now();
    await saveRoles(
      ctx,
      roles.map((role, position) => ({
        code: role.id,
        title: role.title,
        permissions: role.permissions,
        scope: role.scope,
        granted_by: role.grantedBy,
        excludes: role.excludes,
        position,
        changed_at: at,
      })),
    );
    const fresh = new Set(await withoutGrants(ctx, staff.map((each) => each.username)));
    await addGrants(
      ctx,
      staff
        .filter((each) => fresh.has(each.username))
        .flatMap((each) => each.roles.map((code) => ({ user_id: each.username, role_code: code, scope: each.scope ?? null, granted_by: 'content', granted_at: at }))),
    );
  },
};

function readAll(files: readonly ContentFile[]): { roles: RoleEntry[]; staff: Static<typeof StaffRoles>['staff']; problems: ContentProblem[] } {
  const problems: ContentProblem[] = [];
  let roles: RoleEntry[] = [];
  let staff: Static<typeof StaffRoles>['staff'] = [];
  for (const file of files) {
    if (file.path === 'roles.yaml') {
      const read = readYaml(file, RolesFile);
      problems.push(...read.problems);
      roles = read.value?.roles ?? [];
    } else {
      const read = readYaml(file, StaffRoles);
      problems.push(...read.problems);
      staff = read.value?.staff ?? [];
    }
  }
  return { roles, staff, problems };
}

function checkRoles(roles: readonly RoleEntry[]): ContentProblem[] {
  const known = new Set(roles.map((role) => role.id));
  const permissions = declaredPermissions.get();
  return roles.flatMap((role) => [
    ...role.permissions
      .filter((permission) => !permissions.has(permission))
      .map((permission) => ({ path: 'roles.yaml', message: `角色 ${role.title} 的权限 ${permission} 没有模块声明`, hint: '权限名以各模块 module.ts 为准' })),
    ...[role.grantedBy, ...role.excludes].filter((code) => !known.has(code)).map((code) => ({ path: 'roles.yaml', message: `角色 ${role.title} 提到的角色 ${code} 不存在` })),
  ]);
}

function checkGrants(roles: readonly RoleEntry[], staff: Static<typeof StaffRoles>['staff']): ContentProblem[] {
  const known = new Map(roles.map((role) => [role.id, { code: role.id, title: role.title, excludes: role.excludes }]));
  return staff.flatMap(({ username, roles: codes }) => {
    const missing = codes.filter((code) => !known.has(code)).map((code) => ({ path: 'staff.yaml', message: `${username} 的角色 ${code} 不存在` }));
    const held = codes.flatMap((code) => known.get(code) ?? []);
    const clash = held.find((role, index) => clashWith(held.slice(0, index), role));
    return clash ? [...missing, { path: 'staff.yaml', message: `${username} 的角色“${clash.title}”与其另一角色不得兼任` }] : missing;
  });
}
