import { decimalText } from './decimals.ts';
import { isA, isContext, isList, isNumber, toFeel } from './values.ts';
import { atomText } from './text.ts';
import type { FeelValue } from './values.ts';

export type JsonValue = null | boolean | number | string | JsonValue[] | { [key: string]: JsonValue };

/**
 * Writes a value as JSON: decimals of up to 15 significant digits as numbers and longer ones as text; dates, times,
 * durations and ranges as their text (ISO 8601); functions as null.
 */
export function toJson(value: FeelValue): JsonValue {
  if (value === null || typeof value !== 'object') return value;
  if (isNumber(value)) return value.c.length <= 15 && Math.abs(value.e) <= 300 ? value.toNumber() : decimalText(value);
  if (isList(value)) return value.map((item) => toJson(toFeel(item)));
  if (isContext(value)) return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, toJson(toFeel(entry))]));
  return isA(value, 'function') ? null : atomText(value);
}
