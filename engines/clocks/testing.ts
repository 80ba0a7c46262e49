import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { compileCalendar, type Calendar } from './calendar.ts';
import type { ClockEntry, EntryOf, Term, Terms, Unit } from './shapes.ts';

/** The national calendar as its file says, for tests that read it in their own way. */
export const nationalData: unknown = parse(
  readFileSync(new URL('../../content/base/calendars/national.yaml', import.meta.url), 'utf8'),
);

/** The national calendar made ready. */
export const national: Calendar = compiled(nationalData);

/** Compiles data that must be right. */
export function compiled(raw: unknown): Calendar {
  const result = compileCalendar(raw);
  if (!result.ok) throw new Error(result.problems.join('\n'));
  return result.calendar;
}

/** A time in China, `2026-11-21 10:00`, as a Date. */
export const china = (text: string): Date => new Date(`${text.replace(' ', 'T')}:00+08:00`);
const at = (text: string): string => china(text).toISOString();

export const term = (amount: number, unit: Unit = 'workingDay', more: Partial<Term> = {}): Term => ({ amount, unit, ...more });
export const started = (when: string, limits: Terms, reason = '受理'): EntryOf<'started'> => ({ type: 'started', at: at(when), reason, limits });
export const suspended = (when: string, more: Partial<EntryOf<'suspended'>> = {}): EntryOf<'suspended'> => ({
  type: 'suspended', at: at(when), kind: 'supplement', reason: '补正', basis: '行政许可法第四十五条', ...more,
});
export const resumed = (when: string): ClockEntry => ({ type: 'resumed', at: at(when) });
export const extended = (when: string, limit: 'statutory' | 'promised', amount: number): EntryOf<'extended'> => ({
  type: 'extended', at: at(when), limit, amount, approver: '局长', basis: '行政许可法第四十二条',
});
export const stopped = (when: string, reason = '准予许可'): ClockEntry => ({ type: 'stopped', at: at(when), reason });
