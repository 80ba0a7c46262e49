import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { addDays, fromDayNumber, toDayNumber, weekday } from '../../kernel/dates.ts';
import { addWorkingDays, compileCalendar, describeDay, isWorkingDay, workingDaysBetween, yearBasis } from './calendar.ts';
import { compiled, national } from './testing.ts';
import { addWorkingTime, workingTimeBetween } from './working-time.ts';

const days = fc.integer({ min: toDayNumber('2021-01-01'), max: toDayNumber('2030-12-31') }).map(fromDayNumber);
const plain = { id: 'plain', title: '试验日历', weekend: [6, 7], hours: ['09:00-12:00', '13:00-17:00'], years: {} };

describe('a calendar', () => {
  it('knows holidays, weekends worked and plain days by name', () => {
    assert.deepEqual(describeDay(national, '2026-10-01'), { working: false, name: '国庆节' });
    assert.deepEqual(describeDay(national, '2026-10-10'), { working: true, name: '调休上班' });
    assert.deepEqual(describeDay(national, '2026-10-11'), { working: false, name: '周日' });
    assert.deepEqual(describeDay(national, '2026-10-12'), { working: true, name: '周一' });
  });

  it('says how it knows a year', () => {
    assert.deepEqual([2026, 2027, 2028].map((year) => yearBasis(national, year)), ['published', 'forecast', 'weekends']);
  });

  it('counts from day to day as one who looks at each day', () => {
    fc.assert(fc.property(days, fc.integer({ min: -30, max: 900 }), (from, length) => {
      let count = 0;
      for (let n = 1; n <= length; n++) if (isWorkingDay(national, addDays(from, n))) count++;
      assert.equal(workingDaysBetween(national, from, addDays(from, length)), count);
    }), { numRuns: 300 });
  });

  it('finds the nth working day: a working day, with n of them up to it', () => {
    fc.assert(fc.property(days, fc.integer({ min: 1, max: 3000 }), (from, n) => {
      const day = addWorkingDays(national, from, n);
      assert.ok(isWorkingDay(national, day));
      assert.equal(workingDaysBetween(national, from, day), n);
    }));
  });

  it('goes by weekends alone in a year it does not know', () => {
    for (let day = '2031-01-01'; day < '2032-01-01'; day = addDays(day, 1)) assert.equal(isWorkingDay(national, day), weekday(day) < 6);
  });

  it('may have another weekend', () => {
    const calendar = compiled({ ...plain, weekend: [7] });
    assert.equal(isWorkingDay(calendar, '2026-11-21'), true);
    assert.equal(isWorkingDay(calendar, '2026-11-22'), false);
  });
});

describe('working time', () => {
  const hour = 3_600_000;
  const instants = fc.integer({ min: Date.parse('2025-12-20T00:00:00Z') / 60_000, max: Date.parse('2026-03-10T00:00:00Z') / 60_000 }).map((n) => n * 60_000);

  /** Looks at every minute. */
  function slowly(from: number, to: number): number {
    let worked = 0;
    for (let at = from; at < to; at += 60_000) {
      const [date, time] = new Date(at + 8 * hour).toISOString().split('T') as [string, string];
      const inHours = (time >= '09:00' && time < '12:00') || (time >= '13:00' && time < '17:00');
      if (inHours && isWorkingDay(national, date)) worked += 60_000;
    }
    return worked;
  }

  it('passes minute by minute in working hours of working days only', () => {
    fc.assert(fc.property(instants, fc.integer({ min: 0, max: 20_000 }), (from, minutes) => {
      assert.equal(workingTimeBetween(national, from, from + minutes * 60_000), slowly(from, from + minutes * 60_000));
    }), { numRuns: 60 });
  });

  it('ends at the first instant at which it has all passed', () => {
    fc.assert(fc.property(instants, fc.integer({ min: 1, max: 200 * hour }), (from, time) => {
      const end = addWorkingTime(national, from, time);
      assert.equal(workingTimeBetween(national, from, end), time);
      assert.equal(workingTimeBetween(national, from, end - 1), time - 1);
    }));
  });
});

const problemsOf = (more: object): string[] => {
  const result = compileCalendar({ ...plain, ...more });
  return result.ok ? [] : result.problems;
};
const year = (holidays: object[], workdays: string[] = []) => ({ years: { 2026: { holidays, workdays } } });

describe('a calendar file', () => {
  const cases: [string, object, RegExp][] = [
    ['a weekend of seven days', { weekend: [1, 2, 3, 4, 5, 6, 7] }, /weekend.*至少留一个工作日/],
    ['a weekday that does not exist', { weekend: [0, 6] }, /1 为周一/],
    ['no working hours', { hours: [] }, /hours（工作时间）：应有 1 至 10 段/],
    ['hours that run backwards', { hours: ['13:00-12:00'] }, /13:00-12:00/],
    ['hours after midnight', { hours: ['20:00-24:30'] }, /20:00-24:30/],
    ['hours that overlap', { hours: ['09:00-12:00', '11:00-17:00'] }, /重叠/],
    ['a day that does not exist', year([{ name: '元旦', from: '2026-02-30' }]), /2026 年元旦：“2026-02-30”不是有效的日期/],
    ['a day of another year', year([{ name: '元旦', from: '2025-01-01' }]), /2025-01-01 不在 2026 年内/],
    ['a holiday that ends before it begins', year([{ name: '春节', from: '2026-02-20', to: '2026-02-10' }]), /截止日应不早于开始日/],
    ['a day in two holidays', year([{ name: '中秋节', from: '2026-10-01' }, { name: '国庆节', from: '2026-10-01', to: '2026-10-03' }]), /2026-10-01 已经列在中秋节中/],
    ['a holiday without a name', year([{ from: '2026-10-01' }]), /节日名称：不能为空/],
    ['a weekday listed as worked', year([], ['2026-10-12']), /“2026-10-12”：本来就是工作日/],
    ['a worked day inside a holiday', year([{ name: '国庆节', from: '2026-10-01', to: '2026-10-07' }], ['2026-10-04']), /已经列在国庆节中/],
    ['a worked day listed twice', year([], ['2026-10-10', '2026-10-10']), /已经列在调休上班日中/],
    ['a year out of reach', { years: { 3000: {} } }, /1990 至 2100/],
    ['a forecast mark that is neither yes nor no', { years: { 2027: { forecast: 'maybe' } } }, /2027 年 forecast/],
    ['no years at all', { years: null }, /应按年份列出/],
  ];
  for (const [what, data, message] of cases) {
    it(`is refused for ${what}`, () => {
      const problems = problemsOf(data);
      assert.equal(problems.length, 1, problems.join('\n'));
      assert.match(problems[0]!, message);
    });
  }
  it('has all its problems reported together', () => {
    assert.equal(problemsOf({ title: '', hours: [], ...year([{ name: '元旦', from: 'x' }], ['y']) }).length, 4);
  });
  it('may be anything at all without a crash', () => {
    fc.assert(fc.property(fc.anything(), (raw) => assert.equal(typeof compileCalendar(raw).ok, 'boolean')));
  });
});
