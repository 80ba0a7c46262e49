import { chinaDate, dayNumberOf, fromDayNumber, startOfDayNumber, type IsoDate } from '../../kernel/dates.ts';
import { describeDay, type Calendar } from './calendar.ts';
import { lastDateOf, type LimitReading, type Reading } from './reading.ts';
import { limitTitles } from './terms.ts';
import type { ClockEntry } from './shapes.ts';
import { amountText, countsDays } from './wording.ts';

/** One day of the picture that shows how a limit is counted. */
export interface DayRow {
  readonly date: IsoDate;
  readonly working: boolean;
  /** Counted of the limit on this day, in its unit: 1 or 0 for days, hours with two decimals. */
  readonly counted: number;
  /** Why it is counted or not. */
  readonly why: string;
  /** What happened or falls due on the day. */
  readonly events: readonly string[];
}

const mostRows = 400;

/**
 * Lists the days from the start to the stop, or else to the later of the day looked at and the last due day.
 *
 * At most 400 rows, the first ones. Days to come are counted as if nothing more were entered.
 */
export function dayTable(entries: readonly ClockEntry[], reading: Reading, calendar: Calendar): DayRow[] {
  const { timeline, limits } = reading;
  const [limit] = limits;
  if (!limit) return [];
  const first = dayNumberOf(new Date(timeline.startedAt));
  const ends = timeline.stopped ? [reading.at] : [reading.at, ...limits.map(({ due }) => (due ? due.at - 1 : 0))];
  const last = Math.min(dayNumberOf(new Date(Math.max(...ends))), first + mostRows - 1);
  const events = eventsByDate(entries, limits);
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const day = first + index;
    const date = fromDayNumber(day);
    const { working } = describeDay(calendar, date);
    const counted = countedOn(day, limit);
    return { date, working, counted, why: explainDay(day, counted, limit, reading, calendar), events: events.get(date) ?? [] };
  });
}

function countedOn(day: number, { counter }: LimitReading): number {
  const ticks = counter.used(startOfDayNumber(day + 1).getTime()) - counter.used(startOfDayNumber(day).getTime());
  return Math.round((ticks / counter.ticksPerUnit) * 100) / 100;
}

function explainDay(day: number, counted: number, { term }: LimitReading, { timeline }: Reading, calendar: Calendar): string {
  const { working, name } = describeDay(calendar, fromDayNumber(day));
  const pause = timeline.suspensions.findLast((each) => numberOf(each.from) <= day && day <= numberOf(each.to));
  const paused = pause !== undefined && (day < numberOf(pause.to) || pause.to === timeline.stoppedAt);
  if (counted > 0) {
    if (!countsDays(term.unit)) return countedText(working, name, `计 ${amountText(counted, term.unit)}`);
    return paused && day === numberOf(pause.from) ? '暂停当日计入' : countedText(working, name, '计入');
  }
  if (!working && (term.unit === 'workingDay' || term.unit === 'workingHour')) return name;
  if (day === numberOf(timeline.startedAt) && countsDays(term.unit)) return `${timeline.started.reason}当日不计入`;
  if (paused) return `因${pause.entry.reason}暂停`;
  return pause && countsDays(term.unit) ? '恢复当日不计入' : '没有可计的时间';
}

const numberOf = (at: number): number => (at === Infinity ? Infinity : dayNumberOf(new Date(at)));

/** A day that is not a plain working day is named. */
const countedText = (working: boolean, name: string, text: string): string =>
  working && name !== '调休上班' ? text : `${name}，${text}`;

function eventsByDate(entries: readonly ClockEntry[], limits: readonly LimitReading[]): Map<IsoDate, string[]> {
  const events = new Map<IsoDate, string[]>();
  const add = (date: IsoDate, text: string): unknown => events.get(date)?.push(text) ?? events.set(date, [text]);
  for (const entry of entries) add(chinaDate(new Date(entry.at)), eventText(entry, limits));
  for (const { name, due } of limits) if (due) add(lastDateOf(due.at), `${limitTitles[name]}时限届满`);
  return events;
}

function eventText(entry: ClockEntry, limits: readonly LimitReading[]): string {
  switch (entry.type) {
    case 'started':
    case 'stopped':
      return entry.reason;
    case 'suspended':
      return `因${entry.reason}暂停`;
    case 'resumed':
      return '恢复';
    case 'extended': {
      const unit = limits.find(({ name }) => name === entry.limit)?.term.unit ?? 'workingDay';
      return `${limitTitles[entry.limit]}时限延长 ${amountText(entry.amount, unit)}`;
    }
  }
}
