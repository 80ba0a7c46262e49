import { feelType } from './values.ts';
import type { FeelDate, FeelDaysDuration, FeelDuration, FeelMonthsDuration } from './values.ts';

const monthsPattern = /^(-?)P(?=\d)(?:(\d{1,9})Y)?(?:(\d{1,9})M)?$/;
const daysPattern = /^(-?)P(?=[\dT])(?:(\d{1,12})D)?(?:T(?=\d)(?:(\d{1,12})H)?(?:(\d{1,12})M)?(?:(\d{1,12}(?:\.\d{1,9})?)S)?)?$/;

/** Null when the length is beyond exact counting (about 285,000 years). */
export const daysDurationOf = (ms: number): FeelDaysDuration | null =>
  Number.isSafeInteger(ms) ? { [feelType]: 'days and time duration', ms: ms + 0 } : null;

export const monthsDurationOf = (months: number): FeelMonthsDuration | null =>
  Number.isSafeInteger(months) ? { [feelType]: 'years and months duration', months: months + 0 } : null;

/** Reads ISO 8601: `P1Y2M` or `P3DT4H5M6.5S`, either with a leading minus; null for a mixture of the two. */
export function parseDuration(text: string): FeelDuration | null {
  const months = monthsPattern.exec(text);
  if (months) return monthsDurationOf(signed(months[1], Number(months[2] ?? 0) * 12 + Number(months[3] ?? 0)));
  const days = daysPattern.exec(text);
  if (!days) return null;
  const [day, hour, minute, second] = days.slice(2).map((part) => Number(part ?? 0)) as [number, number, number, number];
  const ms = ((day * 24 + hour) * 60 + minute) * 60_000 + Math.floor(Number((second * 1000).toFixed(6)));
  return daysDurationOf(signed(days[1], ms));
}

const signed = (sign: string | undefined, size: number): number => (sign === '-' && size !== 0 ? -size : size);

/** Days, hours, minutes, seconds of a length of time, each with its sign. */
export function daysParts(duration: FeelDaysDuration): { days: number; hours: number; minutes: number; seconds: number } {
  const { ms } = duration;
  const part = (size: number, wrap: number) => Math.trunc(ms / size) % wrap;
  return { days: Math.trunc(ms / 86_400_000), hours: part(3_600_000, 24), minutes: part(60_000, 60), seconds: (ms % 60_000) / 1000 };
}

export function durationText(duration: FeelDuration): string {
  if (duration[feelType] === 'years and months duration') {
    const size = Math.abs(duration.months);
    const text = unit(Math.floor(size / 12), 'Y') + unit(size % 12, 'M');
    return `${duration.months < 0 ? '-' : ''}P${text || '0M'}`;
  }
  const { days, hours, minutes, seconds } = daysParts({ ...duration, ms: Math.abs(duration.ms) });
  const time = unit(hours, 'H') + unit(minutes, 'M') + unit(seconds, 'S');
  if (duration.ms === 0) return 'PT0S';
  return `${duration.ms < 0 ? '-' : ''}P${unit(days, 'D')}${time && `T${time}`}`;
}

const unit = (count: number, letter: string): string => (count === 0 ? '' : `${count}${letter}`);

/** Whole months from one day to another, cut towards zero. */
export function monthsBetween(from: FeelDate, to: FeelDate): number {
  const months = (to.year - from.year) * 12 + to.month - from.month;
  if (months > 0 && to.dayOfMonth < from.dayOfMonth) return months - 1;
  return months < 0 && to.dayOfMonth > from.dayOfMonth ? months + 1 : months;
}
