import { computeClock, type ClockRules } from './clock.ts';
import { thresholdOf } from './levels.ts';
import { readClock, type Reading } from './reading.ts';
import type { ClockEntry, ClockState, LevelRule } from './shapes.ts';

/**
 * The next instant after `now` at which the level, an overdue mark or the overrun of a suspension changes if nothing is
 * added to the ledger; null when nothing will. A job sleeps until then instead of asking again and again.
 *
 * Ask again after each entry and after a calendar is published.
 *
 * @throws clock-engine.badLedger when the entries are out of order
 */
export function nextChangeAt(entries: readonly ClockEntry[], rules: ClockRules, now: Date): Date | null {
  const reading = readClock(entries, rules.calendar, now);
  if (reading.timeline.stopped) return null;
  const present = marks(computeClock(entries, rules, now));
  const later = candidates(reading, rules.levels).filter((at) => at > reading.at).toSorted((a, b) => a - b);
  const next = later.find((at) => marks(computeClock(entries, rules, new Date(at))) !== present);
  return next === undefined ? null : new Date(next);
}

/** What a change is a change of. */
const marks = ({ level, limits, suspension }: ClockState): string =>
  [level, limits.promised?.overdue, limits.statutory?.overdue, suspension?.overrun].join(' ');

/** Every instant at which anything could change; some are past, some change nothing. */
function candidates({ limits, suspension }: Reading, rules: readonly LevelRule[]): number[] {
  const overrun = suspension?.expectedUntil ? [Date.parse(suspension.expectedUntil)] : [];
  const due = limits.flatMap((limit) => (limit.due ? [limit.due.at] : []));
  const thresholds = rules.flatMap(({ when }) => {
    const limit = 'limit' in when && limits.find(({ name }) => name === when.limit);
    const ticks = limit && thresholdOf(when, limit);
    const at = limit && ticks && ticks > 0 ? limit.counter.reach(ticks) : null;
    return at === null ? [] : [at];
  });
  return [...overrun, ...due, ...thresholds];
}
