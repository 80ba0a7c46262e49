import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { computeClock } from './clock.ts';
import { usualLevels } from './levels.ts';
import type { ClockEntry, ClockState, LimitState, Term } from './shapes.ts';
import { china, extended, national, resumed, started, stopped, suspended, term } from './testing.ts';

const clock = (entries: readonly ClockEntry[], now: string): ClockState => computeClock(entries, { calendar: national, levels: usualLevels }, china(now));
const statutory = (entries: readonly ClockEntry[], now: string): LimitState => clock(entries, now).limits.statutory!;
const dueDate = (start: string, limit: Term, ...later: ClockEntry[]): string | null => statutory([started(start, { statutory: limit }), ...later], start).dueDate;
const dueTime = (start: string, limit: Term, ...later: ClockEntry[]): string | null => statutory([started(start, { statutory: limit }), ...later], start).dueAt;
const hours = (amount: number): Term => term(amount, 'workingHour');
const at = (text: string): string => china(text).toISOString();

describe('a limit in working days', () => {
  const cases: [string, string, number, string][] = [
    ['leaves out the day of the start', '2026-11-23 09:00', 1, '2026-11-24'],
    ['begins on Monday when accepted on Saturday', '2026-11-21 10:00', 7, '2026-12-01'],
    ['does not care at what hour it began', '2026-11-23 23:59', 1, '2026-11-24'],
    ['begins the day after when accepted at midnight sharp', '2026-11-24 00:00', 1, '2026-11-25'],
    ['ends on the worked Sunday after the Spring Festival of 2024', '2024-02-05 09:00', 5, '2024-02-18'],
    ['works through New Year’s Eve of 2024, which was no holiday', '2024-02-08 09:00', 1, '2024-02-09'],
    ['goes round the Spring Festival of 2025 and its two worked weekends', '2025-01-24 09:00', 5, '2025-02-07'],
    ['goes round the nine days of the Spring Festival of 2026', '2026-02-13 09:00', 20, '2026-03-19'],
    ['goes round the National Day of 2024', '2024-09-28 09:00', 3, '2024-10-08'],
    ['goes round the eight days of National Day and Mid-Autumn of 2025', '2025-09-26 09:00', 7, '2025-10-13'],
    ['goes round the National Day of 2026 with the Saturday after it worked', '2026-09-30 09:00', 3, '2026-10-10'],
    ['runs into a year that is only forecast', '2026-12-31 09:00', 1, '2027-01-04'],
  ];
  for (const [what, start, days, due] of cases) it(what, () => assert.equal(dueDate(start, term(days)), due));

  it('is in time until midnight of its last day, in winter and in summer', () => {
    assert.equal(dueTime('2026-11-23 09:00', term(1)), '2026-11-24T16:00:00.000Z');
    assert.equal(dueTime('2026-07-01 09:00', term(1)), '2026-07-02T16:00:00.000Z');
    const entries = [started('2026-11-23 09:00', { statutory: term(1) })];
    assert.equal(statutory(entries, '2026-11-24 23:59').overdue, false);
    assert.equal(statutory(entries, '2026-11-25 00:00').overdue, true);
  });

  it('counts the day of the start when the term says so', () => {
    assert.equal(dueDate('2026-11-23 09:00', term(1, 'workingDay', { startsNextDay: false })), '2026-11-23');
    assert.equal(dueDate('2026-11-21 09:00', term(1, 'workingDay', { startsNextDay: false })), '2026-11-23');
  });

  it('uses a day when it has ended and counts today as remaining', () => {
    const entries = [started('2026-11-23 09:00', { statutory: term(3) })];
    const seen = ['2026-11-23 09:00', '2026-11-24 12:00', '2026-11-26 23:59', '2026-11-27 00:00', '2026-11-30 12:00', '2026-12-01 00:00'].map((now) => {
      const { used, remaining } = statutory(entries, now);
      return [used, remaining];
    });
    assert.deepEqual(seen, [[0, 3], [0, 3], [2, 1], [3, 0], [4, -1], [5, -2]]);
  });

  it('marks a due date that rests on a year not published', () => {
    assert.equal(statutory([started('2026-12-21 09:00', { statutory: term(5) })], '2026-12-21 09:00').assumed, false);
    assert.equal(statutory([started('2026-12-21 09:00', { statutory: term(20) })], '2026-12-21 09:00').assumed, true);
    assert.equal(statutory([started('2028-05-01 09:00', { statutory: term(1) })], '2028-05-01 09:00').assumed, true);
  });

  it('may be ten years long', () => {
    const limit = statutory([started('2026-01-01 09:00', { statutory: term(2500) })], '2026-01-01 09:00');
    assert.ok(limit.dueDate! > '2035-06-01' && limit.dueDate! < '2036-03-01', limit.dueDate!);
  });
});

describe('a suspension of working days', () => {
  const cases: [string, string, string, string][] = [
    ['over one night moves the end by a day', '2026-11-24 10:00', '2026-11-25 10:00', '2026-12-01'],
    ['that ends on its own day moves nothing', '2026-11-24 09:00', '2026-11-24 17:00', '2026-11-30'],
    ['from Friday to Saturday moves nothing', '2026-11-27 17:00', '2026-11-28 09:00', '2026-11-30'],
    ['from Friday to Monday moves the end by a day', '2026-11-27 17:00', '2026-11-30 09:00', '2026-12-01'],
    ['from Saturday to Sunday moves nothing', '2026-11-28 09:00', '2026-11-29 09:00', '2026-11-30'],
    ['from Sunday to Monday moves the end by a day', '2026-11-29 09:00', '2026-11-30 09:00', '2026-12-01'],
    ['begun on the day of the start moves the end by the days to its end', '2026-11-23 16:00', '2026-11-25 09:00', '2026-12-02'],
    ['on the last day keeps the limit open and gives one whole working day after it', '2026-11-30 16:00', '2026-12-04 09:00', '2026-12-07'],
    ['that ends late at night leaves the next working day whole', '2026-11-27 16:00', '2026-12-04 23:59', '2026-12-07'],
  ];
  for (const [what, from, to, due] of cases) {
    it(what, () => assert.equal(dueDate('2026-11-23 09:00', term(5), suspended(from), resumed(to)), due));
  }

  it('counts as used the day on which it begins and leaves out the day on which it ends', () => {
    const entries = [started('2026-11-23 09:00', { statutory: term(5) }), suspended('2026-11-25 09:00'), resumed('2026-11-27 09:00')];
    const { used, remaining, suspended: lost } = statutory(entries, '2026-11-28 09:00');
    assert.deepEqual({ used, remaining, lost }, { used: 2, remaining: 3, lost: 2 });
  });

  it('leaves the due date open and never makes a case overdue, even when it begins on the last day', () => {
    const entries = [started('2026-11-23 09:00', { statutory: term(5) }), suspended('2026-11-30 16:00', { expected: { amount: 10, unit: 'workingDay' } })];
    const state = clock(entries, '2026-12-07 09:00');
    const { dueAt, dueDate: date, overdue, remaining } = state.limits.statutory!;
    assert.deepEqual({ dueAt, date, overdue, remaining }, { dueAt: null, date: null, overdue: false, remaining: 1 });
    assert.equal(state.state, 'suspended');
    assert.equal(state.suspension!.expectedUntil, at('2026-12-15 00:00'));
    assert.equal(state.suspension!.overrun, false);
    assert.equal(clock(entries, '2026-12-15 00:00').suspension!.overrun, true);
  });

  it('cannot undo that a limit has run out', () => {
    const entries = [started('2026-11-23 09:00', { statutory: term(2) }), suspended('2026-11-26 09:00')];
    const { overdue, remaining, dueDate: date } = statutory(entries, '2026-12-10 09:00');
    assert.deepEqual({ overdue, remaining, date }, { overdue: true, remaining: -1, date: '2026-11-25' });
  });

  it('may follow another on the same day', () => {
    const later = [suspended('2026-11-24 10:00'), resumed('2026-11-25 10:00'), suspended('2026-11-25 11:00', { reason: '听证' }), resumed('2026-11-26 10:00')];
    assert.equal(dueDate('2026-11-23 09:00', term(5), ...later), '2026-12-02');
  });
});

describe('an extension', () => {
  it('adds to the limit it names and to no other', () => {
    const entries = [started('2026-11-23 09:00', { promised: term(5), statutory: term(20) }), extended('2026-11-25 09:00', 'statutory', 10)];
    const { promised, statutory: law } = clock(entries, '2026-11-25 09:00').limits;
    assert.deepEqual([promised!.amount, promised!.dueDate], [5, '2026-11-30']);
    assert.deepEqual([law!.amount, law!.dueDate, law!.assumed], [30, '2027-01-05', true]);
  });
});

describe('a stopped clock', () => {
  const entries = [started('2026-11-23 09:00', { promised: term(3), statutory: term(20) })];

  it('has used the day of the stop and is in time on the last day', () => {
    const state = clock([...entries, stopped('2026-11-26 23:59')], '2027-06-01 09:00');
    const { used, remaining, overdue } = state.limits.promised!;
    assert.deepEqual({ state: state.state, used, remaining, overdue, level: state.level }, { state: 'stopped', used: 3, remaining: 0, overdue: false, level: 'normal' });
  });
  it('stays as late as it was', () => {
    const state = clock([...entries, stopped('2026-11-30 09:00')], '2027-06-01 09:00');
    const { used, remaining, overdue } = state.limits.promised!;
    assert.deepEqual({ used, remaining, overdue, level: state.level }, { used: 5, remaining: -2, overdue: true, level: 'yellow' });
    assert.equal(state.limits.statutory!.overdue, false);
  });
  it('uses no day when it ends on the day it began', () => {
    assert.equal(clock([...entries, stopped('2026-11-23 10:00')], '2026-11-23 11:00').limits.promised!.used, 0);
  });
  it('may be stopped during a suspension', () => {
    const state = clock([...entries, suspended('2026-11-24 09:00'), stopped('2026-12-24 09:00', '撤回申请')], '2026-12-30 09:00');
    assert.equal(state.suspension, null);
    assert.deepEqual([state.limits.promised!.used, state.limits.promised!.suspended, state.limits.promised!.overdue], [1, 22, false]);
  });
});

describe('a limit in calendar days', () => {
  it('counts every day', () => assert.equal(dueDate('2026-11-02 09:00', term(15, 'calendarDay')), '2026-11-17'));
  it('ends on the first working day after a holiday', () => {
    assert.equal(dueDate('2026-09-18 09:00', term(15, 'calendarDay')), '2026-10-08');
    assert.equal(dueDate('2026-11-06 09:00', term(15, 'calendarDay')), '2026-11-23');
  });
  it('ends on a Saturday that is worked', () => assert.equal(dueDate('2026-09-30 09:00', term(10, 'calendarDay')), '2026-10-10'));
  it('stands still in a suspension like any other', () => {
    assert.equal(dueDate('2026-11-02 09:00', term(15, 'calendarDay'), suspended('2026-11-05 09:00'), resumed('2026-11-08 09:00')), '2026-11-20');
  });
});

describe('a limit in hours', () => {
  const cases: [string, string, Term, string][] = [
    ['works through the lunch of nobody', '2026-11-23 11:30', hours(1), '2026-11-23 13:30'],
    ['ends at noon rather than at one', '2026-11-23 09:00', hours(3), '2026-11-23 12:00'],
    ['goes on the next morning', '2026-11-23 16:30', hours(1), '2026-11-24 09:30'],
    ['begins with the office when reported at night', '2026-11-23 22:00', hours(1), '2026-11-24 10:00'],
    ['rests over National Day', '2026-09-30 16:00', hours(2), '2026-10-08 10:00'],
    ['works on a worked Saturday', '2026-10-09 16:00', hours(2), '2026-10-10 10:00'],
    ['of half an hour is half an hour', '2026-11-23 09:00', term(0.5, 'calendarHour'), '2026-11-23 09:30'],
    ['runs through the night and the holiday by the clock', '2026-10-01 22:00', term(4, 'calendarHour'), '2026-10-02 02:00'],
  ];
  for (const [what, start, limit, due] of cases) it(what, () => assert.equal(dueTime(start, limit), at(due)));

  it('stands still to the minute', () => {
    const later = [suspended('2026-11-23 09:45'), resumed('2026-11-23 11:30')];
    assert.equal(dueTime('2026-11-23 09:00', hours(2), ...later), at('2026-11-23 13:45'));
    assert.equal(dueTime('2026-11-23 09:00', term(2, 'calendarHour'), ...later), at('2026-11-23 12:45'));
  });
  it('is assumed only where holidays matter', () => {
    assert.equal(statutory([started('2028-05-01 09:00', { statutory: hours(1) })], '2028-05-01 09:00').assumed, true);
    assert.equal(statutory([started('2028-05-01 09:00', { statutory: term(1, 'calendarHour') })], '2028-05-01 09:00').assumed, false);
  });
});

describe('a clock', () => {
  it('is never read before its last entry', () => {
    const entries = [started('2026-11-23 09:00', { statutory: term(5) }), suspended('2026-11-25 09:00')];
    assert.deepEqual(clock(entries, '2020-01-01 00:00'), clock(entries, '2026-11-25 09:00'));
  });
  it('survives storage as JSON', () => {
    const entries = [started('2026-11-23 09:00', { promised: term(5), statutory: term(20) }), suspended('2026-11-25 09:00')];
    const stored = JSON.parse(JSON.stringify(entries)) as ClockEntry[];
    const state = clock(stored, '2026-11-26 09:00');
    assert.deepEqual(JSON.parse(JSON.stringify(state)), state);
    assert.deepEqual(state, clock(entries, '2026-11-26 09:00'));
  });
  it('with entries out of order is refused', () => {
    assert.throws(() => clock([resumed('2026-11-23 09:00')], '2026-11-23 09:00'), { code: 'clock-engine.badLedger', message: /计时尚未开始/ });
  });
});
