import { dateOfDay, dateText, digits, msPerDay, parseDate } from './dates.ts';
import { feelType } from './values.ts';
import type { FeelDate, FeelDateTime, FeelTime } from './values.ts';

/** China Standard Time, in milliseconds east of UTC: what a time without a zone is read as. */
export const chinaStandardTime = 8 * 3_600_000;

const timePattern = /^(\d\d):(\d\d):(\d\d(?:\.\d{1,9})?)(?:(Z)|([+-])(\d\d):(\d\d)|@([A-Za-z][\w+\-/]{0,60}))?$/;

export const timeOf = (ms: number, offset: number | null = null, zone: string | null = null): FeelTime => ({
  [feelType]: 'time',
  ms,
  offset,
  zone,
});

export const dateTimeOf = (date: FeelDate, time: FeelTime): FeelDateTime => ({ [feelType]: 'date and time', date, time });

/** Reads `hh:mm:ss` with optional fraction (kept to the millisecond) and `Z`, `+08:00` or `@Asia/Shanghai`. */
export const parseTime = (text: string): FeelTime | null => readTime(text, 0);

/** Reads `YYYY-MM-DDThh:mm:ss` with optional fraction and zone, or a date alone, which is its midnight. */
export function parseDateTime(text: string): FeelDateTime | null {
  const border = text.indexOf('T');
  const date = parseDate(border < 0 ? text : text.slice(0, border));
  const time = date && (border < 0 ? timeOf(0) : readTime(text.slice(border + 1), date.day));
  return date && time && dateTimeOf(date, time);
}

function readTime(text: string, day: number): FeelTime | null {
  const match = timePattern.exec(text);
  if (!match) return null;
  const [, hour, minute, second, utc, sign, offsetHours, offsetMinutes, zone] = match;
  const ms = timeOfDay(Number(hour), Number(minute), Number(second));
  if (ms === null) return null;
  if (utc) return timeOf(ms, 0);
  if (zone !== undefined) {
    const offset = zoneOffset(zone, day * msPerDay + ms);
    return offset === null ? null : timeOf(ms, offset, zone);
  }
  if (sign === undefined) return timeOf(ms);
  const offset = (Number(offsetHours) * 60 + Number(offsetMinutes)) * 60_000;
  return Number(offsetMinutes) > 59 || offset > 14 * 3_600_000 ? null : timeOf(ms, sign === '-' ? -offset : offset);
}

/** Milliseconds since midnight; null when no clock shows it. Fractions of a second are cut to the millisecond. */
export function timeOfDay(hour: number, minute: number, second: number): number | null {
  const valid = Number.isInteger(hour) && Number.isInteger(minute) && hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60;
  // Rounding to the nanosecond first undoes what binary fractions do to 59.999.
  return valid ? (hour * 60 + minute) * 60_000 + Math.floor(Number((second * 1000).toFixed(6))) : null;
}

/** Milliseconds east of UTC of an IANA zone at a local time; null when the zone is unknown. */
function zoneOffset(zone: string, localMs: number): number | null {
  const first = offsetAt(zone, localMs);
  // The offset depends on the moment, and the moment on the offset: a second look settles all but the lost hour.
  return first === null ? null : offsetAt(zone, localMs - first);
}

function offsetAt(zone: string, utcMs: number): number | null {
  try {
    const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
    const name = format.formatToParts(utcMs).find((part) => part.type === 'timeZoneName')?.value ?? '';
    const match = /^GMT(?:([+-])(\d\d):(\d\d))?/.exec(name);
    if (!match) return null;
    const size = (Number(match[2] ?? 0) * 60 + Number(match[3] ?? 0)) * 60_000;
    return match[1] === '-' ? -size : size;
  } catch {
    return null; // Intl throws for a zone it does not know
  }
}

export const timeText = (time: FeelTime): string => clockText(time.ms) + (time.zone === null ? offsetText(time.offset) : `@${time.zone}`);

export const dateTimeText = (value: FeelDateTime): string => `${dateText(value.date)}T${timeText(value.time)}`;

function clockText(ms: number): string {
  const fraction = ms % 1000;
  const seconds = Math.floor(ms / 1000);
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map((part) => digits(part, 2)).join(':');
  return fraction === 0 ? clock : `${clock}.${digits(fraction, 3).replace(/0+$/, '')}`;
}

function offsetText(offset: number | null): string {
  if (offset === null) return '';
  if (offset === 0) return 'Z';
  const minutes = Math.abs(offset) / 60_000;
  return `${offset < 0 ? '-' : '+'}${digits(Math.floor(minutes / 60), 2)}:${digits(minutes % 60, 2)}`;
}

/** The moment as milliseconds since 1970-01-01T00:00:00Z. */
export const instantOf = (value: FeelDateTime): number => value.date.day * msPerDay + value.time.ms - (value.time.offset ?? chinaStandardTime);

/** Moves the clock by milliseconds, through midnights; null when the year leaves the calendar. */
export function addToDateTime(value: FeelDateTime, ms: number): FeelDateTime | null {
  const local = value.date.day * msPerDay + value.time.ms + ms;
  const date = dateOfDay(Math.floor(local / msPerDay));
  if (!date) return null;
  const { zone } = value.time;
  const offset = zone === null ? value.time.offset : zoneOffset(zone, local);
  return dateTimeOf(date, timeOf(local - date.day * msPerDay, offset, zone));
}

/** Moves a time of day round the clock. */
export const addToTime = (time: FeelTime, ms: number): FeelTime => timeOf((((time.ms + ms) % msPerDay) + msPerDay) % msPerDay, time.offset, time.zone);

/** A moment as China Standard Time shows it. */
export function dateTimeAt(moment: Date): FeelDateTime | null {
  const local = moment.getTime() + chinaStandardTime;
  const date = dateOfDay(Math.floor(local / msPerDay));
  return date && dateTimeOf(date, timeOf(local - date.day * msPerDay, chinaStandardTime));
}
