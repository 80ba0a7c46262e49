import Type, { type Static } from 'typebox';
import { endpoint } from '../../../kernel/endpoint.ts';
import { defineErrors } from '../../../kernel/errors.ts';
import { listInput, pageOf } from '../../../kernel/lists.ts';

export const sealKindLabels = { official: '公章', special: '专用章' } as const;
export type SealKind = keyof typeof sealKindLabels;
export const SealKind = Type.Enum(Object.keys(sealKindLabels) as SealKind[]);

export const sealShapeLabels = { round: '圆形', oval: '椭圆形' } as const;
export type SealShape = keyof typeof sealShapeLabels;
export const SealShape = Type.Enum(Object.keys(sealShapeLabels) as SealShape[]);

export const sealStatusLabels = { draft: '待批准', declined: '未批准', inForce: '在用', suspended: '停用', destroyed: '已销毁' } as const;
export type SealStatus = keyof typeof sealStatusLabels;
export const SealStatus = Type.Enum(Object.keys(sealStatusLabels) as SealStatus[]);

const instant = Type.String({ format: 'date-time' });
const instantOrNull = Type.Union([instant, Type.Null()]);
const textOrNull = Type.Union([Type.String(), Type.Null()]);
const id = Type.String({ format: 'uuid', title: '编号' });
const reason = Type.String({ minLength: 2, maxLength: 200, title: '理由' });

/** A seal as lists show it. */
export const Seal = Type.Object({
  id: Type.String(),
  unitId: Type.String(),
  unitName: Type.String({ title: '单位' }),
  divisionName: Type.String({ title: '区划' }),
  kind: SealKind,
  /** Empty for an official seal. */
  purpose: Type.String({ title: '用途' }),
  name: Type.String({ title: '印章名称' }),
  code: textOrNull,
  shape: SealShape,
  sizeMm: Type.Number({ title: '尺寸（毫米）' }),
  status: SealStatus,
  statusReason: Type.String({ title: '状态说明' }),
  /** In force by its status, but beyond its last instant. */
  expired: Type.Boolean(),
  certificateSerial: textOrNull,
  validFrom: instantOrNull,
  validTo: instantOrNull,
  requestedAt: instant,
  changedAt: instant,
});
export type Seal = Static<typeof Seal>;

export const SealChange = Type.Object({ status: SealStatus, reason: Type.String(), actorName: Type.String(), at: instant });
export type SealChange = Static<typeof SealChange>;

/** A seal with its certificate and everything that was decided about it. */
export const SealDetail = Type.Object({
  ...Seal.properties,
  requestedBy: Type.String(),
  certificate: Type.Union([Type.Object({ subject: Type.String(), issuer: Type.String(), serial: Type.String(), validFrom: instant, validTo: instant }), Type.Null()]),
  changes: Type.Array(SealChange),
});
export type SealDetail = Static<typeof SealDetail>;

/** Where a seal goes: a rectangle in points from the lower left corner, across the pages' edges, or over the last place where words stand. */
export const SealPlaceInput = Type.Union([
  Type.Object({
    page: Type.Integer({ minimum: 1, maximum: 5000, title: '页' }),
    x: Type.Number({ minimum: 0, maximum: 20_000 }),
    y: Type.Number({ minimum: 0, maximum: 20_000 }),
    width: Type.Number({ minimum: 20, maximum: 400 }),
    height: Type.Number({ minimum: 20, maximum: 400 }),
  }),
  Type.Object({ seamMm: Type.Number({ minimum: 20, maximum: 70, title: '骑缝章直径' }) }),
  Type.Object({ keyword: Type.String({ minLength: 1, maxLength: 60, title: '关键字' }) }),
]);
export type SealPlaceInput = Static<typeof SealPlaceInput>;

/** One use of a seal. */
export const SealUse = Type.Object({
  id: Type.String(),
  sealId: Type.String(),
  sealName: Type.String({ title: '印章' }),
  unitName: Type.String({ title: '单位' }),
  kind: Type.Enum(['pdf', 'text']),
  document: Type.String({ title: '用印对象' }),
  reason: Type.String({ title: '事由' }),
  actorName: Type.String({ title: '经办人' }),
  at: instant,
  place: Type.Union([SealPlaceInput, Type.Null()]),
  sm3Before: Type.String(),
  sm3After: textOrNull,
  /** Whether the sealed file can be fetched from here; others lie with the record they belong to. */
  hasFile: Type.Boolean(),
});
export type SealUse = Static<typeof SealUse>;

/** A seal found in a PDF and what stands behind it. */
export const SealCheck = Type.Object({
  /** Everything below is as it should be. */
  valid: Type.Boolean(),
  /** The first thing that is not, for people; null when all is well. */
  problem: textOrNull,
  /** As the signature says. */
  name: textOrNull,
  reason: textOrNull,
  location: textOrNull,
  at: instantOrNull,
  /** Subject of the signer's certificate on one line. */
  signer: textOrNull,
  certificateSerial: textOrNull,
  /** What was signed is unchanged. */
  intact: Type.Boolean(),
  coversWholeDocument: Type.Boolean(),
  /** What was appended afterwards: nothing, further seals, or something else. */
  changedAfter: Type.Enum(['nothing', 'seals', 'other']),
  /** The certificate was issued, through whatever lies between, by the root this platform relies on. */
  trusted: Type.Boolean(),
  unitName: textOrNull,
  /** The seal was in force when it was put on; null for a seal not kept here. */
  inForce: Type.Union([Type.Boolean(), Type.Null()]),
  /** This very use stands in the log of uses. */
  logged: Type.Boolean(),
});
export type SealCheck = Static<typeof SealCheck>;

export const sealErrors = defineErrors('seals', {
  notFound: { kind: 'not_found', text: '未找到该印章' },
  useNotFound: { kind: 'not_found', text: '未找到该用印记录，或该次用印的文件不在此处' },
  fileNotFound: { kind: 'not_found', text: '未找到该文件，请重新上传' },
  noUscc: { kind: 'conflict', text: '“{unit}”没有统一社会信用代码，不能申请电子印章' },
  unitClosed: { kind: 'conflict', text: '“{unit}”已撤销，不能使用电子印章' },
  exists: { kind: 'conflict', text: '“{unit}”已有{what}，请先销毁原印章或撤回原申请' },
  purposeMissing: { kind: 'invalid', text: '专用章必须填写用途' },
  cannotMove: { kind: 'conflict', text: '印章“{name}”当前为“{from}”，不能变更为“{to}”' },
  ownRequest: { kind: 'conflict', text: '不能批准自己提出的印章申请，请由其他人员办理' },
  noneInForce: { kind: 'conflict', text: '“{unit}”没有在用的{what}，请先申请并经批准' },
  expired: { kind: 'conflict', text: '印章“{name}”的证书已于 {day} 到期，请重新申请' },
  keywordNotFound: { kind: 'invalid', text: '文件中没有找到“{keyword}”，不能按关键字盖章' },
  badFile: { kind: 'invalid', text: '上传的内容不是 PDF 文件' },
});

export const sealEndpoints = {
  list: endpoint({
    method: 'GET',
    path: '/seals',
    access: 'seals.read',
    summary: '电子印章列表',
    input: Type.Object({
      ...listInput,
      text: Type.Optional(Type.String({ maxLength: 60, title: '印章名称或备案编码' })),
      kind: Type.Optional(SealKind),
      status: Type.Optional(SealStatus),
      /** The unit and everything below it. */
      unitId: Type.Optional(Type.String({ maxLength: 80, title: '单位' })),
    }),
    output: pageOf(Seal),
  }),
  get: endpoint({ method: 'GET', path: '/seals/:id', access: 'seals.read', summary: '一枚印章', input: Type.Object({ id }), output: SealDetail }),
  picture: endpoint({ method: 'GET', path: '/seals/:id/picture', access: 'seals.read', summary: '印模图片', input: Type.Object({ id }), output: Type.Unknown() }),
  request: endpoint({
    method: 'POST',
    path: '/seals',
    access: 'seals.use',
    summary: '申请电子印章',
    input: Type.Object({
      unitId: Type.String({ minLength: 1, maxLength: 80, title: '单位' }),
      kind: SealKind,
      purpose: Type.Optional(Type.String({ minLength: 2, maxLength: 14, title: '用途' })),
      shape: Type.Optional(SealShape),
      /** Usual: 42 for a round seal, 40 for an oval one. */
      sizeMm: Type.Optional(Type.Number({ minimum: 20, maximum: 70, title: '尺寸（毫米）' })),
      code: Type.Optional(Type.String({ pattern: '^\\d{13}$', title: '公安备案编码（13 位数字）' })),
      reason,
    }),
    output: Seal,
  }),
  approve: endpoint({ method: 'POST', path: '/seals/:id/approve', access: 'seals.manage', summary: '批准申请，制作印章并签发证书', input: Type.Object({ id, reason }), output: Seal }),
  decline: endpoint({ method: 'POST', path: '/seals/:id/decline', access: 'seals.manage', summary: '不批准申请', input: Type.Object({ id, reason }), output: Seal }),
  suspend: endpoint({ method: 'POST', path: '/seals/:id/suspend', access: 'seals.manage', summary: '停用印章', input: Type.Object({ id, reason }), output: Seal }),
  resume: endpoint({ method: 'POST', path: '/seals/:id/resume', access: 'seals.manage', summary: '恢复使用印章', input: Type.Object({ id, reason }), output: Seal }),
  destroy: endpoint({ method: 'POST', path: '/seals/:id/destroy', access: 'seals.manage', summary: '销毁印章及其密钥', input: Type.Object({ id, reason }), output: Seal }),
  apply: endpoint({
    method: 'POST',
    path: '/seals/:id/apply',
    access: 'seals.use',
    summary: '在上传的 PDF 上盖章',
    input: Type.Object({
      id,
      fileId: Type.String({ format: 'uuid', title: '文件' }),
      place: SealPlaceInput,
      reason: Type.String({ minLength: 2, maxLength: 200, title: '用印事由' }),
      /** A document number or name, as the office knows it. */
      document: Type.String({ minLength: 1, maxLength: 100, title: '文件编号或名称' }),
    }),
    output: Type.Object({ useId: Type.String(), sm3: Type.String() }),
  }),
  uses: endpoint({
    method: 'GET',
    path: '/seal-uses',
    access: 'seals.read',
    summary: '用印记录',
    input: Type.Object({
      ...listInput,
      sealId: Type.Optional(id),
      unitId: Type.Optional(Type.String({ maxLength: 80, title: '单位' })),
      actor: Type.Optional(Type.String({ maxLength: 40, title: '经办人' })),
      document: Type.Optional(Type.String({ maxLength: 120, title: '用印对象' })),
      from: Type.Optional(Type.String({ format: 'date', title: '开始日期' })),
      /** Inclusive. */
      until: Type.Optional(Type.String({ format: 'date', title: '结束日期' })),
    }),
    output: pageOf(SealUse),
  }),
  usedFile: endpoint({ method: 'GET', path: '/seal-uses/:id/file', access: 'seals.read', summary: '下载人工用印的文件', input: Type.Object({ id }), output: Type.Unknown() }),
  /** Compares with the log of uses before it parses anything: a stranger's file is only hashed. */
  verify: endpoint({
    method: 'POST',
    path: '/seals/verify',
    access: 'public',
    summary: '核验本平台盖章的 PDF',
    perMinute: 10,
    bodyLimit: 14 * 1024 * 1024,
    input: Type.Object({ pdf: Type.String({ minLength: 100, maxLength: 13_981_016, title: 'PDF 文件内容（Base64，不超过 10 MB）' }) }),
    output: Type.Object({
      /** Whether exactly this file left this platform. */
      known: Type.Boolean(),
      sm3: Type.String(),
      checks: Type.Array(SealCheck),
    }),
  }),
  inspect: endpoint({
    method: 'POST',
    path: '/seals/inspect',
    access: 'staff',
    summary: '检查任一 PDF 上的印章',
    perMinute: 30,
    input: Type.Object({ fileId: Type.String({ format: 'uuid', title: '文件' }) }),
    output: Type.Object({ sm3: Type.String(), checks: Type.Array(SealCheck) }),
  }),
  /** What an inspector loads once, to check licences where there is no network. */
  trust: endpoint({
    method: 'GET',
    path: '/seals/trust',
    access: 'public',
    summary: '根证书与各印章证书',
    perMinute: 10,
    input: Type.Object({}),
    output: Type.Object({
      root: textOrNull,
      certificates: Type.Array(Type.Object({ serial: Type.String(), sealName: Type.String(), unitName: Type.String(), status: SealStatus, certificate: Type.String() })),
    }),
  }),
};

/** Views this module publishes for others to join. Changing one is a change of contract. */
export interface SealViews {
  v_unit_seal: { id: string; unit_id: string; kind: SealKind; purpose: string; name: string; status: SealStatus; valid_to: Date | null };
}
