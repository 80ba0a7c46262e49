import Type, { type Static } from 'typebox';
import { endpoint } from '../../../kernel/endpoint.ts';
import { defineErrors } from '../../../kernel/errors.ts';
import { listInput, pageOf } from '../../../kernel/lists.ts';
import type { Json, TaskMoveName } from '../../../engines/processes/contract.ts';

export const taskStatusLabels = { open: '待办', done: '已办', closed: '已关闭' } as const;
export type TaskStatus = keyof typeof taskStatusLabels;
export const instanceStatusLabels = { running: '运行中', suspended: '已中止', finished: '已结束' } as const;
export type InstanceStatus = keyof typeof instanceStatusLabels;

const instant = Type.String({ format: 'date-time' });
const nullable = <S extends Parameters<typeof Type.Union>[0][number]>(schema: S) => Type.Union([schema, Type.Null()]);

/** A step that waits for a person, or did. */
export const Task = Type.Object({
  id: Type.String(),
  instanceId: Type.String(),
  subject: Type.String(),
  node: Type.String(),
  title: Type.String({ title: '环节' }),
  step: nullable(Type.String()),
  unitId: Type.String(),
  assigneeId: nullable(Type.String()),
  assigneeName: nullable(Type.String({ title: '办理人' })),
  status: Type.Enum(Object.keys(taskStatusLabels) as TaskStatus[]),
  action: nullable(Type.String()),
  opinion: nullable(Type.String({ title: '意见' })),
  doneByName: nullable(Type.String()),
  openedAt: instant,
  doneAt: nullable(instant),
});
export type Task = Static<typeof Task>;

/** What the actor may do with a task; why not, where she may not. */
export const TaskMoves = Type.Object({
  mayComplete: Type.Boolean(),
  moves: Type.Array(Type.Object({ name: Type.String(), allowed: Type.Boolean(), why: nullable(Type.String()) })),
  returnTargets: Type.Array(Type.Object({ node: Type.String(), title: Type.String(), thenBack: Type.Boolean() })),
});
export type TaskMoves = Static<typeof TaskMoves>;

export const Instance = Type.Object({
  id: Type.String(),
  subject: Type.String(),
  definitionKey: Type.String(),
  definitionTitle: Type.String({ title: '流程' }),
  version: Type.Integer({ title: '版本' }),
  status: Type.Enum(Object.keys(instanceStatusLabels) as InstanceStatus[]),
  incidents: Type.Integer({ title: '故障' }),
  startedAt: instant,
  endedAt: nullable(instant),
});
export type Instance = Static<typeof Instance>;

export const InstanceDetail = Type.Object({
  ...Instance.properties,
  xml: Type.String(),
  /** Nodes where a token waits now. */
  active: Type.Array(Type.String()),
  /** Nodes and flows gone through. */
  visited: Type.Array(Type.String()),
  tasks: Type.Array(Task),
  openIncidents: Type.Array(Type.Object({ id: Type.String(), node: Type.String(), text: Type.String(), tries: Type.Integer(), openedAt: instant })),
});
export type InstanceDetail = Static<typeof InstanceDetail>;

export const processErrors = defineErrors('processes', {
  noTask: { kind: 'not_found', text: '未找到该任务' },
  noInstance: { kind: 'not_found', text: '未找到该流程' },
  noIncident: { kind: 'not_found', text: '未找到该故障，可能已经解除' },
  noDefinition: { kind: 'not_found', text: '未找到流程“{key}”' },
  notYours: { kind: 'forbidden', text: '该任务不在您的办理范围内' },
  refused: { kind: 'conflict', text: '{why}' },
  invalidDrawing: { kind: 'invalid', text: '流程“{title}”有 {count} 处问题，不能发布' },
  noSuchPerson: { kind: 'invalid', text: '没有这位工作人员，或其账号已停用' },
});

const id = Type.String({ format: 'uuid', title: '任务编号' });
const person = Type.String({ minLength: 1, maxLength: 60, title: '工作人员' });
const moved = Task;

export const processEndpoints = {
  moves: endpoint({ method: 'GET', path: '/tasks/:id/moves', access: 'staff', summary: '我能对任务做什么', input: Type.Object({ id }), output: TaskMoves }),
  claim: endpoint({ method: 'POST', path: '/tasks/:id/claim', access: 'staff', summary: '领取任务', input: Type.Object({ id }), output: moved }),
  release: endpoint({ method: 'POST', path: '/tasks/:id/release', access: 'staff', summary: '放回任务', input: Type.Object({ id }), output: moved }),
  transfer: endpoint({ method: 'POST', path: '/tasks/:id/transfer', access: 'staff', summary: '转办', input: Type.Object({ id, to: person }), output: moved }),
  delegate: endpoint({ method: 'POST', path: '/tasks/:id/delegate', access: 'staff', summary: '委托他人办理，办后交还', input: Type.Object({ id, to: person }), output: moved }),
  resolve: endpoint({ method: 'POST', path: '/tasks/:id/resolve', access: 'staff', summary: '交还委托人', input: Type.Object({ id }), output: moved }),
  countersign: endpoint({
    method: 'POST',
    path: '/tasks/:id/countersign',
    access: 'staff',
    summary: '请他人会签',
    input: Type.Object({ id, mode: Type.Enum(['all', 'any', 'inTurn']), signers: Type.Array(person, { minItems: 1, maxItems: 50, title: '会签人员' }) }),
    output: moved,
  }),
  sign: endpoint({
    method: 'POST',
    path: '/tasks/:id/sign',
    access: 'staff',
    summary: '会签',
    input: Type.Object({ id, agrees: Type.Boolean({ title: '是否同意' }), opinion: Type.Optional(Type.String({ maxLength: 1000, title: '意见' })) }),
    output: moved,
  }),
  urge: endpoint({ method: 'POST', path: '/tasks/:id/urge', access: 'processes.urge', summary: '催办', input: Type.Object({ id }), output: moved }),
  instances: endpoint({
    method: 'GET',
    path: '/process-instances',
    access: 'processes.read',
    summary: '流程实例列表',
    input: Type.Object({
      ...listInput,
      status: Type.Optional(Type.Enum(Object.keys(instanceStatusLabels) as InstanceStatus[])),
      withIncidents: Type.Optional(Type.Boolean({ title: '只看有故障的' })),
      subject: Type.Optional(Type.String({ maxLength: 100, title: '所办记录' })),
    }),
    output: pageOf(Instance),
  }),
  instance: endpoint({ method: 'GET', path: '/process-instances/:id', access: 'processes.read', summary: '一个流程实例', input: Type.Object({ id }), output: InstanceDetail }),
  retry: endpoint({ method: 'POST', path: '/process-incidents/:id/retry', access: 'processes.operate', summary: '重试故障环节', input: Type.Object({ id }), output: Type.Object({}) }),
  jump: endpoint({
    method: 'POST',
    path: '/process-instances/:id/jump',
    access: 'processes.operate',
    summary: '把环节转到另一环节（留痕）',
    input: Type.Object({ id, token: Type.Integer({ minimum: 1 }), to: Type.String({ maxLength: 100, title: '目标环节' }), reason: Type.String({ minLength: 2, maxLength: 200, title: '理由' }) }),
    output: Type.Object({}),
  }),
};

export interface StartProcess {
  readonly definitionId: string;
  /** What it is about, `module/id`. */
  readonly subject: string;
  /** The bureau in charge; candidates without a unit of their own are looked for here. */
  readonly unitId: string;
  readonly variables: Readonly<Record<string, Json>>;
}

export interface CompleteTask {
  /** What was decided, in the vocabulary of the module: accept, pass, grant … */
  readonly action: string;
  readonly opinion?: string;
  readonly variables?: Readonly<Record<string, Json>>;
}

export type MoveName = TaskMoveName;

/** Views this module publishes for others to join. Changing one is a change of contract. */
export interface ProcessViews {
  v_task: {
    id: string;
    instance_id: string;
    subject: string;
    node: string;
    step: string | null;
    title: string;
    unit_id: string;
    assignee_id: string | null;
    status: TaskStatus;
    action: string | null;
    done_by: string | null;
    opened_at: Date;
    done_at: Date | null;
  };
  v_task_candidate: { task_id: string; role_code: string | null; unit_id: string | null; person_id: string | null };
}
