create view v_schedule as
  select identifier as task, known_since, last_execution from graphile_worker._private_known_crontabs;
comment on view v_schedule is '定时工作及其最近一次安排的时间';
