import { Section } from '../../../../web/staff-kit/detail/Section.tsx';
import { useEndpoint } from '../../../../web/staff-kit/data/useEndpoint.ts';
import { DataTable } from '../../../../web/staff-kit/list/DataTable.tsx';
import { PageLink } from '../../../../web/staff-kit/PageLink.tsx';
import { useMay } from '../../../../web/staff-kit/session.tsx';
import { Empty } from '../../../../web/staff-kit/states/Empty.tsx';
import { Failure } from '../../../../web/staff-kit/states/Failure.tsx';
import { Skeleton } from '../../../../web/staff-kit/states/Skeleton.tsx';
import { roleEndpoints, scopeLabels, type Role } from '../contract.ts';

/** All roles: what each permits, whose rows it reaches, who grants it and what it excludes. */
export function RoleList() {
  const { data, error, refetch } = useEndpoint(roleEndpoints.list, {});
  return (
    <>
      <header className="page-head">
        <div>
          <h1 id="page-heading">角色权限</h1>
          <p className="soft page-subtitle">角色由城市数据包规定，不在这里修改；授予和收回在工作人员的账号页。</p>
        </div>
      </header>
      {error && <Failure error={error} retry={() => void refetch()} />}
      {!data && !error && <Skeleton lines={10} />}
      {data?.rows.length === 0 && <Empty title="还没有角色">城市数据包里的角色在启动时载入。</Empty>}
      {data && data.rows.length > 0 && <Roles roles={data.rows} />}
    </>
  );
}

function Roles({ roles }: { roles: readonly Role[] }) {
  const mayUsers = useMay()('users.read');
  const titles = new Map(roles.map(({ code, title }) => [code, title]));
  const named = (codes: readonly string[]): string => codes.map((code) => titles.get(code) ?? code).join('、');
  return (
    <Section title={`共 ${roles.length} 个角色`} actions={mayUsers && <PageLink to="/users">到工作人员中授予</PageLink>}>
      <DataTable
        label="角色"
        rows={roles}
        rowId={({ code }) => code}
        columns={[
          { key: 'title', title: '角色', width: 136, render: ({ title }) => <strong>{title}</strong> },
          { key: 'scope', title: '看得到谁的数据', width: 128, text: ({ scope }) => scopeLabels[scope] },
          { key: 'permissions', title: '权限', render: (role) => <Permissions role={role} /> },
          { key: 'grantedBy', title: '由谁授予和收回', width: 136, text: ({ grantedBy }) => titles.get(grantedBy) ?? grantedBy },
          { key: 'excludes', title: '不得兼任', text: ({ code, excludes }) => named(clashes(roles, code, excludes)) },
          { key: 'holders', title: '人数', width: 72, figures: true, text: ({ holders }) => holders.toLocaleString('zh-CN') },
        ]}
      />
    </Section>
  );
}

/** An exclusion counts both ways, whichever of the two roles says so. */
const clashes = (roles: readonly Role[], code: string, excludes: readonly string[]): string[] => [
  ...new Set([...excludes, ...roles.filter((other) => other.excludes.includes(code)).map((other) => other.code)]),
];

function Permissions({ role: { title, permissions } }: { role: Role }) {
  if (permissions.length === 0) return <span className="soft">没有权限</span>;
  return (
    <details>
      <summary aria-label={`${title}的 ${permissions.length} 项权限`}>{permissions.length} 项</summary>
      <ul>
        {permissions.map((permission) => (
          <li key={permission.code} title={permission.code}>
            {permission.title}
          </li>
        ))}
      </ul>
    </details>
  );
}
