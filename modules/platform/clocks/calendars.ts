import type { Context } from '../../../kernel/context.ts';
import { compileCalendar, type Calendar } from '../../../engines/clocks/contract.ts';
import { clockErrors } from './contract.ts';
import { findCalendar } from './store.ts';

const national = 'national';
const keepMilliseconds = 60_000;
let kept: { calendar: Calendar; changedAt: number; until: number } | undefined;

/** The working calendar in force; a new one is noticed within a minute. @throws clocks.noCalendar */
export async function workingCalendar(ctx: Context): Promise<Calendar> {
  const now = Date.now();
  if (kept && kept.until > now) return kept.calendar;
  const row = await findCalendar(ctx, national);
  if (!row) throw clockErrors.noCalendar();
  if (kept?.changedAt !== row.changed_at.getTime()) {
    const compiled = compileCalendar(row.data);
    if (!compiled.ok) throw new Error(`stored calendar is damaged: ${compiled.problems.join('; ')}`);
    kept = { calendar: compiled.calendar, changedAt: row.changed_at.getTime(), until: 0 };
  }
  kept.until = now + keepMilliseconds;
  return kept.calendar;
}

/** Forgets the calendar kept in memory, after a new one was stored. */
export const forgetCalendar = (): void => {
  kept = undefined;
};
