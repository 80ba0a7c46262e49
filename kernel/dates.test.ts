import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import {
  addDays, addMonths, addYears, chinaDate, chinaTime, dayNumberOf, daysBetween, formatDate, formatInstant, formatInstantFull,
  fromDayNumber, isValidDate, lastValidDay, startOfChinaDay, startOfDayNumber, toDayNumber, weekday, weekdayName,
} from './dates.ts';

/** The second opinion: the time-zone database of the runtime. China kept summer time from 1986 to 1991, so it is asked from 1992 on. */
const shanghai = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' });
const instants = fc.date({ min: new Date('1992-01-01T00:00:00Z'), max: new Date('2120-01-01T00:00:00Z'), noInvalidDate: true });
const days = fc.integer({ min: toDayNumber('1900-01-01'), max: toDayNumber('2199-12-31') }).map(fromDayNumber);
const monthIndex = (date: string): number => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));

describe('instants in China', () => {
  it('fall on the day and minute that the time-zone database gives', () => {
    fc.assert(fc.property(instants, (instant) => {
      assert.equal(`${chinaDate(instant)} ${chinaTime(instant)}`, shanghai.format(instant));
    }), { numRuns: 2000 });
  });

  it('change day at 16:00 UTC, summer and winter', () => {
    assert.equal(chinaDate(new Date('2026-07-01T15:59:59.999Z')), '2026-07-01');
    assert.equal(chinaDate(new Date('2026-07-01T16:00:00.000Z')), '2026-07-02');
    assert.equal(chinaDate(new Date('2026-12-31T16:00:00.000Z')), '2027-01-01');
  });

  it('give back the day that begins with them', () => {
    fc.assert(fc.property(days, (day) => {
      assert.equal(chinaDate(startOfChinaDay(day)), day);
      assert.equal(chinaDate(new Date(startOfChinaDay(day).getTime() - 1)), addDays(day, -1));
      assert.equal(startOfDayNumber(toDayNumber(day)).getTime(), startOfChinaDay(day).getTime());
      assert.equal(dayNumberOf(startOfChinaDay(day)), toDayNumber(day));
    }));
  });
});

describe('isValidDate', () => {
  for (const day of ['2024-02-29', '2000-02-29', '1999-12-31', '2026-11-21']) it(`accepts ${day}`, () => assert.ok(isValidDate(day)));
  for (const text of ['2026-02-29', '1900-02-29', '2026-13-01', '2026-00-10', '2026-04-31', '2026-1-1', '20261121', '2026-11-21T00:00', '', '０２６-11-21']) {
    it(`refuses “${text}”`, () => assert.equal(isValidDate(text), false));
  }
  it('makes arithmetic on a wrong day an error and not a wrong answer', () => {
    assert.throws(() => addDays('2026-02-30', 1), RangeError);
    assert.throws(() => weekday('明天'), RangeError);
  });
});

describe('arithmetic of days', () => {
  it('adds and measures alike', () => {
    fc.assert(fc.property(days, fc.integer({ min: -4000, max: 4000 }), (day, n) => assert.equal(daysBetween(day, addDays(day, n)), n)));
  });
  it('knows weekdays before and after 1970', () => {
    assert.equal(weekday('2026-11-21'), 6);
    assert.equal(weekdayName('2026-11-22'), '周日');
    fc.assert(fc.property(days, (day) => assert.equal(weekday(day) % 7, new Date(`${day}T12:00:00Z`).getUTCDay())));
  });
});

describe('arithmetic of months and years', () => {
  const cases: [string, number, string][] = [
    ['2026-01-31', 1, '2026-02-28'], ['2024-01-31', 1, '2024-02-29'], ['2026-03-31', -1, '2026-02-28'], ['2026-10-31', 1, '2026-11-30'],
    ['2026-12-15', 1, '2027-01-15'], ['2026-01-15', -1, '2025-12-15'], ['2026-05-31', 0, '2026-05-31'], ['2024-02-29', 48, '2028-02-29'],
  ];
  for (const [from, months, to] of cases) it(`${from} and ${months} months is ${to}`, () => assert.equal(addMonths(from, months), to));

  it('keeps the day of the month unless the month is too short', () => {
    fc.assert(fc.property(days, fc.integer({ min: -600, max: 600 }), (day, months) => {
      const result = addMonths(day, months);
      const clamped = result.slice(8) !== day.slice(8);
      if (clamped) assert.equal(addDays(result, 1).slice(8), '01');
      assert.equal(monthIndex(result) - monthIndex(day), months);
    }));
  });
  it('adds years with 29 February falling to the 28th', () => assert.equal(addYears('2024-02-29', 1), '2025-02-28'));

  const validities: [string, number, string][] = [
    ['2026-11-21', 60, '2031-11-20'], ['2026-01-01', 12, '2026-12-31'], ['2024-02-29', 12, '2025-02-28'], ['2024-02-29', 48, '2028-02-28'], ['2026-08-31', 6, '2027-02-28'],
  ];
  for (const [from, months, to] of validities) {
    it(`a licence of ${months} months from ${from} is valid to ${to}`, () => assert.equal(lastValidDay(from, months), to));
  }
});

describe('what people read', () => {
  const now = new Date('2026-10-09T06:20:00Z');
  const cases: [string, string][] = [
    ['2026-10-09T06:20:00Z', '今天 14:20'], ['2026-10-08T16:00:00Z', '今天 00:00'], ['2026-10-08T15:59:00Z', '昨天 23:59'], ['2026-10-10T01:05:00Z', '明天 09:05'],
    ['2026-10-07T06:20:00Z', '10 月 7 日'], ['2026-10-11T06:20:00Z', '10 月 11 日'], ['2025-12-31T15:59:00Z', '2025 年 12 月 31 日'], ['2027-01-01T00:00:00Z', '2027 年 1 月 1 日'],
  ];
  for (const [instant, text] of cases) it(`says ${text}`, () => assert.equal(formatInstant(new Date(instant), now), text));

  it('says yesterday across the new year', () => {
    assert.equal(formatInstant(new Date('2025-12-31T04:00:00Z'), new Date('2026-01-01T04:00:00Z')), '昨天 12:00');
  });
  it('writes a day and an instant in full', () => {
    assert.equal(formatDate('2026-10-09'), '2026 年 10 月 9 日');
    assert.equal(formatInstantFull(now), '2026 年 10 月 9 日 14:20');
  });
});
