create view v_audit as
  select id, at, actor_kind, actor_id, actor_name, unit_id, action, target, about, basis, detail, request_id, address from audit_entry;
comment on view v_audit is '审计记录，供审计模块查阅';

create view v_audit_link as select seq, hash from audit_link;
comment on view v_audit_link is '审计链，供审计模块核对';

create table audit_verification (
  id uuid primary key,
  requested_by text not null,
  requested_by_name text not null,
  requested_at timestamptz(3) not null,
  finished_at timestamptz(3),
  state text not null check (state in ('running', 'intact', 'broken')),
  links bigint not null,
  pending bigint not null,
  head text,
  finding_count integer not null,
  findings jsonb not null
);
comment on table audit_verification is '审计链的核验';
comment on column audit_verification.id is '编号';
comment on column audit_verification.requested_by is '发起人';
comment on column audit_verification.requested_by_name is '发起人姓名';
comment on column audit_verification.requested_at is '发起时间';
comment on column audit_verification.finished_at is '完成时间';
comment on column audit_verification.state is '结果：running 核验中、intact 完好、broken 有问题';
comment on column audit_verification.links is '核验的记录数';
comment on column audit_verification.pending is '当时尚未入链的记录数';
comment on column audit_verification.head is '链首摘要，下次核验时对照，防止整段重写';
comment on column audit_verification.finding_count is '问题数';
comment on column audit_verification.findings is '问题，最多记一千条';
create index audit_verification_order on audit_verification (requested_at desc, id desc);
revoke delete on audit_verification from yiwang_app;
