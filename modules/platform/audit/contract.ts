import Type, { type Static } from 'typebox';
import { endpoint } from '../../../kernel/endpoint.ts';
import { defineErrors } from '../../../kernel/errors.ts';
import { listInput, pageOf } from '../../../kernel/lists.ts';

const nullable = (title: string) => Type.Union([Type.String(), Type.Null()], { title });

export const actorKindLabels = { guest: '访客', person: '群众', staff: '工作人员', application: '外部应用', system: '系统' } as const;
export type ActorKind = keyof typeof actorKindLabels;
export const ActorKind = Type.Enum(Object.keys(actorKindLabels) as ActorKind[]);

export const AuditEntry = Type.Object({
  id: Type.String(),
  at: Type.String({ format: 'date-time', title: '时间' }),
  actorKind: ActorKind,
  actorId: Type.String({ title: '操作者账号' }),
  /** Masked for citizens, as it was written. */
  actorName: Type.String({ title: '操作者' }),
  unitName: nullable('单位'),
  action: Type.String({ title: '动作名称' }),
  actionTitle: Type.String({ title: '动作' }),
  target: Type.String({ title: '对象' }),
  /** Person or organisation whose data it was about. */
  about: nullable('所涉主体'),
  basis: nullable('依据'),
  address: nullable('网络地址'),
});
export type AuditEntry = Static<typeof AuditEntry>;

export const AuditDetail = Type.Object({
  ...AuditEntry.properties,
  /** The same as in the log and in the answer the caller got. */
  requestId: Type.String({ title: '请求编号' }),
  detail: Type.Array(Type.Object({ name: Type.String(), value: Type.String() }), { title: '补充说明' }),
});
export type AuditDetail = Static<typeof AuditDetail>;

export const findingLabels = {
  gap: '链上缺号',
  missing: '记录被删除',
  changed: '记录被改动',
  unlinked: '记录未经入链插入',
  rewritten: '链与上次核验时不同',
} as const;
export type FindingKind = keyof typeof findingLabels;

export const Finding = Type.Object({
  kind: Type.Enum(Object.keys(findingLabels) as FindingKind[]),
  /** Place in the chain; null for an entry that never came into it. */
  seq: Type.Union([Type.Integer(), Type.Null()], { title: '链上序号' }),
  entryId: nullable('记录编号'),
});
export type Finding = Static<typeof Finding>;

export const verificationStateLabels = { running: '核验中', intact: '完好', broken: '有问题' } as const;
export type VerificationState = keyof typeof verificationStateLabels;

export const Verification = Type.Object({
  id: Type.String(),
  requestedBy: Type.String({ title: '发起人' }),
  requestedAt: Type.String({ format: 'date-time', title: '发起时间' }),
  finishedAt: Type.Union([Type.String({ format: 'date-time' }), Type.Null()], { title: '完成时间' }),
  state: Type.Enum(Object.keys(verificationStateLabels) as VerificationState[]),
  links: Type.Integer({ title: '记录数' }),
  pending: Type.Integer({ title: '未入链' }),
  /** SM3 of the last link; kept elsewhere, it proves everything before it. */
  head: nullable('链首摘要'),
  findingCount: Type.Integer({ title: '问题数' }),
  findings: Type.Array(Finding),
});
export type Verification = Static<typeof Verification>;

/** One look at, or change of, a citizen's data, as she may know it. */
export const DataRead = Type.Object({
  id: Type.String(),
  at: Type.String({ format: 'date-time', title: '时间' }),
  unitName: Type.String({ title: '单位' }),
  /** The officer's masked name; null when nobody acted but the platform. */
  officer: nullable('人员'),
  action: Type.String({ title: '做了什么' }),
  basis: nullable('依据或理由'),
  /** Where the entry belongs to a case. */
  caseNumber: nullable('办件编号'),
});
export type DataRead = Static<typeof DataRead>;

/** Longest range of days one question may span. */
export const maxDays = 366;
/** Entries one export may hold. */
export const exportLimit = 50_000;

export const auditErrors = defineErrors('audit', {
  notFound: { kind: 'not_found', text: '未找到该审计记录' },
  badRange: { kind: 'invalid', text: '结束日期不能早于开始日期' },
  rangeTooLong: { kind: 'invalid', text: '一次最多查询 {days} 天，请缩小日期范围' },
  tooMany: { kind: 'conflict', text: '符合条件的记录超过 {limit} 条，请缩小范围后导出' },
  alreadyRunning: { kind: 'conflict', text: '正在核验，请等结果出来' },
});

const day = (title: string) => Type.Optional(Type.String({ format: 'date', title }));

const filters = {
  /** First and last day, China Standard Time; the last seven days unless said. */
  from: day('从'),
  to: day('到'),
  actor: Type.Optional(Type.String({ maxLength: 60, title: '操作者账号或姓名' })),
  actorKind: Type.Optional(ActorKind),
  /** The unit and everything below it. */
  unitId: Type.Optional(Type.String({ maxLength: 80, title: '单位' })),
  /** An action, or a module for all of its actions. */
  action: Type.Optional(Type.String({ maxLength: 60, pattern: '^[a-zA-Z-]+(\\.[a-zA-Z]+)?$', title: '动作或模块' })),
  target: Type.Optional(Type.String({ maxLength: 120, title: '对象' })),
  about: Type.Optional(Type.String({ maxLength: 60, title: '所涉主体' })),
  address: Type.Optional(Type.String({ maxLength: 60, title: '网络地址' })),
  requestId: Type.Optional(Type.String({ maxLength: 60, title: '请求编号' })),
};

export const auditEndpoints = {
  list: endpoint({ method: 'GET', path: '/audit', access: 'audit.read', summary: '审计记录（查阅本身也留痕）', input: Type.Object({ ...listInput, ...filters }), output: pageOf(AuditEntry) }),
  get: endpoint({ method: 'GET', path: '/audit/entries/:id', access: 'audit.read', summary: '一条审计记录', input: Type.Object({ id: Type.String({ format: 'uuid', title: '记录编号' }) }), output: AuditDetail }),
  actions: endpoint({
    method: 'GET',
    path: '/audit/actions',
    access: 'audit.read',
    summary: '动作的名称，供筛选',
    input: Type.Object({}),
    output: Type.Object({ rows: Type.Array(Type.Object({ action: Type.String(), title: Type.String(), module: Type.String(), moduleTitle: Type.String() })) }),
  }),
  export: endpoint({ method: 'GET', path: '/audit/export', access: 'audit.export', perMinute: 10, summary: '导出审计记录', input: Type.Object(filters), output: Type.Unknown() }),
  verify: endpoint({ method: 'POST', path: '/audit/verifications', access: 'audit.verify', perMinute: 10, summary: '核验审计链', input: Type.Object({}), output: Verification }),
  verifications: endpoint({ method: 'GET', path: '/audit/verifications', access: 'audit.verify', summary: '审计链核验记录', input: Type.Object(listInput), output: pageOf(Verification) }),
  myReads: endpoint({ method: 'GET', path: '/my/reads', access: 'citizen', summary: '谁看过我的数据', input: Type.Object(listInput), output: pageOf(DataRead) }),
};
