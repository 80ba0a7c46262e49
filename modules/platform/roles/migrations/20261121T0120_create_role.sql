create table role (
  code text primary key,
  title text not null,
  permissions text[] not null,
  scope text not null check (scope in ('self', 'department', 'bureau', 'division', 'all')),
  granted_by text not null,
  excludes text[] not null,
  position integer not null,
  changed_at timestamptz(3) not null
);
comment on table role is '岗位角色';
comment on column role.code is '代码';
comment on column role.title is '名称';
comment on column role.permissions is '权限';
comment on column role.scope is '数据范围：self 本人、department 本科室、bureau 本单位、division 本区划、all 全部';
comment on column role.granted_by is '由哪个角色授予';
comment on column role.excludes is '不得兼任的角色';
comment on column role.position is '顺序';
comment on column role.changed_at is '最近变更时间';

create table role_grant (
  user_id text not null,
  role_code text not null references role (code),
  scope text check (scope in ('self', 'department', 'bureau', 'division', 'all')),
  granted_by text not null,
  granted_at timestamptz(3) not null,
  primary key (user_id, role_code)
);
comment on table role_grant is '角色授予';
comment on column role_grant.user_id is '工作人员';
comment on column role_grant.role_code is '角色';
comment on column role_grant.scope is '数据范围，空则用角色的';
comment on column role_grant.granted_by is '授予人';
comment on column role_grant.granted_at is '授予时间';
create index role_grant_role on role_grant (role_code);

create view v_role_grant as
  select g.user_id, g.role_code, r.title as role_title, u.unit_id
  from role_grant g join role r on r.code = g.role_code join staff_user u on u.id = g.user_id;
comment on view v_role_grant is '谁在哪个单位有什么角色，供其他模块关联';
