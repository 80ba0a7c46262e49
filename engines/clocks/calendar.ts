import { fromDayNumber, toDayNumber, weekdayName, weekdayOfDayNumber, yearOfDayNumber, type IsoDate } from '../../kernel/dates.ts';
import { readCalendarData, type CalendarPlan } from './calendar-data.ts';

/** A working-day calendar ready for use. Made by `compileCalendar`; opaque to callers. */
export interface Calendar extends CalendarPlan {
  /** Memo: the working days of a year as day numbers, ascending. */
  readonly workingDays: Map<number, Int32Array>;
}

/** Why a day is worked or not: 周三, 周六, 国庆节 or 调休上班. */
export interface DayDescription {
  readonly working: boolean;
  readonly name: string;
}

/** How a year is known: from the published notice, forecast by law, or by weekends alone. */
export type YearBasis = 'published' | 'forecast' | 'weekends';

/**
 * Checks the data of a calendar file and makes it ready.
 *
 * A bad file gives all its problems in Chinese, each with its place, and no calendar.
 */
export function compileCalendar(raw: unknown): { ok: true; calendar: Calendar } | { ok: false; problems: string[] } {
  const { plan, problems } = readCalendarData(raw);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, calendar: { ...plan, workingDays: new Map() } };
}

/** Says whether people work on the day. */
export const isWorkingDay = (calendar: Calendar, date: IsoDate): boolean => isWorking(calendar, toDayNumber(date));

/** The day that is so many working days after the given one, which is itself not counted; one or more. */
export const addWorkingDays = (calendar: Calendar, date: IsoDate, days: number): IsoDate =>
  fromDayNumber(nthWorkingDay(calendar, toDayNumber(date), days));

/** Working days after the first day up to and including the second; 0 when the second is not later. */
export const workingDaysBetween = (calendar: Calendar, after: IsoDate, upTo: IsoDate): number =>
  countWorkingDays(calendar, toDayNumber(after), toDayNumber(upTo));

/** Says whether people work on the day, and why. */
export function describeDay(calendar: Calendar, date: IsoDate): DayDescription {
  const day = toDayNumber(date);
  const plan = calendar.years.get(yearOfDayNumber(day));
  if (plan?.workdays.includes(day)) return { working: true, name: '调休上班' };
  const holiday = plan?.holidays.find(({ from, to }) => from <= day && day <= to);
  return { working: isWorking(calendar, day), name: holiday?.name ?? weekdayName(date) };
}

/** How the holidays of the year are known. */
export function yearBasis(calendar: Calendar, year: number): YearBasis {
  const plan = calendar.years.get(year);
  if (!plan) return 'weekends';
  return plan.forecast ? 'forecast' : 'published';
}

/** The years touched by a span of days whose holidays are not published. */
export function unpublishedYears(calendar: Calendar, from: number, to: number): number[] {
  const years: number[] = [];
  for (let year = yearOfDayNumber(from); year <= yearOfDayNumber(to); year++) {
    if (yearBasis(calendar, year) !== 'published') years.push(year);
  }
  return years;
}

/** As `isWorkingDay`, of a day number. */
export function isWorking(calendar: Calendar, day: number): boolean {
  const days = workingDaysOf(calendar, yearOfDayNumber(day));
  return days[rank(days, day) - 1] === day;
}

/** As `workingDaysBetween`, of day numbers. */
export function countWorkingDays(calendar: Calendar, after: number, upTo: number): number {
  if (upTo <= after) return 0;
  const last = yearOfDayNumber(upTo);
  let count = rank(workingDaysOf(calendar, last), upTo) - rank(workingDaysOf(calendar, yearOfDayNumber(after)), after);
  for (let year = yearOfDayNumber(after); year < last; year++) count += workingDaysOf(calendar, year).length;
  return count;
}

/** As `addWorkingDays`, of day numbers. */
export function nthWorkingDay(calendar: Calendar, after: number, n: number): number {
  let year = yearOfDayNumber(after);
  let days = workingDaysOf(calendar, year);
  let index = rank(days, after) + n - 1;
  while (index >= days.length) {
    index -= days.length;
    days = workingDaysOf(calendar, ++year);
  }
  return days[index]!;
}

function workingDaysOf(calendar: Calendar, year: number): Int32Array {
  let days = calendar.workingDays.get(year);
  if (!days) calendar.workingDays.set(year, (days = listWorkingDays(calendar, year)));
  return days;
}

function listWorkingDays(calendar: Calendar, year: number): Int32Array {
  const plan = calendar.years.get(year);
  const first = toDayNumber(`${year}-01-01`);
  const last = toDayNumber(`${year}-12-31`);
  const days: number[] = [];
  for (let day = first; day <= last; day++) {
    const off = calendar.weekend.has(weekdayOfDayNumber(day)) || plan?.holidays.some(({ from, to }) => from <= day && day <= to);
    if (!off || plan?.workdays.includes(day)) days.push(day);
  }
  return Int32Array.from(days);
}

/** How many of the ascending days are not after the given one. */
function rank(days: Int32Array, day: number): number {
  let low = 0;
  let high = days.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (days[middle]! <= day) low = middle + 1;
    else high = middle;
  }
  return low;
}
