import Type, { type Static } from 'typebox';
import { endpoint } from '../../../kernel/endpoint.ts';
import { defineErrors } from '../../../kernel/errors.ts';
import { listInput, pageOf } from '../../../kernel/lists.ts';

export const licenceStatusLabels = {
  draft: '制证中',
  issued: '有效',
  suspended: '已暂扣',
  revoked: '已撤销',
  forfeited: '已吊销',
  cancelled: '已注销',
  expired: '已过期',
  replaced: '已换发',
} as const;
export type LicenceStatus = keyof typeof licenceStatusLabels;
export const LicenceStatus = Type.Enum(Object.keys(licenceStatusLabels) as LicenceStatus[]);

/** What a licence is worth today: an issued one may not have begun, or have run out before the nightly job noticed. */
export const standingLabels = {
  valid: '有效',
  notYet: '尚未生效',
  suspended: '已暂扣',
  revoked: '已撤销',
  forfeited: '已吊销',
  cancelled: '已注销',
  expired: '已过期',
  replaced: '已换发',
} as const;
export type Standing = keyof typeof standingLabels;
export const Standing = Type.Enum(Object.keys(standingLabels) as Standing[]);

export const operationLabels = {
  issue: '新发',
  renew: '延续',
  change: '变更',
  reissue: '补发',
  suspend: '暂扣',
  resume: '暂扣发还',
  revoke: '撤销',
  forfeit: '吊销',
  cancel: '注销',
  expire: '过期失效',
  replace: '由新证换发',
} as const;
export type Operation = keyof typeof operationLabels;
export const Operation = Type.Enum(Object.keys(operationLabels) as Operation[]);

export const holderKindLabels = { person: '自然人', organisation: '法人和其他组织' } as const;
export type HolderKind = keyof typeof holderKindLabels;
export const HolderKind = Type.Enum(Object.keys(holderKindLabels) as HolderKind[]);

const day = Type.String({ format: 'date' });
const dayOrNull = Type.Union([day, Type.Null()]);
const textOrNull = Type.Union([Type.String(), Type.Null()]);
const instant = Type.String({ format: 'date-time' });
const id = Type.String({ format: 'uuid', title: '编号' });
const reason = Type.String({ minLength: 2, maxLength: 500, title: '理由和依据' });
const variant = Type.Optional(Type.String({ maxLength: 10, title: '正本或副本' }));

/** A licence as lists show it: an organisation's name and code are public, a person's are masked. */
export const Licence = Type.Object({
  id: Type.String(),
  identifier: Type.String({ title: '电子证照标识' }),
  number: Type.String({ title: '证照编号' }),
  version: Type.Integer({ title: '版本' }),
  typeKey: Type.String(),
  typeName: Type.String({ title: '证照名称' }),
  status: LicenceStatus,
  standing: Standing,
  subjectId: Type.String(),
  holderKind: HolderKind,
  holderName: Type.String({ title: '持证者' }),
  holderNumber: Type.String({ title: '持证者号码' }),
  unitId: Type.String(),
  issuerName: Type.String({ title: '发证机关' }),
  divisionName: Type.String({ title: '区划' }),
  caseId: textOrNull,
  issuedOn: day,
  validFrom: day,
  /** Last valid day; null without an end. */
  validTo: dayOrNull,
  changedAt: instant,
});
export type Licence = Static<typeof Licence>;

/** One item of a licence's face. */
export const LicenceField = Type.Object({
  key: Type.String(),
  label: Type.String(),
  value: Type.String(),
  /** Something was hidden; `reveal` shows it. */
  masked: Type.Boolean(),
});
export type LicenceField = Static<typeof LicenceField>;

export const LicenceDocument = Type.Object({ variant: Type.String({ title: '文本' }), sm3: Type.String(), sealUseId: Type.String() });

export const LicenceOperation = Type.Object({ operation: Operation, status: LicenceStatus, reason: Type.String(), actorName: Type.String(), at: instant });

const VersionLink = Type.Union([Type.Object({ id: Type.String(), version: Type.Integer() }), Type.Null()]);

export const LicenceDetail = Type.Object({
  ...Licence.properties,
  statusReason: Type.String({ title: '状态说明' }),
  /** Of dictionary `licence-status`. */
  nationalStatus: Type.String(),
  verificationCode: Type.String({ title: '核验码' }),
  typeCode: Type.String({ title: '证照类型代码' }),
  typeVersion: Type.Integer(),
  fields: Type.Array(LicenceField),
  documents: Type.Array(LicenceDocument),
  operations: Type.Array(LicenceOperation),
  prior: VersionLink,
  next: VersionLink,
});
export type LicenceDetail = Static<typeof LicenceDetail>;

/** A licence in its holder's own wallet, with full names. */
export const WalletLicence = Type.Object({
  id: Type.String(),
  name: Type.String({ title: '证照名称' }),
  number: Type.String({ title: '证照编号' }),
  holder: Type.String({ title: '持证者' }),
  issuer: Type.String({ title: '发证机关' }),
  issuedOn: day,
  validTo: dayOrNull,
  status: Standing,
  statusLabel: Type.String(),
  variants: Type.Array(Type.String()),
});
export type WalletLicence = Static<typeof WalletLicence>;

/** What anybody may know of a licence by its identifier; all but the first and last are null for one that does not exist. */
export const Verified = Type.Object({
  found: Type.Boolean(),
  name: textOrNull,
  /** A person's is masked. */
  number: textOrNull,
  /** A person's is masked, an organisation's full. */
  holder: textOrNull,
  issuer: textOrNull,
  issuedOn: dayOrNull,
  validFrom: dayOrNull,
  validTo: dayOrNull,
  status: Type.Union([Standing, Type.Null()]),
  statusLabel: textOrNull,
  /** SM3 of the first document (正本). */
  sm3: textOrNull,
  /** Whether the seal on the kept document still verifies. */
  sealValid: Type.Union([Type.Boolean(), Type.Null()]),
  checkedAt: instant,
});
export type Verified = Static<typeof Verified>;

export const LicenceTypeSummary = Type.Object({
  key: Type.String(),
  name: Type.String({ title: '证照名称' }),
  code: Type.String({ title: '证照类型代码' }),
  version: Type.Integer({ title: '版本' }),
  holder: Type.Union([HolderKind, Type.Literal('any')]),
  validMonths: Type.Union([Type.Integer(), Type.Null()]),
  variants: Type.Array(Type.String()),
});
export type LicenceTypeSummary = Static<typeof LicenceTypeSummary>;

export const licenceErrors = defineErrors('licences', {
  notFound: { kind: 'not_found', text: '未找到该证照' },
  noSuchType: { kind: 'not_found', text: '没有标识为“{key}”的证照类型' },
  noSuchVariant: { kind: 'not_found', text: '该证照没有“{variant}”' },
  wrongHolder: { kind: 'invalid', text: '“{type}”只能发给{holder}' },
  badTerm: { kind: 'invalid', text: '有效期止 {to} 早于有效期起 {from}' },
  badNumberPart: { kind: 'invalid', text: '“{field}”的内容不能用来编制证照编号，请核对' },
  numberTaken: { kind: 'conflict', text: '编号为 {number} 的“{type}”已经存在且未失效' },
  fieldsMissing: { kind: 'invalid', text: '照面项目还没有填写：{fields}' },
  fieldsTooLong: { kind: 'invalid', text: '照面项目超出版面：{fields}，请精简文字' },
  cannotMove: { kind: 'conflict', text: '证照当前为“{from}”，不能办理{operation}' },
  otherHolder: { kind: 'conflict', text: '只能为同一持证者的同一种证照换发' },
});

const decision = (verb: string, summary: string) =>
  endpoint({ method: 'POST', path: `/licences/:id/${verb}`, access: 'licences.manage', summary, input: Type.Object({ id, reason }), output: Licence });

export const licenceEndpoints = {
  types: endpoint({ method: 'GET', path: '/licence-types', access: 'licences.read', summary: '证照类型', input: Type.Object({}), output: Type.Object({ rows: Type.Array(LicenceTypeSummary) }) }),
  list: endpoint({
    method: 'GET',
    path: '/licences',
    access: 'licences.read',
    summary: '证照库',
    input: Type.Object({
      ...listInput,
      /** The beginning of a number, or a whole identifier. */
      text: Type.Optional(Type.String({ maxLength: 100, title: '证照编号或标识' })),
      /** Whole name or number. */
      holder: Type.Optional(Type.String({ maxLength: 100, title: '持证者名称或号码' })),
      subjectId: Type.Optional(Type.String({ maxLength: 60, title: '持证主体' })),
      typeKey: Type.Optional(Type.String({ maxLength: 60, title: '证照类型' })),
      standing: Type.Optional(Standing),
      /** The unit and everything below it. */
      unitId: Type.Optional(Type.String({ maxLength: 80, title: '单位' })),
      issuedFrom: Type.Optional(day),
      issuedUntil: Type.Optional(day),
      expiresFrom: Type.Optional(day),
      expiresUntil: Type.Optional(day),
    }),
    output: pageOf(Licence),
  }),
  get: endpoint({ method: 'GET', path: '/licences/:id', access: 'licences.read', summary: '一张证照', input: Type.Object({ id }), output: LicenceDetail }),
  reveal: endpoint({
    method: 'POST',
    path: '/licences/:id/reveal',
    access: 'licences.reveal',
    perMinute: 30,
    summary: '查看证照的完整照面信息（留痕）',
    input: Type.Object({ id, reason }),
    output: Type.Object({ holderName: Type.String(), holderNumber: Type.String(), fields: Type.Array(LicenceField) }),
  }),
  file: endpoint({
    method: 'GET',
    path: '/licences/:id/file',
    access: 'licences.read',
    summary: '查看或下载证照文件（留痕）',
    input: Type.Object({ id, variant, download: Type.Optional(Type.Boolean({ title: '下载' })) }),
    output: Type.Unknown(),
  }),
  overprint: endpoint({
    method: 'GET',
    path: '/licences/:id/overprint',
    access: 'licences.print',
    summary: '在印制的空白证上套打（留痕）',
    input: Type.Object({
      id,
      variant,
      /** The number printed on the blank. */
      paperNumber: Type.String({ minLength: 1, maxLength: 30, title: '空白证号' }),
      /** Millimetres the printer needs. */
      x: Type.Optional(Type.Number({ minimum: -30, maximum: 30, title: '横向调整' })),
      y: Type.Optional(Type.Number({ minimum: -30, maximum: 30, title: '纵向调整' })),
    }),
    output: Type.Unknown(),
  }),
  suspend: decision('suspend', '暂扣证照'),
  resume: decision('resume', '发还暂扣的证照'),
  revoke: decision('revoke', '撤销证照'),
  forfeit: decision('forfeit', '吊销证照'),
  cancel: decision('cancel', '注销证照'),
  wallet: endpoint({ method: 'GET', path: '/my/licences', access: 'citizen', summary: '我的证照', input: Type.Object({}), output: Type.Object({ rows: Type.Array(WalletLicence) }) }),
  walletFile: endpoint({ method: 'GET', path: '/my/licences/:id/file', access: 'citizen', summary: '下载我的证照', input: Type.Object({ id, variant }), output: Type.Unknown() }),
  verify: endpoint({
    method: 'GET',
    path: '/licences/verify/:identifier',
    access: 'public',
    perMinute: 60,
    summary: '按电子证照标识或核验码核验证照',
    input: Type.Object({ identifier: Type.String({ minLength: 8, maxLength: 120, title: '电子证照标识或核验码' }) }),
    output: Verified,
  }),
};
