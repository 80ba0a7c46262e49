create table rating_invitation (
  case_id uuid primary key,
  case_number text not null,
  account_id text not null,
  subject_id text not null,
  applicant_shown text not null,
  item_id text not null,
  item_name text not null,
  unit_id text not null,
  invited_at timestamptz(3) not null
);
comment on table rating_invitation is '评价邀请：办件办结后发出一次，评不评由申请人自愿';
comment on column rating_invitation.case_id is '办件';
comment on column rating_invitation.case_number is '办件编号';
comment on column rating_invitation.account_id is '可以评价的群众账号';
comment on column rating_invitation.subject_id is '申请主体';
comment on column rating_invitation.applicant_shown is '申请人名称（自然人打码）';
comment on column rating_invitation.item_id is '事项';
comment on column rating_invitation.item_name is '事项名称';
comment on column rating_invitation.unit_id is '受理单位';
comment on column rating_invitation.invited_at is '邀请时间';
create index rating_invitation_unit on rating_invitation (unit_id, invited_at);
create index rating_invitation_time on rating_invitation (invited_at);

create table rating (
  id uuid primary key,
  case_id uuid not null references rating_invitation (case_id),
  round integer not null check (round in (1, 2)),
  satisfaction integer not null check (satisfaction between 1 and 5),
  detail_codes text[] not null,
  text text not null,
  anonymous boolean not null,
  channel integer not null check (channel between 1 and 7),
  item_id text not null,
  item_name text not null,
  unit_id text not null,
  rated_at timestamptz(3) not null,
  unique (case_id, round)
);
comment on table rating is '好差评（GB/T 39046-2020 评价数据集），提交后不改';
comment on column rating.id is '编号';
comment on column rating.case_id is '办件';
comment on column rating.round is '第几次评价：1 首次、2 追加';
comment on column rating.satisfaction is '满意度：1 非常满意 至 5 非常不满意';
comment on column rating.detail_codes is '评价详情代码，见字典 rating-detail';
comment on column rating.text is '文字评价';
comment on column rating.anonymous is '是否匿名';
comment on column rating.channel is '评价渠道，见字典 rating-channel';
comment on column rating.item_id is '事项';
comment on column rating.item_name is '事项名称';
comment on column rating.unit_id is '被评价单位';
comment on column rating.rated_at is '评价时间';
create index rating_unit on rating (unit_id, rated_at desc, id desc);
create index rating_time on rating (rated_at desc, id desc);
create index rating_bad on rating (rated_at desc) where satisfaction >= 4;
revoke update, delete on rating from yiwang_app;

create table rectification (
  rating_id uuid primary key references rating (id),
  unit_id text not null,
  status text not null check (status in ('verifying', 'rectifying', 'replying', 'reviewing', 'closed')),
  founded boolean,
  reply text,
  contact text check (contact in ('phone', 'visit', 'hall', 'message')),
  clock_id uuid not null,
  opened_at timestamptz(3) not null,
  due_at timestamptz(3) not null,
  replied_at timestamptz(3),
  closed_at timestamptz(3)
);
comment on table rectification is '差评整改：核实、整改、反馈、复核';
comment on column rectification.rating_id is '差评';
comment on column rectification.unit_id is '负责整改的单位';
comment on column rectification.status is '状态：verifying 待核实、rectifying 整改中、replying 待反馈、reviewing 待复核、closed 已办结';
comment on column rectification.founded is '核实结果：是否属实';
comment on column rectification.reply is '给评价人的反馈';
comment on column rectification.contact is '回访方式：phone 电话、visit 上门、hall 窗口面谈、message 站内消息';
comment on column rectification.clock_id is '时限计时';
comment on column rectification.opened_at is '产生时间';
comment on column rectification.due_at is '首次反馈的期限';
comment on column rectification.replied_at is '首次反馈时间';
comment on column rectification.closed_at is '办结时间';
create index rectification_open on rectification (unit_id, opened_at) where status <> 'closed';

create table rectification_step (
  rating_id uuid not null references rectification (rating_id),
  seq integer not null,
  at timestamptz(3) not null,
  kind text not null,
  title text not null,
  actor_id text not null,
  actor_name text not null,
  opinion text not null,
  primary key (rating_id, seq)
);
comment on table rectification_step is '差评整改过程，只增不改';
comment on column rectification_step.rating_id is '差评';
comment on column rectification_step.seq is '序号，从 1 起';
comment on column rectification_step.at is '时间';
comment on column rectification_step.kind is '动作：verify 核实、rectify 整改、reply 反馈、review 复核';
comment on column rectification_step.title is '动作和结果';
comment on column rectification_step.actor_id is '办理人';
comment on column rectification_step.actor_name is '办理人姓名';
comment on column rectification_step.opinion is '意见';
revoke update, delete on rectification_step from yiwang_app;
