import Type, { type Static } from 'typebox';
import { endpoint } from '../../../kernel/endpoint.ts';
import { defineErrors } from '../../../kernel/errors.ts';
import { listInput, pageOf } from '../../../kernel/lists.ts';

export const SampleRecord = Type.Object({
  id: Type.String({ title: '编号' }),
  /** The unit whose record it is; data scopes go by it. */
  unitId: Type.String({ title: '所属单位' }),
  name: Type.String({ title: '名称' }),
  note: Type.Union([Type.String(), Type.Null()], { title: '说明' }),
  createdAt: Type.String({ format: 'date-time', title: '登记时间' }),
});
export type SampleRecord = Static<typeof SampleRecord>;

export const sampleRecordErrors = defineErrors('sample-records', {
  notFound: { kind: 'not_found', text: '未找到该样例' },
  nameTaken: { kind: 'conflict', text: '本单位已有名为“{name}”的样例' },
  noUnit: { kind: 'forbidden', text: '您不属于任何单位，不能登记样例' },
});

export const sampleRecordEndpoints = {
  list: endpoint({
    method: 'GET',
    path: '/sample-records',
    access: 'sample-records.read',
    summary: '样例列表',
    input: Type.Object({ ...listInput, text: Type.Optional(Type.String({ maxLength: 60, title: '名称' })) }),
    output: pageOf(SampleRecord),
  }),
  get: endpoint({
    method: 'GET',
    path: '/sample-records/:id',
    access: 'sample-records.read',
    summary: '一条样例',
    input: Type.Object({ id: Type.String({ format: 'uuid', title: '编号' }) }),
    output: SampleRecord,
  }),
  create: endpoint({
    method: 'POST',
    path: '/sample-records',
    access: 'sample-records.manage',
    summary: '登记样例',
    input: Type.Object({
      name: Type.String({ minLength: 2, maxLength: 60, title: '名称' }),
      note: Type.Optional(Type.String({ maxLength: 500, title: '说明' })),
    }),
    output: SampleRecord,
  }),
};
