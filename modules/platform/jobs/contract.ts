import Type, { type Static } from 'typebox';
import { endpoint } from '../../../kernel/endpoint.ts';
import { defineErrors } from '../../../kernel/errors.ts';
import { listInput, pageOf } from '../../../kernel/lists.ts';

const nullable = (title: string) => Type.Union([Type.String(), Type.Null()], { title });
const instant = (title: string) => Type.Union([Type.String({ format: 'date-time' }), Type.Null()], { title });

/** Jobs of one kind, counted by what they are doing. */
export const TaskSummary = Type.Object({
  task: Type.String({ title: '任务名' }),
  title: Type.String({ title: '工作' }),
  /** Due now or later, and not failed yet. */
  waiting: Type.Integer({ title: '等待' }),
  running: Type.Integer({ title: '执行中' }),
  /** Due for more than five minutes and not begun. */
  late: Type.Integer({ title: '延误' }),
  /** Failed, and waiting for another try. */
  retrying: Type.Integer({ title: '重试中' }),
  /** Given up and not settled. */
  dead: Type.Integer({ title: '待处理' }),
});
export type TaskSummary = Static<typeof TaskSummary>;

export const queueStateLabels = { waiting: '等待', running: '执行中', late: '延误', retrying: '重试中' } as const;
export type QueueState = keyof typeof queueStateLabels;
export const QueueState = Type.Enum(Object.keys(queueStateLabels) as QueueState[]);

export const QueuedJob = Type.Object({
  id: Type.String({ title: '编号' }),
  task: Type.String({ title: '任务名' }),
  title: Type.String({ title: '工作' }),
  state: QueueState,
  dueAt: Type.String({ format: 'date-time', title: '应执行时间' }),
  createdAt: Type.String({ format: 'date-time', title: '登记时间' }),
  attempts: Type.Integer({ title: '已尝试' }),
  /** First line of the last error. */
  problem: nullable('最近的问题'),
});
export type QueuedJob = Static<typeof QueuedJob>;

export const settlementLabels = { retried: '已重新执行', dropped: '已放弃' } as const;
export type Settlement = keyof typeof settlementLabels;

export const DeadJob = Type.Object({
  id: Type.String({ title: '编号' }),
  task: Type.String({ title: '任务名' }),
  title: Type.String({ title: '工作' }),
  /** First line of the error. */
  problem: Type.String({ title: '问题' }),
  attempts: Type.Integer({ title: '已尝试' }),
  failedAt: Type.String({ format: 'date-time', title: '最后失败' }),
  settlement: Type.Union([Type.Enum(Object.keys(settlementLabels) as Settlement[]), Type.Null()], { title: '处理' }),
  settledBy: nullable('处理人'),
  settledAt: instant('处理时间'),
});
export type DeadJob = Static<typeof DeadJob>;

export const DeadJobDetail = Type.Object({
  ...DeadJob.properties,
  error: Type.String({ title: '错误' }),
  /** What the job was given, as JSON: ids, never personal data. */
  payload: Type.String({ title: '参数' }),
});
export type DeadJobDetail = Static<typeof DeadJobDetail>;

export const Schedule = Type.Object({
  task: Type.String({ title: '任务名' }),
  title: Type.String({ title: '工作' }),
  /** In words: 每天 04:20. */
  every: Type.String({ title: '何时' }),
  /** When the worker last put it into the queue; null before the first time. */
  lastRunAt: instant('最近一次'),
});
export type Schedule = Static<typeof Schedule>;

export const jobErrors = defineErrors('jobs', {
  notFound: { kind: 'not_found', text: '未找到该工作' },
  settled: { kind: 'conflict', text: '所选的工作都已处理过，请刷新' },
  unknownTask: { kind: 'conflict', text: '这个版本已没有“{task}”这项工作，不能重新执行，只能放弃' },
});

const task = Type.Optional(Type.String({ maxLength: 100, title: '任务名' }));
const settle = Type.Object({
  ids: Type.Array(Type.String({ format: 'uuid' }), { minItems: 1, maxItems: 200, uniqueItems: true, title: '工作' }),
  reason: Type.String({ minLength: 2, maxLength: 200, title: '理由' }),
});

export const jobEndpoints = {
  tasks: endpoint({ method: 'GET', path: '/jobs/tasks', access: 'jobs.read', summary: '各项后台工作的数量', input: Type.Object({}), output: Type.Object({ rows: Type.Array(TaskSummary) }) }),
  queued: endpoint({ method: 'GET', path: '/jobs/queued', access: 'jobs.read', summary: '排队中的后台工作', input: Type.Object({ ...listInput, task, state: Type.Optional(QueueState) }), output: pageOf(QueuedJob) }),
  dead: endpoint({
    method: 'GET',
    path: '/jobs/dead',
    access: 'jobs.read',
    summary: '多次失败的后台工作',
    input: Type.Object({ ...listInput, task, settled: Type.Optional(Type.Boolean({ default: false, title: '已处理的' })) }),
    output: pageOf(DeadJob),
  }),
  deadJob: endpoint({ method: 'GET', path: '/jobs/dead/:id', access: 'jobs.read', summary: '一项失败的后台工作', input: Type.Object({ id: Type.String({ format: 'uuid', title: '编号' }) }), output: DeadJobDetail }),
  retry: endpoint({ method: 'POST', path: '/jobs/dead/retry', access: 'jobs.operate', summary: '重新执行失败的工作', input: settle, output: Type.Object({ settled: Type.Integer() }) }),
  drop: endpoint({ method: 'POST', path: '/jobs/dead/drop', access: 'jobs.operate', summary: '放弃失败的工作', input: settle, output: Type.Object({ settled: Type.Integer() }) }),
  schedules: endpoint({ method: 'GET', path: '/jobs/schedules', access: 'jobs.read', summary: '定时工作', input: Type.Object({}), output: Type.Object({ rows: Type.Array(Schedule) }) }),
};
