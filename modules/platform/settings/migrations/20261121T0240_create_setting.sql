create table city (
  id text primary key,
  name text not null,
  province text not null,
  division_code text not null,
  city_level_division text not null,
  portal_title text not null,
  portal_phone text not null,
  portal_footer text[] not null,
  demo_label text,
  pack_version text not null,
  loaded_at timestamptz(3) not null
);
comment on table city is '城市：本系统所服务的城市，来自内容包，只有一行';
comment on column city.id is '内容包编号';
comment on column city.name is '城市名称';
comment on column city.province is '省份';
comment on column city.division_code is '城市的区划代码';
comment on column city.city_level_division is '市本级的区划代码';
comment on column city.portal_title is '门户名称';
comment on column city.portal_phone is '服务热线';
comment on column city.portal_footer is '门户页脚各行';
comment on column city.demo_label is '演示说明，正式使用时为空';
comment on column city.pack_version is '内容包版本';
comment on column city.loaded_at is '装载时间';

create table setting (
  key text primary key,
  value jsonb not null,
  changed_by text not null,
  changed_at timestamptz(3) not null
);
comment on table setting is '设置：与默认值不同的才有一行';
comment on column setting.key is '名称，见程序中的声明';
comment on column setting.value is '值';
comment on column setting.changed_by is '修改人';
comment on column setting.changed_at is '修改时间';

create table setting_change (
  id uuid primary key,
  key text not null,
  value_before jsonb not null,
  value_after jsonb not null,
  reason text not null,
  changed_by text not null,
  changed_by_name text not null,
  changed_at timestamptz(3) not null
);
comment on table setting_change is '设置的变更记录，只增不改';
comment on column setting_change.id is '编号';
comment on column setting_change.key is '设置名称';
comment on column setting_change.value_before is '原值';
comment on column setting_change.value_after is '新值';
comment on column setting_change.reason is '理由';
comment on column setting_change.changed_by is '修改人';
comment on column setting_change.changed_by_name is '修改人姓名';
comment on column setting_change.changed_at is '修改时间';
create index setting_change_key on setting_change (key, changed_at desc, id desc);
revoke update, delete on setting_change from yiwang_app;
