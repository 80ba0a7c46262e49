import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { addDays, chinaDate, fromDayNumber, toDayNumber } from '../../kernel/dates.ts';
import { countWorkingDays, describeDay, yearBasis } from './calendar.ts';
import { national } from './testing.ts';

const years = [2023, 2024, 2025, 2026, 2027];

/** Days worked in the year, as the published notices add up. */
const workingDays: Record<number, number> = { 2023: 249, 2024: 251, 2025: 248, 2026: 248 };

const chinese = new Intl.DateTimeFormat('en-u-ca-chinese', { timeZone: 'UTC', month: 'numeric', day: 'numeric' });

/** The day of the year with this month and day of the Chinese calendar, by the runtime's tables. */
function chineseDay(year: number, monthDay: string): string {
  for (let day = toDayNumber(`${year}-01-15`); ; day++) {
    if (chinese.format(new Date(`${fromDayNumber(day)}T12:00:00Z`)) === monthDay) return fromDayNumber(day);
  }
}

/**
 * The first day of the Chinese year: the day in China of the new moon between 21 January and 20 February.
 *
 * Reckoned by Meeus, Astronomical Algorithms, chapter 49, good to a minute, and not asked of Intl: the moon of 2027 is
 * new at 23:56 in China, and the runtime's rougher tables put it on the next day.
 */
function springFestival(year: number): string {
  for (let k = Math.floor((year - 2000) * 12.3685) - 1; ; k++) {
    const day = chinaDate(newMoon(k));
    if (day >= `${year}-01-21`) return day;
  }
}

const sine = (degrees: number): number => Math.sin((degrees * Math.PI) / 180);

function newMoon(k: number): Date {
  const t = k / 1236.85;
  const e = 1 - 0.002516 * t;
  const sun = 2.5534 + 29.1053567 * k;
  const moon = 201.5643 + 385.81693528 * k + 0.0107582 * t * t;
  const latitude = 160.7108 + 390.67050284 * k - 0.0016118 * t * t;
  const node = 124.7746 - 1.56375588 * k;
  const julianDay = 2451550.09766 + 29.530588861 * k + 0.00015437 * t * t
    - 0.4072 * sine(moon) + 0.17241 * e * sine(sun) + 0.01608 * sine(2 * moon) + 0.01039 * sine(2 * latitude)
    + 0.00739 * e * sine(moon - sun) - 0.00514 * e * sine(moon + sun) + 0.00208 * e * e * sine(2 * sun)
    - 0.00111 * sine(moon - 2 * latitude) - 0.00057 * sine(moon + 2 * latitude) + 0.00056 * e * sine(2 * moon + sun)
    - 0.00042 * sine(3 * moon) + 0.00042 * e * sine(sun + 2 * latitude) + 0.00038 * e * sine(sun - 2 * latitude)
    - 0.00024 * e * sine(2 * moon - sun) - 0.00017 * sine(node);
  const earthTurnsLate = 69;
  return new Date((julianDay - 2440587.5) * 86_400_000 - earthTurnsLate * 1000);
}

/** 清明 in this century, in April. */
const clearAndBright = (year: number): string => `${year}-04-0${Math.floor((year % 100) * 0.2422 + 4.81) - Math.floor((year % 100) / 4)}`;

const assertOff = (date: string, name: RegExp): void => {
  const day = describeDay(national, date);
  assert.equal(day.working, false, date);
  assert.match(day.name, name, date);
};

describe('the national calendar', () => {
  for (const year of years) {
    it(`gives every statutory holiday of ${year} on the day the moon and the sun give`, () => {
      assertOff(`${year}-01-01`, /元旦/);
      const spring = springFestival(year);
      for (const n of [0, 1, 2]) assertOff(addDays(spring, n), /春节/);
      assertOff(clearAndBright(year), /清明节/);
      assertOff(`${year}-05-01`, /劳动节/);
      assertOff(chineseDay(year, '5/5'), /端午节/);
      assertOff(chineseDay(year, '8/15'), /中秋节/);
      for (const n of [1, 2, 3]) assertOff(`${year}-10-0${n}`, /国庆节/);
    });
  }
  it('adds the eve of the Chinese year and 2 May from 2025, as the regulation was amended', () => {
    for (const year of [2025, 2026, 2027]) {
      assertOff(addDays(springFestival(year), -1), /春节/);
      assertOff(`${year}-05-02`, /劳动节/);
    }
    assert.equal(springFestival(2027), '2027-02-06');
  });
  for (const [year, count] of Object.entries(workingDays)) {
    it(`has ${count} working days in ${year}`, () => {
      assert.equal(countWorkingDays(national, toDayNumber(`${Number(year) - 1}-12-31`), toDayNumber(`${year}-12-31`)), count);
      assert.equal(yearBasis(national, Number(year)), 'published');
    });
  }
  it('holds for 2027, not yet published, the thirteen days of the law and no guess beyond', () => {
    const plan = national.years.get(2027)!;
    assert.equal(plan.forecast, true);
    assert.deepEqual(plan.workdays, []);
    assert.equal(plan.holidays.reduce((sum, { from, to }) => sum + to - from + 1, 0), 13);
  });
});
