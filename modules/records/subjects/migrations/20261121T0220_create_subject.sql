create table person (
  id uuid primary key,
  name text not null,
  document_type text not null,
  number text not null,
  number_index text not null,
  phone text,
  gender text,
  birth_date text,
  ethnicity text,
  division_code text,
  address text,
  source text not null check (source in ('register', 'realName', 'case')),
  verified_at timestamptz(3),
  registered_at timestamptz(3) not null,
  changed_at timestamptz(3) not null,
  unique (number_index, document_type)
);
comment on table person is '自然人';
comment on column person.id is '编号';
comment on column person.name is '姓名（加密）';
comment on column person.document_type is '证件类型（字典 id-document）';
comment on column person.number is '证件号码（加密）';
comment on column person.number_index is '证件号码盲索引';
comment on column person.phone is '手机号（加密）';
comment on column person.gender is '性别（字典 sex）';
comment on column person.birth_date is '出生日期（加密）';
comment on column person.ethnicity is '民族（加密，字典 ethnicity）';
comment on column person.division_code is '住址所在区划';
comment on column person.address is '住址（加密）';
comment on column person.source is '最初来源：register 人口基础信息、realName 实名认证、case 办件登记';
comment on column person.verified_at is '最近一次实名认证时间';
comment on column person.registered_at is '登记时间';
comment on column person.changed_at is '最近变更时间';

create table organisation (
  id uuid primary key,
  uscc text not null unique,
  name text not null,
  entity_type text not null,
  industry text,
  status text not null,
  registered_on date,
  registered_capital numeric(18, 6),
  division_code text,
  address text,
  phone text,
  business_scope text,
  legal_representative_name text,
  legal_representative_number text,
  legal_representative_index text,
  registered_at timestamptz(3) not null,
  changed_at timestamptz(3) not null
);
comment on table organisation is '法人和其他组织';
comment on column organisation.id is '编号';
comment on column organisation.uscc is '统一社会信用代码';
comment on column organisation.name is '名称';
comment on column organisation.entity_type is '类型（字典 entity-class）';
comment on column organisation.industry is '行业门类（字典 industry）';
comment on column organisation.status is '登记状态（字典 entity-state）';
comment on column organisation.registered_on is '成立日期';
comment on column organisation.registered_capital is '注册资本，万元';
comment on column organisation.division_code is '住所所在区划';
comment on column organisation.address is '住所';
comment on column organisation.phone is '联系电话';
comment on column organisation.business_scope is '经营范围';
comment on column organisation.legal_representative_name is '法定代表人或经营者姓名（加密）';
comment on column organisation.legal_representative_number is '法定代表人或经营者身份证号（加密）';
comment on column organisation.legal_representative_index is '法定代表人或经营者身份证号盲索引';
comment on column organisation.registered_at is '收录时间';
comment on column organisation.changed_at is '最近变更时间';
create index organisation_representative on organisation (legal_representative_index) where legal_representative_index is not null;
create index organisation_name_words on organisation using gin (name gin_trgm_ops);
create index organisation_name_order on organisation (name, id);
create index organisation_changed on organisation (changed_at, id);
create index organisation_division on organisation (division_code, name, id);

create table account_subject (
  account_id uuid primary key,
  person_id uuid not null references person (id),
  linked_at timestamptz(3) not null
);
comment on table account_subject is '群众账号与自然人的对应';
comment on column account_subject.account_id is '账号';
comment on column account_subject.person_id is '自然人';
comment on column account_subject.linked_at is '对应时间';
create index account_subject_person on account_subject (person_id);
