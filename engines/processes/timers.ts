import { feelType, parseDate, parseDateTime, parseDuration } from '../expressions/contract.ts';

export type TimerKind = 'date' | 'duration' | 'cycle';

const minute = 60_000;

/** Splits `R3/PT1H` into how often (-1 without end) and how far apart; null when it is no such text. */
export function splitCycle(text: string): { readonly rounds: number; readonly every: string } | null {
  const match = /^R(\d{0,4})\/(P.+)$/.exec(text);
  if (!match?.[2]) return null;
  return { rounds: match[1] ? Number(match[1]) : -1, every: match[2] };
}

/**
 * Says in Chinese what is wrong with a timer's text, or null.
 *
 * Dates are ISO 8601 with or without a time of day; durations are above zero; cycles are `R`, how often, `/` and a duration
 * of at least one minute.
 */
export function timerFault(kind: TimerKind, text: string, calendar?: 'working'): string | null {
  if (kind === 'date') return parseDateTime(text) ?? parseDate(text) ? null : `“${text}”不是日期或日期时间，例如 2026-03-01T09:00:00+08:00`;
  if (kind === 'duration') return durationFault(text, calendar, 1);
  const cycle = splitCycle(text);
  if (!cycle || cycle.rounds === 0) return `“${text}”不是循环定时，例如每天一次共三次写作 R3/P1D`;
  return durationFault(cycle.every, calendar, minute);
}

function durationFault(text: string, calendar: 'working' | undefined, least: number): string | null {
  if (calendar === 'working' && !/^P\d{1,4}D$/.test(text)) return `“${text}”不能按工作日计算，工作日时长写作 P5D`;
  const duration = text.startsWith('P') ? parseDuration(text) : null;
  if (!duration) return `“${text}”不是时长，例如三天写作 P3D，两小时写作 PT2H`;
  const length = duration[feelType] === 'days and time duration' ? duration.ms : duration.months * 30 * 24 * 60 * minute;
  if (length < least) return least === minute ? `“${text}”太短，循环定时的间隔不能少于一分钟` : `“${text}”不是大于零的时长`;
  return null;
}
