import { Big } from 'big.js';
import { decimalOf } from './decimals.ts';

/** The key that tells FEEL's own values from plain contexts; being a symbol, it cannot arrive in JSON. */
export const feelType: unique symbol = Symbol('feel type');

/** A day of the Gregorian calendar; `day` counts days since 1970-01-01. */
export type FeelDate = {
  readonly [feelType]: 'date';
  readonly year: number;
  readonly month: number;
  readonly dayOfMonth: number;
  readonly day: number;
};

/** A time of day: milliseconds since midnight, and milliseconds east of UTC (null when no zone was given). */
export type FeelTime = {
  readonly [feelType]: 'time';
  readonly ms: number;
  readonly offset: number | null;
  readonly zone: string | null;
};

/** A day and a time of day; without a zone it is read as China Standard Time. */
export type FeelDateTime = {
  readonly [feelType]: 'date and time';
  readonly date: FeelDate;
  readonly time: FeelTime;
};

/** A length of time in milliseconds. */
export type FeelDaysDuration = { readonly [feelType]: 'days and time duration'; readonly ms: number };

/** A length of time in months. */
export type FeelMonthsDuration = { readonly [feelType]: 'years and months duration'; readonly months: number };

/** An interval; a null end is open to that side. */
export type FeelRange = {
  readonly [feelType]: 'range';
  readonly start: FeelPoint;
  readonly end: FeelPoint;
  readonly startIncluded: boolean;
  readonly endIncluded: boolean;
};

/** Something that can be called; the parameter names allow a call by name. */
export type FeelFunction = {
  readonly [feelType]: 'function';
  readonly parameters: readonly string[];
  readonly call: (args: readonly FeelValue[], run: Run) => FeelValue;
};

/** A list; its items may be plain JSON, so read them through `toFeel`. */
export type FeelList = readonly unknown[];

/** A context; its entries may be plain JSON, so read them through `toFeel`. */
export type FeelContext = { readonly [feelType]?: undefined; readonly [name: string]: unknown };

export type FeelTemporal = FeelDate | FeelTime | FeelDateTime;
export type FeelDuration = FeelDaysDuration | FeelMonthsDuration;

/** What can be the end of a range. */
export type FeelPoint = null | string | Big | FeelTemporal | FeelDuration;

export type FeelValue =
  | null
  | boolean
  | string
  | Big
  | FeelTemporal
  | FeelDuration
  | FeelRange
  | FeelFunction
  | FeelList
  | FeelContext;

/** What one evaluation carries along: its names, its clock and what is left of its budget. */
export type Run = {
  readonly scope: Readonly<Record<string, unknown>>;
  readonly now: Date | null;
  stepsLeft: number;
  callsLeft: number;
};

export type FeelTypeName =
  | 'null'
  | 'boolean'
  | 'string'
  | 'number'
  | 'date'
  | 'time'
  | 'date and time'
  | 'days and time duration'
  | 'years and months duration'
  | 'range'
  | 'function'
  | 'list'
  | 'context';

/** Names the FEEL type of a value. */
export function typeOf(value: FeelValue): FeelTypeName {
  if (value === null) return 'null';
  if (typeof value === 'string') return 'string';
  if (typeof value === 'boolean') return 'boolean';
  if (isNumber(value)) return 'number';
  if (isList(value)) return 'list';
  return value[feelType] ?? 'context';
}

export const isList = (value: unknown): value is FeelList => Array.isArray(value);

export const isNumber = (value: unknown): value is Big => value instanceof Big;

export const isContext = (value: FeelValue): value is FeelContext => typeOf(value) === 'context';

/** Tells whether a value is FEEL's own object of this type (a date, a range, a function...). */
export function isA<T extends FeelTypeName>(value: FeelValue, type: T): value is Extract<FeelValue, { readonly [feelType]: T }> {
  return typeof value === 'object' && value !== null && feelType in value && value[feelType] === type;
}

/**
 * Reads a plain JSON value, or a value that is FEEL already, as a FEEL value.
 *
 * Numbers become exact decimals by their shortest text; lists and contexts are kept as they are, to be converted
 * where they are read. What FEEL does not know (undefined, NaN, symbols, functions, class instances) becomes null.
 */
export function toFeel(value: unknown): FeelValue {
  switch (typeof value) {
    case 'number':
      return decimalOf(value);
    case 'string':
    case 'boolean':
      return value;
    case 'object':
      return value === null || isFeelObject(value) ? value : null;
    default:
      return null;
  }
}

function isFeelObject(value: object): value is Exclude<FeelValue, null | string | boolean> {
  if (value instanceof Big || Array.isArray(value) || feelType in value) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Reads an entry of a context, or null; never anything inherited. */
export const entryOf = (context: FeelContext, name: string): FeelValue =>
  Object.hasOwn(context, name) ? toFeel(context[name]) : null;

/** Makes a context; safe with any key, `__proto__` included. */
export const contextOf = (entries: Iterable<readonly [string, unknown]>): FeelContext => Object.fromEntries(entries);

export const rangeOf = (start: FeelPoint, end: FeelPoint, startIncluded: boolean, endIncluded: boolean): FeelRange => ({
  [feelType]: 'range',
  start,
  end,
  startIncluded,
  endIncluded,
});
