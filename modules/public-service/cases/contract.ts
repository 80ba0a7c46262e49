import Type, { type Static } from 'typebox';
import { endpoint } from '../../../kernel/endpoint.ts';
import { defineErrors } from '../../../kernel/errors.ts';
import { listInput, pageOf } from '../../../kernel/lists.ts';
import { ClockExplained, ClockSummary } from '../../platform/clocks/contract.ts';
import { Task } from '../../platform/processes/contract.ts';

/** States of a case; the wording is the office's, the national three-state code is derived (`nationalState`). */
export const caseStatusLabels = {
  submitted: '待受理',
  supplementing: '待补正',
  accepted: '办理中',
  decided: '已决定',
  concluded: '已办结',
  declined: '不予受理',
  withdrawn: '已撤回',
  lapsed: '逾期未补正终止',
  terminated: '已终止',
} as const;
export type CaseStatus = keyof typeof caseStatusLabels;
export const CaseStatus = Type.Enum(Object.keys(caseStatusLabels) as CaseStatus[]);

export const conclusionLabels = { granted: '准予', refused: '不予许可', declined: '不予受理', withdrawn: '撤回申请', lapsed: '逾期未补正', terminated: '终止办理' } as const;
export type Conclusion = keyof typeof conclusionLabels;

export const caseTypeLabels = { instant: '即办件', promised: '承诺件' } as const;
export type CaseType = keyof typeof caseTypeLabels;

/** What an officer may decide at a task; a drawing's conditions speak of these. */
export const actionLabels = {
  accept: '受理',
  requestSupplement: '要求补正',
  decline: '不予受理',
  pass: '通过',
  fail: '不通过',
  rectify: '限期整改',
  return: '退回',
  grant: '准予许可',
  refuse: '不予许可',
} as const;
export type CaseAction = keyof typeof actionLabels;

/** Special procedures: time that does not count, and the provision that says so. */
export const specialLabels = {
  hearing: '听证',
  tender: '招标',
  auction: '拍卖',
  inspection: '检验',
  test: '检测',
  quarantine: '检疫',
  appraisal: '鉴定',
  expertReview: '专家评审',
  rectification: '限期整改',
} as const;
export type SpecialKind = keyof typeof specialLabels;

const instant = Type.String({ format: 'date-time' });
const nullable = <S extends Parameters<typeof Type.Union>[0][number]>(schema: S) => Type.Union([schema, Type.Null()]);
const id = Type.String({ format: 'uuid', title: '办件' });

export const CaseRow = Type.Object({
  id: Type.String(),
  number: Type.String({ title: '办件编号' }),
  itemName: Type.String({ title: '事项' }),
  caseType: Type.Enum(Object.keys(caseTypeLabels) as CaseType[]),
  /** Of a person masked. */
  applicant: Type.String({ title: '申请人' }),
  unitName: Type.String({ title: '受理单位' }),
  divisionName: Type.String({ title: '区划' }),
  status: CaseStatus,
  conclusion: nullable(Type.Enum(Object.keys(conclusionLabels) as Conclusion[])),
  submittedAt: Type.String({ format: 'date-time', title: '申请时间' }),
  concludedAt: nullable(instant),
  clock: nullable(ClockSummary),
});
export type CaseRow = Static<typeof CaseRow>;

export const CaseMaterial = Type.Object({
  id: Type.String(),
  key: Type.String(),
  name: Type.String({ title: '材料' }),
  fileId: nullable(Type.String()),
  fileName: nullable(Type.String()),
  fileType: nullable(Type.String()),
  fileSize: nullable(Type.Integer()),
  source: Type.Enum(['upload', 'wallet', 'form', 'waived']),
  note: nullable(Type.String()),
  round: Type.Integer(),
  addedAt: instant,
});
export type CaseMaterial = Static<typeof CaseMaterial>;

export const CaseEvent = Type.Object({
  id: Type.String(),
  at: instant,
  kind: Type.String(),
  title: Type.String(),
  actorName: Type.String(),
  unitName: nullable(Type.String()),
  opinion: nullable(Type.String()),
});
export type CaseEvent = Static<typeof CaseEvent>;

export const SupplementItem = Type.Object(
  {
    /** Key of a material, or of a field of the form. */
    about: Type.String({ minLength: 1, maxLength: 100, title: '补正对象' }),
    name: Type.String({ minLength: 1, maxLength: 100, title: '名称' }),
    problem: Type.String({ minLength: 2, maxLength: 500, title: '存在的问题' }),
    requirement: Type.String({ minLength: 2, maxLength: 500, title: '补正要求' }),
  },
  { additionalProperties: false },
);
export type SupplementItem = Static<typeof SupplementItem>;

export const Supplement = Type.Object({ items: Type.Array(SupplementItem), askedAt: instant, answerBy: instant, answeredAt: nullable(instant) });
export type Supplement = Static<typeof Supplement>;

export const CaseLetter = Type.Object({ id: Type.String(), kind: Type.String(), title: Type.String(), number: Type.String(), size: Type.Integer(), issuedAt: instant });
export type CaseLetter = Static<typeof CaseLetter>;

export const Special = Type.Object({ kind: Type.Enum(Object.keys(specialLabels) as SpecialKind[]), basis: Type.String(), since: instant, reason: Type.String(), expectedDays: Type.Integer() });

const detailFields = {
  ...CaseRow.properties,
  itemId: Type.String(),
  versionId: Type.String(),
  taskCode: Type.String(),
  acceptedAt: nullable(instant),
  decidedAt: nullable(instant),
  /** Answers by field; the compiled form says how to show them. */
  data: Type.Record(Type.String(), Type.Unknown()),
  provenance: Type.Record(Type.String(), Type.Unknown()),
  /** The compiled form of the version the case began with, and the code lists it chooses from. */
  form: Type.Unknown(),
  codes: Type.Unknown(),
  materials: Type.Array(CaseMaterial),
  events: Type.Array(CaseEvent),
  supplement: nullable(Supplement),
  special: nullable(Special),
  letters: Type.Array(CaseLetter),
  licenceId: nullable(Type.String()),
};

/** What an officer sees of a case. */
export const CaseDetail = Type.Object({
  ...detailFields,
  clockExplained: nullable(ClockExplained),
  tasks: Type.Array(Task),
  /** The open task the actor may complete, and what she may decide there. */
  mine: nullable(Type.Object({ taskId: Type.String(), step: nullable(Type.String()), actions: Type.Array(Type.Object({ action: Type.String(), label: Type.String() })) })),
  advice: Type.Array(Type.Object({ decision: Type.String(), text: Type.String() })),
});
export type CaseDetail = Static<typeof CaseDetail>;

/** What the applicant sees of her own case. */
export const OwnCase = Type.Object({ ...detailFields, clockText: nullable(Type.String()), mayWithdraw: Type.Boolean(), maySupplement: Type.Boolean() });
export type OwnCase = Static<typeof OwnCase>;

export const caseErrors = defineErrors('cases', {
  notFound: { kind: 'not_found', text: '未找到该办件' },
  cannotMove: { kind: 'conflict', text: '办件当前为“{from}”，不能{action}' },
  notHere: { kind: 'invalid', text: '本环节不能“{action}”' },
  opinionMissing: { kind: 'invalid', text: '“{action}”须填写理由' },
  askedBefore: { kind: 'conflict', text: '已于 {at} 一次性告知过补正内容，不能再次要求补正' },
  nothingAsked: { kind: 'invalid', text: '请至少列出一项需要补正的内容' },
  notSupplementing: { kind: 'conflict', text: '该办件现在不需要补正' },
  supplementIncomplete: { kind: 'invalid', text: '还有 {count} 项没有补正' },
  invalidForm: { kind: 'invalid', text: '表单有 {count} 处需要修改' },
  inSpecial: { kind: 'conflict', text: '正在进行“{kind}”，不能重复启动' },
  notInSpecial: { kind: 'conflict', text: '没有正在进行的特别程序' },
  noImplementation: { kind: 'invalid', text: '所选区域没有办理“{item}”的单位' },
  noLetter: { kind: 'not_found', text: '未找到该文书' },
  noMaterial: { kind: 'not_found', text: '未找到该材料' },
  duplicate: { kind: 'conflict', text: '您已有同一事项的办件 {number} 正在办理，请等待办结' },
});

const opinion = Type.Optional(Type.String({ maxLength: 2000, title: '意见' }));
const reason = Type.String({ minLength: 2, maxLength: 500, title: '理由' });
const basis = Type.String({ minLength: 2, maxLength: 200, title: '依据' });
const fields = Type.Optional(Type.Record(Type.String({ maxLength: 100 }), Type.Unknown(), { title: '本环节填写的内容' }));

const listFilter = {
  text: Type.Optional(Type.String({ maxLength: 60, title: '编号、申请人全名或事项' })),
  /** Full identity number or credit code of the applicant. */
  applicantNumber: Type.Optional(Type.String({ maxLength: 18, title: '申请人证件号' })),
  status: Type.Optional(CaseStatus),
  level: Type.Optional(Type.Enum(['normal', 'warning', 'yellow', 'red'])),
  itemId: Type.Optional(Type.String({ maxLength: 60, title: '事项' })),
  unitId: Type.Optional(Type.String({ maxLength: 80, title: '单位' })),
  divisionCode: Type.Optional(Type.String({ maxLength: 12, title: '区划' })),
  from: Type.Optional(Type.String({ format: 'date', title: '申请日期起' })),
  to: Type.Optional(Type.String({ format: 'date', title: '申请日期止' })),
};

export const caseEndpoints = {
  list: endpoint({ method: 'GET', path: '/cases', access: 'cases.read', summary: '办件列表', input: Type.Object({ ...listInput, ...listFilter }), output: pageOf(CaseRow) }),
  get: endpoint({ method: 'GET', path: '/cases/:id', access: 'staff', summary: '一个办件', input: Type.Object({ id }), output: CaseDetail }),
  complete: endpoint({
    method: 'POST',
    path: '/cases/:id/tasks/:taskId',
    access: 'staff',
    bodyLimit: 1_000_000,
    summary: '办理一个环节',
    input: Type.Object({ id, taskId: Type.String({ format: 'uuid', title: '任务' }), action: Type.Enum(Object.keys(actionLabels) as CaseAction[], { title: '办理动作' }), opinion, fields, supplement: Type.Optional(Type.Array(SupplementItem, { maxItems: 50, title: '补正内容' })), returnTo: Type.Optional(Type.String({ maxLength: 100, title: '退回到' })) }),
    output: CaseDetail,
  }),
  startSpecial: endpoint({
    method: 'POST',
    path: '/cases/:id/special',
    access: 'cases.special',
    summary: '启动特别程序，暂停计时',
    input: Type.Object({ id, kind: Type.Enum(Object.keys(specialLabels) as SpecialKind[], { title: '种类' }), reason, basis, expectedDays: Type.Integer({ minimum: 1, maximum: 200, title: '预计工作日' }) }),
    output: CaseDetail,
  }),
  endSpecial: endpoint({ method: 'POST', path: '/cases/:id/special/end', access: 'cases.special', summary: '结束特别程序，恢复计时', input: Type.Object({ id, result: reason }), output: CaseDetail }),
  extend: endpoint({
    method: 'POST',
    path: '/cases/:id/extend',
    access: 'cases.extend',
    summary: '延长审查期限',
    input: Type.Object({ id, limit: Type.Enum(['statutory', 'promised'], { title: '时限' }), days: Type.Integer({ minimum: 1, maximum: 60, title: '延长工作日' }), reason, basis }),
    output: CaseDetail,
  }),
  material: endpoint({ method: 'GET', path: '/cases/:id/materials/:materialId', access: 'staff', summary: '查看材料', input: Type.Object({ id, materialId: id }), output: Type.Unknown() }),
  letter: endpoint({ method: 'GET', path: '/cases/:id/letters/:letterId', access: 'staff', summary: '查看文书', input: Type.Object({ id, letterId: id }), output: Type.Unknown() }),
  sheet: endpoint({ method: 'GET', path: '/cases/:id/sheet', access: 'staff', summary: '办件打印单', input: Type.Object({ id }), output: Type.Unknown() }),
  mine: endpoint({ method: 'GET', path: '/my/cases', access: 'citizen', summary: '我的办件', input: Type.Object({ ...listInput, open: Type.Optional(Type.Boolean({ title: '只看未办结' })) }), output: pageOf(CaseRow) }),
  mineDetail: endpoint({ method: 'GET', path: '/my/cases/:id', access: 'citizen', summary: '我的一个办件', input: Type.Object({ id }), output: OwnCase }),
  withdrawMine: endpoint({ method: 'POST', path: '/my/cases/:id/withdraw', access: 'citizen', summary: '撤回申请', input: Type.Object({ id, reason }), output: OwnCase }),
  supplementMine: endpoint({
    method: 'POST',
    path: '/my/cases/:id/supplement',
    access: 'citizen',
    bodyLimit: 1_000_000,
    summary: '提交补正',
    input: Type.Object({
      id,
      fields,
      materials: Type.Array(Type.Object({ key: Type.String({ maxLength: 100 }), fileId: Type.String({ format: 'uuid' }) }, { additionalProperties: false }), { maxItems: 50, title: '补正材料' }),
      note: Type.Optional(Type.String({ maxLength: 500, title: '说明' })),
    }),
    output: OwnCase,
  }),
  mineLetter: endpoint({ method: 'GET', path: '/my/cases/:id/letters/:letterId', access: 'citizen', summary: '我的文书', input: Type.Object({ id, letterId: id }), output: Type.Unknown() }),
  mineMaterial: endpoint({ method: 'GET', path: '/my/cases/:id/materials/:materialId', access: 'citizen', summary: '我的材料', input: Type.Object({ id, materialId: id }), output: Type.Unknown() }),
  progress: endpoint({
    method: 'GET',
    path: '/case-progress',
    access: 'public',
    perMinute: 20,
    summary: '凭办件编号和证件号后四位查询进度',
    input: Type.Object({ number: Type.String({ minLength: 6, maxLength: 50, title: '办件编号' }), idTail: Type.String({ minLength: 4, maxLength: 4, title: '证件号后四位' }) }),
    output: Type.Object({ number: Type.String(), itemName: Type.String(), unitName: Type.String(), status: CaseStatus, submittedAt: instant, text: Type.String() }),
  }),
};

/** A complete application, checked by whoever took it in. */
export interface SubmitCase {
  readonly versionId: string;
  readonly divisionCode: string;
  readonly accountId: string;
  readonly applicant: { readonly kind: 'person' | 'organisation'; readonly subjectId: string; readonly name: string; readonly number: string; readonly phone: string };
  readonly source: 'portal' | 'window' | 'kiosk';
  readonly data: Readonly<Record<string, unknown>>;
  readonly provenance: Readonly<Record<string, unknown>>;
  readonly materials: readonly { readonly key: string; readonly name: string; readonly fileId: string | null; readonly licenceId: string | null; readonly source: CaseMaterial['source']; readonly note: string | null }[];
}

/** Views this module publishes for others to join. Changing one is a change of contract. */
export interface CaseViews {
  v_case: {
    id: string;
    number: string;
    item_id: string;
    item_name: string;
    unit_id: string;
    division_code: string;
    account_id: string;
    subject_id: string;
    applicant_shown: string;
    status: CaseStatus;
    conclusion: Conclusion | null;
    clock_id: string | null;
    submitted_at: Date;
    concluded_at: Date | null;
  };
}
