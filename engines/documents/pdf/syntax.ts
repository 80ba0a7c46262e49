import { chinaDate, chinaTime } from '../../../kernel/dates.ts';

/** Points in a millimetre. */
export const pointsPerMm = 72 / 25.4;

/** Writes a number as PDF wants it: no exponent, at most three decimals. */
export const number = (value: number): string => String(Math.round(value * 1000) / 1000);

/** Writes numbers with spaces between. */
export const numbers = (...values: readonly number[]): string => values.map(number).join(' ');

const hex4 = (unit: number): string => unit.toString(16).padStart(4, '0');

/** Writes text in UTF-16BE as hexadecimal digits. */
export function utf16Hex(text: string): string {
  let hex = '';
  for (let index = 0; index < text.length; index++) hex += hex4(text.charCodeAt(index));
  return hex;
}

/** Writes a text string that may hold Chinese, for titles, names and reasons. */
export const textString = (text: string): string => `<feff${utf16Hex(text)}>`;

/** Writes a moment as a PDF date in China Standard Time. */
export function dateString(at: Date): string {
  const digits = `${chinaDate(at)}${chinaTime(at)}`.replace(/\D/g, '');
  return `(D:${digits}${String(at.getUTCSeconds()).padStart(2, '0')}+08'00')`;
}
