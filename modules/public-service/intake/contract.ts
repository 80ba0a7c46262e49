import Type, { type Static } from 'typebox';
import { endpoint } from '../../../kernel/endpoint.ts';
import { defineErrors } from '../../../kernel/errors.ts';

const instant = Type.String({ format: 'date-time' });
const nullable = <S extends Parameters<typeof Type.Union>[0][number]>(schema: S) => Type.Union([schema, Type.Null()]);
const id = Type.String({ format: 'uuid', title: '草稿' });
const answers = Type.Record(Type.String({ maxLength: 100 }), Type.Unknown(), { title: '填写的内容' });

/** Where a material stands: still to be handed in, uploaded, taken from the wallet, or not asked for. */
export const slotStateLabels = { missing: '待上传', given: '已上传', fromWallet: '已从证照库取得', notNeeded: '不用交' } as const;
export type SlotState = keyof typeof slotStateLabels;

export const MaterialFile = Type.Object({ id: Type.String(), name: Type.String(), type: Type.String(), size: Type.Integer() });
export type MaterialFile = Static<typeof MaterialFile>;

export const UsableLicence = Type.Object({ id: Type.String(), name: Type.String({ title: '证照' }), number: Type.String({ title: '编号' }) });
export type UsableLicence = Static<typeof UsableLicence>;

/** One material as this application needs it now, by what has been answered. */
export const MaterialSlot = Type.Object({
  key: Type.String(),
  name: Type.String({ title: '材料' }),
  /** Why it is needed, or why it is not. */
  reason: Type.String(),
  state: Type.Enum(Object.keys(slotStateLabels) as SlotState[]),
  optional: Type.Boolean(),
  /** File name endings without the dot. */
  accept: Type.Array(Type.String()),
  maxSizeMb: Type.Number(),
  maxItems: Type.Integer(),
  /** Where people get it, and what a good one looks like. */
  source: Type.String(),
  sample: nullable(Type.String()),
  files: Type.Array(MaterialFile),
  /** The licence that stands for it. */
  licence: nullable(UsableLicence),
  /** Licences of the applicant that may stand for it. */
  licences: Type.Array(UsableLicence),
});
export type MaterialSlot = Static<typeof MaterialSlot>;

export const Draft = Type.Object({
  id: Type.String(),
  /** To be sent back with every change; a change from elsewhere has made it higher. */
  revision: Type.Integer(),
  itemId: Type.String(),
  itemName: Type.String(),
  /** The version the form below belongs to; to be sent back with what was filled in. */
  versionId: Type.String(),
  /** False when the item takes no applications any more: what was filled in can be read but not sent. */
  open: Type.Boolean(),
  divisionCode: Type.String(),
  applicant: Type.Object({ kind: Type.Enum(['person', 'organisation']), name: Type.String() }),
  savedAt: instant,
  expiresOn: Type.String({ format: 'date' }),
  /** The page the person was on. */
  page: nullable(Type.String()),
  /** A `CompiledForm` of engines/forms, and the step of the process that decides what may be written. */
  form: Type.Unknown(),
  step: Type.String(),
  /** Keys of the pages that ask about the situation, one question a page. */
  situationPages: Type.Array(Type.String()),
  /** What the city knew, by field, and where from. */
  data: Type.Record(Type.String(), Type.Unknown()),
  provenance: Type.Record(Type.String(), Type.Object({ source: Type.String(), at: Type.String(), locked: Type.Boolean() })),
  /** What the person typed. */
  answers: Type.Record(Type.String(), Type.Unknown()),
  codes: Type.Record(Type.String(), Type.Unknown()),
  materials: Type.Array(MaterialSlot),
  undertakings: Type.Array(Type.String()),
  notices: Type.Array(Type.String()),
  /** What a new version of the form could not take over; null when it has not changed since. */
  changed: nullable(Type.Object({ lost: Type.Array(Type.Object({ path: Type.String(), label: Type.String(), reason: Type.String() })) })),
});
export type Draft = Static<typeof Draft>;

export const DraftSummary = Type.Object({
  id: Type.String(),
  itemId: Type.String(),
  itemName: Type.String(),
  applicant: Type.String({ title: '申请人' }),
  page: nullable(Type.String()),
  savedAt: instant,
  expiresOn: Type.String({ format: 'date' }),
});
export type DraftSummary = Static<typeof DraftSummary>;

export const Saved = Type.Object({ revision: Type.Integer(), savedAt: instant, materials: Type.Array(MaterialSlot) });
export type Saved = Static<typeof Saved>;

/** Something that stands between a draft and its submission; a warning does not. */
export const Missing = Type.Object({
  kind: Type.Enum(['form', 'material']),
  level: Type.Enum(['error', 'warning']),
  /** Field of the form, or key of the material. */
  path: Type.String(),
  /** Page of the form; null for a material. */
  page: nullable(Type.String()),
  message: Type.String(),
});
export type Missing = Static<typeof Missing>;

export const intakeErrors = defineErrors('intake', {
  notFound: { kind: 'not_found', text: '未找到该草稿，可能已经提交、删除或到期' },
  notVerified: { kind: 'conflict', text: '请先完成实名认证' },
  notRepresented: { kind: 'not_found', text: '您不是该单位的法定代表人或经营者，不能以其名义申请' },
  notOnline: { kind: 'conflict', text: '“{item}”现在不能在线申请，请到政务服务窗口办理' },
  organisationNeeded: { kind: 'conflict', text: '“{item}”由企业和其他组织申请，请选择以哪个单位的名义办理' },
  personNeeded: { kind: 'conflict', text: '“{item}”由个人申请，请以本人名义办理' },
  noImplementation: { kind: 'conflict', text: '所选区域没有办理“{item}”的单位，请换一个区域' },
  tooManyDrafts: { kind: 'conflict', text: '您有 {count} 份草稿没有办完，请先提交或删除一些' },
  submitted: { kind: 'conflict', text: '这份申请已经提交，办件编号 {number}' },
  savedElsewhere: { kind: 'conflict', text: '这份草稿 {at} 在{where}上保存过新内容，这里的内容没有保存。请载入最新内容后继续' },
  versionChanged: { kind: 'conflict', text: '申请表已更新。请载入最新的申请表，已填的内容会带过去' },
  tooLarge: { kind: 'invalid', text: '填写的内容过多，请精简文字或减少行数后再保存' },
  noMaterial: { kind: 'not_found', text: '这个事项没有该材料' },
  generated: { kind: 'conflict', text: '“{material}”由表单自动生成，不用上传' },
  tooManyFiles: { kind: 'conflict', text: '“{material}”最多 {count} 个文件，请先删除不要的' },
  wrongFile: { kind: 'invalid', text: '“{material}”请上传 {accept} 文件' },
  fileTooLarge: { kind: 'invalid', text: '“{material}”的文件不能超过 {mb} MB' },
  noLicence: { kind: 'not_found', text: '证照库中没有可用于“{material}”的这份证照，或者它已经失效' },
  incomplete: { kind: 'invalid', text: '还有 {count} 处没有完成：{first}' },
});

const versionId = Type.String({ format: 'uuid', title: '申请表版本' });
const revision = Type.Integer({ minimum: 1, title: '保存次数' });
const key = Type.String({ minLength: 1, maxLength: 100, title: '材料' });
const file = Type.String({ format: 'uuid', title: '文件' });

export const intakeEndpoints = {
  startDraft: endpoint({
    method: 'POST',
    path: '/drafts',
    access: 'citizen',
    perMinute: 30,
    summary: '开始申请；同一事项和申请人已有草稿时接着办',
    input: Type.Object({
      itemId: Type.String({ minLength: 1, maxLength: 60, title: '事项' }),
      divisionCode: Type.Optional(Type.String({ pattern: '^\\d{6}(\\d{3})?$', title: '办理区域' })),
      /** An organisation the person represents; herself when absent. */
      onBehalfOf: Type.Optional(Type.String({ format: 'uuid', title: '以其名义申请的单位' })),
    }),
    output: Type.Object({ id: Type.String(), resumed: Type.Boolean() }),
  }),
  drafts: endpoint({ method: 'GET', path: '/drafts', access: 'citizen', summary: '我的草稿', input: Type.Object({}), output: Type.Object({ rows: Type.Array(DraftSummary) }) }),
  draft: endpoint({ method: 'GET', path: '/drafts/:id', access: 'citizen', summary: '一份草稿', input: Type.Object({ id }), output: Draft }),
  saveDraft: endpoint({
    method: 'PUT',
    path: '/drafts/:id',
    access: 'citizen',
    perMinute: 120,
    bodyLimit: 1_000_000,
    summary: '保存草稿',
    input: Type.Object({ id, revision, versionId, answers, page: Type.Optional(Type.String({ maxLength: 100, title: '页' })) }),
    output: Saved,
  }),
  addMaterial: endpoint({ method: 'POST', path: '/drafts/:id/materials', access: 'citizen', perMinute: 60, summary: '添加上传的材料', input: Type.Object({ id, key, fileId: file }), output: Saved }),
  useLicence: endpoint({
    method: 'POST',
    path: '/drafts/:id/licences',
    access: 'citizen',
    perMinute: 60,
    summary: '用证照库中的证照作材料',
    input: Type.Object({ id, key, licenceId: Type.String({ format: 'uuid', title: '证照' }) }),
    output: Saved,
  }),
  removeMaterial: endpoint({
    method: 'DELETE',
    path: '/drafts/:id/materials/:key/:reference',
    access: 'citizen',
    summary: '删除材料中的一个文件或证照',
    input: Type.Object({ id, key, reference: Type.String({ format: 'uuid', title: '文件或证照' }) }),
    output: Saved,
  }),
  check: endpoint({ method: 'GET', path: '/drafts/:id/missing', access: 'citizen', summary: '还差什么', input: Type.Object({ id }), output: Type.Object({ complete: Type.Boolean(), missing: Type.Array(Missing) }) }),
  submit: endpoint({
    method: 'POST',
    path: '/drafts/:id/submit',
    access: 'citizen',
    perMinute: 20,
    summary: '提交申请；再次提交得到同一个办件',
    input: Type.Object({ id, revision, versionId, declared: Type.Literal(true, { title: '声明' }) }),
    output: Type.Object({ caseId: Type.String(), number: Type.String() }),
  }),
  discardDraft: endpoint({ method: 'DELETE', path: '/drafts/:id', access: 'citizen', summary: '删除草稿', input: Type.Object({ id }), output: Type.Object({}) }),
};
