import Type, { type Static } from 'typebox';
import { endpoint } from '../../../kernel/endpoint.ts';
import { defineErrors } from '../../../kernel/errors.ts';
import { levelTitles, type Duration, type Level, type Terms } from '../../../engines/clocks/contract.ts';

export const clockStateLabels = { running: '计时中', suspended: '暂停', stopped: '已停止' } as const;
export type ClockStatus = keyof typeof clockStateLabels;
export const levelLabels = levelTitles;

const instant = Type.Union([Type.String({ format: 'date-time' }), Type.Null()]);

/** What a list shows of a clock. */
export const ClockSummary = Type.Object({
  id: Type.String(),
  subject: Type.String(),
  state: Type.Enum(Object.keys(clockStateLabels) as ClockStatus[]),
  level: Type.Enum(Object.keys(levelTitles) as Level[]),
  promisedDueAt: instant,
  statutoryDueAt: instant,
  /** Until due, today included; negative once overdue. Of the promised limit where there is one. */
  remaining: Type.Union([Type.Number(), Type.Null()]),
  /** `remaining` in words, with the reason of a pause: 剩余 3 个工作日. */
  text: Type.String(),
});
export type ClockSummary = Static<typeof ClockSummary>;

/** A clock with the reasons for its dates. */
export const ClockExplained = Type.Object({
  summary: ClockSummary,
  sentences: Type.Array(Type.String()),
  days: Type.Array(
    Type.Object({ date: Type.String(), working: Type.Boolean(), counted: Type.Number(), why: Type.String(), events: Type.Array(Type.String()) }),
  ),
});
export type ClockExplained = Static<typeof ClockExplained>;

export const clockErrors = defineErrors('clocks', {
  notFound: { kind: 'not_found', text: '未找到计时' },
  refused: { kind: 'conflict', text: '{why}' },
  noCalendar: { kind: 'unavailable', text: '工作日历尚未装载' },
});

export const clockEndpoints = {
  calendarDays: endpoint({
    method: 'GET',
    path: '/calendar/:year',
    access: 'public',
    summary: '一年中的节假日和调休上班日',
    input: Type.Object({ year: Type.Integer({ minimum: 2000, maximum: 2100, title: '年份' }) }),
    output: Type.Object({
      year: Type.Integer(),
      /** published: 已公布；forecast: 按法定节日推算；weekends: 仅按周末推算 */
      basis: Type.Enum(['published', 'forecast', 'weekends']),
      days: Type.Array(Type.Object({ date: Type.String(), working: Type.Boolean(), name: Type.String() })),
    }),
  }),
};

/** How to start a clock. */
export interface StartClock {
  /** What is timed, `module/id`. */
  readonly subject: string;
  readonly unitId: string;
  /** What begins it, in people's words: 受理. */
  readonly reason: string;
  readonly terms: Terms;
}

/** How to pause one: a special procedure with its legal basis. */
export interface SuspendClock {
  readonly kind: string;
  readonly reason: string;
  readonly basis: string;
  /** The length the applicant was told. */
  readonly expected?: Duration;
}

/** Views this module publishes for others to join. Changing one is a change of contract. */
export interface ClockViews {
  v_clock: {
    id: string;
    subject: string;
    unit_id: string;
    state: ClockStatus;
    level: Level;
    worst_level: Level;
    promised_due_at: Date | null;
    statutory_due_at: Date | null;
    due_at: Date;
  };
}
