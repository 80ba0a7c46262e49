create table notice_template (
  key text primary key,
  title text not null,
  audience text not null check (audience in ('person', 'staff')),
  text text not null,
  sms text,
  slots jsonb not null,
  example jsonb not null,
  position integer not null,
  changed_at timestamptz(3) not null
);
comment on table notice_template is '消息模板';
comment on column notice_template.key is '名称，模块名.事由';
comment on column notice_template.title is '标题';
comment on column notice_template.audience is '发给谁：person 群众、staff 工作人员';
comment on column notice_template.text is '站内消息正文，花括号为填空';
comment on column notice_template.sms is '短信正文，空则不发短信';
comment on column notice_template.slots is '填空名称及含义';
comment on column notice_template.example is '预览用的示例值';
comment on column notice_template.position is '顺序';
comment on column notice_template.changed_at is '最近装载时间';

create table notice (
  id uuid primary key,
  recipient_kind text not null check (recipient_kind in ('person', 'staff')),
  recipient_id text not null,
  template_key text not null,
  title text not null,
  text text not null,
  link text,
  created_at timestamptz(3) not null,
  read_at timestamptz(3)
);
comment on table notice is '站内消息';
comment on column notice.id is '编号';
comment on column notice.recipient_kind is '收件人类别：person 群众、staff 工作人员';
comment on column notice.recipient_id is '收件人账号';
comment on column notice.template_key is '模板';
comment on column notice.title is '标题';
comment on column notice.text is '正文（加密）';
comment on column notice.link is '点开后去的页面';
comment on column notice.created_at is '发出时间';
comment on column notice.read_at is '阅读时间';
create index notice_recipient on notice (recipient_kind, recipient_id, created_at desc, id desc);
create index notice_unread on notice (recipient_kind, recipient_id) where read_at is null;

create table sms_message (
  id uuid primary key,
  recipient_kind text not null check (recipient_kind in ('person', 'staff', 'phone')),
  recipient_id text,
  template_key text not null,
  phone text not null,
  phone_index text not null,
  phone_tail text not null,
  text text not null,
  state text not null check (state in ('waiting', 'sent', 'delivered', 'failed')),
  tries integer not null,
  problem text,
  gateway_id text,
  created_at timestamptz(3) not null,
  sent_at timestamptz(3),
  settled_at timestamptz(3),
  polled_at timestamptz(3)
);
comment on table sms_message is '通知短信；登录验证码不在此列';
comment on column sms_message.id is '编号，也是交给短信平台的业务编号';
comment on column sms_message.recipient_kind is '收件人类别：person 群众、staff 工作人员、phone 没有账号的手机号';
comment on column sms_message.recipient_id is '收件人账号';
comment on column sms_message.template_key is '模板';
comment on column sms_message.phone is '手机号（加密）';
comment on column sms_message.phone_index is '手机号盲索引，用于每日上限';
comment on column sms_message.phone_tail is '手机号末四位，用于查找';
comment on column sms_message.text is '短信内容（加密）';
comment on column sms_message.state is '状态：waiting 待发送、sent 已交短信平台、delivered 已送达、failed 发送失败';
comment on column sms_message.tries is '已尝试次数';
comment on column sms_message.problem is '最近一次的问题';
comment on column sms_message.gateway_id is '短信平台的编号';
comment on column sms_message.created_at is '生成时间';
comment on column sms_message.sent_at is '交短信平台的时间';
comment on column sms_message.settled_at is '得知送达或失败的时间';
comment on column sms_message.polled_at is '最近一次查询回执的时间';
create index sms_message_order on sms_message (created_at desc, id desc);
create index sms_message_tail on sms_message (phone_tail, created_at desc);
create index sms_message_phone on sms_message (phone_index, created_at desc);
create index sms_message_open on sms_message (polled_at nulls first) where state = 'sent';
create index sms_message_failed on sms_message (created_at desc, id desc) where state = 'failed';
