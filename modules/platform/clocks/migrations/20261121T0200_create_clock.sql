create table working_calendar (
  id text primary key,
  data jsonb not null,
  changed_at timestamptz(3) not null
);
comment on table working_calendar is '工作日历';
comment on column working_calendar.id is '编号';
comment on column working_calendar.data is '节假日与调休安排';
comment on column working_calendar.changed_at is '最近变更时间';

create table clock (
  id uuid primary key,
  subject text not null,
  unit_id text not null,
  state text not null check (state in ('running', 'suspended', 'stopped')),
  level text not null check (level in ('normal', 'warning', 'yellow', 'red')),
  worst_level text not null check (worst_level in ('normal', 'warning', 'yellow', 'red')),
  promised_due_at timestamptz(3),
  statutory_due_at timestamptz(3),
  due_at timestamptz(3) not null,
  next_change_at timestamptz(3),
  started_at timestamptz(3) not null,
  stopped_at timestamptz(3)
);
comment on table clock is '时限计时：由台账算出的当前结果，随时可以重算';
comment on column clock.id is '编号';
comment on column clock.subject is '计时对象，模块名/编号';
comment on column clock.unit_id is '负责单位';
comment on column clock.state is '状态：running 计时中、suspended 暂停、stopped 已停止';
comment on column clock.level is '当前级别：normal 正常、warning 预警、yellow 黄牌、red 红牌';
comment on column clock.worst_level is '曾达到的最高级别';
comment on column clock.promised_due_at is '承诺到期（此刻起即逾期），暂停中为空';
comment on column clock.statutory_due_at is '法定到期（此刻起即逾期），暂停中为空';
comment on column clock.due_at is '用于排序的到期时间；暂停中取最近一次算得的';
comment on column clock.next_change_at is '下一次变化的时间，到时重算';
comment on column clock.started_at is '起算时间';
comment on column clock.stopped_at is '停止时间';
create index clock_subject on clock (subject);
create index clock_due on clock (due_at) where state <> 'stopped';
create index clock_unit on clock (unit_id, due_at) where state <> 'stopped';

create table clock_entry (
  clock_id uuid not null references clock (id),
  seq integer not null,
  entry jsonb not null,
  recorded_by text not null,
  recorded_at timestamptz(3) not null,
  primary key (clock_id, seq)
);
comment on table clock_entry is '计时台账：起算、暂停、恢复、延长、停止，只增不改';
comment on column clock_entry.clock_id is '所属计时';
comment on column clock_entry.seq is '序号，从 1 起';
comment on column clock_entry.entry is '内容';
comment on column clock_entry.recorded_by is '登记人';
comment on column clock_entry.recorded_at is '登记时间';
revoke update, delete on clock_entry from yiwang_app;

create view v_clock as
  select id, subject, unit_id, state, level, worst_level, promised_due_at, statutory_due_at, due_at from clock;
comment on view v_clock is '时限计时，供其他模块关联';
