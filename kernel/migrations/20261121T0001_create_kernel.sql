-- What the kernel keeps: the audit trail and its chain, announced events, marks of work done, files, idempotent answers,
-- number counters.

create table audit_entry (
  id uuid not null,
  at timestamptz(3) not null,
  actor_kind text not null,
  actor_id text not null,
  actor_name text not null,
  unit_id text,
  action text not null,
  target text not null,
  about text,
  basis text,
  detail jsonb not null default '{}',
  request_id text not null,
  address text,
  primary key (id, at)
) partition by range (at);
comment on table audit_entry is '审计记录：谁在何时对什么做了什么，只增不改';
comment on column audit_entry.id is '记录编号';
comment on column audit_entry.at is '发生时间';
comment on column audit_entry.actor_kind is '操作者类别：guest 访客、person 群众、staff 工作人员、application 外部应用、system 系统';
comment on column audit_entry.actor_id is '操作者账号编号';
comment on column audit_entry.actor_name is '操作者显示名';
comment on column audit_entry.unit_id is '操作者所在单位';
comment on column audit_entry.action is '动作，模块名.动词';
comment on column audit_entry.target is '对象编号';
comment on column audit_entry.about is '所涉主体（个人或组织）编号，用于“谁看过我的数据”';
comment on column audit_entry.basis is '依据';
comment on column audit_entry.detail is '补充说明，不含敏感内容';
comment on column audit_entry.request_id is '请求编号，与日志对应';
comment on column audit_entry.address is '来源网络地址';
create table audit_entry_rest partition of audit_entry default;
comment on table audit_entry_rest is '审计记录：未建月份分区时的去处';
create index audit_entry_about on audit_entry (about, at desc) where about is not null;
create index audit_entry_actor on audit_entry (actor_id, at desc);
create index audit_entry_target on audit_entry (target, at desc);
create index audit_entry_at on audit_entry (at desc, id);

create table audit_link (
  seq bigint primary key,
  entry_id uuid not null unique,
  entry_at timestamptz(3) not null,
  hash text not null
);
comment on table audit_link is '审计链：每条记录的 SM3 摘要都含前一条的摘要，改动、删除、插入皆可发现';
comment on column audit_link.seq is '链上序号，从 1 起连续';
comment on column audit_link.entry_id is '审计记录编号';
comment on column audit_link.entry_at is '审计记录时间（分区键）';
comment on column audit_link.hash is '链上摘要（SM3，十六进制）';

create table audit_pending (
  entry_id uuid primary key,
  entry_at timestamptz(3) not null
);
comment on table audit_pending is '已写入而尚未入链的审计记录';
comment on column audit_pending.entry_id is '审计记录编号';
comment on column audit_pending.entry_at is '审计记录时间（分区键）';

create table event (
  id uuid not null,
  name text not null,
  payload jsonb not null,
  at timestamptz(3) not null,
  request_id text not null,
  primary key (id, at)
) partition by range (at);
comment on table event is '模块宣告的事实，与状态变化同一事务写入';
comment on column event.id is '事件编号';
comment on column event.name is '事件名，模块名.事实';
comment on column event.payload is '内容，只含编号等引用';
comment on column event.at is '宣告时间';
comment on column event.request_id is '请求编号';
create table event_rest partition of event default;
comment on table event_rest is '事件：未建月份分区时的去处';
create index event_name on event (name, at desc);

create table work_done (
  key text primary key,
  at timestamptz(3) not null
);
comment on table work_done is '已完成的后台工作，与其结果同一事务写入，保证只做一次';
comment on column work_done.key is '工作标识';
comment on column work_done.at is '完成时间';
create index work_done_at on work_done (at);

create table dead_job (
  id uuid primary key,
  task text not null,
  payload jsonb not null,
  error text not null,
  attempts integer not null,
  failed_at timestamptz(3) not null,
  settled_at timestamptz(3),
  settled_by text,
  settlement text
);
comment on table dead_job is '多次重试仍失败的后台工作，等待人工处理';
comment on column dead_job.id is '编号';
comment on column dead_job.task is '任务名';
comment on column dead_job.payload is '参数';
comment on column dead_job.error is '最后一次的错误';
comment on column dead_job.attempts is '已尝试次数';
comment on column dead_job.failed_at is '最后失败时间';
comment on column dead_job.settled_at is '处理时间';
comment on column dead_job.settled_by is '处理人';
comment on column dead_job.settlement is '处理方式：retried 重新执行、dropped 不再执行';
create index dead_job_open on dead_job (failed_at desc) where settled_at is null;

create table stored_blob (
  digest text primary key,
  size bigint not null,
  type text not null,
  stored_at timestamptz(3) not null
);
comment on table stored_blob is '内容寻址的文件内容，加密存放，同样内容只存一份';
comment on column stored_blob.digest is '明文 SM3 摘要的带密钥摘要，也是存放位置';
comment on column stored_blob.size is '明文字节数';
comment on column stored_blob.type is '按内容识别的类型';
comment on column stored_blob.stored_at is '首次存放时间';

create table file (
  id uuid primary key,
  digest text not null references stored_blob (digest),
  name text not null,
  type text not null,
  size bigint not null,
  sm3 text not null,
  created_by text not null,
  created_at timestamptz(3) not null,
  owner text
);
comment on table file is '文件：一份内容的一次使用，有名字、有归属';
comment on column file.id is '文件编号';
comment on column file.digest is '内容位置';
comment on column file.name is '文件名';
comment on column file.type is '类型（按内容识别）';
comment on column file.size is '字节数';
comment on column file.sm3 is '明文 SM3 摘要';
comment on column file.created_by is '上传者账号';
comment on column file.created_at is '上传时间';
comment on column file.owner is '归属的记录，模块名/编号；为空则两天后清理';
create index file_unowned on file (created_at) where owner is null;
create index file_owner on file (owner) where owner is not null;
create index file_digest on file (digest);

create table idempotent_answer (
  actor_id text not null,
  key text not null,
  request_digest text not null,
  answer text not null,
  at timestamptz(3) not null,
  primary key (actor_id, key)
);
comment on table idempotent_answer is '带幂等键的请求的答复，一天内重发得到同一答复';
comment on column idempotent_answer.actor_id is '请求者';
comment on column idempotent_answer.key is '幂等键';
comment on column idempotent_answer.request_digest is '请求摘要，防止同键不同请求';
comment on column idempotent_answer.answer is '加密的答复';
comment on column idempotent_answer.at is '时间';
create index idempotent_answer_at on idempotent_answer (at);

create table number_counter (
  series text primary key,
  last bigint not null
);
comment on table number_counter is '编号流水，按系列递增';
comment on column number_counter.series is '系列，如 case/20261121';
comment on column number_counter.last is '最后发出的流水号';

-- History is written once: the app role may add to it and read it, nothing else.
revoke update, delete on audit_entry, audit_entry_rest, audit_link, event, event_rest from yiwang_app;

-- The queue's own schema belongs to the owner; the app role reaches it by this function and this view alone.
create function enqueue_jobs(specs json) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform graphile_worker.add_jobs(array(
    select spec from json_populate_recordset(null::graphile_worker.job_spec, specs) spec
  ));
end $$;
comment on function enqueue_jobs(json) is '在当前事务中登记后台工作';
revoke all on function enqueue_jobs(json) from public;
grant execute on function enqueue_jobs(json) to yiwang_app;

create view v_job as
  select id, task_identifier as task, queue_name as queue, run_at, attempts, max_attempts, last_error, created_at, locked_at
  from graphile_worker.jobs;
comment on view v_job is '排队中的后台工作';

-- Tables that grow for ever are cut by month; the app role may ask for partitions but not make tables.
create function make_month_partitions(at timestamptz) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  parent text;
  month timestamptz;
  child text;
begin
  foreach parent in array array['audit_entry', 'event'] loop
    for step in 0..1 loop
      month := date_trunc('month', at, 'Asia/Shanghai') + make_interval(months => step);
      child := parent || '_' || to_char(month at time zone 'Asia/Shanghai', 'YYYYMM');
      if to_regclass('public.' || child) is null then
        begin
        execute format('create table %I partition of %I for values from (%L) to (%L)', child, parent, month, month + interval '1 month');
        execute format('revoke update, delete on %I from yiwang_app', child);
        execute format('comment on table %I is %L', child, '按月分区');
        -- Rows of that month already lie in the rest partition (the platform slept over a month's end): leave them there.
        exception when check_violation then null;
        end;
      end if;
    end loop;
  end loop;
end $$;
comment on function make_month_partitions(timestamptz) is '建立当月和下月的分区';
revoke all on function make_month_partitions(timestamptz) from public;
grant execute on function make_month_partitions(timestamptz) to yiwang_app;
select make_month_partitions(now());
