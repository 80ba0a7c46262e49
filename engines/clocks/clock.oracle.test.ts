import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { computeClock } from './clock.ts';
import type { ClockEntry, LimitName, LimitState, Term, Unit } from './shapes.ts';
import { national, nationalData } from './testing.ts';

/*
 * The rules of the README told a second time, as slowly and plainly as they can be: day by day or minute by minute,
 * over dates as text and the calendar file as it stands. Nothing is shared with the engine but the shapes of its rows.
 */

const day = 86_400_000;
const minute = 60_000;
const dateAt = (at: number): string => new Date(at + 8 * 60 * minute).toISOString().slice(0, 10);
const timeAt = (at: number): string => new Date(at + 8 * 60 * minute).toISOString().slice(11, 16);
const nextDate = (date: string): string => new Date(Date.parse(date) + day).toISOString().slice(0, 10);
const midnightAfter = (date: string): number => Date.parse(`${nextDate(date)}T00:00:00+08:00`);

interface RawYear { holidays?: { from: string; to?: string }[]; workdays?: string[] }
const rawYears = (nationalData as { years: Record<string, RawYear> }).years;

function isWorked(date: string): boolean {
  const year = rawYears[date.slice(0, 4)];
  if (year?.workdays?.includes(date)) return true;
  if (year?.holidays?.some(({ from, to }) => from <= date && date <= (to ?? from))) return false;
  return ![0, 6].includes(new Date(date).getUTCDay());
}

const worked = new Map<string, boolean>();
function isWorkedDay(date: string): boolean {
  if (!worked.has(date)) worked.set(date, isWorked(date));
  return worked.get(date)!;
}

/** Whether the clock runs after all entries that the test lets through; a stop is not looked at. */
function runsAfter(entries: readonly ClockEntry[], seen: (at: string) => boolean): boolean {
  let runs = false;
  for (const { type, at } of entries) {
    if (!seen(at)) break;
    if (type === 'started' || type === 'resumed') runs = true;
    if (type === 'suspended') runs = false;
  }
  return runs;
}

interface Answer { used: number; suspended: number; dueAt: number | null }

/** The answer of an oracle and the engine's own, side by side. */
function answerInDays(entries: readonly ClockEntry[], term: Term, amount: number, now: number): Answer {
  const dates = new Map(entries.map(({ at }) => [at, dateAt(Date.parse(at))]));
  const startDate = dates.get(entries[0]!.at)!;
  const stop = entries.at(-1)!.type === 'stopped' ? dates.get(entries.at(-1)!.at)! : null;
  const today = stop ?? dateAt(now);
  const lastEntry = dates.get(entries.at(-1)!.at)!;
  const runsOn = runsAfter(entries, () => true);
  const answer: Answer = { used: 0, suspended: 0, dueAt: null };
  let counted = 0;
  for (let date = startDate; ; date = nextDate(date)) {
    const countable = term.unit === 'calendarDay' || isWorkedDay(date);
    const running = runsAfter(entries, (at) => dates.get(at)! < date) || (date === startDate && term.startsNextDay === false);
    if (countable && running) {
      counted++;
      if (date < today || (stop !== null && date === today)) answer.used++;
      const runsAtEnd = runsAfter(entries, (at) => dates.get(at)! <= date);
      if (answer.dueAt === null && counted >= amount && isWorkedDay(date) && runsAtEnd) answer.dueAt = midnightAfter(date);
    }
    if (countable && !running && date > startDate && date <= today) answer.suspended++;
    if (date >= today && date >= lastEntry && (answer.dueAt !== null || !runsOn)) return answer;
  }
}

function answerInHours(entries: readonly ClockEntry[], term: Term, amount: number, now: number): Answer {
  const moments = entries.map(({ type, at }) => ({ type, at: Date.parse(at) }));
  const stop = moments.at(-1)!.type === 'stopped' ? moments.at(-1)!.at : null;
  const looked = stop ?? now;
  const last = moments.at(-1)!.at;
  const runsOn = runsAfter(entries, () => true);
  const answer: Answer = { used: 0, suspended: 0, dueAt: null };
  let counted = 0;
  let running = false;
  let next = 0;
  for (let at = moments[0]!.at; ; at += minute) {
    for (; next < moments.length && moments[next]!.at <= at; next++) {
      const { type } = moments[next]!;
      if (type === 'started' || type === 'resumed') running = true;
      if (type === 'suspended') running = false;
    }
    if (at >= looked && at >= last && (answer.dueAt !== null || !runsOn)) return answer;
    const time = timeAt(at);
    const open = (time >= '09:00' && time < '12:00') || (time >= '13:00' && time < '17:00');
    if (term.unit === 'workingHour' && !(open && isWorkedDay(dateAt(at)))) continue;
    if (running) counted++;
    if (at < looked) answer[running ? 'used' : 'suspended'] += 1 / 60;
    if (running && answer.dueAt === null && counted >= Math.round(amount * 60)) answer.dueAt = at + minute;
  }
}

/** A history: how long each phase lasts, with a taste for midnights, whole days and nothing at all. */
const gapInDays = fc.oneof(
  fc.constantFrom(0, 1, day, 7 * day, day - 1),
  fc.integer({ min: 0, max: 2 * day }),
  fc.integer({ min: 0, max: 25 * day }),
);
const gapInMinutes = fc.oneof(fc.constantFrom(0, 1, 60, 1440), fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 4000 })).map((n) => n * minute);
const startOn = (step: number) => fc.tuple(fc.integer({ min: 0, max: 2100 }), fc.oneof(fc.constant(0), fc.integer({ min: 0, max: day - 1 })))
  .map(([n, time]) => Date.parse('2022-12-15T00:00:00+08:00') + n * day + Math.floor(time / step) * step);

interface Shape { start: number; gaps: number[]; stop: boolean; extensions: { after: number; amount: number }[]; lookAfter: number }
const historyOf = (step: number, gap: fc.Arbitrary<number>, amount: fc.Arbitrary<number>) => fc.record({
  start: startOn(step),
  gaps: fc.array(gap, { maxLength: 7 }),
  stop: fc.boolean(),
  extensions: fc.array(fc.record({ after: fc.nat({ max: 7 }), amount }), { maxLength: 2 }),
  lookAfter: gap,
});

const iso = (at: number): string => new Date(at).toISOString();

function toEntries({ start, gaps, stop, extensions }: Shape, limits: Partial<Record<LimitName, Term>>): ClockEntry[] {
  const entries: ClockEntry[] = [{ type: 'started', at: iso(start), reason: '受理', limits }];
  let at = start;
  for (const [index, gap] of gaps.entries()) {
    for (const { after, amount } of extensions) {
      if (after === index) entries.push({ type: 'extended', at: iso(at), limit: 'statutory', amount, approver: '局长', basis: '依据' });
    }
    at += gap;
    const last = stop && index === gaps.length - 1;
    if (last) entries.push({ type: 'stopped', at: iso(at), reason: '办结' });
    else if (index % 2 === 0) entries.push({ type: 'suspended', at: iso(at), kind: 'supplement', reason: '补正', basis: '依据' });
    else entries.push({ type: 'resumed', at: iso(at) });
  }
  return entries;
}

const wholeDays = fc.integer({ min: 1, max: 45 });
const halfHours = fc.integer({ min: 1, max: 60 }).map((n) => n / 2);
type Oracle = (entries: readonly ClockEntry[], term: Term, amount: number, now: number) => Answer;

function compare(oracle: Oracle, shape: Shape, limits: Partial<Record<LimitName, Term>>): void {
  const entries = toEntries(shape, limits);
  const last = Date.parse(entries.at(-1)!.at);
  const now = last + shape.lookAfter;
  const state = computeClock(entries, { calendar: national, levels: [] }, new Date(now));
  for (const [name, term] of Object.entries(limits) as [LimitName, Term][]) {
    const granted = entries.reduce((sum, entry) => (entry.type === 'extended' && entry.limit === name ? sum + entry.amount : sum), 0);
    const expected = oracle(entries, term, term.amount + granted, now);
    const limit = state.limits[name]!;
    assert.equal(limit.dueAt, expected.dueAt === null ? null : new Date(expected.dueAt).toISOString(), 'due');
    assert.ok(Math.abs(limit.used - expected.used) < 1e-6, `used ${limit.used}, expected ${expected.used}`);
    assert.ok(Math.abs(limit.suspended - expected.suspended) < 1e-6, `suspended ${limit.suspended}, expected ${expected.suspended}`);
    assertConsistent(limit, term, state.stoppedAt === null ? now : Date.parse(state.stoppedAt));
  }
}

/** What must hold between the figures of any limit. */
function assertConsistent({ dueAt, remaining, overdue, dueDate }: LimitState, { unit }: Term, at: number): void {
  assert.equal(overdue, dueAt !== null && at >= Date.parse(dueAt));
  assert.ok(overdue ? remaining <= 0 : remaining >= 0, `remaining ${remaining}, overdue ${overdue}`);
  if (dueAt !== null) assert.equal(dueDate, dateAt(Date.parse(dueAt) - 1));
  if (dueAt === null && unit.endsWith('Day')) assert.ok(remaining >= 1);
}

const termOf = (units: Unit[], amount: fc.Arbitrary<number>) => fc.record({ amount, unit: fc.constantFrom(...units), startsNextDay: fc.boolean() });

describe('random histories', () => {
  it('in days are counted as one who looks at every day counts them', () => {
    const limits = fc.record({ statutory: termOf(['workingDay', 'calendarDay'], wholeDays), promised: termOf(['workingDay', 'calendarDay'], wholeDays) });
    fc.assert(fc.property(historyOf(1, gapInDays, wholeDays), limits, (shape, terms) => compare(answerInDays, shape, terms)), { numRuns: 4000 });
  });

  it('in hours are counted as one who looks at every minute counts them', () => {
    const limits = fc.record({ statutory: termOf(['workingHour', 'calendarHour'], halfHours) });
    fc.assert(fc.property(historyOf(minute, gapInMinutes, halfHours), limits, (shape, terms) => compare(answerInHours, shape, terms)), { numRuns: 150 });
  });
});
