import { dayNumberOf } from '../../kernel/dates.ts';
import { unpublishedYears, type Calendar } from './calendar.ts';
import { findLevel } from './levels.ts';
import { iso, lastDateOf, readClock, remainingTicks, type LimitReading, type Reading } from './reading.ts';
import type { ClockEntry, ClockState, LevelRule, LimitState } from './shapes.ts';

/** What a ledger is read by: the days that count and the levels to show. */
export interface ClockRules {
  readonly calendar: Calendar;
  readonly levels: readonly LevelRule[];
}

/**
 * Tells all a clock says at a moment; derived from the ledger alone, so the same rows always give the same answer.
 *
 * A `now` before the last entry is taken as the instant of that entry.
 *
 * @throws clock-engine.badLedger when the entries are out of order; `checkLedger` says so beforehand
 * @source 行政许可法 art. 42, 45, 82; SMX1-714, SMX1-718
 */
export function computeClock(entries: readonly ClockEntry[], rules: ClockRules, now: Date): ClockState {
  const reading = readClock(entries, rules.calendar, now);
  const { timeline, suspension } = reading;
  const because = findLevel(reading, rules.levels);
  return {
    state: timeline.stopped ? 'stopped' : suspension ? 'suspended' : 'running',
    startedAt: iso(timeline.startedAt),
    stoppedAt: timeline.stoppedAt === null ? null : iso(timeline.stoppedAt),
    limits: Object.fromEntries(reading.limits.map((limit) => [limit.name, toState(limit, reading, rules.calendar)])),
    suspension,
    level: because?.level ?? 'normal',
    because,
  };
}

function toState(limit: LimitReading, { timeline, at }: Reading, calendar: Calendar): LimitState {
  const { counter, due, used } = limit;
  const { ticksPerUnit } = counter;
  return {
    unit: limit.term.unit,
    amount: limit.amount / ticksPerUnit,
    used: used / ticksPerUnit,
    remaining: remainingTicks(limit) / ticksPerUnit,
    suspended: counter.suspended(at) / ticksPerUnit,
    dueAt: due && iso(due.at),
    dueDate: due && lastDateOf(due.at),
    overdue: limit.overdue,
    assumed: isAssumed(limit, timeline.startedAt, calendar),
  };
}

function isAssumed({ term, due }: LimitReading, startedAt: number, calendar: Calendar): boolean {
  if (term.unit === 'calendarHour' || !due) return false;
  return unpublishedYears(calendar, dayNumberOf(new Date(startedAt)), dayNumberOf(new Date(due.at - 1))).length > 0;
}
