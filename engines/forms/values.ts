/** A file that the caller keeps; `size` in bytes, `type` is its media type. */
export interface FileReference {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly type: string;
}

/** Codes of the division from the outermost level inwards, and the rest of the address as text. */
export interface Address {
  readonly division: readonly string[];
  readonly detail: string;
}

/**
 * What a field or cell holds: dates `YYYY-MM-DD`, times `hh:mm`, moments `YYYY-MM-DDThh:mm:ss` in China Standard Time,
 * money in yuan, choices as codes. Null means empty; a list is empty as `[]`.
 */
export type CellValue = null | string | number | boolean | readonly string[] | Address | FileReference | readonly FileReference[];

/** One row of a sub-table; `rowId` stays the same while the row lives, whatever happens to its neighbours. */
export interface RowValue {
  readonly rowId: number;
  readonly [column: string]: CellValue;
}

export type FormValue = CellValue | readonly RowValue[];

/** The record of a form: a key for every field that applies to this case. */
export type FormData = Readonly<Record<string, FormValue>>;

/** Answers as they come from a person or another system: nothing about them is certain. */
export type RawAnswers = Readonly<Record<string, unknown>>;

/** Where a value came from: name of the source, ISO moment, and whether the person may change it. */
export interface Provenance {
  readonly source: string;
  readonly at: string;
  readonly locked: boolean;
}

/** Tells whether nothing has been given. */
export const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** Reads an own property of something from outside; inherited names such as `constructor` are not found. */
export const own = (holder: unknown, key: string): unknown =>
  typeof holder === 'object' && holder !== null && Object.hasOwn(holder, key) ? (holder as Record<string, unknown>)[key] : undefined;

/** Compares two JSON values by content. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && sameValue(own(a, key), own(b, key)));
}
