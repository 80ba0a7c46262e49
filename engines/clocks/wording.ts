import { chinaDate, chinaTime, formatDate, formatMonthDay, weekdayName, type IsoDate } from '../../kernel/dates.ts';
import type { Unit } from './shapes.ts';

/** An amount as people write it: `7 个工作日`, `15 个自然日`, `3 小时 30 分钟工作时间`, `30 分钟`. */
export function amountText(amount: number, unit: Unit): string {
  switch (unit) {
    case 'workingDay':
      return `${amount} 个工作日`;
    case 'calendarDay':
      return `${amount} 个自然日`;
    case 'workingHour':
      return `${hoursText(amount)}工作时间`;
    case 'calendarHour':
      return hoursText(amount);
  }
}

function hoursText(amount: number): string {
  const minutes = Math.floor(amount * 60 + 1e-6);
  const parts = [minutes >= 60 ? `${Math.floor(minutes / 60)} 小时` : '', minutes % 60 > 0 ? `${minutes % 60} 分钟` : ''];
  return parts.filter(Boolean).join(' ') || '0 分钟';
}

/** Writes days and instants one after another, naming the year only when it changes. */
export interface DateWriter {
  /** `11 月 23 日（周一）`. */
  day(date: IsoDate): string;
  /** A day for day units; for hours with the time and a space, ready for Chinese to follow: `11 月 23 日（周一）09:30 `. */
  instant(at: Date, unit: Unit): string;
}

/** Starts a text with dates in it. */
export function dateWriter(): DateWriter {
  let year = '';
  const day = (date: IsoDate): string => {
    const text = date.startsWith(year || '?') ? formatMonthDay(date) : formatDate(date);
    year = date.slice(0, 4);
    return `${text}（${weekdayName(date)}）`;
  };
  return {
    day,
    instant: (at, unit) => (countsDays(unit) ? day(chinaDate(at)) : `${day(chinaDate(at))}${chinaTime(at)} `),
  };
}

/** Says whether the unit is of whole days. */
export const countsDays = (unit: Unit): boolean => unit === 'workingDay' || unit === 'calendarDay';
