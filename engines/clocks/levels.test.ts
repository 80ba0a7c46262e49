import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { computeClock, type ClockRules } from './clock.ts';
import { usualLevels } from './levels.ts';
import { nextChangeAt } from './next-change.ts';
import type { ClockEntry, ClockState, Level, LevelRule } from './shapes.ts';
import { china, national, resumed, started, stopped, suspended, term } from './testing.ts';

const usual: ClockRules = { calendar: national, levels: usualLevels };
const begin = started('2026-11-23 09:00', { promised: term(10), statutory: term(20) });
const levelAt = (entries: readonly ClockEntry[], now: string, rules = usual): Level => computeClock(entries, rules, china(now)).level;

const next = (entries: readonly ClockEntry[], now: string): string | null => nextChangeAt(entries, usual, china(now))?.toISOString() ?? null;
const at = (text: string): string => china(text).toISOString();

describe('the level of a clock', () => {
  const cases: [string, string, Level][] = [
    ['is normal at first', '2026-11-23 09:00', 'normal'],
    ['is normal until 8 of 10 days are used', '2026-12-03 23:59', 'normal'],
    ['is a warning from the midnight at which they are', '2026-12-04 00:00', 'warning'],
    ['is yellow once the promise is broken', '2026-12-08 00:00', 'yellow'],
    ['is yellow still in the fifth day after', '2026-12-14 23:59', 'yellow'],
    ['is red five working days after', '2026-12-15 00:00', 'red'],
  ];
  for (const [what, now, level] of cases) it(what, () => assert.equal(levelAt([begin], now), level));

  it('is red once the law is broken, however short the promise is over', () => {
    const entries = [started('2026-11-23 09:00', { promised: term(20), statutory: term(20) })];
    assert.equal(levelAt(entries, '2026-12-22 00:00'), 'red');
  });
  it('warns on the last day of a limit too short for shares', () => {
    assert.equal(levelAt([started('2026-11-23 09:00', { promised: term(2) })], '2026-11-24 23:59'), 'normal');
    assert.equal(levelAt([started('2026-11-23 09:00', { promised: term(2) })], '2026-11-25 00:00'), 'warning');
  });
  it('is not put off a day by a share that no binary fraction can hold', () => {
    const levels: LevelRule[] = [{ level: 'warning', when: { limit: 'promised', usedShare: 0.56 } }];
    const entries = [started('2026-11-23 09:00', { promised: term(25) })];
    assert.equal(levelAt(entries, '2026-12-11 23:59', { calendar: national, levels }), 'normal');
    assert.equal(levelAt(entries, '2026-12-12 00:00', { calendar: national, levels }), 'warning');
  });
  it('warns of little time left during a suspension too', () => {
    const levels: LevelRule[] = [{ level: 'warning', when: { limit: 'promised', remaining: 3 } }];
    const entries = [begin, suspended('2026-12-02 09:00')];
    assert.equal(levelAt(entries, '2026-12-02 23:59', { calendar: national, levels }), 'normal');
    assert.equal(levelAt(entries, '2026-12-03 00:00', { calendar: national, levels }), 'warning');
  });
  it('names the rule that gave it', () => {
    assert.deepEqual(computeClock([begin], usual, china('2026-12-08 00:00')).because, { level: 'yellow', when: { limit: 'promised', overdueBy: 0 } });
    assert.equal(computeClock([begin], usual, china('2026-11-24 00:00')).because, null);
  });
  it('is yellow while a suspension lasts longer than the applicant was told', () => {
    const entries = [begin, suspended('2026-11-25 09:00', { expected: { amount: 5, unit: 'workingDay' } })];
    assert.equal(levelAt(entries, '2026-12-02 23:59'), 'normal');
    assert.equal(levelAt(entries, '2026-12-03 00:00'), 'yellow');
    assert.equal(levelAt([...entries, resumed('2026-12-03 09:00')], '2026-12-03 09:00'), 'normal');
  });
  it('forgets a warning when the clock stops, but not what was broken', () => {
    assert.equal(levelAt([begin, stopped('2026-12-07 09:00')], '2027-01-01 00:00'), 'normal');
    assert.equal(levelAt([begin, stopped('2026-12-08 09:00')], '2027-01-01 00:00'), 'yellow');
  });
  it('follows hours to the minute', () => {
    const levels: LevelRule[] = [{ level: 'warning', when: { limit: 'promised', usedShare: 0.5 } }, { level: 'yellow', when: { limit: 'promised', usedShare: 0.8 } }, { level: 'red', when: { limit: 'promised', overdueBy: 0.5 } }];
    const entries = [started('2026-11-23 09:00', { promised: term(4, 'calendarHour') }, '报障')];
    const seen = ['10:59', '11:00', '12:12', '13:00', '13:29', '13:30'].map((time) => levelAt(entries, `2026-11-23 ${time}`, { calendar: national, levels }));
    assert.deepEqual(seen, ['normal', 'warning', 'yellow', 'yellow', 'yellow', 'red']);
  });
  it('ignores rules about a limit the clock does not have', () => {
    assert.equal(levelAt([started('2026-11-23 09:00', { promised: term(1) })], '2026-11-25 00:00'), 'yellow');
  });
});

const unit = fc.constantFrom('workingDay' as const, 'calendarDay' as const, 'workingHour' as const, 'calendarHour' as const);
const limit = fc.record({ amount: fc.integer({ min: 1, max: 30 }), unit });
const name = fc.constantFrom('promised' as const, 'statutory' as const);
const when = fc.oneof(
  fc.record({ limit: name, usedShare: fc.integer({ min: 1, max: 20 }).map((n) => n / 20) }),
  fc.record({ limit: name, remaining: fc.oneof(fc.constant(0.5), fc.integer({ min: 1, max: 20 })) }),
  fc.record({ limit: name, overdueBy: fc.integer({ min: 0, max: 10 }) }),
  fc.constant({ suspensionOverrun: true as const }),
);
const levels = fc.array(fc.record({ level: fc.constantFrom('warning' as const, 'yellow' as const, 'red' as const), when }), { maxLength: 6 });
const gaps = fc.array(fc.integer({ min: 0, max: 15 * 24 * 60 }), { maxLength: 4 });
const samples = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 20, maxLength: 20 });

/** The level by the figures that people see, of a clock not stopped. */
function plainLevel({ limits, suspension }: ClockState, rules: readonly LevelRule[]): Level {
  const holds = ({ when: condition }: LevelRule): boolean => {
    if ('suspensionOverrun' in condition) return suspension?.overrun ?? false;
    const { used, amount, remaining, overdue } = limits[condition.limit]!;
    if ('usedShare' in condition) return used / amount > condition.usedShare - 1e-9;
    if ('remaining' in condition) return remaining < condition.remaining + 1e-9;
    return overdue && -remaining > condition.overdueBy - 1e-9;
  };
  return (['red', 'yellow', 'warning'] as const).find((level) => rules.some((rule) => rule.level === level && holds(rule))) ?? 'normal';
}

describe('nextChangeAt', () => {
  it('goes from change to change until nothing more can change', () => {
    const seen: string[] = [];
    for (let now = nextChangeAt([begin], usual, china('2026-11-23 09:00')); now; now = nextChangeAt([begin], usual, now)) seen.push(now.toISOString());
    assert.deepEqual(seen, ['2026-12-04 00:00', '2026-12-08 00:00', '2026-12-15 00:00', '2026-12-22 00:00'].map(at));
  });
  it('waits for the expected end of a suspension, and otherwise for somebody to act', () => {
    assert.equal(next([begin, suspended('2026-11-25 09:00')], '2026-11-25 10:00'), null);
    assert.equal(next([begin, suspended('2026-11-25 09:00', { expected: { amount: 1, unit: 'calendarHour' } })], '2026-11-25 09:30'), at('2026-11-25 10:00'));
  });
  it('sees that the day of a suspension still counts', () => {
    assert.equal(next([begin, suspended('2026-12-03 09:00')], '2026-12-03 10:00'), at('2026-12-04 00:00'));
  });
  it('has nothing to wait for once the clock has stopped', () => assert.equal(next([begin, stopped('2026-11-24 09:00')], '2026-11-24 09:00'), null));

  it('misses no change and announces none that does not come', () => {
    fc.assert(fc.property(limit, limit, levels, gaps, samples, (promised, statutory, rules, pauses, places) => {
      const entries: ClockEntry[] = [started('2026-09-14 09:00', { promised, statutory })];
      let time = china('2026-09-14 09:00').getTime();
      for (const [index, gap] of pauses.entries()) {
        time += gap * 60_000;
        const entry = index % 2 ? resumed('2026-09-14 09:00') : suspended('2026-09-14 09:00', { expected: { amount: 3, unit: 'workingDay' } });
        entries.push({ ...entry, at: new Date(time).toISOString() });
      }
      const clockRules = { calendar: national, levels: rules };
      const marks = (moment: number): string => {
        const state = computeClock(entries, clockRules, new Date(moment));
        assert.equal(state.level, plainLevel(state, rules));
        return [state.level, state.limits.promised!.overdue, state.limits.statutory!.overdue, state.suspension?.overrun].join();
      };
      const change = nextChangeAt(entries, clockRules, new Date(time))?.getTime();
      const present = marks(time);
      if (change !== undefined) assert.notEqual(marks(change), present);
      const quietUntil = change === undefined ? time + 200 * 86_400_000 : change - 1;
      for (const place of places) assert.equal(marks(time + Math.floor((quietUntil - time) * place)), present);
      assert.equal(marks(quietUntil), present);
    }), { numRuns: 800 });
  });
});
