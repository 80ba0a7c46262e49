create table licence_type (
  id uuid primary key,
  key text not null,
  version integer not null,
  code text not null,
  name text not null,
  definition jsonb not null,
  sm3 text not null,
  loaded_at timestamptz(3) not null,
  unique (key, version)
);
comment on table licence_type is '证照类型的各版本；证照保留签发时的版本';
comment on column licence_type.id is '编号';
comment on column licence_type.key is '类型标识，如 food-business-licence';
comment on column licence_type.version is '版本，从 1 起';
comment on column licence_type.code is '证照类型代码，21 位：定义机构统一社会信用代码加三位顺序号';
comment on column licence_type.name is '名称';
comment on column licence_type.definition is '编号规则、有效期、照面项目和版式';
comment on column licence_type.sm3 is '定义的 SM3，用于判断是否有变化';
comment on column licence_type.loaded_at is '装载时间';

create table licence (
  id uuid primary key,
  identifier text not null unique,
  verification_code text not null unique,
  qr_address text not null,
  number text not null,
  version integer not null,
  type_id uuid not null references licence_type (id),
  type_key text not null,
  type_name text not null,
  status text not null check (status in ('draft', 'issued', 'suspended', 'revoked', 'forfeited', 'cancelled', 'expired', 'replaced')),
  status_reason text not null,
  subject_id text not null,
  holder_kind text not null check (holder_kind in ('person', 'organisation')),
  holder_name text not null,
  holder_name_index text not null,
  holder_number text not null,
  holder_number_index text not null,
  field_values text not null,
  unit_id text not null,
  issuer_id text not null,
  issuer_name text not null,
  case_id text,
  prior_id uuid references licence (id),
  issued_on date not null,
  valid_from date not null,
  valid_to date,
  expires_on date not null generated always as (coalesce(valid_to, date '9999-12-31')) stored,
  issued_by text not null,
  created_at timestamptz(3) not null,
  changed_at timestamptz(3) not null
);
comment on table licence is '电子证照，一行一个版本';
comment on column licence.id is '编号';
comment on column licence.identifier is '电子证照标识（GB/T 36904）';
comment on column licence.verification_code is '印在二维码下的核验码';
comment on column licence.qr_address is '二维码内容：核验网址，井号后为离线核验信息';
comment on column licence.number is '证照编号';
comment on column licence.version is '版本，换发一次加一';
comment on column licence.type_id is '签发时的证照类型版本';
comment on column licence.type_key is '类型标识';
comment on column licence.type_name is '类型名称';
comment on column licence.status is '状态：draft 制证中、issued 有效、suspended 已暂扣、revoked 已撤销、forfeited 已吊销、cancelled 已注销、expired 已过期、replaced 已换发';
comment on column licence.status_reason is '到达此状态的理由';
comment on column licence.subject_id is '持证主体';
comment on column licence.holder_kind is '持证主体类别：person 自然人、organisation 法人和其他组织';
comment on column licence.holder_name is '持证者姓名或名称（加密）';
comment on column licence.holder_name_index is '持证者姓名或名称盲索引';
comment on column licence.holder_number is '持证者证件号码或统一社会信用代码（加密）';
comment on column licence.holder_number_index is '持证者号码盲索引';
comment on column licence.field_values is '照面项目（加密的 JSON）';
comment on column licence.unit_id is '经办单位（科室或委办局），数据范围按它判断';
comment on column licence.issuer_id is '发证机关（委办局）';
comment on column licence.issuer_name is '发证机关签发时的名称，与印章一致';
comment on column licence.case_id is '所由办件';
comment on column licence.prior_id is '换发前的证照';
comment on column licence.issued_on is '发证日期';
comment on column licence.valid_from is '有效期起';
comment on column licence.valid_to is '有效期止（含）；长期有效为空';
comment on column licence.expires_on is '有效期止，长期有效记为 9999-12-31，供排序和筛选';
comment on column licence.issued_by is '经办人账号';
comment on column licence.created_at is '签发时间';
comment on column licence.changed_at is '最近变更时间';
-- One living licence a number and type.
create unique index licence_living_number on licence (type_key, number) where status in ('draft', 'issued', 'suspended');
create index licence_number on licence (number text_pattern_ops);
create index licence_unit on licence (unit_id, created_at desc, id desc);
create index licence_type_time on licence (type_key, created_at desc, id desc);
create index licence_time on licence (created_at desc, id desc);
create index licence_subject on licence (subject_id, created_at desc);
create index licence_holder_number on licence (holder_number_index);
create index licence_holder_name on licence (holder_name_index);
create index licence_expiry on licence (expires_on, id) where status in ('issued', 'suspended');
create index licence_case on licence (case_id) where case_id is not null;
create unique index licence_prior on licence (prior_id) where prior_id is not null;

create table licence_document (
  licence_id uuid not null references licence (id),
  position integer not null,
  variant text not null,
  file_id uuid not null,
  sm3 text not null,
  seal_use_id uuid not null,
  primary key (licence_id, position)
);
comment on table licence_document is '证照的版式文件：正本、副本，各自签章';
comment on column licence_document.licence_id is '证照';
comment on column licence_document.position is '顺序，从 0 起';
comment on column licence_document.variant is '正本、副本等';
comment on column licence_document.file_id is '签章后的 PDF 文件';
comment on column licence_document.sm3 is '文件的 SM3';
comment on column licence_document.seal_use_id is '用印记录';

create table licence_operation (
  seq bigint generated always as identity primary key,
  licence_id uuid not null references licence (id),
  operation text not null,
  status text not null,
  reason text not null,
  actor_id text not null,
  actor_name text not null,
  at timestamptz(3) not null
);
comment on table licence_operation is '证照业务记录，只增不改';
comment on column licence_operation.seq is '先后顺序';
comment on column licence_operation.licence_id is '证照';
comment on column licence_operation.operation is '业务：issue 新发、renew 延续、change 变更、reissue 补发、suspend 暂扣、resume 暂扣发还、revoke 撤销、forfeit 吊销、cancel 注销、expire 过期失效、replace 被换发';
comment on column licence_operation.status is '业务之后的状态';
comment on column licence_operation.reason is '理由';
comment on column licence_operation.actor_id is '经办人账号';
comment on column licence_operation.actor_name is '经办人';
comment on column licence_operation.at is '时间';
create index licence_operation_licence on licence_operation (licence_id, seq);

revoke update, delete on licence_document, licence_operation from yiwang_app;
