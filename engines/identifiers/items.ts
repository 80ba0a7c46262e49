import { isUscc } from './organisations.ts';

/** The parts of an implementation code (实施编码). */
export interface ItemCode {
  /** Unit that carries the item out. */
  readonly uscc: string;
  /** Level of exercise: 1 nation … 6 village, 7 shared. */
  readonly level: string;
  /** Basic code (基本编码), 12 digits. */
  readonly baseCode: string;
  /** Kind of item, two digits of the basic code, e.g. 01 licence. */
  readonly type: string;
}

/** Joins unit, level and basic code into the 31-character implementation code. */
export const taskCode = (uscc: string, level: string, baseCode: string): string => `${uscc}${level}${baseCode}`;

/**
 * Reads an implementation code; null when a part is malformed or the unit's check character is wrong.
 *
 * @source GB/T 39554.1-2020 (structure inferred from published codes: USCC 18, level 1, province 2, type 2, ministry 2, main 3, sub 3)
 */
export function readItemCode(code: string): ItemCode | null {
  const match = /^([0-9A-Z]{18})([1-7])(\d{12})$/.exec(code);
  if (!match) return null;
  const [, uscc = '', level = '', baseCode = ''] = match;
  return isUscc(uscc) ? { uscc, level, baseCode, type: baseCode.slice(2, 4) } : null;
}
