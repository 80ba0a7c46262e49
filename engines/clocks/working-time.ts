import { dayNumberOf, startOfDayNumber } from '../../kernel/dates.ts';
import { countWorkingDays, isWorking, nthWorkingDay, type Calendar } from './calendar.ts';

const minute = 60_000;

/** Working time between two instants, all in milliseconds; 0 when the second is not later. */
export function workingTimeBetween(calendar: Calendar, from: number, to: number): number {
  if (to <= from) return 0;
  const fromDay = dayNumberOf(new Date(from));
  const toDay = dayNumberOf(new Date(to));
  const wholeDays = countWorkingDays(calendar, fromDay - 1, toDay - 1);
  return wholeDays * workingTimeOfDay(calendar) - workedOnDay(calendar, from, fromDay) + workedOnDay(calendar, to, toDay);
}

/** The first instant at which so much working time (more than 0) has passed since the given one, in milliseconds. */
export function addWorkingTime(calendar: Calendar, from: number, time: number): number {
  const fromDay = dayNumberOf(new Date(from));
  const fromMidnight = time + workedOnDay(calendar, from, fromDay);
  const days = Math.ceil(fromMidnight / workingTimeOfDay(calendar));
  let rest = fromMidnight - (days - 1) * workingTimeOfDay(calendar);
  const midnight = startOfDayNumber(nthWorkingDay(calendar, fromDay - 1, days)).getTime();
  for (const window of calendar.windows) {
    const length = (window.to - window.from) * minute;
    if (rest <= length) return midnight + window.from * minute + rest;
    rest -= length;
  }
  throw new RangeError('working time longer than a day');
}

/** Milliseconds worked on a working day. */
export const workingTimeOfDay = (calendar: Calendar): number =>
  calendar.windows.reduce((sum, { from, to }) => sum + (to - from) * minute, 0);

/** Milliseconds worked from the midnight that began the day until the instant. */
function workedOnDay(calendar: Calendar, instant: number, day: number): number {
  if (!isWorking(calendar, day)) return 0;
  const time = instant - startOfDayNumber(day).getTime();
  return calendar.windows.reduce((sum, { from, to }) => sum + Math.max(0, Math.min(time, to * minute) - from * minute), 0);
}
