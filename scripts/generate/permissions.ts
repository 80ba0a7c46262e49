import type { ModuleManifest } from '../../kernel/module.ts';
import { code, heading, sortedBy, table } from './markdown.ts';

/** A role of the city's pack, as far as it matters here. */
export interface GrantingRole {
  readonly id: string;
  readonly title: string;
  readonly permissions: readonly string[];
}

/** Renders which permissions there are, whose they are, and which roles of the pack have them. */
export function renderPermissions(modules: readonly ModuleManifest[], roles: readonly GrantingRole[], pack: string): string {
  const rows = sortedBy(modules, ({ name }) => name).flatMap((module) =>
    Object.entries(module.permissions).map(([permission, title]) => [code(permission), title, module.title, holders(roles, permission)]),
  );
  return [
    heading('Permissions', `Roles are those of \`content/${pack}/roles.yaml\`.`),
    table(['permission', 'title', 'module', 'roles'], rows),
    '',
    '## Roles',
    '',
    table(['role', 'title', 'permissions'], roles.map(({ id, title, permissions }) => [code(id), title, permissions.map(code).join(' ')])),
    '',
  ].join('\n');
}

const holders = (roles: readonly GrantingRole[], permission: string): string =>
  roles.filter(({ permissions }) => permissions.includes(permission)).map(({ title }) => title).join('、') || '—';
