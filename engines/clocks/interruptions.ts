import { formatMonthDay, fromDayNumber, toDayNumber, weekdayName, weekdayOfDayNumber, type IsoDate } from '../../kernel/dates.ts';
import type { Calendar } from './calendar.ts';

const most = 6;

/**
 * Tells of the holidays that fall on what would be working days, and of the weekends worked, after the first day and
 * up to the second; null when there are none. `其间国庆节（10 月 1 日至 7 日）放假，10 月 10 日（周六）调休上班`.
 */
export function describeInterruptions(calendar: Calendar, after: IsoDate, upTo: IsoDate): string | null {
  const from = toDayNumber(after) + 1;
  const to = toDayNumber(upTo);
  const holidays: string[] = [];
  const workdays: string[] = [];
  for (const plan of calendar.years.values()) {
    for (const holiday of plan.holidays) {
      const days = { from: Math.max(from, holiday.from), to: Math.min(to, holiday.to) };
      if (hasWeekday(calendar, days)) holidays.push(`${holiday.name}（${rangeText(days)}）`);
    }
    workdays.push(...plan.workdays.filter((day) => from <= day && day <= to).map(dayText));
  }
  const parts = [
    holidays.length > 0 ? `${listText(holidays)}放假` : '',
    workdays.length > 0 ? `${listText(workdays)}调休上班` : '',
  ].filter(Boolean);
  return parts.length > 0 ? `其间${parts.join('，')}` : null;
}

interface Days {
  readonly from: number;
  readonly to: number;
}

function hasWeekday(calendar: Calendar, { from, to }: Days): boolean {
  for (let day = from; day <= to; day++) if (!calendar.weekend.has(weekdayOfDayNumber(day))) return true;
  return false;
}

function rangeText({ from, to }: Days): string {
  const first = fromDayNumber(from);
  const last = fromDayNumber(to);
  if (first === last) return formatMonthDay(first);
  const sameMonth = first.slice(0, 7) === last.slice(0, 7);
  return `${formatMonthDay(first)}至 ${sameMonth ? `${Number(last.slice(8))} 日` : formatMonthDay(last)}`;
}

const dayText = (day: number): string => `${formatMonthDay(fromDayNumber(day))}（${weekdayName(fromDayNumber(day))}）`;
const listText = (items: readonly string[]): string => items.slice(0, most).join('、') + (items.length > most ? '等' : '');
