import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readLevels, readTerms } from './content-checks.ts';
import { checkLedger } from './ledger.ts';
import { usualLevels } from './levels.ts';
import type { ClockEntry, Terms } from './shapes.ts';
import { extended, national, resumed, started, stopped, suspended, term } from './testing.ts';

const extendable = term(20, 'workingDay', { extension: { amount: 10, times: 1 } });
const begin = started('2026-11-23 09:00', { promised: term(7), statutory: extendable });
const pause = suspended('2026-11-24 09:00');
const check = (...entries: ClockEntry[]): string[] => checkLedger(entries, national);

describe('checkLedger', () => {
  it('lets a whole lawful history stand', () => {
    assert.deepEqual(check(begin, pause, resumed('2026-11-26 09:00'), extended('2026-11-27 09:00', 'statutory', 10), suspended('2026-11-30 09:00'), stopped('2026-12-01 09:00')), []);
  });

  const refusals: [string, ClockEntry[], RegExp][] = [
    ['nothing at all', [], /计时尚未开始/],
    ['a ledger that does not begin with a start', [pause], /第 1 条（暂停）：计时尚未开始/],
    ['a second start', [begin, begin], /第 2 条（起算）：计时已经开始/],
    ['a resumption without a suspension', [begin, resumed('2026-11-24 09:00')], /第 2 条（恢复）：计时没有暂停/],
    ['a suspension within a suspension', [begin, pause, suspended('2026-11-25 09:00', { reason: '听证' })], /第 3 条（暂停）：计时正在暂停中/],
    ['anything after the stop', [begin, stopped('2026-11-25 09:00'), extended('2026-11-26 09:00', 'statutory', 1)], /第 3 条（延长）：计时已经结束/],
    ['entries out of order', [begin, suspended('2026-11-22 09:00')], /第 2 条（暂停）的时间早于上一条记录/],
    ['a time without its zone', [{ ...begin, at: '2026-11-23T09:00:00' }], /时间“2026-11-23T09:00:00”无效/],
    ['a time that does not exist', [{ ...begin, at: '2026-13-40T09:00:00Z' }], /无效/],
    ['a time of another age', [{ ...begin, at: '1026-11-23T09:00:00Z' }], /1990 至 2100 年/],
    ['a suspension without its basis', [begin, suspended('2026-11-24 09:00', { basis: ' ' })], /应写明暂停的法定依据/],
    ['a suspension without a reason', [begin, suspended('2026-11-24 09:00', { reason: '' })], /应写明暂停的种类和事由/],
    ['an expected time that is no time', [begin, suspended('2026-11-24 09:00', { expected: { amount: 0, unit: 'workingDay' } })], /预计时间按日计的应为/],
    ['a start without a reason', [started('2026-11-23 09:00', { statutory: extendable }, ' ')], /应写明事由/],
    ['an extension of a limit the clock does not have', [started('2026-11-23 09:00', { statutory: extendable }), extended('2026-11-24 09:00', 'promised', 1)], /本计时没有承诺时限/],
    ['an extension the item does not allow', [begin, extended('2026-11-24 09:00', 'promised', 1)], /承诺时限不得延长/],
    ['an extension longer than allowed', [begin, extended('2026-11-24 09:00', 'statutory', 11)], /法定时限每次最多延长 10 个工作日/],
    ['one extension more than allowed', [begin, extended('2026-11-24 09:00', 'statutory', 5), extended('2026-11-25 09:00', 'statutory', 5)], /第 3 条（延长）：法定时限最多延长 1 次/],
    ['a start that may be extended without end', [started('2026-11-23 09:00', { statutory: { ...extendable, extension: { amount: 1, times: 1e9 } } })], /法定时限的延长次数应为 1 至 10/],
    ['half a day more', [begin, extended('2026-11-24 09:00', 'statutory', 0.5)], /延长的时间按日计的应为 1 至 3650 的整数/],
    ['an extension nobody approved', [begin, { ...extended('2026-11-24 09:00', 'statutory', 5), approver: '' }], /应写明批准人/],
    ['an extension of a limit that has run out', [begin, extended('2026-12-22 00:00', 'statutory', 5)], /法定时限已于 2026 年 12 月 21 日 23:59 届满，届满后不能延长/],
  ];
  for (const [what, entries, message] of refusals) {
    it(`refuses ${what}`, () => {
      const problems = check(...entries);
      assert.equal(problems.length, 1, problems.join('\n'));
      assert.match(problems[0]!, message);
    });
  }

  it('lets a limit be extended on its last day and while suspended', () => {
    assert.deepEqual(check(begin, extended('2026-12-21 23:00', 'statutory', 10)), []);
    assert.deepEqual(check(begin, suspended('2026-12-21 09:00'), extended('2027-01-20 09:00', 'statutory', 10)), []);
  });

  it('refuses to promise by extension more than the law allows, and allows it once the law is extended', () => {
    const flexible = started('2026-11-23 09:00', { promised: term(18, 'workingDay', { extension: { amount: 10, times: 1 } }), statutory: extendable });
    assert.match(check(flexible, extended('2026-11-24 09:00', 'promised', 10))[0]!, /应先延长法定时限/);
    assert.deepEqual(check(flexible, extended('2026-11-24 09:00', 'statutory', 10), extended('2026-11-24 09:00', 'promised', 10)), []);
  });

  it('refuses a ledger without end', () => {
    const flicker = Array.from({ length: 500 }, () => [pause, resumed('2026-11-24 09:00')]).flat();
    assert.deepEqual(check(begin, ...flicker), ['记录超过 1000 条']);
  });
});

const problemsOf = (terms: unknown): string[] => {
  const result = readTerms(terms, national);
  return result.ok ? [] : result.problems;
};

describe('the limits of an item', () => {
  const right: Terms[] = [
    { statutory: term(20) },
    { promised: term(0.5, 'calendarHour') },
    { promised: term(20), statutory: term(20) },
    { promised: term(7, 'workingHour'), statutory: term(1) },
    { promised: term(15), statutory: term(20, 'calendarDay') },
    { promised: term(1, 'workingDay', { startsNextDay: false }), statutory: extendable },
  ];
  for (const terms of right) it(`may be ${JSON.stringify(terms)}`, () => assert.deepEqual(problemsOf(terms), []));

  const wrong: [unknown, RegExp][] = [
    [{}, /至少应填一项/],
    [{ statutory: term(0.5) }, /法定时限按日计的应为 1 至 3650 的整数，不足一日的请改按小时计/],
    [{ statutory: term(4000) }, /1 至 3650/],
    [{ promised: term(0.001, 'workingHour') }, /1 分钟/],
    [{ promised: term(21), statutory: term(20) }, /承诺时限不得长于法定时限/],
    [{ promised: term(7.5, 'workingHour'), statutory: term(1) }, /承诺时限不得长于法定时限/],
    [{ promised: term(49, 'calendarHour'), statutory: term(2, 'calendarDay') }, /承诺时限不得长于法定时限/],
    [{ statutory: term(20, 'workingDay', { extension: { amount: 0.5, times: 1 } }) }, /法定时限的延长按日计的/],
    [{ statutory: { amount: 20, unit: 'week' } }, /时限填写有误/],
    [{ statutory: { ...term(20), startNextDay: true } }, /时限填写有误/],
    [{ statutory: '20 个工作日' }, /时限填写有误/],
    [null, /时限填写有误/],
  ];
  for (const [terms, message] of wrong) it(`may not be ${JSON.stringify(terms)}`, () => assert.match(problemsOf(terms).join(), message));
});

describe('the rules of levels', () => {
  it('are read from a file', () => {
    const result = readLevels(JSON.parse(JSON.stringify(usualLevels)));
    assert.deepEqual(result, { ok: true, levels: [...usualLevels] });
  });
  it('are refused with the number of the rule', () => {
    const result = readLevels([usualLevels[0], { level: 'orange', when: { suspensionOverrun: true } }, { level: 'red', when: { limit: 'promised', overdueBy: 1, remaining: 2 } }]);
    assert.ok(!result.ok);
    assert.deepEqual(result.problems.map((problem) => problem.slice(0, 5)), ['第 2 条', '第 3 条']);
  });
  it('may not reach into ages to come', () => assert.equal(readLevels([{ level: 'red', when: { limit: 'promised', overdueBy: 1e12 } }]).ok, false));
  it('must be a list', () => assert.equal(readLevels({}).ok, false));
});
