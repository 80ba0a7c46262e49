create table case_record (
  id uuid primary key,
  number text not null unique,
  item_id text not null,
  item_name text not null,
  version_id text not null,
  task_code text not null,
  case_type text not null check (case_type in ('instant', 'promised')),
  unit_id text not null,
  division_code text not null,
  account_id text not null,
  applicant_kind text not null check (applicant_kind in ('person', 'organisation')),
  subject_id text not null,
  applicant_name text not null,
  applicant_shown text not null,
  applicant_index text not null,
  applicant_name_index text not null,
  contact_phone text not null,
  source text not null,
  status text not null,
  conclusion text,
  special jsonb,
  data text not null,
  provenance jsonb not null,
  clock_id uuid,
  process_id uuid,
  licence_id uuid,
  submitted_at timestamptz(3) not null,
  received_at timestamptz(3) not null,
  accepted_at timestamptz(3),
  decided_at timestamptz(3),
  concluded_at timestamptz(3),
  changed_at timestamptz(3) not null
);
comment on table case_record is '办件：一个申请人就一个事项的一次办理（GB/T 39046-2020 申请、受理、办结数据集）';
comment on column case_record.id is '编号';
comment on column case_record.number is '办件编号';
comment on column case_record.item_id is '事项';
comment on column case_record.item_name is '事项名称';
comment on column case_record.version_id is '所用的事项版本，办理中不变';
comment on column case_record.task_code is '实施编码';
comment on column case_record.case_type is '办件类型：instant 即办件、promised 承诺件';
comment on column case_record.unit_id is '受理单位';
comment on column case_record.division_code is '受理地区划';
comment on column case_record.account_id is '提交的群众账号';
comment on column case_record.applicant_kind is '申请人类别：person 自然人、organisation 法人或其他组织';
comment on column case_record.subject_id is '申请主体';
comment on column case_record.applicant_name is '申请人名称（加密）';
comment on column case_record.applicant_shown is '申请人名称（自然人打码）';
comment on column case_record.applicant_index is '申请人证件号盲索引';
comment on column case_record.applicant_name_index is '申请人名称盲索引';
comment on column case_record.contact_phone is '联系电话（加密）';
comment on column case_record.source is '申报来源';
comment on column case_record.status is '办件状态';
comment on column case_record.conclusion is '办理结论';
comment on column case_record.special is '正在进行的特别程序';
comment on column case_record.data is '申请表内容（加密）';
comment on column case_record.provenance is '共享取得的数据项及来源';
comment on column case_record.clock_id is '时限计时';
comment on column case_record.process_id is '流程实例';
comment on column case_record.licence_id is '结果证照';
comment on column case_record.submitted_at is '申请时间';
comment on column case_record.received_at is '收件时间：一次告知期限自此计算';
comment on column case_record.accepted_at is '受理时间';
comment on column case_record.decided_at is '决定时间';
comment on column case_record.concluded_at is '办结时间';
comment on column case_record.changed_at is '最近变更时间';
create index case_record_unit on case_record (unit_id, submitted_at desc, id desc);
create index case_record_time on case_record (submitted_at desc, id desc);
create index case_record_open on case_record (unit_id, status, submitted_at desc) where concluded_at is null;
create index case_record_account on case_record (account_id, submitted_at desc);
create index case_record_subject on case_record (subject_id, submitted_at desc);
create index case_record_item on case_record (item_id, submitted_at desc);
create index case_record_applicant on case_record (applicant_index, submitted_at desc);
create index case_record_applicant_name on case_record (applicant_name_index, submitted_at desc);

create table case_material (
  id uuid primary key,
  case_id uuid not null references case_record (id),
  key text not null,
  name text not null,
  file_id uuid,
  licence_id uuid,
  source text not null check (source in ('upload', 'wallet', 'form', 'waived')),
  note text,
  round integer not null,
  added_at timestamptz(3) not null
);
comment on table case_material is '办件材料';
comment on column case_material.id is '编号';
comment on column case_material.case_id is '办件';
comment on column case_material.key is '材料键';
comment on column case_material.name is '材料名称';
comment on column case_material.file_id is '文件';
comment on column case_material.licence_id is '所用的电子证照';
comment on column case_material.source is '来源：upload 上传、wallet 证照库、form 由表单生成、waived 免交';
comment on column case_material.note is '免交理由或说明';
comment on column case_material.round is '第几次提交：1 为申请时，2 为补正时';
comment on column case_material.added_at is '提交时间';
create index case_material_case on case_material (case_id, key);

create table case_event (
  id uuid primary key,
  case_id uuid not null references case_record (id),
  at timestamptz(3) not null,
  kind text not null,
  title text not null,
  actor_kind text not null,
  actor_id text not null,
  actor_name text not null,
  unit_name text,
  opinion text,
  shown_to_applicant boolean not null,
  detail jsonb not null default '{}'
);
comment on table case_event is '办理过程：每一步由谁在何时做了什么，只增不改';
comment on column case_event.id is '编号';
comment on column case_event.case_id is '办件';
comment on column case_event.at is '时间';
comment on column case_event.kind is '动作';
comment on column case_event.title is '动作名称';
comment on column case_event.actor_kind is '办理者类别';
comment on column case_event.actor_id is '办理者';
comment on column case_event.actor_name is '办理者姓名';
comment on column case_event.unit_name is '办理单位';
comment on column case_event.opinion is '意见';
comment on column case_event.shown_to_applicant is '申请人可见';
comment on column case_event.detail is '补充';
create index case_event_case on case_event (case_id, id);
revoke update, delete on case_event from yiwang_app;

create table case_supplement (
  case_id uuid primary key references case_record (id),
  items jsonb not null,
  asked_by text not null,
  asked_at timestamptz(3) not null,
  answer_by timestamptz(3) not null,
  answered_at timestamptz(3)
);
comment on table case_supplement is '一次性补正告知：每个办件至多一次（行政许可法第三十二条）';
comment on column case_supplement.case_id is '办件';
comment on column case_supplement.items is '需补正的内容、要求和依据';
comment on column case_supplement.asked_by is '告知人';
comment on column case_supplement.asked_at is '告知时间';
comment on column case_supplement.answer_by is '补正期限';
comment on column case_supplement.answered_at is '补正时间';

create table case_letter (
  id uuid primary key,
  case_id uuid not null references case_record (id),
  kind text not null,
  title text not null,
  number text not null unique,
  file_id uuid not null,
  issued_at timestamptz(3) not null
);
comment on table case_letter is '办件文书';
comment on column case_letter.id is '编号';
comment on column case_letter.case_id is '办件';
comment on column case_letter.kind is '文书种类';
comment on column case_letter.title is '文书名称';
comment on column case_letter.number is '文号';
comment on column case_letter.file_id is '文件';
comment on column case_letter.issued_at is '制发时间';
create index case_letter_case on case_letter (case_id, issued_at);

create view v_case as
  select id, number, item_id, item_name, unit_id, division_code, account_id, subject_id, applicant_shown, status, conclusion, clock_id, submitted_at, concluded_at
  from case_record;
comment on view v_case is '办件，供其他模块关联';
