import { defineErrors } from '../../kernel/errors.ts';
import type { ClockEntry, EntryOf } from './shapes.ts';

export const clockErrors = defineErrors('clock-engine', {
  badLedger: { kind: 'invalid', text: '计时台账有误：{problem}' },
});

/** A span of time in milliseconds, half-open; the last one may end at Infinity. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface Suspension extends Span {
  readonly entry: EntryOf<'suspended'>;
}

/** The ledger read once: when the clock ran, when it stood still, and what was granted. */
export interface Timeline {
  readonly started: EntryOf<'started'>;
  readonly startedAt: number;
  readonly stopped: EntryOf<'stopped'> | null;
  readonly stoppedAt: number | null;
  /** Of a clock stopped while running the last span stays open, so that its due date remains known. */
  readonly running: readonly Span[];
  readonly suspensions: readonly Suspension[];
  readonly extensions: readonly EntryOf<'extended'>[];
  /** The instant of the last entry. */
  readonly lastAt: number;
}

const mostEntries = 1000;
const instantForm = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/;
const firstYear = Date.UTC(1990, 0, 1);
const lastYear = Date.UTC(2101, 0, 1);

export const entryNames: Readonly<Record<ClockEntry['type'], string>> = {
  started: '起算', suspended: '暂停', resumed: '恢复', extended: '延长', stopped: '结束',
};

/** The instant of an entry in milliseconds; NaN when it is not an ISO instant with offset within 1990 to 2100. */
export function parseInstant(text: string): number {
  const instant = instantForm.test(text) ? Date.parse(text) : NaN;
  return instant >= firstYear && instant < lastYear ? instant : NaN;
}

/** Finds the first fault in the order of the entries, or null: every check that needs no calendar. */
export function findSequenceProblem(entries: readonly ClockEntry[]): string | null {
  if (entries.length === 0) return '没有任何记录，计时尚未开始';
  if (entries.length > mostEntries) return `记录超过 ${mostEntries} 条`;
  let phase: Phase = 'none';
  let previous = -Infinity;
  for (const [index, entry] of entries.entries()) {
    const place = `第 ${index + 1} 条（${entryNames[entry.type] ?? '未知'}）`;
    const at = parseInstant(entry.at);
    if (Number.isNaN(at)) return `${place}的时间“${entry.at}”无效，应为 1990 至 2100 年间带时区的时间`;
    if (at < previous) return `${place}的时间早于上一条记录`;
    const next = follow(phase, entry);
    if ('problem' in next) return `${place}：${next.problem}`;
    phase = next.phase;
    previous = at;
  }
  return null;
}

type Phase = 'none' | 'running' | 'suspended' | 'stopped';

function follow(phase: Phase, entry: ClockEntry): { phase: Phase } | { problem: string } {
  if (phase === 'stopped') return { problem: '计时已经结束，不能再有记录' };
  if (entry.type === 'started') return phase === 'none' ? { phase: 'running' } : { problem: '计时已经开始，不能重复开始' };
  if (phase === 'none') return { problem: '计时尚未开始' };
  switch (entry.type) {
    case 'suspended':
      return phase === 'running' ? { phase: 'suspended' } : { problem: '计时正在暂停中，须先恢复才能再次暂停' };
    case 'resumed':
      return phase === 'suspended' ? { phase: 'running' } : { problem: '计时没有暂停，无需恢复' };
    case 'extended':
      return { phase };
    case 'stopped':
      return { phase: 'stopped' };
    default:
      return { problem: '没有这种记录' };
  }
}

/**
 * Reads the spans out of a ledger.
 *
 * @throws clock-engine.badLedger when the entries are out of order
 */
export function readTimeline(entries: readonly ClockEntry[]): Timeline {
  const problem = findSequenceProblem(entries);
  if (problem !== null) throw clockErrors.badLedger({ problem });

  const [started, ...later] = entries as [EntryOf<'started'>, ...ClockEntry[]];
  const startedAt = parseInstant(started.at);
  const running: Span[] = [{ from: startedAt, to: Infinity }];
  const suspensions: Suspension[] = [];
  for (const entry of later) {
    const at = parseInstant(entry.at);
    if (entry.type === 'suspended') {
      endLast(running, at);
      suspensions.push({ from: at, to: Infinity, entry });
    } else if (entry.type === 'resumed') {
      endLast(suspensions, at);
      running.push({ from: at, to: Infinity });
    } else if (entry.type === 'stopped' && suspensions.at(-1)?.to === Infinity) {
      endLast(suspensions, at);
    }
  }

  const last = entries.at(-1)!;
  const lastAt = parseInstant(last.at);
  const stopped = last.type === 'stopped' ? last : null;
  const extensions = later.filter((entry) => entry.type === 'extended');
  return { started, startedAt, stopped, stoppedAt: stopped && lastAt, running, suspensions, extensions, lastAt };
}

function endLast<S extends Span>(spans: S[], to: number): void {
  spans.push({ ...spans.pop()!, to });
}
