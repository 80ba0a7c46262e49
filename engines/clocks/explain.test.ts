import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { chinaDate } from '../../kernel/dates.ts';
import { computeClock } from './clock.ts';
import { explainClock, type ClockExplanation } from './explain.ts';
import { usualLevels } from './levels.ts';
import type { ClockEntry } from './shapes.ts';
import { china, extended, national, resumed, started, stopped, suspended, term } from './testing.ts';

const rules = { calendar: national, levels: usualLevels };
const explain = (entries: readonly ClockEntry[], now: string): ClockExplanation => explainClock(entries, rules, china(now));
const saturday = started('2026-11-21 10:00', { promised: term(7), statutory: term(20) });

/** A test that the explanation holds these sentences. */
const tells = (what: string, entries: readonly ClockEntry[], now: string, ...sentences: string[]): void => {
  it(what, () => {
    const told = explain(entries, now).sentences;
    for (const sentence of sentences) assert.ok(told.includes(sentence), `${sentence}\nis not among\n${told.join('\n')}`);
  });
};

describe('explainClock', () => {
  it('tells why a case is due when it is due', () => {
    const entries = [saturday, suspended('2026-11-25 10:00'), resumed('2026-11-27 10:00')];
    assert.deepEqual(explain(entries, '2026-12-01 11:00').sentences, [
      '2026 年 11 月 21 日（周六）受理，自下一个工作日 11 月 23 日（周一）起算；承诺 7 个工作日，法定 20 个工作日。',
      '11 月 25 日（周三）因补正暂停，11 月 27 日（周五）恢复，其间 2 个工作日不计入（依据：行政许可法第四十五条）。',
      '因此承诺最迟应于 2026 年 12 月 3 日（周四）办结，法定最迟应于 12 月 22 日（周二）办结。',
      '承诺时限已用 4 个工作日，剩余 3 个工作日（含今日）。',
      '法定时限已用 4 个工作日，剩余 16 个工作日（含今日）。',
    ]);
  });

  it('is one paragraph of its sentences', () => {
    const { text, sentences } = explain([saturday], '2026-11-23 09:00');
    assert.equal(text, sentences.join(''));
  });

  tells('says 自次日 when the count begins the next day', [started('2026-11-23 09:00', { promised: term(7) })], '2026-11-23 09:00',
    '2026 年 11 月 23 日（周一）受理，自次日 11 月 24 日（周二）起算；承诺 7 个工作日。', '因此最迟应于 2026 年 12 月 2 日（周三）办结。');
  tells('says 当日 when the first day counts', [started('2026-11-23 09:00', { promised: term(1, 'workingDay', { startsNextDay: false }) })], '2026-11-23 10:00',
    '2026 年 11 月 23 日（周一）受理，当日起算；承诺 1 个工作日。', '今日为承诺时限最后一日。', '当前为预警。');
  tells('names the holidays and the weekends worked', [started('2026-09-28 09:00', { statutory: term(5) })], '2026-09-28 09:00',
    '其间国庆节（10 月 1 日至 7 日）放假，10 月 10 日（周六）调休上班。', '因此最迟应于 2026 年 10 月 10 日（周六）办结。');
  tells('says what a suspension has cost so far and when it would be due', [saturday, suspended('2026-11-25 10:00')], '2026-11-27 09:00',
    '11 月 25 日（周三）因补正暂停，至今已有 2 个工作日不计入（依据：行政许可法第四十五条）。',
    '承诺时限已用 3 个工作日，剩余 4 个工作日。',
    '现在暂停中，若今日恢复，承诺最迟应于 12 月 3 日（周四）办结，法定最迟应于 12 月 22 日（周二）办结。');
  tells('reckons with the length the applicant was told',
    [saturday, suspended('2026-11-25 10:00', { kind: 'hearing', reason: '听证', expected: { amount: 10, unit: 'workingDay' } })], '2026-11-27 09:00',
    '11 月 25 日（周三）因听证暂停，预计 10 个工作日，至今已有 2 个工作日不计入（依据：行政许可法第四十五条）。',
    '现在暂停中，若 12 月 9 日（周三）恢复，承诺最迟应于 12 月 15 日（周二）办结，法定最迟应于 2027 年 1 月 4 日（周一）办结。');
  tells('says that a weekend’s suspension cost nothing', [saturday, suspended('2026-11-27 17:00'), resumed('2026-11-28 09:00')], '2026-11-30 09:00',
    '11 月 27 日（周五）因补正暂停，11 月 28 日（周六）恢复，时限未受影响（依据：行政许可法第四十五条）。');
  tells('says that a suspension on the last day gives a day back', [started('2026-11-23 09:00', { promised: term(1) }), suspended('2026-11-24 16:00'), resumed('2026-11-25 09:00')], '2026-11-25 10:00',
    '因此最迟应于 2026 年 11 月 26 日（周四）办结（最后一日遇暂停，恢复后另计一日）。');
  tells('says that calendar days end after a holiday', [started('2026-09-18 09:00', { statutory: term(15, 'calendarDay') })], '2026-09-18 09:00',
    '因此最迟应于 2026 年 10 月 8 日（周四）办结（最后一日逢休息日，顺延至其后第一个工作日）。');
  tells('names who extended it and on what ground', [saturday, extended('2026-11-26 09:00', 'statutory', 10)], '2026-11-26 09:00',
    '11 月 26 日（周四）经局长批准，法定时限延长 10 个工作日（依据：行政许可法第四十二条）。', '2027 年节假日安排尚未公布，按法定节假日推算。');
  tells('admits that a far year goes by weekends', [started('2028-05-01 09:00', { statutory: term(5) })], '2028-05-01 09:00', '2028 年节假日安排尚未公布，按周末推算。');
  tells('counts the days it is late', [saturday], '2026-12-05 09:00', '承诺时限已超期 3 个工作日。', '当前为黄牌。');
  tells('does not round a day not yet over', [saturday], '2026-12-02 09:00', '承诺时限已超期，不足 1 个工作日。');
  tells('tells how it ended in time', [saturday, stopped('2026-11-27 09:00')], '2026-12-31 09:00', '11 月 27 日（周五）准予许可，用时 5 个工作日，未超过承诺时限，未超过法定时限。');
  tells('tells how it ended late', [saturday, stopped('2026-12-03 09:00')], '2026-12-31 09:00', '12 月 3 日（周四）准予许可，用时 9 个工作日，超过承诺时限 2 个工作日，未超过法定时限。', '记黄牌。');
  tells('speaks of hours and minutes', [started('2026-09-30 16:30', { promised: term(4, 'workingHour') }, '报障')], '2026-09-30 16:45',
    '2026 年 9 月 30 日（周三）16:30 报障，即时起算；承诺 4 小时工作时间。',
    '因此最迟应于 2026 年 10 月 8 日（周四）13:30 前办结。',
    '承诺时限已用 15 分钟工作时间，剩余 3 小时 45 分钟工作时间。');
});

const rows = (entries: readonly ClockEntry[], now: string): string[] =>
  explain(entries, now).days.map(({ date, counted, why, events }) => [date.slice(5), counted, why, ...events].join(' '));

describe('the table of days', () => {
  it('says of every day whether and why it is counted', () => {
    assert.deepEqual(rows([started('2026-09-30 09:00', { promised: term(4) }), suspended('2026-10-08 09:00'), resumed('2026-10-09 09:00')], '2026-10-10 09:00'), [
      '09-30 0 受理当日不计入 受理',
      '10-01 0 国庆节', '10-02 0 国庆节', '10-03 0 国庆节', '10-04 0 国庆节', '10-05 0 国庆节', '10-06 0 国庆节', '10-07 0 国庆节',
      '10-08 1 暂停当日计入 因补正暂停',
      '10-09 0 恢复当日不计入 恢复',
      '10-10 1 调休上班，计入', '10-11 0 周日', '10-12 1 计入', '10-13 1 计入 承诺时限届满',
    ]);
  });
  it('gives hours by the day', () => {
    assert.deepEqual(rows([started('2026-11-20 16:00', { promised: term(9, 'workingHour') }, '报障')], '2026-11-20 16:00'), [
      '11-20 1 计 1 小时工作时间 报障', '11-21 0 周六', '11-22 0 周日', '11-23 7 计 7 小时工作时间', '11-24 7 计 7 小时工作时间 承诺时限届满',
    ]);
  });
  it('ends with the stop', () => {
    assert.deepEqual(rows([started('2026-11-23 09:00', { promised: term(9) }), suspended('2026-11-23 10:00'), stopped('2026-11-24 09:00', '撤回申请')], '2027-01-01 00:00'), [
      '11-23 0 受理当日不计入 受理 因补正暂停', '11-24 0 因补正暂停 撤回申请',
    ]);
  });
  it('is cut after 400 days', () => {
    assert.equal(explain([started('2026-01-01 09:00', { statutory: term(3000) })], '2026-01-01 09:00').days.length, 400);
  });

  it('adds up to what the clock says, up to yesterday and up to the due day', () => {
    const gap = fc.integer({ min: 0, max: 20 * 24 * 60 });
    fc.assert(fc.property(fc.integer({ min: 1, max: 40 }), fc.array(gap, { maxLength: 5 }), gap, (amount, gaps, later) => {
      const entries: ClockEntry[] = [started('2026-09-14 09:00', { promised: term(amount) })];
      let at = china('2026-09-14 09:00').getTime();
      for (const [index, minutes] of gaps.entries()) {
        at += minutes * 60_000;
        entries.push({ ...(index % 2 ? resumed('2026-09-14 09:00') : suspended('2026-09-14 09:00')), at: new Date(at).toISOString() });
      }
      const now = new Date(at + later * 60_000);
      const { days } = explainClock(entries, rules, now);
      const { used, remaining, dueDate } = computeClock(entries, rules, now).limits.promised!;
      const sum = (until: string): number => days.filter(({ date }) => date <= until).reduce((total, { counted }) => total + counted, 0);
      const today = chinaDate(now);
      assert.equal(days.filter(({ date }) => date < today).reduce((total, { counted }) => total + counted, 0), used);
      if (dueDate !== null) assert.equal(sum(dueDate), used + remaining);
    }), { numRuns: 300 });
  });
});
