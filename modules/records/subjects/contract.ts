import Type, { type Static } from 'typebox';
import { endpoint } from '../../../kernel/endpoint.ts';
import { defineErrors } from '../../../kernel/errors.ts';
import { listInput, pageOf } from '../../../kernel/lists.ts';

/** Document type of the resident identity card in dictionary `id-document`. */
export const residentCard = '111';

const nullable = (title: string) => Type.Union([Type.String(), Type.Null()], { title });

export const subjectKindLabels = { person: '自然人', organisation: '法人和其他组织' } as const;
export type SubjectKind = keyof typeof subjectKindLabels;

/** A holder of data as lists show it: an organisation's name and code are public, a person's are masked. */
export const SubjectSummary = Type.Object({
  id: Type.String({ title: '编号' }),
  kind: Type.Enum(Object.keys(subjectKindLabels) as SubjectKind[]),
  name: Type.String({ title: '姓名或名称' }),
  number: Type.String({ title: '证件号码或统一社会信用代码' }),
});
export type SubjectSummary = Static<typeof SubjectSummary>;

export const OrganisationDetail = Type.Object({
  kind: Type.Literal('organisation'),
  id: Type.String({ title: '编号' }),
  uscc: Type.String({ title: '统一社会信用代码' }),
  name: Type.String({ title: '名称' }),
  entityType: Type.String({ title: '类型代码' }),
  entityTypeName: Type.String({ title: '类型' }),
  industryName: nullable('行业'),
  status: Type.String({ title: '登记状态代码' }),
  statusName: Type.String({ title: '登记状态' }),
  registeredOn: nullable('成立日期'),
  /** Ten thousand yuan. */
  registeredCapital: nullable('注册资本（万元）'),
  divisionName: nullable('所在区划'),
  address: nullable('住所'),
  phone: nullable('联系电话'),
  businessScope: nullable('经营范围'),
  /** Masked. */
  legalRepresentative: nullable('法定代表人（经营者）'),
  changedAt: Type.String({ format: 'date-time', title: '最近变更' }),
});
export type OrganisationDetail = Static<typeof OrganisationDetail>;

export const sourceLabels = { register: '人口基础信息', realName: '实名认证', case: '办件登记' } as const;
export type PersonSource = keyof typeof sourceLabels;

/** A person with every telling part masked. */
export const PersonDetail = Type.Object({
  kind: Type.Literal('person'),
  id: Type.String({ title: '编号' }),
  name: Type.String({ title: '姓名' }),
  documentTypeName: Type.String({ title: '证件类型' }),
  number: Type.String({ title: '证件号码' }),
  phone: nullable('手机号'),
  genderName: nullable('性别'),
  birthDate: nullable('出生日期'),
  ethnicityName: nullable('民族'),
  address: nullable('住址'),
  source: Type.Enum(Object.keys(sourceLabels) as PersonSource[]),
  verifiedAt: Type.Union([Type.String({ format: 'date-time' }), Type.Null()], { title: '实名认证时间' }),
  changedAt: Type.String({ format: 'date-time', title: '最近变更' }),
  /** Organisations the person legally represents. */
  organisations: Type.Array(SubjectSummary),
});
export type PersonDetail = Static<typeof PersonDetail>;

/** What is masked elsewhere, in full. Absent for what is not known. */
export const Revealed = Type.Object({
  name: Type.String({ title: '姓名' }),
  number: Type.String({ title: '证件号码' }),
  phone: nullable('手机号'),
  birthDate: nullable('出生日期'),
  address: nullable('住址'),
});
export type Revealed = Static<typeof Revealed>;

export const subjectErrors = defineErrors('subjects', {
  notFound: { kind: 'not_found', text: '未找到该主体' },
  badNumber: { kind: 'invalid', text: '身份证号或统一社会信用代码的校验位不符，请核对' },
  badResidentId: { kind: 'invalid', text: '身份证号校验位不符，请核对' },
  badUscc: { kind: 'invalid', text: '统一社会信用代码 {uscc} 的校验位不符，请核对' },
  notVerified: { kind: 'conflict', text: '请先完成实名认证' },
  notRepresented: { kind: 'forbidden', text: '您不是该单位的法定代表人或经营者，不能以其名义办理' },
  noRepresentative: { kind: 'not_found', text: '没有登记法定代表人或经营者' },
});

const id = Type.String({ format: 'uuid', title: '主体编号' });
const reason = Type.String({ minLength: 2, maxLength: 200, title: '理由' });

export const subjectEndpoints = {
  mine: endpoint({
    method: 'GET',
    path: '/my/subject',
    access: 'citizen',
    summary: '本市掌握的我的信息（打码）和我代表的单位；未实名时 person 为空',
    input: Type.Object({}),
    output: Type.Object({ person: Type.Union([PersonDetail, Type.Null()]), organisations: Type.Array(OrganisationDetail) }),
  }),
  revealMine: endpoint({ method: 'POST', path: '/my/subject/reveal', access: 'citizen', perMinute: 20, summary: '查看我自己的完整信息（留痕）', input: Type.Object({}), output: Revealed }),
  search: endpoint({
    method: 'POST',
    path: '/subjects/search',
    access: 'subjects.read',
    perMinute: 60,
    summary: '按完整的身份证号或统一社会信用代码查找（留痕）',
    input: Type.Object({ number: Type.String({ minLength: 5, maxLength: 30, title: '证件号码' }), reason }),
    output: Type.Object({ found: Type.Union([SubjectSummary, Type.Null()]) }),
  }),
  organisations: endpoint({
    method: 'GET',
    path: '/subjects/organisations',
    access: 'subjects.read',
    summary: '法人和其他组织列表',
    input: Type.Object({
      ...listInput,
      text: Type.Optional(Type.String({ maxLength: 60, title: '名称或统一社会信用代码' })),
      entityType: Type.Optional(Type.String({ maxLength: 10, title: '类型' })),
      status: Type.Optional(Type.String({ maxLength: 10, title: '登记状态' })),
      divisionCode: Type.Optional(Type.String({ maxLength: 12, title: '所在区划' })),
    }),
    output: pageOf(OrganisationDetail),
  }),
  get: endpoint({
    method: 'GET',
    path: '/subjects/:id',
    access: 'subjects.read',
    summary: '一个主体的信息（打码，留痕）',
    input: Type.Object({ id }),
    output: Type.Union([PersonDetail, OrganisationDetail]),
  }),
  reveal: endpoint({ method: 'POST', path: '/subjects/:id/reveal', access: 'subjects.reveal', perMinute: 30, summary: '查看自然人、或法定代表人的完整信息（留痕）', input: Type.Object({ id, reason }), output: Revealed }),
};

/** A person in the clear, for other modules: whoever reads it for somebody audits that with `about`. */
export interface Person {
  readonly kind: 'person';
  readonly id: string;
  readonly name: string;
  readonly documentType: string;
  readonly number: string;
  readonly phone: string | null;
  /** Dictionary `sex`. */
  readonly gender: string | null;
  readonly birthDate: string | null;
  /** Dictionary `ethnicity`. */
  readonly ethnicity: string | null;
  readonly divisionCode: string | null;
  readonly address: string | null;
  readonly source: PersonSource;
  readonly verifiedAt: Date | null;
  readonly changedAt: Date;
}

/** An organisation as registered; what concerns its representative is in the clear. */
export interface Organisation {
  readonly kind: 'organisation';
  readonly id: string;
  readonly uscc: string;
  readonly name: string;
  /** Dictionary `entity-class`. */
  readonly entityType: string;
  /** Dictionary `industry`. */
  readonly industry: string | null;
  /** Dictionary `entity-state`; `1` is in business. */
  readonly status: string;
  readonly registeredOn: string | null;
  /** Ten thousand yuan. */
  readonly registeredCapital: string | null;
  readonly divisionCode: string | null;
  readonly address: string | null;
  readonly phone: string | null;
  readonly businessScope: string | null;
  readonly legalRepresentativeName: string | null;
  readonly legalRepresentativeNumber: string | null;
  readonly changedAt: Date;
}

export type Subject = Person | Organisation;
