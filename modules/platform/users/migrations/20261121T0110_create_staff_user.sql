create table staff_user (
  id text primary key,
  username text not null unique,
  name text not null,
  employee_number text not null unique,
  unit_id text not null,
  position text not null,
  mobile text not null,
  mobile_index text not null,
  resident_id text not null,
  resident_id_index text not null unique,
  status text not null check (status in ('active', 'disabled')),
  status_reason text,
  created_at timestamptz(3) not null,
  changed_at timestamptz(3) not null
);
comment on table staff_user is '工作人员账号';
comment on column staff_user.id is '编号';
comment on column staff_user.username is '登录名';
comment on column staff_user.name is '姓名';
comment on column staff_user.employee_number is '工号';
comment on column staff_user.unit_id is '所在单位（科室或委办局）';
comment on column staff_user.position is '职务';
comment on column staff_user.mobile is '手机号（加密）';
comment on column staff_user.mobile_index is '手机号盲索引';
comment on column staff_user.resident_id is '身份证号（加密）';
comment on column staff_user.resident_id_index is '身份证号盲索引';
comment on column staff_user.status is '状态：active 在用、disabled 停用';
comment on column staff_user.status_reason is '停用理由';
comment on column staff_user.created_at is '建立时间';
comment on column staff_user.changed_at is '最近变更时间';
create index staff_user_unit on staff_user (unit_id);
create index staff_user_mobile on staff_user (mobile_index);

create view v_user as select id, username, name, unit_id, position, status from staff_user;
comment on view v_user is '工作人员，供其他模块关联';
