create table seal_key (
  id uuid primary key,
  public_key text not null,
  private_key text,
  created_at timestamptz(3) not null,
  destroyed_at timestamptz(3),
  check ((private_key is null) = (destroyed_at is not null))
);
comment on table seal_key is '印章签名密钥（SM2），私钥加密存放；配置密码机后不再使用本表';
comment on column seal_key.id is '密钥编号';
comment on column seal_key.public_key is '公钥（PEM）';
comment on column seal_key.private_key is '私钥（加密），销毁后为空';
comment on column seal_key.created_at is '产生时间';
comment on column seal_key.destroyed_at is '销毁时间';

create table seal_authority (
  id text primary key,
  certificate text not null,
  key_id uuid not null,
  created_at timestamptz(3) not null
);
comment on table seal_authority is '为印章签发证书的机构（演示用根证书，只有一行）';
comment on column seal_authority.id is '编号';
comment on column seal_authority.certificate is '根证书（PEM）';
comment on column seal_authority.key_id is '根密钥编号';
comment on column seal_authority.created_at is '建立时间';

create table seal (
  id uuid primary key,
  unit_id text not null,
  kind text not null check (kind in ('official', 'special')),
  purpose text not null,
  name text not null,
  code text,
  shape text not null check (shape in ('round', 'oval')),
  size_mm numeric(4, 1) not null,
  picture_file_id uuid not null,
  status text not null check (status in ('draft', 'declined', 'inForce', 'suspended', 'destroyed')),
  status_reason text not null,
  key_id uuid,
  certificate text,
  certificate_serial text unique,
  valid_from timestamptz(3),
  valid_to timestamptz(3),
  requested_by text not null,
  requested_at timestamptz(3) not null,
  changed_at timestamptz(3) not null,
  check (status in ('draft', 'declined') or (key_id is not null and certificate is not null and certificate_serial is not null and valid_from is not null and valid_to is not null))
);
comment on table seal is '电子印章';
comment on column seal.id is '编号';
comment on column seal.unit_id is '所属单位（委办局）';
comment on column seal.kind is '类别：official 公章、special 专用章';
comment on column seal.purpose is '专用章的用途，如行政审批专用章；公章为空文字';
comment on column seal.name is '印章名称：单位名称与用途';
comment on column seal.code is '公安机关备案编码，13 位；未备案为空';
comment on column seal.shape is '形状：round 圆形、oval 椭圆形';
comment on column seal.size_mm is '直径或长轴，毫米';
comment on column seal.picture_file_id is '印模图片文件';
comment on column seal.status is '状态：draft 待批准、declined 未批准、inForce 在用、suspended 停用、destroyed 已销毁';
comment on column seal.status_reason is '到达此状态的理由';
comment on column seal.key_id is '签名密钥编号';
comment on column seal.certificate is '签名证书（PEM）';
comment on column seal.certificate_serial is '证书序列号（十六进制）';
comment on column seal.valid_from is '有效期起';
comment on column seal.valid_to is '有效期止（含）';
comment on column seal.requested_by is '申请人账号';
comment on column seal.requested_at is '申请时间';
comment on column seal.changed_at is '最近变更时间';
-- One living seal of a kind and purpose a unit; the purpose of an official seal is empty.
create unique index seal_of_unit on seal (unit_id, kind, purpose) where status in ('draft', 'inForce', 'suspended');
create index seal_unit on seal (unit_id, requested_at);
create index seal_requested on seal (requested_at, id);

create table seal_change (
  seq bigint generated always as identity primary key,
  seal_id uuid not null references seal (id),
  status text not null,
  reason text not null,
  actor_id text not null,
  actor_name text not null,
  at timestamptz(3) not null
);
comment on table seal_change is '印章状态变更记录，只增不改；据此判断某一时刻印章是否在用';
comment on column seal_change.seq is '先后顺序；同一毫秒内的变更也分先后';
comment on column seal_change.seal_id is '印章';
comment on column seal_change.status is '变更后的状态';
comment on column seal_change.reason is '理由';
comment on column seal_change.actor_id is '经办人账号';
comment on column seal_change.actor_name is '经办人';
comment on column seal_change.at is '时间';
create index seal_change_seal on seal_change (seal_id, seq);

create table seal_use (
  id uuid primary key,
  seal_id uuid not null references seal (id),
  unit_id text not null,
  kind text not null check (kind in ('pdf', 'text')),
  document text not null,
  reason text not null,
  actor_id text not null,
  actor_name text not null,
  at timestamptz(3) not null,
  place jsonb,
  sm3_before text not null,
  sm3_signed text not null,
  sm3_after text,
  file_id uuid
);
comment on table seal_use is '用印记录，只增不改';
comment on column seal_use.id is '编号';
comment on column seal_use.seal_id is '印章';
comment on column seal_use.unit_id is '印章所属单位';
comment on column seal_use.kind is '对象：pdf 文件、text 短文本（离线核验码）';
comment on column seal_use.document is '用印对象，模块/编号';
comment on column seal_use.reason is '用印事由';
comment on column seal_use.actor_id is '经办人账号';
comment on column seal_use.actor_name is '经办人';
comment on column seal_use.at is '时间';
comment on column seal_use.place is '位置：页和矩形（点），或骑缝章直径（毫米），或关键字';
comment on column seal_use.sm3_before is '盖章前内容的 SM3';
comment on column seal_use.sm3_signed is '被签名内容的 SM3，核验时据此找到本记录';
comment on column seal_use.sm3_after is '盖章后文件的 SM3；短文本为空';
comment on column seal_use.file_id is '盖章后的文件，由人工用印产生时保存';
create index seal_use_at on seal_use (at desc, id desc);
create index seal_use_seal on seal_use (seal_id, at desc, id desc);
create index seal_use_unit on seal_use (unit_id, at desc, id desc);
create index seal_use_actor on seal_use (actor_id, at desc);
create index seal_use_document on seal_use (document);
create index seal_use_signed on seal_use (sm3_signed);
create index seal_use_after on seal_use (sm3_after) where sm3_after is not null;

revoke update, delete on seal_change, seal_use from yiwang_app;

create view v_unit_seal as select id, unit_id, kind, purpose, name, status, valid_to from seal;
comment on view v_unit_seal is '单位的电子印章，供其他模块关联';
