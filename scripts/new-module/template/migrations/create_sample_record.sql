create table sample_record (
  id uuid primary key,
  unit_id text not null,
  name text not null,
  note text,
  created_by text not null,
  created_at timestamptz(3) not null,
  unique (unit_id, name)
);
comment on table sample_record is '样例';
comment on column sample_record.id is '编号';
comment on column sample_record.unit_id is '所属单位';
comment on column sample_record.name is '名称';
comment on column sample_record.note is '说明';
comment on column sample_record.created_by is '登记人账号';
comment on column sample_record.created_at is '登记时间';
create index sample_record_order on sample_record (created_at desc, id desc);
create index sample_record_name_words on sample_record using gin (name gin_trgm_ops);
