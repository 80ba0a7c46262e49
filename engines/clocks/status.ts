import { chinaDate, startOfChinaDay } from '../../kernel/dates.ts';
import type { Calendar } from './calendar.ts';
import { lastDateOf, readClock, remainingTicks, type LimitReading, type Reading } from './reading.ts';
import { dueText } from './sentences.ts';
import type { ClockEntry } from './shapes.ts';
import { limitTitles } from './terms.ts';
import { amountText, countsDays, type DateWriter } from './wording.ts';

/** How the clock stands at the moment looked at: what is used and left, what is late, or how it ended. */
export function statusSentences(entries: readonly ClockEntry[], reading: Reading, calendar: Calendar, write: DateWriter): string[] {
  const { timeline, limits, suspension } = reading;
  if (timeline.stopped) return [stoppedSentence(reading, write)];
  const sentences = limits.map((limit) => `${limitStatus(limit, reading)}。`);
  return suspension ? [...sentences, ...resumptionSentences(entries, reading, calendar, write)] : sentences;
}

function limitStatus(limit: LimitReading, { at }: Reading): string {
  const title = `${limitTitles[limit.name]}时限`;
  const left = remainingTicks(limit);
  if (limit.overdue) return `${title}已超期${lateText(limit, -left)}`;
  const today = chinaDate(new Date(at));
  if (limit.due && countsDays(limit.term.unit) && lastDateOf(limit.due.at) === today) return `今日为${title}最后一日`;
  return `${title}已用 ${ticksText(limit, limit.used)}，剩余 ${ticksText(limit, left)}${countsToday(limit, today) ? '（含今日）' : ''}`;
}

function stoppedSentence({ timeline, limits, at }: Reading, write: DateWriter): string {
  const [watched] = limits;
  const ended = `${write.instant(new Date(at), watched!.term.unit)}${timeline.stopped!.reason}`;
  const results = limits.map((limit) => {
    const title = `${limitTitles[limit.name]}时限`;
    return limit.overdue ? `超过${title}${lateText(limit, -remainingTicks(limit))}` : `未超过${title}`;
  });
  return `${ended}，用时 ${ticksText(watched!, watched!.used)}，${results.join('，')}。`;
}

/** When it would be due if it were resumed today, or once the expected time is over. */
function resumptionSentences(entries: readonly ClockEntry[], reading: Reading, calendar: Calendar, write: DateWriter): string[] {
  const { suspension, at } = reading;
  const expected = suspension?.expectedUntil ? Date.parse(suspension.expectedUntil) - 1 : at;
  const resumedAt = Math.max(at, expected);
  const resumed: ClockEntry = { type: 'resumed', at: new Date(resumedAt).toISOString() };
  const open = new Set(reading.limits.filter(({ due }) => due === null).map(({ name }) => name));
  const later = readClock([...entries, resumed], calendar, new Date(resumedAt)).limits.filter(({ name }) => open.has(name));
  if (later.length === 0) return [];
  const when = chinaDate(new Date(resumedAt)) === chinaDate(new Date(at)) ? '若今日恢复' : `若 ${write.day(chinaDate(new Date(resumedAt)))}恢复`;
  return [`现在暂停中，${when}，${later.map((limit) => `${limitTitles[limit.name]}最迟应于 ${dueText(limit, write)}办结`).join('，')}。`];
}

const ticksText = ({ term, counter }: LimitReading, ticks: number): string => amountText(ticks / counter.ticksPerUnit, term.unit);

const lateText = (limit: LimitReading, late: number): string =>
  late >= 1 ? ` ${ticksText(limit, late)}` : countsDays(limit.term.unit) ? `，不足 ${amountText(1, limit.term.unit)}` : '';

function countsToday({ counter, term }: LimitReading, today: string): boolean {
  if (!countsDays(term.unit)) return false;
  const start = startOfChinaDay(today).getTime();
  return counter.used(counter.close(start)) > counter.used(start);
}
