import { findAll, findFirst } from '../patterns/search.ts';
import { parsePattern } from '../patterns/parse.ts';
import { spendOnText } from '../values/budget.ts';
import { decimalOf, toSmallInteger } from '../values/decimals.ts';
import { toFeel } from '../values/values.ts';
import type { FeelList, Run } from '../values/values.ts';
import { builtin } from './signature.ts';
import type { Builtin } from './signature.ts';
import { placeIn } from './places.ts';

/** The string functions of DMN 10.3.4.3, counting characters and not code units; and `extract`. */
export const stringBuiltins: Record<string, Builtin> = {
  substring: builtin('string: string, start position: number, length?: number', 'string', (_, string, start, length) => {
    const characters = [...string];
    const from = placeIn(characters.length, start);
    const count = length === undefined ? characters.length : toSmallInteger(length);
    return from === null || count === null || count < 0 ? null : characters.slice(from, from + count).join('');
  }),
  'string length': builtin('string: string', 'number', (_, string) => decimalOf([...string].length)),
  'upper case': builtin('string: string', 'string', (_, string) => string.toUpperCase()),
  'lower case': builtin('string: string', 'string', (_, string) => string.toLowerCase()),
  'substring before': builtin('string: string, match: string', 'string', (_, string, match) =>
    string.slice(0, Math.max(0, string.indexOf(match))),
  ),
  'substring after': builtin('string: string, match: string', 'string', (_, string, match) =>
    string.includes(match) ? string.slice(string.indexOf(match) + match.length) : '',
  ),
  contains: builtin('string: string, match: string', 'boolean', (_, string, match) => string.includes(match)),
  'starts with': builtin('string: string, match: string', 'boolean', (_, string, match) => string.startsWith(match)),
  'ends with': builtin('string: string, match: string', 'boolean', (_, string, match) => string.endsWith(match)),
  matches: builtin('input: string, pattern: string, flags?: string', 'boolean', (run, input, source, flags) => {
    const pattern = parsePattern(source, flags);
    return pattern && findFirst(pattern, input, 0, run) !== null;
  }),
  replace: builtin('input: string, pattern: string, replacement: string, flags?: string', 'string', replace),
  split: builtin('string: string, delimiter: string', 'list', split),
  extract: builtin('input: string, pattern: string, flags?: string', 'list', (run, input, source, flags) => {
    const pattern = parsePattern(source, flags);
    return pattern && findAll(pattern, input, run).map(({ groups }) => groups[0]);
  }),
  'string join': builtin('list: list, delimiter?: string', 'string', (run, list, delimiter) => join(list, delimiter ?? '', run)),
};

function replace(run: Run, input: string, source: string, replacement: string, flags?: string): string | null {
  const pattern = parsePattern(source, flags);
  if (!pattern) return null;
  let result = '';
  let from = 0;
  for (const { start, end, groups } of findAll(pattern, input, run)) {
    const inserted = replacement.replace(/\\([\\$])|\$(\d)/g, (_, literal: string | undefined, group: string) => literal ?? groups[Number(group)] ?? '');
    spendOnText(run, inserted.length);
    result += input.slice(from, start) + inserted;
    from = end;
  }
  return result + input.slice(from);
}

function split(run: Run, input: string, source: string): FeelList | null {
  const pattern = parsePattern(source);
  if (!pattern) return null;
  const parts: string[] = [];
  let from = 0;
  for (const { start, end } of findAll(pattern, input, run)) {
    // An empty match divides characters, but not the text from its edges.
    if (start === end && (start === from || end === input.length)) continue;
    parts.push(input.slice(from, start));
    from = end;
  }
  return [...parts, input.slice(from)];
}

/** Items that are null are passed over; anything else that is not text makes the result null. */
function join(list: FeelList, delimiter: string, run: Run): string | null {
  const parts: string[] = [];
  for (const item of list) {
    const value = toFeel(item);
    if (typeof value === 'string') parts.push(value);
    else if (value !== null) return null;
    spendOnText(run, delimiter.length + (typeof value === 'string' ? value.length : 0));
  }
  return parts.join(delimiter);
}
