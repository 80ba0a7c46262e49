create table dictionary (
  key text primary key,
  name text not null,
  standard text not null,
  basis text not null,
  note text,
  changed_at timestamptz(3) not null
);
comment on table dictionary is '字典';
comment on column dictionary.key is '英文名称，表单和程序按它引用';
comment on column dictionary.name is '名称';
comment on column dictionary.standard is '所依标准';
comment on column dictionary.basis is '内容来源：source 公开文本、memory 待核对、invented 本平台自定';
comment on column dictionary.note is '说明';
comment on column dictionary.changed_at is '最近变更时间';

create table dictionary_item (
  dictionary_key text not null references dictionary (key),
  code text not null,
  name text not null,
  own_name text,
  parent_code text,
  note text,
  position integer not null,
  origin text not null check (origin in ('content', 'local')),
  in_content boolean not null,
  disabled boolean not null default false,
  changed_at timestamptz(3) not null,
  primary key (dictionary_key, code)
);
comment on table dictionary_item is '字典项';
comment on column dictionary_item.dictionary_key is '所属字典';
comment on column dictionary_item.code is '代码';
comment on column dictionary_item.name is '内容包给出的名称；本地增加的项为其名称';
comment on column dictionary_item.own_name is '本地改用的名称，空则用 name';
comment on column dictionary_item.parent_code is '上级代码';
comment on column dictionary_item.note is '说明';
comment on column dictionary_item.position is '顺序';
comment on column dictionary_item.origin is '来源：content 内容包、local 本地增加';
comment on column dictionary_item.in_content is '内容包现在仍有此项；内容包去掉的项不再可选，但保留名称';
comment on column dictionary_item.disabled is '管理员已停用，不再可选';
comment on column dictionary_item.changed_at is '最近变更时间';
create index dictionary_item_order on dictionary_item (dictionary_key, position, code);
