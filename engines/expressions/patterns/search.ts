import { spend } from '../values/budget.ts';
import type { Run } from '../values/values.ts';
import type { Attempt } from './match.ts';
import type { Pattern } from './parse.ts';

/** A place in a text: the whole match first, then its groups; null for a group that took no part. */
export type Found = { readonly start: number; readonly end: number; readonly groups: readonly (string | null)[] };

/** Finds the first match at or after a position. */
export function findFirst(pattern: Pattern, text: string, from: number, run: Run): Found | null {
  for (let start = from; start <= text.length; start++) {
    spend(run);
    // A match does not begin between the halves of one character.
    if (start > 0 && (text.codePointAt(start - 1) ?? 0) > 0xffff) continue;
    const attempt: Attempt = { text, groups: [], run };
    let end = start;
    const found = pattern.matcher.match(start, attempt, (at) => {
      end = at;
      return true;
    });
    if (found) return { start, end, groups: groupsOf(pattern, attempt, start, end) };
  }
  return null;
}

function groupsOf(pattern: Pattern, { text, groups }: Attempt, start: number, end: number): (string | null)[] {
  const own = Array.from({ length: pattern.groups }, (_, i) => {
    const place = groups[i + 1];
    return place ? text.slice(...place) : null;
  });
  return [text.slice(start, end), ...own];
}

/** Finds all matches, left to right and not overlapping. */
export function findAll(pattern: Pattern, text: string, run: Run): Found[] {
  const all: Found[] = [];
  let found = findFirst(pattern, text, 0, run);
  while (found) {
    all.push(found);
    found = findFirst(pattern, text, found.end > found.start ? found.end : found.end + 1, run);
  }
  return all;
}
