import Type, { type Static } from 'typebox';
import { endpoint } from '../../../kernel/endpoint.ts';
import { listInput, pageOf } from '../../../kernel/lists.ts';
import { ClockSummary, levelLabels } from '../../platform/clocks/contract.ts';
import { CaseStatus } from '../cases/contract.ts';

export const inboxTabLabels = { todo: '待办', claimed: '我已领取', done: '我已办' } as const;
export type InboxTab = keyof typeof inboxTabLabels;
const InboxTab = Type.Enum(Object.keys(inboxTabLabels) as InboxTab[]);

export type InboxLevel = keyof typeof levelLabels;
const InboxLevel = Type.Enum(Object.keys(levelLabels) as InboxLevel[], { title: '时限级别' });

const instant = Type.String({ format: 'date-time' });
const nullable = <S extends Parameters<typeof Type.Union>[0][number]>(schema: S) => Type.Union([schema, Type.Null()]);

/** A task of a case that waits for the officer, or that she has done. */
export const InboxRow = Type.Object({
  taskId: Type.String(),
  caseId: Type.String(),
  number: Type.String({ title: '办件编号' }),
  itemName: Type.String({ title: '事项' }),
  /** Of a person masked. */
  applicant: Type.String({ title: '申请人' }),
  unitName: Type.String({ title: '受理单位' }),
  caseStatus: CaseStatus,
  step: Type.String({ title: '环节' }),
  /** The officer has taken it; a task of the list that is not hers is free for her to take. */
  mine: Type.Boolean(),
  submittedAt: instant,
  openedAt: instant,
  doneAt: nullable(instant),
  /** What was decided. */
  action: nullable(Type.String()),
  clock: nullable(ClockSummary),
  /** While no clock runs yet: the last day to accept, decline or ask for a supplement. @source 行政许可法 art. 32(4) */
  acceptBy: nullable(Type.String({ format: 'date' })),
});
export type InboxRow = Static<typeof InboxRow>;

const counted = Type.Object({ value: Type.String(), label: Type.String(), count: Type.Integer() });

/** How much waits for the officer, and of what kind. Tasks beyond `countedAtMost` are not counted. */
export const InboxCounts = Type.Object({
  todo: Type.Integer(),
  claimed: Type.Integer(),
  doneToday: Type.Integer(),
  /** Whether there are more than `todo` says. */
  more: Type.Boolean(),
  levels: Type.Object({ normal: Type.Integer(), warning: Type.Integer(), yellow: Type.Integer(), red: Type.Integer() }),
  steps: Type.Array(counted),
  items: Type.Array(counted),
});
export type InboxCounts = Static<typeof InboxCounts>;

/** Tasks looked at for counts and choices, the first to fall due. */
export const countedAtMost = 10_000;

const itemId = Type.Optional(Type.String({ maxLength: 60, title: '事项' }));
const step = Type.Optional(Type.String({ maxLength: 100, title: '环节' }));

export const inboxEndpoints = {
  list: endpoint({
    method: 'GET',
    path: '/inbox',
    access: 'staff',
    summary: '我的待办、已领取和已办任务，先到期的在前',
    input: Type.Object({
      ...listInput,
      tab: Type.Optional(InboxTab),
      text: Type.Optional(Type.String({ maxLength: 60, title: '办件编号、事项或单位申请人' })),
      itemId,
      step,
      level: Type.Optional(InboxLevel),
      from: Type.Optional(Type.String({ format: 'date', title: '申请日期起' })),
      to: Type.Optional(Type.String({ format: 'date', title: '申请日期止' })),
    }),
    output: pageOf(InboxRow),
  }),
  counts: endpoint({ method: 'GET', path: '/inbox/counts', access: 'staff', summary: '我的待办数量，按级别、环节和事项', input: Type.Object({}), output: InboxCounts }),
  next: endpoint({
    method: 'GET',
    path: '/inbox/next',
    access: 'staff',
    summary: '办完一件之后接着办哪一件',
    input: Type.Object({ after: Type.Optional(Type.String({ format: 'uuid', title: '刚办的任务' })), itemId, step, level: Type.Optional(InboxLevel) }),
    output: Type.Object({ task: nullable(Type.Object({ taskId: Type.String(), caseId: Type.String() })) }),
  }),
};
