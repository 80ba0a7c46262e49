/**
 * Days and instants of China Standard Time: UTC+8 all year, no summer time.
 *
 * A day is plain text `YYYY-MM-DD`; an instant is a Date. Nothing here reads the machine's clock or time zone.
 */

const dayLength = 86_400_000;
const offset = 8 * 3_600_000;
const weekdayNames = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'] as const;

/** A day of the Gregorian calendar, `YYYY-MM-DD`, years 1000 to 9999. */
export type IsoDate = string;

/** Says whether the text is a day that exists: `2024-02-29` is, `2026-02-29` and `2026-2-9` are not. */
export function isValidDate(text: string): boolean {
  if (!/^[1-9]\d{3}-\d\d-\d\d$/.test(text)) return false;
  const instant = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(text);
}

/**
 * Counts the day from 1970-01-01, which is day 0, for arithmetic.
 *
 * @throws RangeError when the text is not a day that exists
 */
export function toDayNumber(date: IsoDate): number {
  if (!isValidDate(date)) throw new RangeError(`不是有效的日期：${date}`);
  return Date.parse(`${date}T00:00:00Z`) / dayLength;
}

/** The day with this number; the inverse of `toDayNumber`. */
export const fromDayNumber = (day: number): IsoDate => new Date(day * dayLength).toISOString().slice(0, 10);

/** The number of the day on which the instant falls in China. */
export const dayNumberOf = (instant: Date): number => Math.floor((instant.getTime() + offset) / dayLength);

/** The instant at which the day of this number begins in China. */
export const startOfDayNumber = (day: number): Date => new Date(day * dayLength - offset);

/** The day on which the instant falls in China. */
export const chinaDate = (instant: Date): IsoDate => fromDayNumber(dayNumberOf(instant));

/** The time of day of the instant in China, `HH:MM`. */
export const chinaTime = (instant: Date): string => new Date(instant.getTime() + offset).toISOString().slice(11, 16);

/** The instant at which the day begins in China, 00:00. */
export const startOfChinaDay = (date: IsoDate): Date => startOfDayNumber(toDayNumber(date));

/** The day some days on, or back when negative. */
export const addDays = (date: IsoDate, days: number): IsoDate => fromDayNumber(toDayNumber(date) + days);

/** Days from the first to the second; negative when the second is earlier. */
export const daysBetween = (from: IsoDate, to: IsoDate): number => toDayNumber(to) - toDayNumber(from);

/** The weekday as ISO 8601 counts: Monday 1 to Sunday 7. */
export const weekday = (date: IsoDate): number => weekdayOfDayNumber(toDayNumber(date));

/** As `weekday`, of a day number. */
export const weekdayOfDayNumber = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1;

/** The year of a day number. */
export const yearOfDayNumber = (day: number): number => new Date(day * dayLength).getUTCFullYear();

/** 周一 to 周日. */
export const weekdayName = (date: IsoDate): string => weekdayNames[weekday(date) - 1]!;

/** The same day some months on; the last of the month where that day does not exist (31 January + 1 is 28 or 29 February). */
export function addMonths(date: IsoDate, months: number): IsoDate {
  const from = new Date(toDayNumber(date) * dayLength);
  const first = Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months, 1);
  const next = new Date(first);
  const length = new Date(Date.UTC(next.getUTCFullYear(), next.getUTCMonth() + 1, 0)).getUTCDate();
  return fromDayNumber(first / dayLength + Math.min(from.getUTCDate(), length) - 1);
}

/** The same day some years on; 29 February becomes 28 February in a common year. */
export const addYears = (date: IsoDate, years: number): IsoDate => addMonths(date, years * 12);

/**
 * The last day, inclusive, of a validity that begins with `from` and lasts whole months: 60 months from 2026-11-21
 * end on 2031-11-20.
 *
 * Where the final month has no such day, its last day is the end: 12 months from 2024-02-29 end on 2025-02-28.
 *
 * @source 民法典 art. 202
 */
export function lastValidDay(from: IsoDate, months: number): IsoDate {
  const end = addMonths(from, months);
  return end.slice(8) === from.slice(8) ? addDays(end, -1) : end;
}

/** `2026 年 10 月 9 日`. */
export function formatDate(date: IsoDate): string {
  return `${date.slice(0, 4)} 年 ${formatMonthDay(date)}`;
}

/** `10 月 9 日`. */
export function formatMonthDay(date: IsoDate): string {
  return `${Number(date.slice(5, 7))} 月 ${Number(date.slice(8, 10))} 日`;
}

/** The instant as people say it beside `now`: 今天 14:20, 昨天 09:05, 明天 17:00, 10 月 9 日, 2025 年 12 月 31 日. */
export function formatInstant(instant: Date, now: Date): string {
  const date = chinaDate(instant);
  const name = nearDays.get(dayNumberOf(instant) - dayNumberOf(now));
  if (name) return `${name} ${chinaTime(instant)}`;
  return date.slice(0, 4) === chinaDate(now).slice(0, 4) ? formatMonthDay(date) : formatDate(date);
}

const nearDays: ReadonlyMap<number, string> = new Map([[-1, '昨天'], [0, '今天'], [1, '明天']]);

/** The instant in full: `2026 年 10 月 9 日 14:20`. */
export const formatInstantFull = (instant: Date): string => `${formatDate(chinaDate(instant))} ${chinaTime(instant)}`;
