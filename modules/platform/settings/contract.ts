import Type, { type Static } from 'typebox';
import { endpoint } from '../../../kernel/endpoint.ts';
import { defineErrors } from '../../../kernel/errors.ts';
import { listInput, pageOf } from '../../../kernel/lists.ts';

export type SettingValue = number | string | boolean;

/** What a setting may hold, and what a page shows to whoever changes it. */
export type SettingDefinition = {
  readonly title: string;
  /** What it changes, for whoever is about to change it. */
  readonly help: string;
  readonly unit?: string;
  /** The law or standard that sets it or its limits. */
  readonly legalBasis?: string;
} & (
  | { readonly default: boolean }
  /** Whole numbers from the smallest to the largest. */
  | { readonly default: number; readonly min: number; readonly max: number }
  /** Shortest and longest text, in characters. */
  | { readonly default: string; readonly min: number; readonly max: number }
);

/**
 * Every setting of the platform, declared here and nowhere else, so that a misspelt name does not compile.
 *
 * A setting is for what an administrator decides; what the law fixes is code or content.
 */
export const settingDefinitions = {
  'notices.smsOn': { title: '发送通知短信', help: '关闭后通知只发站内消息；登录验证码不受影响', default: true },
  'notices.smsSignature': { title: '短信签名', help: '加在每条短信前的【】里，须与短信平台报备的一致', default: '一网', min: 2, max: 12, legalBasis: '通信短信息服务管理规定' },
  'notices.smsPerDay': { title: '每人每天短信上限', help: '同一手机号一天内最多收到的通知短信，超出的只发站内消息；登录验证码不计', default: 20, min: 1, max: 200, unit: '条' },
} as const satisfies Readonly<Record<string, SettingDefinition>>;

export type SettingKey = keyof typeof settingDefinitions;

/** The type of a setting's value: number, text or yes and no, as its default is. */
export type ValueOf<K extends SettingKey> = (typeof settingDefinitions)[K]['default'] extends number ? number : (typeof settingDefinitions)[K]['default'] extends boolean ? boolean : string;

export const isSettingKey = (text: string): text is SettingKey => Object.hasOwn(settingDefinitions, text);

const nullable = (title: string) => Type.Union([Type.String(), Type.Null()], { title });

/** The city as everybody may know it: what portal and office put on every page. */
export const City = Type.Object({
  name: Type.String({ title: '城市' }),
  divisionCode: Type.String({ title: '区划代码' }),
  title: Type.String({ title: '门户名称' }),
  phone: Type.String({ title: '服务热线' }),
  footer: Type.Array(Type.String(), { title: '页脚' }),
  /** Said on every page of a demo; null in real use. */
  demo: nullable('演示说明'),
});
export type City = Static<typeof City>;

const settingValue = Type.Union([Type.Number(), Type.String({ maxLength: 2000 }), Type.Boolean()], { title: '值' });

export const Setting = Type.Object({
  key: Type.String({ title: '名称' }),
  title: Type.String({ title: '设置' }),
  help: Type.String({ title: '说明' }),
  type: Type.Enum(['number', 'text', 'switch']),
  value: settingValue,
  default: settingValue,
  /** Limits of a number, or of a text's length; null for a switch. */
  min: Type.Union([Type.Number(), Type.Null()]),
  max: Type.Union([Type.Number(), Type.Null()]),
  unit: nullable('单位'),
  legalBasis: nullable('依据'),
  changedAt: Type.Union([Type.String({ format: 'date-time' }), Type.Null()], { title: '最近变更' }),
});
export type Setting = Static<typeof Setting>;

export const SettingChange = Type.Object({
  id: Type.String(),
  valueBefore: settingValue,
  valueAfter: settingValue,
  reason: Type.String({ title: '理由' }),
  changedByName: Type.String({ title: '修改人' }),
  changedAt: Type.String({ format: 'date-time', title: '时间' }),
});
export type SettingChange = Static<typeof SettingChange>;

export const settingErrors = defineErrors('settings', {
  notFound: { kind: 'not_found', text: '没有名为“{key}”的设置' },
  noCity: { kind: 'unavailable', text: '城市内容尚未装载，请先启动一次完整的系统' },
  wrongType: { kind: 'invalid', text: '“{title}”应为{type}' },
  outOfRange: { kind: 'invalid', text: '“{title}”应在 {min} 到 {max} 之间' },
  wrongLength: { kind: 'invalid', text: '“{title}”应为 {min} 到 {max} 个字' },
  unchanged: { kind: 'conflict', text: '“{title}”与现在的值相同' },
});

const key = Type.String({ minLength: 1, maxLength: 60, title: '设置名称' });

export const cityEndpoints = {
  city: endpoint({ method: 'GET', path: '/city', access: 'public', summary: '城市和门户的基本信息', input: Type.Object({}), output: City }),
};

export const settingEndpoints = {
  list: endpoint({ method: 'GET', path: '/settings', access: 'settings.read', summary: '全部设置', input: Type.Object({}), output: Type.Object({ rows: Type.Array(Setting) }) }),
  history: endpoint({ method: 'GET', path: '/settings/:key/changes', access: 'settings.read', summary: '一项设置的变更记录', input: Type.Object({ ...listInput, key }), output: pageOf(SettingChange) }),
  change: endpoint({
    method: 'PUT',
    path: '/settings/:key',
    access: 'settings.manage',
    summary: '修改设置',
    input: Type.Object({ key, value: settingValue, reason: Type.String({ minLength: 2, maxLength: 200, title: '理由' }) }),
    output: Setting,
  }),
};
