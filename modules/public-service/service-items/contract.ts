import Type, { type Static } from 'typebox';
import { endpoint } from '../../../kernel/endpoint.ts';
import { defineErrors } from '../../../kernel/errors.ts';
import { listInput, pageOf } from '../../../kernel/lists.ts';
import type { Term } from '../../../engines/clocks/contract.ts';
import type { CompiledTemplate } from '../../../engines/documents/contract.ts';
import type { CompiledExpression } from '../../../engines/expressions/contract.ts';
import type { CompiledForm } from '../../../engines/forms/contract.ts';
import type { CompiledModel } from '../../../engines/rules/contract.ts';

export const audienceLabels = { person: '个人', organisation: '法人' } as const;
export type Audience = keyof typeof audienceLabels;
export const caseTypeLabels = { instant: '即办件', promised: '承诺件' } as const;
export type CaseType = keyof typeof caseTypeLabels;
export const versionStatusLabels = { draft: '待发布', published: '在用', withdrawn: '已停用' } as const;
export type VersionStatus = keyof typeof versionStatusLabels;
export const entryKindLabels = { item: '事项', bundle: '一件事' } as const;
export type EntryKind = keyof typeof entryKindLabels;

/** How sure a statement is: read in a published text, recalled, made for the demo, or a pattern by kind of item. */
export const basisLabels = { source: '有公开出处', memory: '待核对原文', invented: '演示', generic: '通用模板' } as const;
export type Basis = keyof typeof basisLabels;

/** What an officer's check of the catalogue finds missing; shown per bureau as work to do. @source WD-108 */
export const gapLabels = {
  guide: '指南是通用模板，未按本事项编写',
  article: '设定依据未注明条款',
  code: '基本编码为自编，未与国家、省目录对照',
  implementation: '没有实施主体',
  statutory: '没有法定时限',
  online: '网办等级低于三级',
} as const;
export type Gap = keyof typeof gapLabels;

/** The step at which an applicant fills a form in, as the `rights` of forms call it. */
export const applicantStep = 'apply';

/** A material as a version defines it, with its conditions compiled. */
export interface CompiledMaterial {
  readonly key: string;
  readonly name: string;
  /** Why the office wants it, for the applicant. */
  readonly why: string;
  /** Made from the form; nobody uploads it. */
  readonly generated: boolean;
  readonly optional: boolean;
  /** Needed when true; always when null. Speaks of the form's fields, `wallet.<key>` and `verified`. */
  readonly requiredWhen: CompiledExpression | null;
  /** `requiredWhen` in words. */
  readonly when: string | null;
  /** Not asked for when true, though it would be needed. */
  readonly waivedWhen: CompiledExpression | null;
  /** `waivedWhen` in words. */
  readonly waived: string | null;
  /** Keys of licence types that stand in for it when they are in the applicant's wallet. */
  readonly licenceTypes: readonly string[];
  /** File name endings without the dot. */
  readonly accept: readonly string[];
  readonly maxSizeMb: number;
  readonly maxFiles: number;
  /** Where it comes from, in words. */
  readonly source: string;
  /** What a good one looks like, in words. */
  readonly sample: string | null;
  readonly basis: Basis;
}

export type Need = 'required' | 'optional' | 'notNeeded';

/** What is asked of one applicant, and why. */
export interface NeededMaterial extends Pick<CompiledMaterial, 'key' | 'name' | 'generated' | 'licenceTypes' | 'accept' | 'maxSizeMb' | 'maxFiles' | 'source' | 'sample'> {
  readonly need: Need;
  /** Why it is needed, or why not. */
  readonly why: string;
  /** Needed in itself, but the city has it already. */
  readonly waived: boolean;
}

/** What the city knows beside the answers: which materials the wallet covers, and whether the person's identity is verified. */
export interface MaterialFacts {
  readonly wallet: Readonly<Record<string, boolean>>;
  readonly verified: boolean;
}

/** What a step of the process shows people and lets them write. */
export interface ItemStep {
  readonly title: string;
  /** Place among the steps as the drawing has them; applying is 0. */
  readonly position: number;
  /** Role code of who does it; null for the applicant. */
  readonly role: string | null;
  /** Who does it, in words; null when the drawing leaves it open. */
  readonly roleTitle: string | null;
  /** Pages, sections and fields of the form that may be written here. */
  readonly write: readonly string[];
  readonly limit: { readonly amount: number; readonly unit: string } | null;
}

/** Where a decision of one division is contested. */
export interface RemedyOrgans {
  readonly review: string;
  readonly court: string;
}

export interface GuideText {
  readonly text: string;
  readonly basis: Basis;
}

export interface LegalBasis {
  readonly title: string;
  readonly note: string | null;
  readonly basis: Basis;
}

/** The words of a guide that an item's author writes. */
export interface ItemGuide {
  readonly basis: Basis;
  readonly conditions: readonly GuideText[];
  readonly notNeeded: readonly string[];
  readonly pauses: readonly string[];
  readonly fee: GuideText;
  readonly steps: readonly { readonly title: string; readonly note: string }[];
  readonly rejections: readonly string[];
  readonly legalBases: readonly LegalBasis[];
  readonly remedies: GuideText | null;
  /** What the holder must do later: renew, change, give up. */
  readonly afterwards: readonly { readonly title: string; readonly note: string; readonly basis: Basis }[];
  readonly result: { readonly name: string; readonly note: string | null };
}

/** An item that can be applied for, as one version of it was published; never changes, so cases keep it. */
export interface PublishedItem {
  readonly versionId: string;
  readonly version: number;
  readonly itemId: string;
  readonly itemName: string;
  readonly slug: string;
  readonly caseType: CaseType;
  readonly applicants: readonly Audience[];
  /** `acceptance`, `deliver` and `supplement` are working days. */
  readonly limits: { readonly statutory: Term; readonly promised: Term; readonly acceptance: number; readonly deliver: number; readonly supplement: number };
  readonly form: CompiledForm;
  /** Keys of the form's pages that ask about the situation, one question a page. */
  readonly situationPages: readonly string[];
  readonly steps: Readonly<Record<string, ItemStep>>;
  readonly materials: readonly CompiledMaterial[];
  readonly processDefinitionId: string;
  readonly decisions: CompiledModel | null;
  /** By kind: acceptance, supplement, decline, grant, refuse, special, extension, termination, delivery. */
  readonly letters: Readonly<Record<string, CompiledTemplate>>;
  readonly licenceTypeKey: string | null;
  /** How long the licence is valid; null for no end. */
  readonly licenceMonths: number | null;
  /** Pattern of 办件编号 for `nextNumber`, with `{taskCode}`. */
  readonly numberPattern: string;
  /** Fields that together with item and applicant make two applications the same; empty when one open case is the limit. */
  readonly distinctBy: readonly string[];
  /** By division code. */
  readonly remedies: Readonly<Record<string, RemedyOrgans>>;
  /** What the applicant promises on submitting. */
  readonly undertakings: readonly string[];
  /** What to know before beginning. */
  readonly notices: readonly string[];
  readonly guide: ItemGuide;
}

/** What of a `PublishedItem` is stored as it is; the rest are columns. */
export type StoredDefinition = Omit<PublishedItem, 'versionId' | 'version' | 'itemId' | 'processDefinitionId'>;

/** What letters of a case may speak of, beside the form's fields as text; `letterNames` in the compiler is the same list. */
export interface LetterFacts {
  readonly letterNumber: string;
  readonly unitName: string;
  readonly caseNumber: string;
  readonly itemName: string;
  readonly applicantName: string;
  /** Days, `YYYY-MM-DD`. */
  readonly submittedOn: string;
  readonly acceptedOn: string | null;
  readonly promisedOn: string | null;
  readonly decidedOn: string | null;
  readonly today: string;
  readonly materials: readonly { readonly name: string; readonly source: string }[];
  readonly supplements: readonly { readonly name: string; readonly problem: string; readonly requirement: string }[];
  readonly supplementBy: string | null;
  /** Reasons given with the action the letter tells of. */
  readonly reason: string | null;
  readonly special: { readonly title: string; readonly reason: string; readonly basis: string; readonly since: string; readonly expectedDays: number } | null;
  readonly extension: { readonly days: number; readonly reason: string; readonly basis: string; readonly dueOn: string } | null;
  readonly licenceNumber: string | null;
  readonly validTo: string | null;
  /** Of the case's division, from `PublishedItem.remedies`. */
  readonly reviewOrgan: string;
  readonly court: string;
}

export interface Implementation {
  readonly taskCode: string;
  readonly unitId: string;
  readonly divisionCode: string;
}

const text = Type.String();
const nullable = Type.Union([Type.String(), Type.Null()]);
const instant = Type.String({ format: 'date-time' });
const basis = Type.Enum(Object.keys(basisLabels) as Basis[]);
const caseType = Type.Enum(Object.keys(caseTypeLabels) as CaseType[]);
const id = Type.String({ minLength: 1, maxLength: 60, title: '事项' });

export const ItemSummary = Type.Object({
  id: text,
  name: Type.String({ title: '名称' }),
  kind: Type.Enum(Object.keys(entryKindLabels) as EntryKind[]),
  bureauName: Type.String({ title: '部门' }),
  divisionName: text,
  /** 当场办结, 7 个工作日 and the like. */
  promised: text,
  /** Whether it can be applied for here. */
  online: Type.Boolean(),
});
export type ItemSummary = Static<typeof ItemSummary>;

const GuideMaterial = Type.Object({ name: text, need: Type.Enum(['always', 'sometimes']), when: nullable, why: nullable, note: nullable, waived: nullable, fromWallet: Type.Boolean() });
const LegalBasisShape = Type.Object({ title: text, note: nullable, basis });

/** Everything a citizen's guide page shows, in the order people ask. */
export const Guide = Type.Object({
  id: text,
  name: text,
  code: text,
  kind: Type.Enum(Object.keys(entryKindLabels) as EntryKind[]),
  /** How sure the guide's own words are. */
  basis,
  bureauName: text,
  divisionName: text,
  online: Type.Boolean(),
  /** Why it cannot be applied for online, and what to do instead; null when it can. */
  offlineAdvice: nullable,
  conditions: Type.Array(text),
  notNeeded: Type.Array(text),
  situations: Type.Array(Type.Object({ question: text, options: Type.Array(text) })),
  materials: Type.Array(GuideMaterial),
  statutory: nullable,
  promised: text,
  pauses: Type.Array(text),
  fee: text,
  places: Type.Array(Type.Object({ divisionCode: text, name: text, address: text, hours: text, phone: text })),
  steps: Type.Array(Type.Object({ title: text, note: text })),
  result: nullable,
  legalBasis: Type.Array(LegalBasisShape),
  rejections: Type.Array(text),
  remedies: nullable,
  afterwards: Type.Array(Type.Object({ title: text, note: text, basis })),
  notices: Type.Array(text),
  bundles: Type.Array(Type.Object({ id: text, name: text })),
  /** Of a bundle: its items. */
  members: Type.Array(ItemSummary),
  updatedOn: text,
});
export type Guide = Static<typeof Guide>;

const counted = Type.Object({ code: text, name: text, count: Type.Integer() });
const named = Type.Object({ id: text, name: text, kind: Type.Enum(Object.keys(entryKindLabels) as EntryKind[]) });

export const Themes = Type.Object({
  person: Type.Array(counted),
  organisation: Type.Array(counted),
  bureaus: Type.Array(counted),
  bundles: Type.Array(Type.Object({ id: text, name: text })),
  divisions: Type.Array(Type.Object({ code: text, name: text })),
  popular: Type.Array(named),
});
export type Themes = Static<typeof Themes>;

export const ItemRow = Type.Object({
  id: Type.String({ title: '编号' }),
  name: Type.String({ title: '名称' }),
  baseCode: Type.String({ title: '基本编码' }),
  type: Type.String(),
  typeName: Type.String({ title: '类型' }),
  caseType,
  bureauId: Type.String(),
  bureauName: Type.String({ title: '主管部门' }),
  promised: Type.String({ title: '承诺时限' }),
  onlineLevel: Type.String({ title: '网办等级' }),
  implementations: Type.Integer({ title: '实施主体' }),
  /** Number of the version in use; null for an item of the catalogue alone. */
  version: Type.Union([Type.Integer(), Type.Null()], { title: '在用版本' }),
  gaps: Type.Array(Type.Enum(Object.keys(gapLabels) as Gap[])),
  popularity: Type.Integer({ title: '近九十日查看' }),
  listed: Type.Boolean({ title: '在目录中' }),
  changedAt: Type.String({ format: 'date-time', title: '最近变更' }),
});
export type ItemRow = Static<typeof ItemRow>;

const VersionRow = Type.Object({
  id: text,
  version: Type.Integer({ title: '版本' }),
  status: Type.Enum(Object.keys(versionStatusLabels) as VersionStatus[]),
  createdAt: instant,
  publishedAt: Type.Union([instant, Type.Null()]),
});
export type VersionRow = Static<typeof VersionRow>;

export const ItemDetail = Type.Object({
  ...ItemRow.properties,
  guide: Guide,
  units: Type.Array(Type.Object({ taskCode: text, unitId: text, unitName: text, divisionName: text, level: text, place: nullable, hours: nullable, phone: nullable })),
  versions: Type.Array(VersionRow),
});
export type ItemDetail = Static<typeof ItemDetail>;

/** One version whole, for staff; `item` is a `PublishedItem`. */
export const VersionDetail = Type.Object({
  ...VersionRow.properties,
  itemId: text,
  itemName: text,
  item: Type.Unknown(),
  /** The code tables its form chooses from. */
  codes: Type.Unknown(),
  processXml: text,
  history: Type.Array(Type.Object({ at: instant, actorName: text, from: nullable, to: text, reason: nullable })),
});
export type VersionDetail = Static<typeof VersionDetail>;

/** What would come of some answers: for whoever looks a version over before it is used. */
export const Trial = Type.Object({
  problems: Type.Array(Type.Object({ path: text, message: text, level: Type.Enum(['error', 'warning']) })),
  materials: Type.Array(Type.Object({ key: text, name: text, need: Type.Enum(['required', 'optional', 'notNeeded']), why: text })),
  decisions: Type.Array(Type.Object({ name: text, text })),
});
export type Trial = Static<typeof Trial>;

export const Difference = Type.Object({ path: text, place: Type.String({ title: '位置' }), before: nullable, after: nullable });
export type Difference = Static<typeof Difference>;

export const serviceItemErrors = defineErrors('service-items', {
  notFound: { kind: 'not_found', text: '未找到该事项' },
  noVersion: { kind: 'not_found', text: '未找到该版本' },
  cannotMove: { kind: 'conflict', text: '第 {version} 版当前为“{from}”，不能变更为“{to}”' },
  differentItems: { kind: 'invalid', text: '只能比较同一事项的两个版本' },
});

const searchFilter = {
  text: Type.Optional(Type.String({ maxLength: 60, title: '关键词' })),
  audience: Type.Optional(Type.Enum(Object.keys(audienceLabels) as Audience[], { title: '服务对象' })),
  kind: Type.Optional(Type.Enum(Object.keys(entryKindLabels) as EntryKind[], { title: '类别' })),
  bureauId: Type.Optional(Type.String({ maxLength: 60, title: '部门' })),
  theme: Type.Optional(Type.String({ maxLength: 20, title: '主题' })),
  divisionCode: Type.Optional(Type.String({ maxLength: 12, title: '办理区域' })),
  onlineOnly: Type.Optional(Type.Boolean({ title: '只看可在线办理' })),
};

const staffFilter = {
  text: Type.Optional(Type.String({ maxLength: 60, title: '名称或编码' })),
  type: Type.Optional(Type.String({ maxLength: 2, title: '类型' })),
  caseType: Type.Optional(caseType),
  bureauId: Type.Optional(Type.String({ maxLength: 60, title: '主管部门' })),
  divisionCode: Type.Optional(Type.String({ maxLength: 12, title: '办理区域' })),
  gap: Type.Optional(Type.Enum(Object.keys(gapLabels) as Gap[], { title: '待完善' })),
  online: Type.Optional(Type.Boolean({ title: '可在线办理' })),
  listed: Type.Optional(Type.Boolean({ title: '在目录中' })),
};

const versionId = Type.String({ format: 'uuid', title: '版本' });
const reason = Type.String({ minLength: 2, maxLength: 200, title: '理由' });

export const serviceItemEndpoints = {
  search: endpoint({ method: 'GET', path: '/items', access: 'public', summary: '搜索事项', perMinute: 120, input: Type.Object({ ...listInput, ...searchFilter }), output: pageOf(ItemSummary) }),
  suggest: endpoint({
    method: 'GET',
    path: '/items/suggest',
    access: 'public',
    summary: '搜索建议，至多八条',
    perMinute: 300,
    input: Type.Object({ text: Type.String({ minLength: 1, maxLength: 60, title: '关键词' }) }),
    output: Type.Object({ rows: Type.Array(named) }),
  }),
  themes: endpoint({ method: 'GET', path: '/items/themes', access: 'public', summary: '事项的主题、部门、区域和一件事', input: Type.Object({}), output: Themes }),
  guide: endpoint({ method: 'GET', path: '/items/:id/guide', access: 'public', summary: '办事指南', perMinute: 120, input: Type.Object({ id }), output: Guide }),
  list: endpoint({ method: 'GET', path: '/service-items', access: 'service-items.read', summary: '事项列表', input: Type.Object({ ...listInput, ...staffFilter }), output: pageOf(ItemRow) }),
  export: endpoint({ method: 'GET', path: '/service-items/export', access: 'service-items.read', summary: '导出事项清单', perMinute: 6, input: Type.Object(staffFilter), output: Type.Unknown() }),
  get: endpoint({ method: 'GET', path: '/service-items/:id', access: 'service-items.read', summary: '一个事项', input: Type.Object({ id }), output: ItemDetail }),
  version: endpoint({ method: 'GET', path: '/service-item-versions/:id', access: 'service-items.read', summary: '事项的一个版本', input: Type.Object({ id: versionId }), output: VersionDetail }),
  compare: endpoint({
    method: 'GET',
    path: '/service-item-versions/:id/changes',
    access: 'service-items.read',
    summary: '与另一版本逐项比较',
    input: Type.Object({ id: versionId, since: versionId }),
    output: Type.Object({ rows: Type.Array(Difference), more: Type.Boolean() }),
  }),
  try: endpoint({
    method: 'POST',
    path: '/service-item-versions/:id/trial',
    access: 'service-items.read',
    perMinute: 120,
    summary: '试填表单，看要什么材料、规则怎样判断；不留下任何记录',
    input: Type.Object({
      id: versionId,
      answers: Type.Record(Type.String({ maxLength: 100 }), Type.Unknown(), { title: '试填的内容' }),
      wallet: Type.Array(Type.String({ maxLength: 60 }), { maxItems: 50, title: '证照库中的证照类型' }),
      verified: Type.Boolean({ title: '是否实名' }),
    }),
    output: Trial,
  }),
  publish: endpoint({ method: 'POST', path: '/service-item-versions/:id/publish', access: 'service-items.manage', summary: '启用版本，替下在用的版本', input: Type.Object({ id: versionId, reason }), output: VersionDetail }),
  withdraw: endpoint({ method: 'POST', path: '/service-item-versions/:id/withdraw', access: 'service-items.manage', summary: '停用版本，不再接受新申请', input: Type.Object({ id: versionId, reason }), output: VersionDetail }),
};

/** Views this module publishes for others to join. Changing one is a change of contract. */
export interface ServiceItemViews {
  v_service_item: { id: string; name: string; type: string; bureau_id: string; case_type: CaseType; online: boolean };
}
