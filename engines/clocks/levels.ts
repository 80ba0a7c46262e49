import type { LimitReading, Reading } from './reading.ts';
import type { Condition, LevelRule } from './shapes.ts';

/** The levels from the gravest down, with the words people see. */
export const levelTitles = { red: '红牌', yellow: '黄牌', warning: '预警', normal: '正常' } as const;

/**
 * The levels that apply where an office sets none: a warning at 80 % of a limit or on its last day, yellow once the
 * promise is broken or a suspension overruns, red once the law is broken or the promise is broken by 5 working days.
 *
 * No law gives the figures; every one may be set otherwise.
 */
export const usualLevels: readonly LevelRule[] = [
  { level: 'warning', when: { limit: 'promised', usedShare: 0.8 } },
  { level: 'warning', when: { limit: 'promised', remaining: 1 } },
  { level: 'warning', when: { limit: 'statutory', usedShare: 0.8 } },
  { level: 'yellow', when: { limit: 'promised', overdueBy: 0 } },
  { level: 'yellow', when: { suspensionOverrun: true } },
  { level: 'red', when: { limit: 'promised', overdueBy: 5 } },
  { level: 'red', when: { limit: 'statutory', overdueBy: 0 } },
];

/** The first rule of the gravest level that applies, or null. */
export function findLevel(reading: Reading, rules: readonly LevelRule[]): LevelRule | null {
  for (const level of ['red', 'yellow', 'warning'] as const) {
    const rule = rules.find((each) => each.level === level && applies(each.when, reading));
    if (rule) return rule;
  }
  return null;
}

/** Only what is broken stays on a stopped clock; that little time was left is no longer news. */
function applies(condition: Condition, reading: Reading): boolean {
  if ('suspensionOverrun' in condition) return reading.suspension?.overrun ?? false;
  const limit = reading.limits.find(({ name }) => name === condition.limit);
  const threshold = limit && thresholdOf(condition, limit);
  if (limit === undefined || threshold === undefined || threshold === null) return false;
  const inForce = 'overdueBy' in condition ? limit.overdue : reading.timeline.stopped === null;
  return inForce && limit.used >= threshold;
}

/** The ticks that must be used for the condition to apply; null while a suspension leaves it open. */
export function thresholdOf(condition: Exclude<Condition, { suspensionOverrun: true }>, limit: LimitReading): number | null {
  const { amount, due, counter } = limit;
  // The sliver keeps 0.56 of 25, in binary 14.000000000000002, at 14.
  if ('usedShare' in condition) return Math.ceil(condition.usedShare * amount - 1e-6);
  if ('remaining' in condition) {
    const left = Math.floor(condition.remaining * counter.ticksPerUnit);
    if (due) return due.ticks - left;
    return left > 0 ? amount - left : null;
  }
  return due && due.ticks + Math.ceil(condition.overdueBy * counter.ticksPerUnit);
}
