import { parseDecimal } from '../values/decimals.ts';
import { parseDuration } from '../values/durations.ts';
import { parseTemporal } from '../values/temporal.ts';
import { textOf } from '../values/text.ts';
import { order } from '../values/compare.ts';
import { rangeOf } from '../values/values.ts';
import type { FeelPoint, FeelRange } from '../values/values.ts';
import { builtin } from './signature.ts';
import type { Builtin } from './signature.ts';

/** The conversion functions of DMN 10.3.4.1 that make no dates, and `not`. */
export const conversionBuiltins: Record<string, Builtin> = {
  number: builtin('from: string, grouping separator?: string, decimal separator?: string', 'number', (_, from, grouping, point) => {
    if (grouping === (point ?? '.') || ![undefined, ' ', ',', '.'].includes(grouping) || ![undefined, ',', '.'].includes(point)) return null;
    const digits = grouping === undefined ? from : from.replaceAll(grouping, '');
    return point === ',' ? (digits.includes('.') ? null : parseDecimal(digits.replace(',', '.'))) : parseDecimal(digits);
  }),
  string: builtin('from: any', 'string', (run, from) => (from === null ? null : textOf(from, run))),
  duration: builtin('from: string', 'any', (_, from) => parseDuration(from)),
  range: builtin('from: string', 'range', (_, from) => parseRange(from)),
  not: builtin('negand: boolean', 'boolean', (_, negand) => !negand),
};

/** Reads `[1..10]`, `("a".."f")` or `[@"2026-01-01"..@"2026-12-31"]`; an end may be left out. */
function parseRange(text: string): FeelRange | null {
  const match = /^([[(\]])(.*)\.\.(.*)([\])[])$/s.exec(text);
  if (!match) return null;
  const [, open, from = '', to = '', close] = match;
  const start = parsePoint(from);
  const end = parsePoint(to);
  if (start === undefined || end === undefined || (start === null && end === null)) return null;
  if (start !== null && end !== null && (order(start, end) ?? 1) > 0) return null;
  return rangeOf(start, end, open === '[' && start !== null, close === ']' && end !== null);
}

/** Undefined when it is not a literal. */
function parsePoint(source: string): FeelPoint | undefined {
  const text = source.trim();
  if (text === '') return null;
  const quoted = /^(@|date|time|duration|date and time)?\(?"([^"\\]*)"\)?$/.exec(text);
  if (!quoted) return parseDecimal(text) ?? undefined;
  return quoted[1] === undefined ? quoted[2] : (parseTemporal(quoted[2] ?? '') ?? undefined);
}
