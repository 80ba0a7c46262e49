import Type, { type Static } from 'typebox';
import { endpoint } from '../../../kernel/endpoint.ts';
import { defineErrors } from '../../../kernel/errors.ts';
import { listInput, pageOf } from '../../../kernel/lists.ts';
import { ClockExplained, ClockSummary, levelLabels } from '../../platform/clocks/contract.ts';

/** Levels of satisfaction, 1 the best. The national interface counts the other way round. @source GB/T 39046-2020 A.8 */
export const satisfactionLabels = { 1: '非常满意', 2: '满意', 3: '基本满意', 4: '不满意', 5: '非常不满意' } as const;
export type Satisfaction = keyof typeof satisfactionLabels;
const Satisfaction = Type.Integer({ minimum: 1, maximum: 5, title: '满意度' });

/** @source GB/T 39046-2020 6.6, dictionary `rating-channel` */
export const channelLabels = { 1: '电脑端', 2: '移动端', 3: '二维码', 4: '大厅平板', 5: '大厅其他终端', 6: '电话', 7: '短信' } as const;
export type Channel = keyof typeof channelLabels;

/** The loop of a bad rating: 核实 → 整改 → 反馈 → 复核 → 办结. @source facts C8 */
export const rectificationLabels = { verifying: '待核实', rectifying: '整改中', replying: '待反馈', reviewing: '待复核', closed: '已办结' } as const;
export type RectificationStatus = keyof typeof rectificationLabels;
const RectificationStatus = Type.Enum(Object.keys(rectificationLabels) as RectificationStatus[], { title: '整改状态' });

export const contactLabels = { phone: '电话', visit: '上门', hall: '到窗口面谈', message: '站内消息' } as const;
export type Contact = keyof typeof contactLabels;
const Contact = Type.Enum(Object.keys(contactLabels) as Contact[], { title: '回访方式' });

const instant = Type.String({ format: 'date-time' });
const nullable = <S extends Parameters<typeof Type.Union>[0][number]>(schema: S) => Type.Union([schema, Type.Null()]);
const id = Type.String({ format: 'uuid', title: '评价编号' });
const caseId = Type.String({ format: 'uuid', title: '办件' });

/** A rating as its author sees it. */
export const OwnRating = Type.Object({
  round: Type.Integer({ title: '第几次评价' }),
  satisfaction: Satisfaction,
  details: Type.Array(Type.String()),
  text: Type.String(),
  anonymous: Type.Boolean(),
  ratedAt: instant,
  /** Where the office stands with a bad rating; null for a good one. */
  rectification: nullable(RectificationStatus),
  reply: nullable(Type.String()),
  repliedAt: nullable(instant),
});
export type OwnRating = Static<typeof OwnRating>;

export const Invitation = Type.Object({
  caseNumber: Type.String(),
  itemName: Type.String(),
  bureauName: Type.String(),
  /** Nothing more can be rated. */
  rated: Type.Boolean(),
  /** The round that can be given now; null when there is none. */
  round: nullable(Type.Integer()),
  /** Until when a second rating may be given; null before the first and after the second. */
  againUntil: nullable(instant),
  ratings: Type.Array(OwnRating),
  levels: Type.Array(Type.Object({ satisfaction: Satisfaction, name: Type.String(), details: Type.Array(Type.Object({ code: Type.String(), name: Type.String() })) })),
});
export type Invitation = Static<typeof Invitation>;

/** A rating as officers see it; an anonymous one without the applicant, and without the case but for reviewers. */
export const RatingRow = Type.Object({
  id: Type.String(),
  caseId: nullable(Type.String()),
  caseNumber: nullable(Type.String({ title: '办件编号' })),
  itemName: Type.String({ title: '事项' }),
  unitName: Type.String({ title: '单位' }),
  applicant: Type.String({ title: '评价人' }),
  satisfaction: Satisfaction,
  round: Type.Integer({ title: '次数' }),
  channel: Type.Integer({ title: '渠道' }),
  text: Type.String({ title: '评价内容' }),
  ratedAt: instant,
  rectification: nullable(RectificationStatus),
  clock: nullable(ClockSummary),
});
export type RatingRow = Static<typeof RatingRow>;

const Step = Type.Object({ seq: Type.Integer(), at: instant, title: Type.String(), actorName: Type.String(), opinion: Type.String() });

export const RatingDetail = Type.Object({
  ...RatingRow.properties,
  details: Type.Array(Type.String({ title: '评价详情' })),
  anonymous: Type.Boolean(),
  founded: nullable(Type.Boolean({ title: '是否属实' })),
  reply: nullable(Type.String({ title: '反馈内容' })),
  contact: nullable(Contact),
  steps: Type.Array(Step),
  clockExplained: nullable(ClockExplained),
  /** What the officer may do now. */
  actions: Type.Array(Type.Enum(['verify', 'rectify', 'reply', 'review'])),
});
export type RatingDetail = Static<typeof RatingDetail>;

const Figures = {
  invited: Type.Integer({ title: '邀请' }),
  rated: Type.Integer({ title: '评价' }),
  /** How many gave each level, 1 to 5. */
  levels: Type.Array(Type.Integer(), { minItems: 5, maxItems: 5 }),
  bad: Type.Integer({ title: '差评' }),
  closed: Type.Integer({ title: '已办结' }),
  onTime: Type.Integer({ title: '按时反馈' }),
};
export const RatingFigures = Type.Object({ key: Type.String(), name: Type.String(), ...Figures });
export type RatingFigures = Static<typeof RatingFigures>;

export const RatingStatistics = Type.Object({
  total: Type.Object(Figures),
  rows: Type.Array(RatingFigures),
  /** What bad ratings name as their reason, the most frequent first. */
  causes: Type.Array(Type.Object({ code: Type.String(), name: Type.String(), count: Type.Integer() })),
});
export type RatingStatistics = Static<typeof RatingStatistics>;

/** Share of ratings that are 基本满意 or better, 0 to 1; null without ratings. */
export const satisfiedShare = ({ rated, levels }: Pick<RatingFigures, 'rated' | 'levels'>): number | null =>
  rated === 0 ? null : ((levels[0] ?? 0) + (levels[1] ?? 0) + (levels[2] ?? 0)) / rated;

export const ratingErrors = defineErrors('ratings', {
  notFound: { kind: 'not_found', text: '未找到该评价' },
  notInvited: { kind: 'not_found', text: '未找到该办件，或者该办件还没有办结' },
  alreadyRated: { kind: 'conflict', text: '该办件已评价过' },
  closed: { kind: 'conflict', text: '评价已于 {at} 截止，谢谢您的关注' },
  tooLate: { kind: 'conflict', text: '追加评价须在首次评价后 {days} 日内提交，现在已超过' },
  reasonMissing: { kind: 'invalid', text: '请选择不满意的方面，或者写明原因，以便我们改进' },
  badDetail: { kind: 'invalid', text: '所选的评价详情与满意度不符，请重新选择' },
  notBad: { kind: 'conflict', text: '该评价不是差评，不需要整改' },
  notNow: { kind: 'conflict', text: '整改当前为“{status}”，不能{action}' },
  ownReview: { kind: 'conflict', text: '复核人不能是参与核实、整改或反馈的人员' },
});

const opinion = Type.String({ minLength: 2, maxLength: 1000, title: '意见' });
const day = (title: string) => Type.Optional(Type.String({ format: 'date', title }));

const listFilter = {
  from: day('评价日期起'),
  to: day('评价日期止'),
  satisfaction: Type.Optional(Satisfaction),
  /** Only 不满意 and 非常不满意. */
  bad: Type.Optional(Type.Boolean({ title: '只看差评' })),
  rectification: Type.Optional(RectificationStatus),
  level: Type.Optional(Type.Enum(Object.keys(levelLabels) as (keyof typeof levelLabels)[], { title: '时限级别' })),
  channel: Type.Optional(Type.Integer({ minimum: 1, maximum: 7, title: '渠道' })),
  itemId: Type.Optional(Type.String({ maxLength: 60, title: '事项' })),
  /** The unit and everything below it. */
  unitId: Type.Optional(Type.String({ maxLength: 80, title: '单位' })),
  text: Type.Optional(Type.String({ maxLength: 60, title: '事项或评价内容' })),
};

export const ratingEndpoints = {
  invitation: endpoint({ method: 'GET', path: '/my/cases/:caseId/rating', access: 'citizen', summary: '评价邀请和我的评价', input: Type.Object({ caseId }), output: Invitation }),
  rate: endpoint({
    method: 'POST',
    path: '/my/cases/:caseId/rating',
    access: 'citizen',
    perMinute: 20,
    summary: '评价一次办理',
    input: Type.Object({
      caseId,
      satisfaction: Satisfaction,
      detailCodes: Type.Array(Type.String({ maxLength: 10 }), { maxItems: 10, uniqueItems: true, title: '评价详情' }),
      text: Type.Optional(Type.String({ maxLength: 500, title: '想说的话' })),
      anonymous: Type.Boolean({ title: '匿名' }),
      /** Read from the browser unless a terminal of the hall says what it is. */
      channel: Type.Optional(Type.Integer({ minimum: 1, maximum: 7, title: '渠道' })),
    }),
    output: Invitation,
  }),
  list: endpoint({ method: 'GET', path: '/ratings', access: 'ratings.read', summary: '评价列表', input: Type.Object({ ...listInput, ...listFilter }), output: pageOf(RatingRow) }),
  get: endpoint({ method: 'GET', path: '/ratings/:id', access: 'ratings.read', summary: '一条评价及其整改', input: Type.Object({ id }), output: RatingDetail }),
  verify: endpoint({
    method: 'POST',
    path: '/ratings/:id/verify',
    access: 'ratings.rectify',
    summary: '核实差评',
    input: Type.Object({ id, founded: Type.Boolean({ title: '是否属实' }), opinion }),
    output: RatingDetail,
  }),
  rectify: endpoint({ method: 'POST', path: '/ratings/:id/rectify', access: 'ratings.rectify', summary: '登记整改情况', input: Type.Object({ id, opinion }), output: RatingDetail }),
  reply: endpoint({
    method: 'POST',
    path: '/ratings/:id/reply',
    access: 'ratings.rectify',
    summary: '向评价人反馈',
    input: Type.Object({ id, reply: opinion, contact: Contact }),
    output: RatingDetail,
  }),
  review: endpoint({
    method: 'POST',
    path: '/ratings/:id/review',
    access: 'ratings.review',
    summary: '复核整改',
    input: Type.Object({ id, passed: Type.Boolean({ title: '是否通过' }), opinion }),
    output: RatingDetail,
  }),
  statistics: endpoint({
    method: 'GET',
    path: '/ratings-statistics',
    access: 'ratings.read',
    summary: '评价统计：按单位或按事项',
    input: Type.Object({ by: Type.Enum(['unit', 'item'], { title: '分组' }), from: day('日期起'), to: day('日期止') }),
    output: RatingStatistics,
  }),
};
