import { chinaDate } from '../../kernel/dates.ts';
import type { Calendar } from './calendar.ts';
import { counterFor, uninterrupted, type Counter } from './counters.ts';
import type { ClockEntry, Duration, LimitName, SuspensionState, Term } from './shapes.ts';
import { readTimeline, type Timeline } from './timeline.ts';

/** One limit counted, in ticks of its counter and instants in milliseconds. */
export interface LimitReading {
  readonly name: LimitName;
  readonly term: Term;
  readonly counter: Counter;
  readonly amount: number;
  readonly used: number;
  readonly due: { readonly at: number; readonly ticks: number } | null;
  readonly overdue: boolean;
}

/** A ledger read at a moment; what every answer of the engine is derived from. */
export interface Reading {
  readonly timeline: Timeline;
  /** The moment looked at: `now`, but not before the last entry, and the stop of a stopped clock. */
  readonly at: number;
  /** The promised limit first: it is the one people watch. */
  readonly limits: readonly LimitReading[];
  readonly suspension: SuspensionState | null;
}

/** Reads a ledger at a moment, for the other parts of the engine. */
export function readClock(entries: readonly ClockEntry[], calendar: Calendar, now: Date): Reading {
  const timeline = readTimeline(entries);
  const at = timeline.stoppedAt ?? Math.max(now.getTime(), timeline.lastAt);
  const limits = (['promised', 'statutory'] as const).flatMap((name) => {
    const term = timeline.started.limits[name];
    return term ? [readLimit(name, term, timeline, calendar, at)] : [];
  });
  return { timeline, at, limits, suspension: readSuspension(timeline, calendar, at) };
}

function readLimit(name: LimitName, term: Term, timeline: Timeline, calendar: Calendar, at: number): LimitReading {
  const counter = counterFor(timeline, term.unit, term.startsNextDay ?? true, calendar);
  const granted = timeline.extensions.reduce((sum, entry) => (entry.limit === name ? sum + entry.amount : sum), 0);
  const amount = Math.round((term.amount + granted) * counter.ticksPerUnit);
  const due = counter.due(amount);
  const used = counter.used(timeline.stopped ? counter.close(at) : at);
  return { name, term, counter, amount, used, due, overdue: due !== null && at >= due.at };
}

function readSuspension(timeline: Timeline, calendar: Calendar, at: number): SuspensionState | null {
  const last = timeline.suspensions.at(-1);
  if (last?.to !== Infinity) return null;
  const { kind, reason, basis, expected } = last.entry;
  const until = expected ? endOf(last.from, expected, calendar) : null;
  return {
    kind, reason, basis,
    since: iso(last.from),
    expectedUntil: until === null ? null : iso(until),
    overrun: until !== null && at >= until,
  };
}

function endOf(from: number, { amount, unit }: Duration, calendar: Calendar): number | null {
  const counter = uninterrupted(from, unit, true, calendar);
  return counter.due(Math.round(amount * counter.ticksPerUnit))?.at ?? null;
}

/** Ticks until due; while a suspension leaves the end open, at least a day that the resumption will give back. */
export function remainingTicks({ amount, used, due, counter }: LimitReading): number {
  return due ? due.ticks - used : Math.max(amount - used, counter.ticksPerUnit === 1 ? 1 : 0);
}

/** The last day that lies wholly or partly before the instant. */
export const lastDateOf = (at: number): string => chinaDate(new Date(at - 1));

/** An instant as ISO text. */
export const iso = (at: number): string => new Date(at).toISOString();
