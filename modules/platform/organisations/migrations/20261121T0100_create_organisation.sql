create table division (
  code text primary key,
  name text not null,
  kind text not null,
  parent_code text,
  position integer not null
);
comment on table division is '行政区划';
comment on column division.code is '代码（GB/T 2260 六位；乡镇街道九位）';
comment on column division.name is '名称';
comment on column division.kind is '类别：city 地级市、cityLevel 市本级、district 区、county 县、countyLevelCity 县级市、zone 功能区、street 街道、town 镇、township 乡、townshipLike 类乡级单位';
comment on column division.parent_code is '上级代码';
comment on column division.position is '同级中的顺序';
create index division_parent on division (parent_code, position);

create table unit (
  id text primary key,
  parent_id text references unit (id),
  path text[] not null,
  kind text not null check (kind in ('bureau', 'department')),
  name text not null,
  short_name text not null,
  uscc text unique,
  division_code text not null references division (code),
  position integer not null,
  status text not null default 'active' check (status in ('active', 'closed')),
  changed_at timestamptz(3) not null
);
comment on table unit is '单位：委办局及其内设科室';
comment on column unit.id is '编号';
comment on column unit.parent_id is '上级单位';
comment on column unit.path is '从最上级到自身的编号，数据范围按它判断';
comment on column unit.kind is '类别：bureau 委办局、department 内设科室';
comment on column unit.name is '全称';
comment on column unit.short_name is '简称';
comment on column unit.uscc is '统一社会信用代码，科室没有';
comment on column unit.division_code is '所在区划';
comment on column unit.position is '同级中的顺序';
comment on column unit.status is '状态：active 在用、closed 已撤销';
comment on column unit.changed_at is '最近变更时间';
create index unit_path on unit using gin (path);
create index unit_parent on unit (parent_id, position);
create index unit_division on unit (division_code);
create index unit_name_words on unit using gin (name gin_trgm_ops);

create view v_unit as
  select u.id, u.name, u.path, b.id as bureau_id, b.name as bureau_name, d.code as division_code, d.name as division_name
  from unit u
  join unit b on b.id = u.path[1]
  join division d on d.code = u.division_code;
comment on view v_unit is '单位及其委办局、区划，供其他模块关联';
