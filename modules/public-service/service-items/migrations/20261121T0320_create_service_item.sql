create table service_item (
  id text primary key,
  base_code text not null,
  name text not null,
  type text not null,
  unit_id text not null,
  audience text[] not null,
  objects text[] not null,
  levels text[] not null,
  themes text[] not null,
  bundles text[] not null,
  case_type text not null check (case_type in ('instant', 'promised')),
  limits jsonb not null,
  guide jsonb not null,
  online_level text not null,
  slug text,
  basis text not null,
  gaps text[] not null,
  search tsvector not null,
  popularity integer not null default 0,
  listed boolean not null default true,
  digest text not null,
  changed_at timestamptz(3) not null
);
comment on table service_item is '政务服务事项目录';
comment on column service_item.id is '编号';
comment on column service_item.base_code is '基本编码（十二位：省、类型、业务指导部门、主项、子项）';
comment on column service_item.name is '名称';
comment on column service_item.type is '事项类型代码（GB/T 39046 A.1）';
comment on column service_item.unit_id is '主管部门';
comment on column service_item.audience is '服务对象：person 个人、organisation 法人';
comment on column service_item.objects is '服务对象代码（GB/T 39046 A.4）';
comment on column service_item.levels is '行使层级代码';
comment on column service_item.themes is '生命周期主题代码';
comment on column service_item.bundles is '所属的一件事';
comment on column service_item.case_type is '办件类型：instant 即办件、promised 承诺件';
comment on column service_item.limits is '法定和承诺时限';
comment on column service_item.guide is '指南：条件、材料、依据、结果及其出处标记';
comment on column service_item.online_level is '网办等级代码';
comment on column service_item.slug is '可在线办理的事项的文件夹名，没有为空';
comment on column service_item.basis is '目录条目的出处标记';
comment on column service_item.gaps is '待完善的要素';
comment on column service_item.search is '检索词及权重';
comment on column service_item.popularity is '近九十日查看次数，每日汇总';
comment on column service_item.listed is '是否在目录中；内容包不再列出的保留但不展示';
comment on column service_item.digest is '目录内容的摘要，未变则不改动';
comment on column service_item.changed_at is '最近变更时间';
create index service_item_search on service_item using gin (search);
create index service_item_name_words on service_item using gin (name gin_trgm_ops);
create index service_item_unit on service_item (unit_id, name);
create index service_item_themes on service_item using gin (themes);
create index service_item_popular on service_item (popularity desc, id) where listed;
create unique index service_item_slug on service_item (slug) where slug is not null;

create table item_implementation (
  task_code text primary key check (length(task_code) = 31),
  item_id text not null references service_item (id),
  unit_id text not null,
  division_code text not null,
  level text not null,
  place text,
  hours text,
  phone text
);
comment on table item_implementation is '事项的实施清单：每个实施主体一条';
comment on column item_implementation.task_code is '实施编码（三十一位）';
comment on column item_implementation.item_id is '事项';
comment on column item_implementation.unit_id is '实施主体';
comment on column item_implementation.division_code is '所在区划';
comment on column item_implementation.level is '行使层级代码';
comment on column item_implementation.place is '办理地点';
comment on column item_implementation.hours is '办理时间';
comment on column item_implementation.phone is '咨询电话';
create index item_implementation_item on item_implementation (item_id, division_code);
create index item_implementation_unit on item_implementation (unit_id);
create index item_implementation_division on item_implementation (division_code, item_id);

create table item_version (
  id uuid primary key,
  item_id text not null references service_item (id),
  version integer not null,
  status text not null check (status in ('draft', 'published', 'withdrawn')),
  digest text not null,
  definition jsonb not null,
  process_definition_id text not null,
  process_xml text not null,
  created_at timestamptz(3) not null,
  published_at timestamptz(3),
  published_by text,
  unique (item_id, version)
);
comment on table item_version is '可在线办理事项的版本；内容发布后不变，办件沿用受理时的版本';
comment on column item_version.id is '编号';
comment on column item_version.item_id is '事项';
comment on column item_version.version is '版本号';
comment on column item_version.status is '状态：draft 待发布、published 在用、withdrawn 已停用';
comment on column item_version.digest is '来源文件的摘要（SM3）';
comment on column item_version.definition is '表单、材料、规则、文书等的编译结果';
comment on column item_version.process_definition_id is '流程定义';
comment on column item_version.process_xml is '流程图（BPMN 2.0）';
comment on column item_version.created_at is '装载时间';
comment on column item_version.published_at is '最近一次启用时间';
comment on column item_version.published_by is '最近一次启用的人';
create unique index item_version_in_use on item_version (item_id) where status = 'published';

create table item_version_move (
  id uuid primary key,
  version_id uuid not null references item_version (id),
  at timestamptz(3) not null,
  actor_id text not null,
  actor_name text not null,
  from_status text,
  to_status text not null,
  reason text
);
comment on table item_version_move is '事项版本的启用和停用记录';
comment on column item_version_move.id is '编号';
comment on column item_version_move.version_id is '版本';
comment on column item_version_move.at is '时间';
comment on column item_version_move.actor_id is '操作人';
comment on column item_version_move.actor_name is '操作人姓名';
comment on column item_version_move.from_status is '原状态，装载时为空';
comment on column item_version_move.to_status is '新状态';
comment on column item_version_move.reason is '理由';
create index item_version_move_version on item_version_move (version_id, at);

create table item_bundle (
  id text primary key,
  name text not null,
  unit_id text not null,
  audience text[] not null,
  partners text[] not null,
  members text[] not null,
  batch text not null,
  basis text not null,
  search tsvector not null,
  listed boolean not null default true,
  changed_at timestamptz(3) not null
);
comment on table item_bundle is '“一件事”目录';
comment on column item_bundle.id is '编号';
comment on column item_bundle.name is '名称';
comment on column item_bundle.unit_id is '牵头部门';
comment on column item_bundle.audience is '服务对象：person 个人、organisation 法人';
comment on column item_bundle.partners is '配合部门';
comment on column item_bundle.members is '成员事项';
comment on column item_bundle.batch is '批次';
comment on column item_bundle.basis is '名称的出处标记';
comment on column item_bundle.search is '检索词及权重';
comment on column item_bundle.listed is '是否在目录中';
comment on column item_bundle.changed_at is '最近变更时间';
create index item_bundle_search on item_bundle using gin (search);

create table search_word (
  word text primary key,
  means text[] not null
);
comment on table search_word is '检索用词：分词词典和口语说法';
comment on column search_word.word is '词或说法';
comment on column search_word.means is '所指的事项名称用语；空表示只进词典';

create table item_visit (
  item_id text not null references service_item (id) on delete cascade,
  day date not null,
  visits integer not null,
  primary key (item_id, day)
);
comment on table item_visit is '指南查看次数，按日';
comment on column item_visit.item_id is '事项';
comment on column item_visit.day is '日期';
comment on column item_visit.visits is '次数';

create view item_entry as
  select i.id, 'item' as kind, i.name, i.unit_id, i.audience, i.themes, i.case_type, i.limits, i.search, i.popularity,
    exists (select from item_version v where v.item_id = i.id and v.status = 'published') as online
  from service_item i where i.listed
  union all
  select b.id, 'bundle', b.name, b.unit_id, b.audience, '{}'::text[], 'promised', '{}'::jsonb, b.search, 0, false
  from item_bundle b where b.listed;
comment on view item_entry is '可搜索的条目：事项和一件事';

create view v_service_item as
  select i.id, i.name, i.type, i.unit_id as bureau_id, i.case_type,
    exists (select from item_version v where v.item_id = i.id and v.status = 'published') as online
  from service_item i;
comment on view v_service_item is '事项，供其他模块关联';
