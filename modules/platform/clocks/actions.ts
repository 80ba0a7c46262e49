import type { Context } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/id.ts';
import { enqueue } from '../../../kernel/jobs/enqueue.ts';
import { checkLedger, computeClock, nextChangeAt, usualLevels, type ClockEntry, type ClockState, type Level, type LimitName } from '../../../engines/clocks/contract.ts';
import { workingCalendar } from './calendars.ts';
import { clockErrors, type StartClock, type SuspendClock } from './contract.ts';
import { entriesOf, insertClock, insertEntry, lockClock, updateClock, type ClockRow } from './store.ts';

/**
 * Starts the clock of something and returns its id.
 *
 * @throws clocks.refused when the terms contradict each other
 * @source 行政许可法 arts 42 and 82
 */
export async function startClock(ctx: Context, { subject, unitId, reason, terms }: StartClock): Promise<string> {
  const id = newId(ctx.now());
  const entry: ClockEntry = { type: 'started', at: ctx.now().toISOString(), reason, limits: terms };
  const reading = await read(ctx, [entry]);
  await insertClock(ctx, { id, subject, unit_id: unitId, worst_level: 'normal', started_at: ctx.now(), ...columns(reading, undefined) });
  await insertEntry(ctx, id, 1, entry);
  await wakeAt(ctx, id, reading.nextChangeAt);
  ctx.audit('clocks.start', id, { subject });
  return id;
}

/** Pauses a clock for a special procedure. @throws clocks.notFound, clocks.refused @source 行政许可法 art. 45 */
export const suspendClock = (ctx: Context, id: string, pause: SuspendClock): Promise<void> => append(ctx, id, { type: 'suspended', at: ctx.now().toISOString(), ...pause });

/** Lets a paused clock go on. @throws clocks.notFound, clocks.refused */
export const resumeClock = (ctx: Context, id: string): Promise<void> => append(ctx, id, { type: 'resumed', at: ctx.now().toISOString() });

/** Extends a limit within what its term allows. @throws clocks.notFound, clocks.refused @source 行政许可法 art. 42 */
export const extendClock = (ctx: Context, id: string, extension: { limit: LimitName; amount: number; approver: string; basis: string }): Promise<void> =>
  append(ctx, id, { type: 'extended', at: ctx.now().toISOString(), ...extension });

/** Stops a clock for good. @throws clocks.notFound, clocks.refused */
export const stopClock = (ctx: Context, id: string, reason: string): Promise<void> => append(ctx, id, { type: 'stopped', at: ctx.now().toISOString(), reason });

/** Computes a clock anew, as time has passed or the calendar has changed; announces a change of level. */
export async function refreshClock(ctx: Context, id: string): Promise<void> {
  const clock = await lockClock(ctx, id);
  if (!clock) return;
  const entries = (await entriesOf(ctx, [id])).get(id) ?? [];
  await apply(ctx, clock, await read(ctx, entries));
}

async function append(ctx: Context, id: string, entry: ClockEntry): Promise<void> {
  const clock = await lockClock(ctx, id);
  if (!clock) throw clockErrors.notFound({ id });
  const entries = [...((await entriesOf(ctx, [id])).get(id) ?? []), entry];
  const reading = await read(ctx, entries);
  await insertEntry(ctx, id, entries.length, entry);
  await apply(ctx, clock, reading);
  ctx.audit(`clocks.${entry.type}`, id, { subject: clock.subject });
}

interface ReadClock {
  readonly state: ClockState;
  readonly nextChangeAt: Date | null;
}

async function read(ctx: Context, entries: readonly ClockEntry[]): Promise<ReadClock> {
  const calendar = await workingCalendar(ctx);
  const [fault] = checkLedger(entries, calendar);
  if (fault !== undefined) throw clockErrors.refused({ why: fault });
  const rules = { calendar, levels: usualLevels };
  return { state: computeClock(entries, rules, ctx.now()), nextChangeAt: nextChangeAt(entries, rules, ctx.now()) };
}

async function apply(ctx: Context, clock: ClockRow, reading: ReadClock): Promise<void> {
  const { level } = reading.state;
  await updateClock(ctx, clock.id, { ...columns(reading, clock), worst_level: graver(level, clock.worst_level) });
  await wakeAt(ctx, clock.id, reading.nextChangeAt);
  if (level !== clock.level) ctx.announce('clocks.levelChanged', { clockId: clock.id, subject: clock.subject, from: clock.level, to: level });
}

const gravity: readonly Level[] = ['normal', 'warning', 'yellow', 'red'];
const graver = (a: Level, b: Level): Level => (gravity.indexOf(a) > gravity.indexOf(b) ? a : b);

const dateOf = (text: string | null | undefined): Date | null => (text ? new Date(text) : null);

function columns({ state, nextChangeAt: next }: ReadClock, before: ClockRow | undefined) {
  const promised = dateOf(state.limits.promised?.dueAt);
  const statutory = dateOf(state.limits.statutory?.dueAt);
  return {
    state: state.state,
    level: state.level,
    promised_due_at: promised,
    statutory_due_at: statutory,
    due_at: promised ?? statutory ?? before?.due_at ?? new Date(state.startedAt),
    next_change_at: next,
    stopped_at: dateOf(state.stoppedAt),
  };
}

/** The job sleeps until the clock's next change; a later call moves it. */
async function wakeAt(ctx: Context, id: string, at: Date | null): Promise<void> {
  if (at) await enqueue(ctx, 'clocks.wake', { clockId: id }, { runAt: at, replaces: `clock-${id}` });
}
