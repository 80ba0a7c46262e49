import Type, { type Static } from 'typebox';
import { endpoint } from '../../../kernel/endpoint.ts';
import { defineErrors } from '../../../kernel/errors.ts';
import { listInput, pageOf } from '../../../kernel/lists.ts';

export const divisionKindLabels = {
  city: '地级市',
  cityLevel: '市本级',
  district: '区',
  county: '县',
  countyLevelCity: '县级市',
  zone: '功能区',
  street: '街道',
  town: '镇',
  township: '乡',
  townshipLike: '类乡级单位',
} as const;
export type DivisionKind = keyof typeof divisionKindLabels;
export const DivisionKind = Type.Enum(Object.keys(divisionKindLabels) as DivisionKind[]);

export const Division = Type.Object({
  /** GB/T 2260, six digits; nine for towns and streets. */
  code: Type.String({ title: '区划代码' }),
  name: Type.String({ title: '名称' }),
  kind: DivisionKind,
  parentCode: Type.Union([Type.String(), Type.Null()], { title: '上级代码' }),
});
export type Division = Static<typeof Division>;

export const unitKindLabels = { bureau: '委办局', department: '内设科室' } as const;
export type UnitKind = keyof typeof unitKindLabels;
export const UnitKind = Type.Enum(Object.keys(unitKindLabels) as UnitKind[]);

export const unitStatusLabels = { active: '在用', closed: '已撤销' } as const;
export type UnitStatus = keyof typeof unitStatusLabels;
export const UnitStatus = Type.Enum(Object.keys(unitStatusLabels) as UnitStatus[]);

export const Unit = Type.Object({
  id: Type.String({ title: '编号' }),
  parentId: Type.Union([Type.String(), Type.Null()], { title: '上级单位编号' }),
  parentName: Type.Union([Type.String(), Type.Null()], { title: '上级单位' }),
  kind: UnitKind,
  name: Type.String({ title: '全称' }),
  shortName: Type.String({ title: '简称' }),
  /** Unified social credit code of a bureau; departments have none. */
  uscc: Type.Union([Type.String(), Type.Null()], { title: '统一社会信用代码' }),
  divisionCode: Type.String({ title: '区划代码' }),
  divisionName: Type.String({ title: '所在区划' }),
  status: UnitStatus,
  changedAt: Type.String({ format: 'date-time', title: '最近变更' }),
});
export type Unit = Static<typeof Unit>;

const id = Type.String({ minLength: 1, maxLength: 60, title: '单位编号' });

const unitFields = {
  name: Type.String({ minLength: 2, maxLength: 60, title: '全称' }),
  shortName: Type.String({ minLength: 1, maxLength: 20, title: '简称' }),
};

export const organisationErrors = defineErrors('organisations', {
  notFound: { kind: 'not_found', text: '未找到该单位' },
  noSuchDivision: { kind: 'invalid', text: '没有代码为 {code} 的行政区划' },
  badUscc: { kind: 'invalid', text: '统一社会信用代码 {uscc} 的校验位不符，请核对' },
  usccTaken: { kind: 'conflict', text: '统一社会信用代码 {uscc} 已属于“{name}”' },
  nameTaken: { kind: 'conflict', text: '同一上级下已有名为“{name}”的单位' },
  parentClosed: { kind: 'conflict', text: '上级单位“{name}”已撤销，不能在其下设立单位' },
  closed: { kind: 'conflict', text: '单位“{name}”已撤销，不能修改' },
  hasUnits: { kind: 'conflict', text: '单位“{name}”下还有 {count} 个在用的单位，请先处理' },
  usccMissing: { kind: 'invalid', text: '委办局必须填写统一社会信用代码' },
});

export const organisationEndpoints = {
  divisions: endpoint({
    method: 'GET',
    path: '/divisions',
    access: 'public',
    summary: '全部行政区划，按层级和顺序',
    input: Type.Object({}),
    output: Type.Object({ rows: Type.Array(Division) }),
  }),
  list: endpoint({
    method: 'GET',
    path: '/units',
    access: 'organisations.read',
    summary: '单位列表',
    input: Type.Object({
      ...listInput,
      text: Type.Optional(Type.String({ maxLength: 60, title: '名称或信用代码' })),
      kind: Type.Optional(UnitKind),
      status: Type.Optional(UnitStatus),
      divisionCode: Type.Optional(Type.String({ maxLength: 12, title: '区划代码' })),
      /** A unit and everything below it. */
      below: Type.Optional(id),
    }),
    output: pageOf(Unit),
  }),
  get: endpoint({
    method: 'GET',
    path: '/units/:id',
    access: 'organisations.read',
    summary: '一个单位',
    input: Type.Object({ id }),
    output: Unit,
  }),
  create: endpoint({
    method: 'POST',
    path: '/units',
    access: 'organisations.manage',
    summary: '新设单位',
    input: Type.Object({
      ...unitFields,
      kind: UnitKind,
      parentId: Type.Optional(id),
      /** Required for a bureau; a department stands where its bureau stands. */
      divisionCode: Type.Optional(Type.String({ maxLength: 12, title: '区划代码' })),
      uscc: Type.Optional(Type.String({ minLength: 18, maxLength: 18, title: '统一社会信用代码' })),
    }),
    output: Unit,
  }),
  rename: endpoint({
    method: 'PUT',
    path: '/units/:id',
    access: 'organisations.manage',
    summary: '修改单位名称',
    input: Type.Object({ id, ...unitFields }),
    output: Unit,
  }),
  close: endpoint({
    method: 'POST',
    path: '/units/:id/close',
    access: 'organisations.manage',
    summary: '撤销单位',
    input: Type.Object({ id, reason: Type.String({ minLength: 2, maxLength: 200, title: '理由' }) }),
    output: Unit,
  }),
};

/** Views this module publishes for others to join. Changing one is a change of contract. */
export interface OrganisationViews {
  /** One row a unit, with its bureau (itself, for a bureau) and division. */
  v_unit: { id: string; name: string; path: string[]; bureau_id: string; bureau_name: string; division_code: string; division_name: string };
}
