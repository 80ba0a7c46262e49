create table draft (
  id uuid primary key,
  account_id text not null,
  item_id text not null,
  item_name text not null,
  version_id uuid not null,
  division_code text not null,
  applicant_kind text not null check (applicant_kind in ('person', 'organisation')),
  subject_id text not null,
  answers text,
  known text,
  provenance jsonb not null,
  page text,
  revision integer not null,
  saved_from text not null,
  case_id uuid,
  case_number text,
  created_at timestamptz(3) not null,
  saved_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  check (case_id is not null or (answers is not null and known is not null))
);
comment on table draft is '申请草稿：提交后只留办件编号，到期删除';
comment on column draft.id is '编号';
comment on column draft.account_id is '群众账号';
comment on column draft.item_id is '事项';
comment on column draft.item_name is '事项名称';
comment on column draft.version_id is '填写时的事项版本';
comment on column draft.division_code is '办理区域';
comment on column draft.applicant_kind is '申请人类别：person 自然人、organisation 法人或其他组织';
comment on column draft.subject_id is '申请主体：本人或其代表的单位';
comment on column draft.answers is '所填内容（加密），提交后清空';
comment on column draft.known is '本市已经掌握、免填的内容（加密），提交后清空';
comment on column draft.provenance is '免填内容的来源';
comment on column draft.page is '上次填到的页';
comment on column draft.revision is '第几次保存';
comment on column draft.saved_from is '最近一次在何种设备上保存';
comment on column draft.case_id is '提交后的办件';
comment on column draft.case_number is '提交后的办件编号';
comment on column draft.created_at is '开始时间';
comment on column draft.saved_at is '最近保存时间';
comment on column draft.expires_at is '到期时间：最近保存后九十日';
create unique index draft_open on draft (account_id, item_id, subject_id) where case_id is null;
create index draft_account on draft (account_id, saved_at desc) where case_id is null;
create index draft_expires on draft (expires_at);

create table draft_material (
  draft_id uuid not null references draft (id) on delete cascade,
  key text not null,
  reference uuid not null,
  kind text not null check (kind in ('file', 'licence')),
  name text not null,
  type text not null,
  size integer not null,
  added_at timestamptz(3) not null,
  primary key (draft_id, key, reference)
);
comment on table draft_material is '草稿的材料';
comment on column draft_material.draft_id is '草稿';
comment on column draft_material.key is '材料键';
comment on column draft_material.reference is '文件或电子证照的编号';
comment on column draft_material.kind is '类别：file 上传的文件、licence 证照库中的证照';
comment on column draft_material.name is '文件名或证照名称';
comment on column draft_material.type is '文件类型；证照为其编号';
comment on column draft_material.size is '文件大小（字节）；证照为 0';
comment on column draft_material.added_at is '添加时间';
