import { fromDayNumber, isValidDate, toDayNumber, weekdayOfDayNumber } from '../../kernel/dates.ts';

/** A span of working time in a day, in minutes from midnight, half-open. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

/** Days off with one name, as day numbers, inclusive. */
export interface Holiday {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

export interface YearPlan {
  /** The notice is not published: only the days that the law itself names. */
  readonly forecast: boolean;
  readonly holidays: readonly Holiday[];
  /** Days of a weekend on which people work (调休上班), as day numbers. */
  readonly workdays: readonly number[];
}

export interface CalendarPlan {
  readonly id: string;
  readonly title: string;
  /** Weekdays off, Monday 1 to Sunday 7. */
  readonly weekend: ReadonlySet<number>;
  readonly windows: readonly Window[];
  readonly years: ReadonlyMap<number, YearPlan>;
}

type Fields = Record<string, unknown>;
type Complain = (place: string, message: string) => void;
const longestHoliday = 31;

/** Reads a calendar file and gathers every problem in it, in Chinese; the plan holds only what was right. */
export function readCalendarData(raw: unknown): { plan: CalendarPlan; problems: string[] } {
  const problems: string[] = [];
  const complain: Complain = (place, message) => problems.push(`${place}：${message}`);
  const data = fields(raw);
  if (data !== raw) complain('日历', '应为一组“名称: 值”');
  const weekend = readWeekend(data['weekend'], complain);
  return {
    plan: {
      id: readText(data['id'], 'id', complain),
      title: readText(data['title'], 'title（名称）', complain),
      weekend,
      windows: readWindows(data['hours'], complain),
      years: readYears(data['years'], weekend, complain),
    },
    problems,
  };
}

function readWeekend(raw: unknown, complain: Complain): Set<number> {
  const days = list(raw);
  const right = days.every((day) => Number.isInteger(day) && Number(day) >= 1 && Number(day) <= 7);
  if (!Array.isArray(raw) || !right || new Set(days).size !== days.length || days.length > 6) {
    complain('weekend（周末）', '应列出每周休息的日子，1 为周一、7 为周日，不能重复，至少留一个工作日');
    return new Set([6, 7]);
  }
  return new Set(days as number[]);
}

function readWindows(raw: unknown, complain: Complain): Window[] {
  const place = 'hours（工作时间）';
  const windows: Window[] = [];
  const entries = list(raw);
  if (entries.length === 0 || entries.length > 10) complain(place, '应有 1 至 10 段，如 09:00-12:00');
  for (const entry of entries.slice(0, 10)) {
    const [, from, to] = /^(\d\d:[0-5]\d)-(\d\d:[0-5]\d)$/.exec(String(entry)) ?? [];
    const window = { from: minutes(from), to: minutes(to) };
    if (!(window.from < window.to && window.to <= 24 * 60)) complain(place, `“${String(entry)}”应为先后两个时刻，如 09:00-12:00`);
    else if (window.from < (windows.at(-1)?.to ?? 0)) complain(place, `“${String(entry)}”与前一段重叠或次序颠倒`);
    else windows.push(window);
  }
  return windows;
}

const minutes = (time: string | undefined): number => (time ? Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) : NaN);

function readYears(raw: unknown, weekend: ReadonlySet<number>, complain: Complain): Map<number, YearPlan> {
  const years = new Map<number, YearPlan>();
  const data = fields(raw);
  if (data !== raw) complain('years（年份）', '应按年份列出放假安排');
  for (const [key, value] of Object.entries(data)) {
    const year = Number(key);
    if (!Number.isInteger(year) || year < 1990 || year > 2100) complain(`years（年份）“${key}”`, '应为 1990 至 2100 的年份');
    else years.set(year, readYear(year, fields(value), weekend, complain));
  }
  return years;
}

function readYear(year: number, data: Fields, weekend: ReadonlySet<number>, complain: Complain): YearPlan {
  const forecast = data['forecast'] ?? false;
  if (typeof forecast !== 'boolean') complain(`${year} 年 forecast（推算）`, '应为 true 或 false');

  const taken = new Map<number, string>();
  const holidays: Holiday[] = [];
  for (const entry of list(data['holidays'])) {
    const holiday = readHoliday(year, fields(entry), complain);
    if (!holiday) continue;
    for (let day = holiday.from; day <= holiday.to; day++) {
      if (taken.has(day)) complain(`${year} 年${holiday.name}`, `${fromDayNumber(day)} 已经列在${taken.get(day)!}中`);
      taken.set(day, holiday.name);
    }
    holidays.push(holiday);
  }

  const workdays: number[] = [];
  for (const entry of list(data['workdays'])) {
    const place = `${year} 年调休上班日“${String(entry)}”`;
    const day = readDay(year, entry, place, complain);
    if (day === null) continue;
    if (taken.has(day)) complain(place, `已经列在${taken.get(day)!}中`);
    else if (!weekend.has(weekdayOfDayNumber(day))) complain(place, '本来就是工作日，不必列出');
    else workdays.push(day);
    taken.set(day, '调休上班日');
  }
  return { forecast: forecast === true, holidays, workdays };
}

function readHoliday(year: number, data: Fields, complain: Complain): Holiday | null {
  const name = readText(data['name'], `${year} 年节日名称`, complain);
  const place = `${year} 年${name}`;
  const from = readDay(year, data['from'], place, complain);
  const to = data['to'] === undefined ? from : readDay(year, data['to'], place, complain);
  if (from === null || to === null) return null;
  if (to >= from && to - from < longestHoliday) return { name, from, to };
  complain(place, `截止日应不早于开始日，且一个假期不超过 ${longestHoliday} 日`);
  return null;
}

function readDay(year: number, raw: unknown, place: string, complain: Complain): number | null {
  if (typeof raw !== 'string' || !isValidDate(raw)) complain(place, `“${String(raw)}”不是有效的日期，应如 2026-10-01`);
  else if (!raw.startsWith(`${year}-`)) complain(place, `${raw} 不在 ${year} 年内`);
  else return toDayNumber(raw);
  return null;
}

function readText(raw: unknown, place: string, complain: Complain): string {
  if (typeof raw === 'string' && raw.trim() !== '' && raw.length <= 60) return raw;
  complain(place, '不能为空，且不超过 60 个字');
  return '';
}

const fields = (raw: unknown): Fields => (typeof raw === 'object' && raw !== null && !Array.isArray(raw) ? (raw as Fields) : {});
const list = (raw: unknown): unknown[] => (Array.isArray(raw) ? raw.slice(0, 400) : []);
