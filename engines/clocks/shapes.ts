import { Type, type Static } from 'typebox';

/** A word misspelt in a content file is a fault, not a silence. */
const closed = { additionalProperties: false };

export const mostExtensions = 10;
/** The most of any unit that a rule may speak of. */
const most = 20_000;

/** What a limit is counted in. Days are whole days; hours are exact to the millisecond. */
export const UnitSchema = Type.Union([
  Type.Literal('workingDay'),
  Type.Literal('calendarDay'),
  Type.Literal('workingHour'),
  Type.Literal('calendarHour'),
], { title: '计时单位' });
export type Unit = Static<typeof UnitSchema>;

/** How long something may take: whole days, or hours (half an hour is 0.5). */
const durationFields = { amount: Type.Number({ exclusiveMinimum: 0, title: '时限' }), unit: UnitSchema };
export const DurationSchema = Type.Object(durationFields);
export type Duration = Static<typeof DurationSchema>;

/** A limit as the service item sets it; copied into the ledger so that a running clock keeps the terms it began with. */
export const TermSchema = Type.Object({
  ...durationFields,
  /** The day of the start is not counted (民法典 art. 201) unless this is false; means nothing for hours. */
  startsNextDay: Type.Optional(Type.Boolean({ title: '自次日起算' })),
  /** Absent when the limit may not be extended; `amount` is the most at one time, in the term's unit. */
  extension: Type.Optional(Type.Object({
    amount: Type.Number({ exclusiveMinimum: 0, title: '每次最多延长' }),
    times: Type.Integer({ minimum: 1, maximum: mostExtensions, title: '最多延长次数' }),
  }, closed)),
}, closed);
export type Term = Static<typeof TermSchema>;

/** 法定 and 承诺: the limit the law sets and the shorter one the office promises. */
export const LimitNameSchema = Type.Union([Type.Literal('statutory'), Type.Literal('promised')], { title: '时限种类' });
export type LimitName = Static<typeof LimitNameSchema>;

/** At least one of the two. */
export const TermsSchema = Type.Object({ statutory: Type.Optional(TermSchema), promised: Type.Optional(TermSchema) }, closed);
export type Terms = Static<typeof TermsSchema>;

const Instant = Type.String({ maxLength: 40, title: '时间' });
const Words = (title: string, maxLength = 200) => Type.String({ minLength: 1, maxLength, title });

/** One row of a clock's ledger. Rows are only ever appended; `at` is an ISO 8601 instant with its offset. */
export const ClockEntrySchema = Type.Union([
  /** `reason` is what began it in people's words, such as 受理 or 报障. */
  Type.Object({ type: Type.Literal('started'), at: Instant, reason: Words('起算事由', 20), limits: TermsSchema }),
  /** `kind` is for statistics; `reason` its Chinese name at the time; `expected` the length the applicant was told. */
  Type.Object({
    type: Type.Literal('suspended'),
    at: Instant,
    kind: Words('暂停种类', 40),
    reason: Words('暂停事由', 20),
    basis: Words('暂停依据'),
    expected: Type.Optional(DurationSchema),
  }),
  Type.Object({ type: Type.Literal('resumed'), at: Instant }),
  /** Extends one limit, in its own unit. */
  Type.Object({
    type: Type.Literal('extended'),
    at: Instant,
    limit: LimitNameSchema,
    amount: Type.Number({ exclusiveMinimum: 0, title: '延长' }),
    approver: Words('批准人', 40),
    basis: Words('延长依据'),
  }),
  /** `reason` is how it ended in people's words, such as 准予许可 or 撤回申请. */
  Type.Object({ type: Type.Literal('stopped'), at: Instant, reason: Words('结束事由', 20) }),
]);
export type ClockEntry = Static<typeof ClockEntrySchema>;
export type EntryOf<T extends ClockEntry['type']> = Extract<ClockEntry, { type: T }>;

/**
 * When a level applies: a share of the limit is used (0.8), so much remains (in its unit, today included), it is
 * overdue by so much (0 is as soon as it is overdue), or a suspension lasts longer than the applicant was told.
 */
export const ConditionSchema = Type.Union([
  Type.Object({ limit: LimitNameSchema, usedShare: Type.Number({ exclusiveMinimum: 0, maximum: 1 }) }, closed),
  Type.Object({ limit: LimitNameSchema, remaining: Type.Number({ exclusiveMinimum: 0, maximum: most }) }, closed),
  Type.Object({ limit: LimitNameSchema, overdueBy: Type.Number({ minimum: 0, maximum: most }) }, closed),
  Type.Object({ suspensionOverrun: Type.Literal(true) }, closed),
]);
export type Condition = Static<typeof ConditionSchema>;

/** Rules of one level stand beside each other; the highest level that applies is shown. */
export const LevelRuleSchema = Type.Object({
  level: Type.Union([Type.Literal('warning'), Type.Literal('yellow'), Type.Literal('red')], { title: '预警级别' }),
  when: ConditionSchema,
}, closed);
export type LevelRule = Static<typeof LevelRuleSchema>;
export type Level = 'normal' | LevelRule['level'];

/** One limit at a moment; amounts are in `unit`. */
export interface LimitState {
  readonly unit: Unit;
  /** With its extensions. */
  readonly amount: number;
  /** Whole days that have ended, or exact hours; of a stopped clock the day of the stop is included. */
  readonly used: number;
  /** Until due, today included; negative once overdue. */
  readonly remaining: number;
  /** Not counted because of suspensions so far. */
  readonly suspended: number;
  /** The first instant that is too late; null while a suspension leaves it open. Of days it is midnight after the last day. */
  readonly dueAt: string | null;
  /** The last day on which it is in time. */
  readonly dueDate: string | null;
  readonly overdue: boolean;
  /** Whether the dates rest on a year whose holidays are not published. */
  readonly assumed: boolean;
}

export interface SuspensionState {
  readonly kind: string;
  readonly reason: string;
  readonly basis: string;
  readonly since: string;
  /** The first instant beyond the expected length; null when none was given. */
  readonly expectedUntil: string | null;
  readonly overrun: boolean;
}

/** All that the ledger says at a moment; dates are ISO text, so it travels as JSON. */
export interface ClockState {
  readonly state: 'running' | 'suspended' | 'stopped';
  readonly startedAt: string;
  readonly stoppedAt: string | null;
  readonly limits: { readonly [name in LimitName]?: LimitState };
  readonly suspension: SuspensionState | null;
  readonly level: Level;
  /** The rule that gave the level; null when it is normal. */
  readonly because: LevelRule | null;
}
