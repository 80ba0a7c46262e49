import { isValidDate, type IsoDate } from '../../kernel/dates.ts';

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;

/** What a resident identity number says of its holder. */
export interface ResidentFacts {
  /** Division in which the number was first given, six digits. */
  readonly divisionCode: string;
  readonly birthDate: IsoDate;
  readonly gender: 'male' | 'female';
}

/**
 * The check character of a resident identity number, `X` for ten; null when the 17 characters are not digits.
 *
 * @source GB 11643-1999, ISO 7064 MOD 11-2
 */
export function residentIdCheck(first17: string): string | null {
  if (!/^\d{17}$/.test(first17)) return null;
  const sum = [...first17].reduce((total, digit, index) => total + Number(digit) * (weights[index] ?? 0), 0);
  return '10X98765432'[sum % 11] ?? null;
}

/** Reads a resident identity number (18 characters, capital X); null when date or check character are wrong. */
export function readResidentId(text: string): ResidentFacts | null {
  if (text.length !== 18 || residentIdCheck(text.slice(0, 17)) !== text[17]) return null;
  const birthDate = `${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`;
  if (!/^[1-9]/.test(text) || !isValidDate(birthDate)) return null;
  return { divisionCode: text.slice(0, 6), birthDate, gender: Number(text[16]) % 2 === 1 ? 'male' : 'female' };
}

/** Whether the text is a resident identity number with a real date and the right check character. */
export const isResidentId = (text: string): boolean => readResidentId(text) !== null;
