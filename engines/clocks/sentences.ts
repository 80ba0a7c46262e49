import { addDays, chinaDate, dayNumberOf } from '../../kernel/dates.ts';
import { isWorkingDay, unpublishedYears, yearBasis, type Calendar } from './calendar.ts';
import { lastDateOf, type LimitReading, type Reading } from './reading.ts';
import { counterFor, uninterrupted } from './counters.ts';
import { describeInterruptions } from './interruptions.ts';
import type { ClockEntry, EntryOf, Term } from './shapes.ts';
import { limitTitles } from './terms.ts';
import { amountText, countsDays, dateWriter, type DateWriter } from './wording.ts';

/** `2026 年 11 月 21 日（周六）受理，自下一个工作日 11 月 23 日（周一）起算；承诺 7 个工作日，法定 20 个工作日。` */
export function startSentence({ timeline, limits }: Reading, calendar: Calendar, write: DateWriter): string {
  const term = watched(limits).term;
  const started = `${write.instant(new Date(timeline.startedAt), term.unit)}${timeline.started.reason}`;
  const amounts = limits.map((limit) => `${limitTitles[limit.name]} ${amountText(limit.term.amount, limit.term.unit)}`);
  return `${started}，${firstDayText(timeline.startedAt, term, calendar, write)}起算；${amounts.join('，')}。`;
}

function firstDayText(startedAt: number, { unit, startsNextDay }: Term, calendar: Calendar, write: DateWriter): string {
  if (!countsDays(unit)) return '即时';
  const today = chinaDate(new Date(startedAt));
  const first = lastDateOf(uninterrupted(startedAt, unit, startsNextDay ?? true, calendar).reach(1)!);
  if (first === today) return '当日';
  return `${first === addDays(today, 1) ? '自次日' : '自下一个工作日'} ${write.day(first)}`;
}

/** What a suspension or an extension did; nothing for the other entries. */
export function entrySentences(entry: ClockEntry, reading: Reading, calendar: Calendar, write: DateWriter): string[] {
  if (entry.type === 'suspended') return [suspensionSentence(entry, reading, calendar, write)];
  if (entry.type === 'extended') return [extensionSentence(entry, reading, write)];
  return [];
}

function suspensionSentence(entry: EntryOf<'suspended'>, { timeline, limits, at }: Reading, calendar: Calendar, write: DateWriter): string {
  const { unit } = watched(limits).term;
  const suspension = timeline.suspensions.find((each) => each.entry === entry)!;
  const counter = counterFor({ running: timeline.running, suspensions: [suspension] }, unit, true, calendar);
  const lost = counter.suspended(at) / counter.ticksPerUnit;
  const began = `${write.instant(new Date(suspension.from), unit)}因${entry.reason}暂停`;
  const expected = entry.expected ? `，预计 ${amountText(entry.expected.amount, entry.expected.unit)}` : '';
  const open = suspension.to === Infinity;
  const ended = open ? '' : `，${write.instant(new Date(suspension.to), unit)}${suspension.to === timeline.stoppedAt ? '结束' : '恢复'}`;
  const effect = lost > 0 ? `${open ? '至今已有' : '其间'} ${amountText(lost, unit)}不计入` : '时限未受影响';
  return `${began}${expected}${ended}，${effect}（依据：${entry.basis}）。`;
}

function extensionSentence(entry: EntryOf<'extended'>, { limits }: Reading, write: DateWriter): string {
  const { unit } = (limits.find(({ name }) => name === entry.limit) ?? watched(limits)).term;
  const amount = amountText(entry.amount, unit);
  const at = write.instant(new Date(entry.at), unit);
  return `${at}经${entry.approver}批准，${limitTitles[entry.limit]}时限延长 ${amount}（依据：${entry.basis}）。`;
}

/** Which holidays and worked weekends lie between the start and the last due day. */
export function interruptionSentences(reading: Reading, calendar: Calendar): string[] {
  const ofWork = reading.limits.filter(({ term }) => term.unit === 'workingDay' || term.unit === 'workingHour');
  if (ofWork.length === 0) return [];
  const text = describeInterruptions(calendar, chinaDate(new Date(reading.timeline.startedAt)), lastDateOf(lastInstant(reading, ofWork)));
  return text === null ? [] : [`${text}。`];
}

/** `因此承诺最迟应于 2026 年 12 月 3 日（周四）办结，法定最迟应于 2026 年 12 月 22 日（周二）办结。` */
export function dueSentences({ limits }: Reading, calendar: Calendar): string[] {
  const write = dateWriter();
  const known = limits.filter(({ due }) => due !== null);
  if (known.length === 0) return [];
  const parts = known.map((limit) => {
    const title = limits.length > 1 ? limitTitles[limit.name] : '';
    return `${title}最迟应于 ${dueText(limit, write)}办结${delayText(limit, calendar)}`;
  });
  return [`因此${parts.join('，')}。`];
}

/** The last day, or the exact instant of hours. */
export function dueText({ due, term }: LimitReading, write: DateWriter): string {
  return countsDays(term.unit) ? write.day(lastDateOf(due!.at)) : `${write.instant(new Date(due!.at), term.unit)}前`;
}

/** Why the end is later than the bare count. */
function delayText({ counter, amount, due }: LimitReading, calendar: Calendar): string {
  if (due!.ticks === amount) return '';
  const counted = lastDateOf(counter.reach(amount)!);
  return isWorkingDay(calendar, counted) ? '（最后一日遇暂停，恢复后另计一日）' : '（最后一日逢休息日，顺延至其后第一个工作日）';
}

/** `2027 年节假日安排尚未公布，按法定节假日推算。` */
export function assumptionSentences(reading: Reading, calendar: Calendar): string[] {
  const ofDays = reading.limits.filter(({ term }) => term.unit !== 'calendarHour');
  if (ofDays.length === 0) return [];
  const from = dayNumberOf(new Date(reading.timeline.startedAt));
  const to = dayNumberOf(new Date(lastInstant(reading, ofDays) - 1));
  const years = unpublishedYears(calendar, from, to);
  const sentence = (basis: 'forecast' | 'weekends', how: string): string[] => {
    const named = years.filter((year) => yearBasis(calendar, year) === basis);
    return named.length > 0 ? [`${named.join('、')} 年节假日安排尚未公布，按${how}推算。`] : [];
  };
  return [...sentence('forecast', '法定节假日'), ...sentence('weekends', '周末')];
}

/** The last due instant, or the moment looked at while none is known. */
const lastInstant = (reading: Reading, limits: readonly LimitReading[]): number =>
  Math.max(...limits.map(({ due }) => due?.at ?? reading.at));

/** The limit people watch: the promise, or the law where nothing is promised. */
const watched = (limits: readonly LimitReading[]): LimitReading => limits[0]!;
