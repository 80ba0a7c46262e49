import Type, { type Static } from 'typebox';
import { endpoint } from '../../../kernel/endpoint.ts';
import { defineErrors } from '../../../kernel/errors.ts';
import { listInput, pageOf } from '../../../kernel/lists.ts';

const nullable = (title: string) => Type.Union([Type.String(), Type.Null()], { title });
const instant = (title: string) => Type.Union([Type.String({ format: 'date-time' }), Type.Null()], { title });

export const Notice = Type.Object({
  id: Type.String(),
  title: Type.String({ title: '标题' }),
  text: Type.String({ title: '正文' }),
  /** Page below the portal or the office that it leads to. */
  link: nullable('链接'),
  at: Type.String({ format: 'date-time', title: '时间' }),
  read: Type.Boolean({ title: '已读' }),
});
export type Notice = Static<typeof Notice>;

export const audienceLabels = { person: '群众', staff: '工作人员' } as const;
export type Audience = keyof typeof audienceLabels;

export const Template = Type.Object({
  key: Type.String({ title: '名称' }),
  title: Type.String({ title: '标题' }),
  audience: Type.Enum(Object.keys(audienceLabels) as Audience[]),
  text: Type.String({ title: '站内正文' }),
  /** Null for a template that sends no text message. */
  sms: nullable('短信正文'),
  slots: Type.Array(Type.Object({ name: Type.String(), title: Type.String(), example: Type.String() })),
});
export type Template = Static<typeof Template>;

export const Preview = Type.Object({
  title: Type.String({ title: '标题' }),
  text: Type.String({ title: '站内正文' }),
  sms: nullable('短信'),
  /** Messages the gateway charges for: 70 characters, or 67 each where there are several. */
  smsParts: Type.Integer({ title: '计费条数' }),
});
export type Preview = Static<typeof Preview>;

export const smsStateLabels = { waiting: '待发送', sent: '已交短信平台', delivered: '已送达', failed: '发送失败' } as const;
export type SmsState = keyof typeof smsStateLabels;
export const SmsState = Type.Enum(Object.keys(smsStateLabels) as SmsState[]);

export const SmsMessage = Type.Object({
  id: Type.String(),
  template: Type.String({ title: '模板' }),
  recipient: Type.Enum(['person', 'staff', 'phone']),
  /** Masked. */
  phone: Type.String({ title: '手机号' }),
  state: SmsState,
  tries: Type.Integer({ title: '尝试次数' }),
  problem: nullable('问题'),
  createdAt: Type.String({ format: 'date-time', title: '生成时间' }),
  sentAt: instant('发送时间'),
  settledAt: instant('回执时间'),
});
export type SmsMessage = Static<typeof SmsMessage>;

export const noticeErrors = defineErrors('notices', {
  notFound: { kind: 'not_found', text: '未找到该消息' },
  noTemplate: { kind: 'not_found', text: '没有名为“{key}”的消息模板' },
  noSms: { kind: 'not_found', text: '未找到该短信' },
  notFailed: { kind: 'conflict', text: '只有发送失败的短信可以重发，这一条的状态是“{state}”' },
});

const id = Type.String({ format: 'uuid', title: '编号' });
const done = Type.Object({});

export const noticeEndpoints = {
  mine: endpoint({ method: 'GET', path: '/my/notices', access: 'signedIn', summary: '我的消息', input: Type.Object({ ...listInput, unread: Type.Optional(Type.Boolean({ title: '只看未读' })) }), output: pageOf(Notice) }),
  unread: endpoint({ method: 'GET', path: '/my/notices/unread', access: 'signedIn', summary: '我的未读消息数', input: Type.Object({}), output: Type.Object({ count: Type.Integer(), more: Type.Boolean() }) }),
  markRead: endpoint({ method: 'POST', path: '/my/notices/:id/read', access: 'signedIn', summary: '标为已读', input: Type.Object({ id }), output: done }),
  markAllRead: endpoint({ method: 'POST', path: '/my/notices/read-all', access: 'signedIn', summary: '全部标为已读', input: Type.Object({}), output: Type.Object({ marked: Type.Integer() }) }),
  sms: endpoint({
    method: 'GET',
    path: '/sms',
    access: 'notices.manage',
    summary: '短信发送记录',
    input: Type.Object({
      ...listInput,
      state: Type.Optional(SmsState),
      template: Type.Optional(Type.String({ maxLength: 60, title: '模板' })),
      phoneTail: Type.Optional(Type.String({ pattern: '^\\d{4}$', title: '手机号末四位' })),
      from: Type.Optional(Type.String({ format: 'date', title: '从' })),
      to: Type.Optional(Type.String({ format: 'date', title: '到' })),
    }),
    output: pageOf(SmsMessage),
  }),
  smsText: endpoint({
    method: 'POST',
    path: '/sms/:id/text',
    access: 'notices.manage',
    summary: '查看短信内容（留痕）',
    input: Type.Object({ id, reason: Type.String({ minLength: 2, maxLength: 200, title: '理由' }) }),
    output: Type.Object({ text: Type.String() }),
  }),
  resend: endpoint({
    method: 'POST',
    path: '/sms/:id/resend',
    access: 'notices.manage',
    summary: '重发失败的短信',
    input: Type.Object({ id, reason: Type.String({ minLength: 2, maxLength: 200, title: '理由' }) }),
    output: SmsMessage,
  }),
  templates: endpoint({ method: 'GET', path: '/notice-templates', access: 'notices.manage', summary: '消息模板', input: Type.Object({}), output: Type.Object({ rows: Type.Array(Template) }) }),
  preview: endpoint({
    method: 'POST',
    path: '/notice-templates/:key/preview',
    access: 'notices.manage',
    summary: '预览模板',
    input: Type.Object({ key: Type.String({ maxLength: 60, title: '模板' }), values: Type.Record(Type.String({ maxLength: 40 }), Type.String({ maxLength: 200 })) }),
    output: Preview,
  }),
};

/** Whom to tell: an account of either kind, or a phone without an account, which gets the text message only. */
export type Recipient = { readonly kind: 'person' | 'staff'; readonly id: string } | { readonly kind: 'phone'; readonly phone: string };

export interface Notification {
  readonly to: Recipient;
  /** Key of a template in content, e.g. `cases.accepted`. */
  readonly template: string;
  /** What stands in the template's slots; all of them. */
  readonly values: Readonly<Record<string, string>>;
  /** Page below the portal (or the office) that the notice leads to, e.g. `/my/cases/…`. */
  readonly link?: `/${string}`;
}
