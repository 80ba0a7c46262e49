/** Arithmetic with dates, times and durations, and the properties FEEL gives them. */
import { decimalOf, divide, one } from './decimals.ts';
import { addMonths, dateOfDay, msPerDay, parseDate, weekday } from './dates.ts';
import { daysDurationOf, daysParts, monthsDurationOf, parseDuration } from './durations.ts';
import { addToDateTime, addToTime, chinaStandardTime, dateTimeOf, instantOf, parseDateTime, parseTime } from './times.ts';
import { feelType, isA, isNumber } from './values.ts';
import type { FeelDateTime, FeelDuration, FeelTemporal, FeelTime, FeelValue } from './values.ts';

/** Reads the text of an at-literal, `@"2026-01-01"`: a date, time, date and time, or duration. */
export function parseTemporal(text: string): FeelTemporal | FeelDuration | null {
  if (/^-?P/.test(text)) return parseDuration(text);
  return /^\d\d:/.test(text) ? parseTime(text) : text.includes('T') ? parseDateTime(text) : parseDate(text);
}

export const isDuration = (value: FeelValue): value is FeelDuration => isA(value, 'days and time duration') || isA(value, 'years and months duration');

/** Adds or (sign -1) subtracts temporal values; null where the two do not go together. */
export function addTemporal(a: FeelValue, b: FeelValue, sign: 1 | -1): FeelValue {
  if (isDuration(b)) return addDuration(a, b, sign);
  if (sign === 1) return isDuration(a) ? addDuration(b, a, 1) : null;
  const left = momentOf(a);
  const right = momentOf(b);
  return left === null || right === null || isA(a, 'time') !== isA(b, 'time') ? null : daysDurationOf(left - right);
}

function addDuration(a: FeelValue, b: FeelDuration, sign: 1 | -1): FeelValue {
  if (b[feelType] === 'years and months duration') {
    const months = sign * b.months;
    if (isA(a, 'years and months duration')) return monthsDurationOf(a.months + months);
    if (isA(a, 'date')) return addMonths(a, months);
    if (!isA(a, 'date and time')) return null;
    const date = addMonths(a.date, months);
    return date && addToDateTime(dateTimeOf(date, a.time), 0);
  }
  const ms = sign * b.ms;
  if (isA(a, 'days and time duration')) return daysDurationOf(a.ms + ms);
  if (isA(a, 'date')) return dateOfDay(a.day + Math.floor(ms / msPerDay));
  if (isA(a, 'date and time')) return addToDateTime(a, ms);
  return isA(a, 'time') ? addToTime(a, ms) : null;
}

/** Milliseconds on one common scale, so that two such values can be subtracted. */
function momentOf(value: FeelValue): number | null {
  if (isA(value, 'date')) return value.day * msPerDay - chinaStandardTime;
  if (isA(value, 'date and time')) return instantOf(value);
  return isA(value, 'time') ? timeInstant(value) : null;
}

export const timeInstant = (time: FeelTime): number => time.ms - (time.offset ?? chinaStandardTime);

/** Duration times number, in either order; parts of a millisecond or of a month are cut. */
export function multiplyDuration(a: FeelValue, b: FeelValue): FeelValue {
  if (isDuration(b) && isNumber(a)) return multiplyDuration(b, a);
  return isDuration(a) && isNumber(b) ? withSize(a, Math.trunc(Number(b.times(sizeOf(a))))) : null;
}

/** Duration by number, or duration by duration of the same kind. */
export function divideDuration(a: FeelValue, b: FeelValue): FeelValue {
  if (!isDuration(a)) return null;
  if (isNumber(b)) {
    const factor = divide(one.times(sizeOf(a)), b);
    return factor && withSize(a, Math.trunc(Number(factor)));
  }
  return isDuration(b) && a[feelType] === b[feelType] ? divide(one.times(sizeOf(a)), one.times(sizeOf(b))) : null;
}

export const sizeOf = (duration: FeelDuration): number => (duration[feelType] === 'days and time duration' ? duration.ms : duration.months);

/** A duration of the same kind as the first with another size. */
export const withSize = (duration: FeelDuration, size: number): FeelDuration | null =>
  duration[feelType] === 'days and time duration' ? daysDurationOf(size) : monthsDurationOf(size);

/** Reads `.year`, `.weekday`, `.days` and so on; null for a property the value does not have. */
export function temporalProperty(value: FeelTemporal | FeelDuration, name: string): FeelValue {
  switch (value[feelType]) {
    case 'date':
      return dateProperty(value, name);
    case 'time':
      return timeProperty(value, name);
    case 'date and time':
      return dateProperty(value.date, name) ?? timeProperty(value.time, name);
    case 'days and time duration':
      return numberIn({ ...daysParts(value) }, name);
    case 'years and months duration':
      return numberIn({ years: Math.trunc(value.months / 12), months: value.months % 12 }, name);
  }
}

const dateProperty = (date: FeelDateTime['date'], name: string): FeelValue =>
  numberIn({ year: date.year, month: date.month, day: date.dayOfMonth, weekday: weekday(date) }, name);

function timeProperty(time: FeelTime, name: string): FeelValue {
  if (name === 'time offset') return time.offset === null ? null : daysDurationOf(time.offset);
  if (name === 'timezone') return time.zone;
  const seconds = (time.ms % 60_000) / 1000;
  return numberIn({ hour: Math.floor(time.ms / 3_600_000), minute: Math.floor(time.ms / 60_000) % 60, second: seconds }, name);
}

const numberIn = (properties: Record<string, number>, name: string): FeelValue =>
  Object.hasOwn(properties, name) ? decimalOf((properties[name] ?? 0) + 0) : null;
