import { mostRows } from './limits.ts';
import { own, type RawAnswers } from './values.ts';

/** A row as given, with the number that identifies it. */
export interface GivenRow {
  readonly id: number;
  readonly answers: RawAnswers;
}

/**
 * Reads the rows of a sub-table from outside; null when it is no list or far too long to look at.
 *
 * A row keeps its `rowId` when that is a whole number nobody before it has; all others get new ones above `taken`.
 */
export function readRows(raw: unknown, taken: readonly GivenRow[] = []): readonly GivenRow[] | null {
  if (raw === undefined || raw === null) return [];
  if (!Array.isArray(raw) || raw.length > 2 * mostRows) return null;
  const ids = raw.map((row) => own(row, 'rowId')).map((id) => (Number.isInteger(id) && (id as number) > 0 && (id as number) <= 1e9 ? (id as number) : 0));
  let last = Math.max(0, ...ids, ...taken.map((row) => row.id));
  const seen = new Set<number>();
  return raw.map((row: unknown, at) => {
    const known = ids[at]!;
    const id = known > 0 && !seen.has(known) ? known : (last += 1);
    seen.add(id);
    return { id, answers: typeof row === 'object' && row !== null && !Array.isArray(row) ? (row as RawAnswers) : {} };
  });
}
