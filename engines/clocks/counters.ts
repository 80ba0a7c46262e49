import { dayNumberOf, startOfDayNumber } from '../../kernel/dates.ts';
import { countWorkingDays, nthWorkingDay, type Calendar } from './calendar.ts';
import type { Unit } from './shapes.ts';
import type { Span } from './timeline.ts';
import { addWorkingTime, workingTimeBetween } from './working-time.ts';

/**
 * Counts one limit along a timeline. Instants are in milliseconds, amounts in ticks: a day, or a millisecond of hours.
 *
 * The rules of counting days are in the README, section 计数规则.
 */
export interface Counter {
  readonly ticksPerUnit: number;
  /** Ticks used by the instant; a day is used when it has ended. */
  used(at: number): number;
  /** The instant at which so many ticks (1 or more) are used; null when a suspension comes first. */
  reach(ticks: number): number | null;
  /** When a limit of so many ticks runs out, and the ticks used by then; null while a suspension leaves it open. */
  due(ticks: number): { readonly at: number; readonly ticks: number } | null;
  /** Ticks not counted because of suspensions, up to the instant and its day. */
  suspended(at: number): number;
  /** The instant up to which a clock stopped at this one is counted: the day of the stop is used up. */
  close(at: number): number;
}

export interface Spans {
  readonly running: readonly Span[];
  readonly suspensions: readonly Span[];
}

/** Makes the counter for a unit; `startsNextDay` says whether the first day is left out (days only). */
export function counterFor(spans: Spans, unit: Unit, startsNextDay: boolean, calendar: Calendar): Counter {
  switch (unit) {
    case 'workingDay':
      return dayCounter(spans, startsNextDay, calendar, workingDays(calendar));
    case 'calendarDay':
      return dayCounter(spans, startsNextDay, calendar, calendarDays);
    case 'workingHour':
      return hourCounter(spans, workingTime(calendar));
    case 'calendarHour':
      return hourCounter(spans, elapsedTime);
  }
}

/** Makes the counter of a time that begins at the instant and is never interrupted. */
export function uninterrupted(from: number, unit: Unit, startsNextDay: boolean, calendar: Calendar): Counter {
  return counterFor({ running: [{ from, to: Infinity }], suspensions: [] }, unit, startsNextDay, calendar);
}

/** Which days or moments count, whatever the clock does. */
interface Measure {
  between(after: number, upTo: number): number;
  add(after: number, ticks: number): number;
}

const workingDays = (calendar: Calendar): Measure => ({
  between: (after, upTo) => countWorkingDays(calendar, after, upTo),
  add: (after, days) => nthWorkingDay(calendar, after, days),
});
const calendarDays: Measure = { between: (after, upTo) => Math.max(0, upTo - after), add: (after, days) => after + days };
const workingTime = (calendar: Calendar): Measure => ({
  between: (from, to) => workingTimeBetween(calendar, from, to),
  add: (from, time) => addWorkingTime(calendar, from, time),
});
const elapsedTime: Measure = { between: (from, to) => Math.max(0, to - from), add: (from, time) => from + time };

const length = (measure: Measure, span: Span, until = Infinity): number => {
  const to = Math.min(span.to, until);
  return to === Infinity ? Infinity : measure.between(span.from, to);
};
const total = (measure: Measure, spans: readonly Span[], until: number): number =>
  spans.reduce((sum, span) => sum + length(measure, span, until), 0);

function reachIn(measure: Measure, spans: readonly Span[], ticks: number): number | null {
  let rest = ticks;
  for (const span of spans) {
    const here = length(measure, span);
    if (rest <= here) return measure.add(span.from, rest);
    rest -= here;
  }
  return null;
}

function hourCounter({ running, suspensions }: Spans, measure: Measure): Counter {
  const reach = (ticks: number): number | null => reachIn(measure, running, ticks);
  return {
    ticksPerUnit: 3_600_000,
    used: (at) => total(measure, running, at),
    reach,
    due: (ticks) => {
      const at = reach(ticks);
      return at === null ? null : { at, ticks };
    },
    suspended: (at) => total(measure, suspensions, at),
    close: (at) => at,
  };
}

function dayCounter({ running, suspensions }: Spans, startsNextDay: boolean, calendar: Calendar, measure: Measure): Counter {
  const days = runningDays(running, startsNextDay);
  const pauses = suspensions.map(inDays);
  const used = (at: number): number => total(measure, days, dayOf(at) - 1);
  return {
    ticksPerUnit: 1,
    used,
    reach: (ticks) => {
      const day = reachIn(measure, days, ticks);
      return day === null ? null : endOfDay(day);
    },
    due: (ticks) => {
      const day = lastDay(days, ticks, calendar, measure);
      return day === null ? null : { at: endOfDay(day), ticks: used(endOfDay(day)) };
    },
    suspended: (at) => total(measure, pauses, dayOf(at)),
    close: (at) => endOfDay(dayOf(at)),
  };
}

const dayOf = (at: number): number => dayNumberOf(new Date(at));
const endOfDay = (day: number): number => startOfDayNumber(day + 1).getTime();

/** A span as days after `from`, up to and including `to`: whatever begins, begins with the next day. */
const inDays = ({ from, to }: Span): Span => ({ from: dayOf(from), to: to === Infinity ? Infinity : dayOf(to) });

/** The running spans in days; a suspension that ends on the day it began leaves no gap. */
function runningDays(running: readonly Span[], startsNextDay: boolean): Span[] {
  const days: Span[] = [];
  for (const span of running.map(inDays)) {
    const previous = days.at(-1);
    if (previous?.to === span.from) days[days.length - 1] = { from: previous.from, to: span.to };
    else days.push(span);
  }
  if (!startsNextDay) days[0] = { from: days[0]!.from - 1, to: days[0]!.to };
  return days;
}

/**
 * The last day of a limit: the first counted working day by which the amount is counted and at whose end the clock runs.
 *
 * For working days this moves a limit only when its last day is the day of a suspension; for calendar days also when
 * it is a holiday (民法典 art. 203).
 */
function lastDay(days: readonly Span[], ticks: number, calendar: Calendar, measure: Measure): number | null {
  let rest = ticks;
  for (const span of days) {
    const here = length(measure, span);
    if (rest > here) {
      rest -= here;
      continue;
    }
    const day = nthWorkingDay(calendar, measure.add(span.from, rest) - 1, 1);
    if (day < span.to) return day;
    rest = 1;
  }
  return null;
}
