import type { Context } from '../../../kernel/context.ts';
import { addDays } from '../../../kernel/dates.ts';
import { amountText, computeClock, describeDay, explainClock as explain, usualLevels, yearBasis, type ClockEntry, type ClockState } from '../../../engines/clocks/contract.ts';
import { workingCalendar } from './calendars.ts';
import { clockErrors, type ClockExplained, type ClockSummary } from './contract.ts';
import { entriesOf, findClocks, type ClockRow } from './store.ts';

/** Clocks as they stand now, by id; ids that do not exist are left out. */
export async function clockSummaries(ctx: Context, ids: readonly string[]): Promise<Map<string, ClockSummary>> {
  const [rows, entries, calendar] = [await findClocks(ctx, ids), await entriesOf(ctx, ids), await workingCalendar(ctx)];
  const rules = { calendar, levels: usualLevels };
  return new Map(rows.map((row) => [row.id, summarise(row, computeClock(entries.get(row.id) ?? [], rules, ctx.now()))]));
}

/** A clock with the sentences and days that explain its due date. @throws clocks.notFound */
export async function explainClock(ctx: Context, id: string): Promise<ClockExplained> {
  const [row] = await findClocks(ctx, [id]);
  if (!row) throw clockErrors.notFound({ id });
  const entries: ClockEntry[] = (await entriesOf(ctx, [id])).get(id) ?? [];
  const rules = { calendar: await workingCalendar(ctx), levels: usualLevels };
  const { sentences, days } = explain(entries, rules, ctx.now());
  return {
    summary: summarise(row, computeClock(entries, rules, ctx.now())),
    sentences: [...sentences],
    days: days.map((day) => ({ ...day, events: [...day.events] })),
  };
}

function summarise(row: ClockRow, state: ClockState): ClockSummary {
  const limit = state.limits.promised ?? state.limits.statutory;
  return {
    id: row.id,
    subject: row.subject,
    state: state.state,
    level: state.level,
    promisedDueAt: state.limits.promised?.dueAt ?? null,
    statutoryDueAt: state.limits.statutory?.dueAt ?? null,
    remaining: limit?.remaining ?? null,
    text: textOf(state, limit),
  };
}

function textOf(state: ClockState, limit: ClockState['limits']['promised']): string {
  if (!limit) return '';
  if (state.state === 'stopped') return limit.overdue ? `超期 ${amountText(-limit.remaining, limit.unit)}办结` : `用时 ${amountText(limit.used, limit.unit)}`;
  const left = limit.overdue ? `已超期 ${amountText(-limit.remaining, limit.unit)}` : `剩余 ${amountText(limit.remaining, limit.unit)}`;
  return state.suspension ? `${left}，因${state.suspension.reason}暂停` : left;
}

/** Days of a year that are named: holidays, and weekends that are worked. */
export async function calendarDays(ctx: Context, year: number) {
  const calendar = await workingCalendar(ctx);
  const days = [];
  for (let date = `${year}-01-01`; date.startsWith(String(year)); date = addDays(date, 1)) {
    const { working, name } = describeDay(calendar, date);
    if (name) days.push({ date, working, name });
  }
  return { year, basis: yearBasis(calendar, year), days };
}
