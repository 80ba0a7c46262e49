import type { Big } from 'big.js';
import { dateOf, dayOfYear, parseDate, weekOfYear, weekday } from '../values/dates.ts';
import { decimalOf, toSmallInteger } from '../values/decimals.ts';
import { monthsBetween, monthsDurationOf } from '../values/durations.ts';
import { dateTimeAt, dateTimeOf, parseDateTime, parseTime, timeOf, timeOfDay } from '../values/times.ts';
import { isA, typeOf } from '../values/values.ts';
import type { FeelDate, FeelDaysDuration, FeelTime, FeelValue } from '../values/values.ts';
import { equal } from '../values/compare.ts';
import { builtin } from './signature.ts';
import type { Builtin } from './signature.ts';

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const months = 'January February March April May June July August September October November December'.split(' ');

/** The date and time functions of DMN 10.3.4.1, 10.3.4.6 and 10.3.4.8, `now` and `today` (China Standard Time). */
export const dateBuiltins: Record<string, Builtin> = {
  date: builtin('from: any | year: number, month: number, day: number', 'date', (_, first, month?, day?) => {
    if (typeof first === 'string') return parseDate(first);
    if (month === undefined || day === undefined) return dayOf(first);
    return dateOf(Number(first), month.toNumber(), day.toNumber());
  }),
  time: builtin('from: any | hour: number, minute: number, second: number, offset?: days and time duration', 'time', (_, first, minute?, second?, offset?) => {
    if (minute !== undefined && second !== undefined) return timeFrom(first as Big, minute, second, offset);
    if (typeof first === 'string') return parseTime(first);
    if (isA(first, 'date')) return timeOf(0, 0);
    return isA(first, 'date and time') ? first.time : isA(first, 'time') ? first : null;
  }),
  'date and time': builtin('from: any | date: any, time: time', 'date and time', (_, first, time?) => {
    const date = dayOf(first);
    if (time !== undefined) return date && dateTimeOf(date, time);
    if (typeof first === 'string') return parseDateTime(first);
    return isA(first, 'date and time') ? first : date && dateTimeOf(date, timeOf(0));
  }),
  'years and months duration': builtin('from: any, to: any', 'years and months duration', (_, from, to) => {
    const start = dayOf(from);
    const end = dayOf(to);
    return start && end && monthsDurationOf(monthsBetween(start, end));
  }),
  'day of year': builtin('date: any', 'number', (_, value) => withDay(value, (date) => decimalOf(dayOfYear(date)))),
  'day of week': builtin('date: any', 'string', (_, value) => withDay(value, (date) => weekdays[weekday(date) - 1] ?? null)),
  'month of year': builtin('date: any', 'string', (_, value) => withDay(value, (date) => months[date.month - 1] ?? null)),
  'week of year': builtin('date: any', 'number', (_, value) => withDay(value, (date) => decimalOf(weekOfYear(date)))),
  now: builtin('', 'date and time', (run) => dateTimeAt(run.now ?? new Date())),
  today: builtin('', 'date', (run) => dateTimeAt(run.now ?? new Date())?.date ?? null),
  is: builtin('value1: any, value2: any', 'boolean', (run, a, b) => typeOf(a) === typeOf(b) && sameZone(a, b) && equal(a, b, run) === true),
};

const dayOf = (value: FeelValue): FeelDate | null => (isA(value, 'date and time') ? value.date : isA(value, 'date') ? value : null);

function withDay(value: FeelValue, read: (date: FeelDate) => FeelValue): FeelValue {
  const date = dayOf(value);
  return date && read(date);
}

function timeFrom(hour: Big, minute: Big, second: Big, offset: FeelDaysDuration | undefined): FeelTime | null {
  const [hours, minutes] = [toSmallInteger(hour), toSmallInteger(minute)];
  const ms = hours === null || minutes === null ? null : timeOfDay(hours, minutes, second.toNumber());
  return ms === null || Math.abs(offset?.ms ?? 0) > 14 * 3_600_000 ? null : timeOf(ms, offset?.ms ?? null);
}

/** `is` tells 08:00+08:00 from 00:00Z, where `=` does not. */
function sameZone(a: FeelValue, b: FeelValue): boolean {
  const [left, right] = [zoneOf(a), zoneOf(b)];
  return left === right;
}

const zoneOf = (value: FeelValue): string => {
  const time = isA(value, 'date and time') ? value.time : value;
  return isA(time, 'time') ? `${time.offset}${time.zone}` : '';
};
