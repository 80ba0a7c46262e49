create table process_definition (
  id uuid primary key,
  key text not null,
  version integer not null,
  title text not null,
  xml text not null,
  graph jsonb not null,
  digest text not null,
  published_at timestamptz(3) not null,
  published_by text not null,
  unique (key, version),
  unique (key, digest)
);
comment on table process_definition is '流程定义，发布后不变';
comment on column process_definition.id is '编号';
comment on column process_definition.key is '流程键';
comment on column process_definition.version is '版本';
comment on column process_definition.title is '名称';
comment on column process_definition.xml is 'BPMN 原文';
comment on column process_definition.graph is '编译后的流程图';
comment on column process_definition.digest is '原文的 SM3 摘要';
comment on column process_definition.published_at is '发布时间';
comment on column process_definition.published_by is '发布人';

create table process_instance (
  id uuid primary key,
  definition_id uuid not null references process_definition (id),
  subject text not null,
  unit_id text not null,
  state jsonb not null,
  status text not null check (status in ('running', 'suspended', 'finished')),
  parent_id uuid references process_instance (id),
  parent_token integer,
  started_at timestamptz(3) not null,
  ended_at timestamptz(3)
);
comment on table process_instance is '流程实例';
comment on column process_instance.id is '编号';
comment on column process_instance.definition_id is '流程定义';
comment on column process_instance.subject is '所办的记录，模块名/编号';
comment on column process_instance.unit_id is '负责单位';
comment on column process_instance.state is '当前状态';
comment on column process_instance.status is '状态：running 运行、suspended 中止、finished 结束';
comment on column process_instance.parent_id is '调用它的实例';
comment on column process_instance.parent_token is '调用它的环节令牌';
comment on column process_instance.started_at is '开始时间';
comment on column process_instance.ended_at is '结束时间';
create index process_instance_subject on process_instance (subject);
create index process_instance_definition on process_instance (definition_id, started_at desc);
create index process_instance_open on process_instance (started_at) where status <> 'finished';

create table process_step (
  id uuid primary key,
  instance_id uuid not null references process_instance (id),
  at timestamptz(3) not null,
  actor_id text not null,
  event jsonb not null,
  facts jsonb not null
);
comment on table process_step is '流程推进记录：每一步的起因与经过，只增不改';
comment on column process_step.id is '编号';
comment on column process_step.instance_id is '流程实例';
comment on column process_step.at is '时间';
comment on column process_step.actor_id is '推动者';
comment on column process_step.event is '起因';
comment on column process_step.facts is '经过的环节';
create index process_step_instance on process_step (instance_id, id);
revoke update, delete on process_step from yiwang_app;

create table task (
  id uuid primary key,
  instance_id uuid not null references process_instance (id),
  token integer not null,
  node text not null,
  title text not null,
  step text,
  subject text not null,
  unit_id text not null,
  people jsonb not null,
  assignee_id text,
  status text not null check (status in ('open', 'done', 'closed')),
  action text,
  opinion text,
  done_by text,
  opened_at timestamptz(3) not null,
  done_at timestamptz(3),
  unique (instance_id, token)
);
comment on table task is '待办任务';
comment on column task.id is '编号';
comment on column task.instance_id is '流程实例';
comment on column task.token is '环节令牌';
comment on column task.node is '环节';
comment on column task.title is '环节名称';
comment on column task.step is '表单步骤';
comment on column task.subject is '所办的记录';
comment on column task.unit_id is '负责单位';
comment on column task.people is '办理人、委托、会签等';
comment on column task.assignee_id is '办理人，空则可领取';
comment on column task.status is '状态：open 待办、done 已办、closed 已关闭';
comment on column task.action is '办理动作';
comment on column task.opinion is '办理意见';
comment on column task.done_by is '办理人（已办）';
comment on column task.opened_at is '产生时间';
comment on column task.done_at is '办结时间';
create index task_subject on task (subject, opened_at);
create index task_mine on task (assignee_id, opened_at) where status = 'open';
create index task_done on task (done_by, done_at desc) where status = 'done';
create index task_unit on task (unit_id, opened_at) where status = 'open';

create table task_candidate (
  task_id uuid not null references task (id),
  role_code text,
  unit_id text,
  person_id text
);
comment on table task_candidate is '任务的可领取人：满足任一行即可';
comment on column task_candidate.task_id is '任务';
comment on column task_candidate.role_code is '须有的角色';
comment on column task_candidate.unit_id is '须在的单位（含下级）';
comment on column task_candidate.person_id is '指定的人';
create index task_candidate_task on task_candidate (task_id);
create index task_candidate_role on task_candidate (unit_id, role_code);
create index task_candidate_person on task_candidate (person_id) where person_id is not null;

create table process_timer (
  instance_id uuid not null references process_instance (id),
  token integer not null,
  due_at timestamptz(3) not null,
  paused_left_ms bigint,
  primary key (instance_id, token)
);
comment on table process_timer is '流程定时';
comment on column process_timer.instance_id is '流程实例';
comment on column process_timer.token is '环节令牌';
comment on column process_timer.due_at is '到时';
comment on column process_timer.paused_left_ms is '暂停时剩余的毫秒数';

create table process_subscription (
  instance_id uuid not null references process_instance (id),
  token integer not null,
  kind text not null check (kind in ('message', 'signal')),
  name text not null,
  key text,
  primary key (instance_id, token)
);
comment on table process_subscription is '流程等待的消息和信号';
comment on column process_subscription.instance_id is '流程实例';
comment on column process_subscription.token is '环节令牌';
comment on column process_subscription.kind is '类别：message 消息、signal 信号';
comment on column process_subscription.name is '名称';
comment on column process_subscription.key is '关联键';
create index process_subscription_name on process_subscription (kind, name, key);

create table process_incident (
  id uuid primary key,
  instance_id uuid not null references process_instance (id),
  token integer not null,
  node text not null,
  code text not null,
  text text not null,
  tries integer not null default 0,
  opened_at timestamptz(3) not null,
  closed_at timestamptz(3)
);
comment on table process_incident is '流程故障：自动环节未能完成，等待重试或人工处理';
comment on column process_incident.id is '编号';
comment on column process_incident.instance_id is '流程实例';
comment on column process_incident.token is '环节令牌';
comment on column process_incident.node is '环节';
comment on column process_incident.code is '代码';
comment on column process_incident.text is '说明';
comment on column process_incident.tries is '已自动重试次数';
comment on column process_incident.opened_at is '发生时间';
comment on column process_incident.closed_at is '解除时间';
create index process_incident_open on process_incident (opened_at desc) where closed_at is null;
create unique index process_incident_token on process_incident (instance_id, token) where closed_at is null;

create view v_task as
  select t.id, t.instance_id, t.subject, t.node, t.step, t.title, t.unit_id, t.assignee_id, t.status, t.action, t.done_by, t.opened_at, t.done_at
  from task t;
comment on view v_task is '任务，供其他模块关联';
create view v_task_candidate as select task_id, role_code, unit_id, person_id from task_candidate;
comment on view v_task_candidate is '任务的可领取人，供其他模块关联';
