create table credential (
  account_kind text not null check (account_kind in ('staff', 'person')),
  account_id text not null,
  password_hash text,
  must_change boolean not null default false,
  changed_at timestamptz(3) not null,
  failures integer not null default 0,
  locked_until timestamptz(3),
  one_time_secret text,
  one_time_pending text,
  one_time_step bigint not null default 0,
  primary key (account_kind, account_id)
);
comment on table credential is '登录凭据';
comment on column credential.account_kind is '账号类别：staff 工作人员、person 群众';
comment on column credential.account_id is '账号编号';
comment on column credential.password_hash is '口令摘要（PBKDF2-HMAC-SM3），空则不能用口令登录';
comment on column credential.must_change is '下次登录须修改口令';
comment on column credential.changed_at is '口令修改时间';
comment on column credential.failures is '连续失败次数';
comment on column credential.locked_until is '锁定至';
comment on column credential.one_time_secret is '动态口令密钥（加密），有则登录须用动态口令';
comment on column credential.one_time_pending is '尚未确认的动态口令密钥（加密）';
comment on column credential.one_time_step is '最近用过的动态口令时间步，防止重放';

create table device (
  id uuid primary key,
  token_digest text not null,
  account_kind text not null,
  account_id text not null,
  name text not null,
  first_seen_at timestamptz(3) not null,
  last_seen_at timestamptz(3) not null,
  unbound_at timestamptz(3),
  unique (token_digest, account_kind, account_id)
);
comment on table device is '用过的设备';
comment on column device.id is '编号';
comment on column device.token_digest is '设备令牌摘要';
comment on column device.account_kind is '账号类别';
comment on column device.account_id is '账号编号';
comment on column device.name is '设备名称（由浏览器标识得出）';
comment on column device.first_seen_at is '首次使用';
comment on column device.last_seen_at is '最近使用';
comment on column device.unbound_at is '解绑时间';
create index device_account on device (account_kind, account_id);

create table session (
  digest text primary key,
  id uuid not null unique,
  account_kind text not null,
  account_id text not null,
  device_id uuid not null references device (id),
  address text,
  created_at timestamptz(3) not null,
  seen_at timestamptz(3) not null,
  ends_at timestamptz(3) not null,
  ended_at timestamptz(3),
  ended_why text
);
comment on table session is '会话';
comment on column session.digest is '令牌摘要';
comment on column session.id is '编号';
comment on column session.account_kind is '账号类别';
comment on column session.account_id is '账号编号';
comment on column session.device_id is '设备';
comment on column session.address is '网络地址';
comment on column session.created_at is '登录时间';
comment on column session.seen_at is '最近活动（每分钟记一次）';
comment on column session.ends_at is '最迟结束时间';
comment on column session.ended_at is '结束时间';
comment on column session.ended_why is '结束原因';
create index session_account on session (account_kind, account_id) where ended_at is null;
create index session_ends on session (ends_at);

create table citizen_account (
  id uuid primary key,
  phone text not null,
  phone_index text not null unique,
  name text,
  resident_id text,
  resident_id_index text unique,
  verified_at timestamptz(3),
  created_at timestamptz(3) not null
);
comment on table citizen_account is '群众账号';
comment on column citizen_account.id is '编号';
comment on column citizen_account.phone is '手机号（加密）';
comment on column citizen_account.phone_index is '手机号盲索引';
comment on column citizen_account.name is '姓名（加密），实名后有';
comment on column citizen_account.resident_id is '身份证号（加密），实名后有';
comment on column citizen_account.resident_id_index is '身份证号盲索引';
comment on column citizen_account.verified_at is '实名时间';
comment on column citizen_account.created_at is '注册时间';

create table sms_code (
  id uuid primary key,
  phone_index text not null,
  code_digest text not null,
  sent_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  tries integer not null default 0,
  used_at timestamptz(3)
);
comment on table sms_code is '短信验证码';
comment on column sms_code.id is '编号';
comment on column sms_code.phone_index is '手机号盲索引';
comment on column sms_code.code_digest is '验证码摘要';
comment on column sms_code.sent_at is '发送时间';
comment on column sms_code.expires_at is '失效时间';
comment on column sms_code.tries is '已试次数';
comment on column sms_code.used_at is '使用时间';
create index sms_code_phone on sms_code (phone_index, sent_at desc);
