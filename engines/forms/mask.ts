import type { MaskKind } from './definition.ts';

const stars = (count: number): string => '*'.repeat(count);

/** Keeps the first and last characters; a text too short for that shows its first, a single character nothing. */
function middle(text: string, head: number, tail: number): string {
  const characters = [...text];
  if (characters.length === 1) return stars(1);
  if (characters.length <= head + tail) return characters.slice(0, 1).join('') + stars(characters.length - 1);
  return characters.slice(0, head).join('') + stars(characters.length - head - tail) + characters.slice(characters.length - tail).join('');
}

/** The doorplate is what singles out a home: digits and what follows them go, at least the second half. */
function maskAddress(text: string): string {
  const characters = [...text];
  const digit = characters.findIndex((each) => /[\d０-９]/.test(each));
  const kept = Math.min(digit === -1 ? Infinity : digit, Math.ceil(characters.length / 2));
  return `${characters.slice(0, kept).join('').trimEnd()}****`;
}

/**
 * Hides the telling part of a text: `张*三`, `4112***********018`, `138****5678`.
 *
 * The address loses its second half and every house number, the bank account all but its last four digits.
 */
export function maskValue(kind: MaskKind, text: string): string {
  if (text === '') return '';
  switch (kind) {
    case 'name':
      return middle(text, 1, 1);
    case 'idNumber':
      return middle(text, 4, 3);
    case 'phone':
      return middle(text, 3, 4);
    case 'address':
      return maskAddress(text);
    case 'bank':
      return middle(text, 0, 4);
  }
}
