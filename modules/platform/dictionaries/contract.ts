import Type, { type Static } from 'typebox';
import { endpoint } from '../../../kernel/endpoint.ts';
import { defineErrors } from '../../../kernel/errors.ts';
import { listInput, pageOf } from '../../../kernel/lists.ts';

const nullable = (title: string) => Type.Union([Type.String(), Type.Null()], { title });

/** One code as pages and other modules see it: under the name in use here, disabled ones included so that old records can be read. */
export const DictionaryItem = Type.Object({
  code: Type.String({ title: '代码' }),
  name: Type.String({ title: '名称' }),
  parent: nullable('上级代码'),
  disabled: Type.Boolean({ title: '已停用' }),
});
export type DictionaryItem = Static<typeof DictionaryItem>;

export const Dictionary = Type.Object({
  key: Type.String({ title: '英文名称' }),
  name: Type.String({ title: '名称' }),
  items: Type.Array(DictionaryItem),
});
export type Dictionary = Static<typeof Dictionary>;

export const basisLabels = { source: '公开文本', memory: '待核对', invented: '本平台自定' } as const;
export const Basis = Type.Enum(Object.keys(basisLabels) as (keyof typeof basisLabels)[]);

/** A dictionary as its administrators see it. */
export const DictionaryRow = Type.Object({
  key: Type.String({ title: '英文名称' }),
  name: Type.String({ title: '名称' }),
  standard: Type.String({ title: '所依标准' }),
  basis: Basis,
  note: nullable('说明'),
  items: Type.Integer({ title: '项数' }),
  /** Items added, renamed or disabled here. */
  ownItems: Type.Integer({ title: '本地改动' }),
});
export type DictionaryRow = Static<typeof DictionaryRow>;

export const originLabels = { content: '内容包', local: '本地增加' } as const;
export type Origin = keyof typeof originLabels;

/** An item as its administrators see it. */
export const ItemRow = Type.Object({
  code: Type.String({ title: '代码' }),
  name: Type.String({ title: '名称' }),
  /** Name in the content pack where this installation uses another. */
  contentName: nullable('内容包名称'),
  parent: nullable('上级代码'),
  parentName: nullable('上级'),
  note: nullable('说明'),
  origin: Type.Enum(Object.keys(originLabels) as Origin[]),
  /** False for an item the content pack has dropped. */
  inContent: Type.Boolean(),
  disabled: Type.Boolean({ title: '已停用' }),
  changedAt: Type.String({ format: 'date-time', title: '最近变更' }),
});
export type ItemRow = Static<typeof ItemRow>;

export const dictionaryErrors = defineErrors('dictionaries', {
  notFound: { kind: 'not_found', text: '没有名为“{key}”的字典' },
  noItem: { kind: 'not_found', text: '字典“{dictionary}”中没有代码“{code}”' },
  codeTaken: { kind: 'conflict', text: '代码“{code}”已用于“{name}”' },
  nameTaken: { kind: 'conflict', text: '名称“{name}”已用于代码“{code}”' },
  noParent: { kind: 'invalid', text: '上级代码“{code}”不存在' },
  alreadyDisabled: { kind: 'conflict', text: '“{name}”已停用' },
  notDisabled: { kind: 'conflict', text: '“{name}”没有停用' },
  dropped: { kind: 'conflict', text: '内容包已去掉“{name}”，不能恢复；需要时请另行增加' },
});

const key = Type.String({ minLength: 1, maxLength: 60, pattern: '^[a-zA-Z0-9-]+$', title: '字典' });
const code = Type.String({ minLength: 1, maxLength: 30, pattern: '^[A-Za-z0-9._-]+$', title: '代码' });
const name = Type.String({ minLength: 1, maxLength: 100, title: '名称' });
const reason = Type.String({ minLength: 2, maxLength: 200, title: '理由' });

export const dictionaryEndpoints = {
  get: endpoint({ method: 'GET', path: '/dictionaries/:key', access: 'public', summary: '一个字典及其全部代码', input: Type.Object({ key }), output: Dictionary }),
  list: endpoint({
    method: 'GET',
    path: '/dictionaries',
    access: 'dictionaries.read',
    summary: '字典列表',
    input: Type.Object({ ...listInput, text: Type.Optional(Type.String({ maxLength: 60, title: '名称、英文名称或标准' })) }),
    output: pageOf(DictionaryRow),
  }),
  about: endpoint({ method: 'GET', path: '/dictionaries/:key/about', access: 'dictionaries.read', summary: '字典说明', input: Type.Object({ key }), output: DictionaryRow }),
  items: endpoint({
    method: 'GET',
    path: '/dictionaries/:key/items',
    access: 'dictionaries.read',
    summary: '字典项列表',
    input: Type.Object({
      ...listInput,
      key,
      text: Type.Optional(Type.String({ maxLength: 60, title: '代码或名称' })),
      show: Type.Optional(Type.Enum(['usable', 'disabled', 'own'], { title: '范围' })),
    }),
    output: pageOf(ItemRow),
  }),
  addItem: endpoint({
    method: 'POST',
    path: '/dictionaries/:key/items',
    access: 'dictionaries.manage',
    summary: '增加字典项',
    input: Type.Object({ key, code, name, parent: Type.Optional(code), note: Type.Optional(Type.String({ maxLength: 200, title: '说明' })), reason }),
    output: ItemRow,
  }),
  renameItem: endpoint({
    method: 'PUT',
    path: '/dictionaries/:key/items/:code',
    access: 'dictionaries.manage',
    summary: '改用别的名称；与内容包名称相同即恢复',
    input: Type.Object({ key, code, name, reason }),
    output: ItemRow,
  }),
  disableItem: endpoint({ method: 'POST', path: '/dictionaries/:key/items/:code/disable', access: 'dictionaries.manage', summary: '停用字典项', input: Type.Object({ key, code, reason }), output: ItemRow }),
  enableItem: endpoint({ method: 'POST', path: '/dictionaries/:key/items/:code/enable', access: 'dictionaries.manage', summary: '恢复字典项', input: Type.Object({ key, code, reason }), output: ItemRow }),
};
