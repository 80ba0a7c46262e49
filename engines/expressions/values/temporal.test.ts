import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { addMonths, dateOf, dateOfDay, dateText, dayOfYear, parseDate, weekOfYear, weekday } from './dates.ts';
import { durationText, monthsBetween, parseDuration } from './durations.ts';
import { dateTimeAt, dateTimeText, instantOf, parseDateTime, parseTime, timeText } from './times.ts';
import type { FeelDate } from './values.ts';

/** Walks the calendar day by day, with the lengths of months written out. */
function* walk(firstYear: number, lastYear: number): Iterable<{ year: number; month: number; day: number; count: number; ofYear: number }> {
  let count = 0;
  for (let year = firstYear; year <= lastYear; year++) {
    const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
    const months = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let ofYear = 0;
    for (const [i, length] of months.entries()) {
      for (let day = 1; day <= length; day++) yield { year, month: i + 1, day, count: count++, ofYear: ++ofYear };
    }
  }
}

const date = (text: string): FeelDate => parseDate(text) as FeelDate;
const someDate = fc.integer({ min: -700_000, max: 2_900_000 }).map((day) => dateOfDay(day) as FeelDate);

describe('dates', () => {
  it('count days, weekdays and days of the year as a walk through the calendar does', () => {
    const start = dateOf(1890, 1, 1) as FeelDate;
    for (const { year, month, day, count, ofYear } of walk(1890, 2110)) {
      const ours = dateOf(year, month, day) as FeelDate;
      assert.equal(ours.day - start.day, count);
      // 1890-01-01 was a Wednesday.
      assert.equal(weekday(ours), ((count + 2) % 7) + 1);
      assert.equal(dayOfYear(ours), ofYear);
    }
  });

  it('come back from their text and their day number', () => {
    fc.assert(
      fc.property(someDate, (some) => {
        assert.deepEqual(parseDate(dateText(some)), some);
        assert.deepEqual(dateOfDay(some.day), some);
      }),
    );
  });

  it('know the week of ISO 8601 at the turns of years', () => {
    const weeks = { '2020-12-31': 53, '2021-01-03': 53, '2021-01-04': 1, '2024-12-30': 1, '2026-01-01': 1, '2026-12-31': 53, '2027-01-03': 53, '2008-12-29': 1, '2010-01-03': 53 };
    for (const [text, week] of Object.entries(weeks)) assert.equal(weekOfYear(date(text)), week, text);
  });

  it('that do not exist are null', () => {
    for (const text of ['2026-02-29', '2100-02-29', '2026-13-01', '2026-00-10', '2026-01-32', '26-01-01', '2026-1-1', '20260101', '2026-01-01 ']) assert.equal(parseDate(text), null, text);
  });

  it('move by months to the last day where the month is shorter', () => {
    assert.equal(dateText(addMonths(date('2024-01-31'), 1) as FeelDate), '2024-02-29');
    assert.equal(dateText(addMonths(date('2024-02-29'), 12) as FeelDate), '2025-02-28');
    assert.equal(dateText(addMonths(date('2026-01-15'), -13) as FeelDate), '2024-12-15');
    assert.equal(addMonths(date('9999-12-01'), 1), null);
  });

  it('are at least so many whole months apart, and less than one more', () => {
    fc.assert(
      fc.property(someDate, someDate, (one, other) => {
        const [from, to] = one.day <= other.day ? [one, other] : [other, one];
        const months = monthsBetween(from, to);
        const reached = (count: number) => (from.year * 12 + from.month + count) * 40 + from.dayOfMonth <= (to.year * 12 + to.month) * 40 + to.dayOfMonth;
        assert.ok(reached(months) && !reached(months + 1));
        assert.equal(monthsBetween(to, from) + 0, -months + 0);
      }),
    );
  });
});

describe('times', () => {
  it('keep their zone and come back from their text', () => {
    for (const text of ['00:00:00', '23:59:59', '10:30:00.5', '10:30:00Z', '10:30:00+08:00', '10:30:00-03:30', '10:30:00@Asia/Shanghai']) {
      assert.equal(timeText(parseTime(text) as NonNullable<ReturnType<typeof parseTime>>), text);
    }
  });

  it('that no clock shows are null', () => {
    for (const text of ['24:00:00', '10:60:00', '10:30:60', '10:30', '1:30:00', '10:30:00+15:00', '10:30:00+08:99', '10:30:00@Nowhere/City', '10:30:00 ']) assert.equal(parseTime(text), null, text);
  });

  it('mean the same moment as JavaScript reads', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2200-01-01T00:00:00Z'), noInvalidDate: true }), (moment) => {
        const ours = parseDateTime(moment.toISOString());
        assert.equal(ours && instantOf(ours), moment.getTime());
        const here = dateTimeAt(moment);
        assert.equal(here && instantOf(here), moment.getTime());
        assert.equal(here && Date.parse(dateTimeText(here)), moment.getTime());
      }),
    );
  });

  it('without a zone are China Standard Time', () => {
    assert.equal(instantOf(parseDateTime('2026-07-01T08:00:00') as NonNullable<ReturnType<typeof parseDateTime>>), Date.UTC(2026, 6, 1));
  });

  it('of a named zone follow its summer time', () => {
    const offset = (text: string) => parseDateTime(text)?.time.offset;
    assert.equal(offset('2026-07-01T12:00:00@Europe/Paris'), 7_200_000);
    assert.equal(offset('2026-01-01T12:00:00@Europe/Paris'), 3_600_000);
    // China had summer time from 1986 to 1991.
    assert.equal(offset('1988-07-01T12:00:00@Asia/Shanghai'), 32_400_000);
    assert.equal(offset('2026-07-01T12:00:00@Asia/Shanghai'), 28_800_000);
  });
});

describe('durations', () => {
  it('are written in the fewest units', () => {
    const written = { P1D: 'P1D', PT24H: 'P1D', PT90M: 'PT1H30M', 'PT0.5S': 'PT0.5S', P0D: 'PT0S', '-PT36H': '-P1DT12H', P12M: 'P1Y', P1Y14M: 'P2Y2M', P0Y: 'P0M', '-P13M': '-P1Y1M' };
    for (const [text, expected] of Object.entries(written)) assert.equal(durationText(parseDuration(text) as NonNullable<ReturnType<typeof parseDuration>>), expected, text);
  });

  it('that mix months and days, or say nothing, are null', () => {
    for (const text of ['P1Y1D', 'P', 'PT', 'P1DT', '1D', 'P1H', 'PT1D', 'P-1D', 'P1W', 'P999999999999999D']) assert.equal(parseDuration(text), null, text);
  });
});
