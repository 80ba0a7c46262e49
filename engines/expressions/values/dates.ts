import { feelType } from './values.ts';
import type { FeelDate } from './values.ts';

export const msPerDay = 86_400_000;

/** The day of the calendar, or null when there is none such; years -9999 to 9999. */
export function dateOf(year: number, month: number, dayOfMonth: number): FeelDate | null {
  if (![year, month, dayOfMonth].every(Number.isInteger) || Math.abs(year) > 9999) return null;
  if (month < 1 || month > 12 || dayOfMonth < 1 || dayOfMonth > daysInMonth(year, month)) return null;
  return { [feelType]: 'date', year, month, dayOfMonth, day: dayNumber(year, month, dayOfMonth) };
}

/** The day so many days after 1970-01-01; null outside the years -9999 to 9999. */
export function dateOfDay(day: number): FeelDate | null {
  const moment = new Date(day * msPerDay);
  return dateOf(moment.getUTCFullYear(), moment.getUTCMonth() + 1, moment.getUTCDate());
}

/** Reads `YYYY-MM-DD`; null when it is no day of the calendar. */
export function parseDate(text: string): FeelDate | null {
  const match = /^(-?\d{4})-(\d\d)-(\d\d)$/.exec(text);
  return match && dateOf(Number(match[1]), Number(match[2]), Number(match[3]));
}

export const dateText = ({ year, month, dayOfMonth }: FeelDate): string =>
  `${year < 0 ? '-' : ''}${digits(Math.abs(year), 4)}-${digits(month, 2)}-${digits(dayOfMonth, 2)}`;

export const digits = (value: number, width: number): string => String(value).padStart(width, '0');

/** Moves by whole months; a day the target month lacks becomes its last day. */
export function addMonths(date: FeelDate, months: number): FeelDate | null {
  const count = date.year * 12 + (date.month - 1) + months;
  const year = Math.floor(count / 12);
  const month = count - year * 12 + 1;
  return dateOf(year, month, Math.min(date.dayOfMonth, daysInMonth(year, month)));
}

/** 1 for Monday to 7 for Sunday. 1970-01-01 was a Thursday. */
export const weekday = (date: FeelDate): number => modulo7(date.day + 3) + 1;

export const dayOfYear = (date: FeelDate): number => date.day - dayNumber(date.year, 1, 1) + 1;

/** The ISO 8601 week: the week that holds the year's first Thursday is week 1. */
export function weekOfYear(date: FeelDate): number {
  const thursday = dateOfDay(date.day - weekday(date) + 4) ?? date;
  return Math.floor((dayOfYear(thursday) - 1) / 7) + 1;
}

const modulo7 = (value: number): number => ((value % 7) + 7) % 7;

const daysInMonth = (year: number, month: number): number => (month === 2 ? (isLeapYear(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31);

const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

/** `Date.UTC` reads years 0 to 99 as 1900 and later, so the year is set on its own. */
const dayNumber = (year: number, month: number, dayOfMonth: number): number => new Date(0).setUTCFullYear(year, month - 1, dayOfMonth) / msPerDay;
