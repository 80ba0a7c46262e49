import type { Problem } from './problems.ts';
import type { FieldState, Setting } from './state.ts';

/** Rows of a sub-table by index; for everything else only `all` means something. */
export type Rows = 'all' | ReadonlySet<number>;

/** What became different when a node was worked out; null for nothing. */
export interface Change {
  readonly any: Rows | null;
  readonly value: Rows | null;
}

export const noChange: Change = { any: null, value: null };
export const wholeChange: Change = { any: 'all', value: 'all' };

/** A form on its way from one state to the next. */
export interface Work {
  readonly setting: Setting;
  readonly sections: boolean[];
  readonly fields: FieldState[];
  readonly ruleProblems: (Problem | null)[];
  /** By node: what still has to be worked out. */
  readonly waiting: Map<number, Rows>;
}

/** Puts a node, or some of its rows, on the list of what has to be worked out. */
export function mark(work: Work, node: number, rows: Rows): void {
  const before = work.waiting.get(node);
  if (before === 'all') return;
  work.waiting.set(node, rows === 'all' || before === undefined ? rows : new Set([...before, ...rows]));
}
