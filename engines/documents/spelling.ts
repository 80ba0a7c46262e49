import { chinaDate, chinaTime, isValidDate, type IsoDate } from '../../kernel/dates.ts';

/** Writes a day as official letters do, without spaces: 2026年10月9日. */
export const spellDate = (date: IsoDate): string =>
  `${date.slice(0, 4)}年${Number(date.slice(5, 7))}月${Number(date.slice(8, 10))}日`;

const momentPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

/** Writes `YYYY-MM-DD`, or an instant with its zone, as a Chinese reader expects it; other text stays as it is. */
function spellText(text: string): string {
  if (isValidDate(text)) return spellDate(text);
  const at = momentPattern.test(text) ? new Date(text) : null;
  if (!at || Number.isNaN(at.getTime())) return text;
  const [hour, minute] = chinaTime(at).split(':');
  return `${spellDate(chinaDate(at))}${Number(hour)}时${minute}分`;
}

/**
 * Writes a value as text for a document: dates in Chinese, 是 and 否, lists joined by 、.
 *
 * Returns the empty string for null and for groups of values, which have no text of their own.
 */
export function spellValue(value: unknown): string {
  if (typeof value === 'string') return spellText(value);
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (Array.isArray(value)) return value.map(spellValue).filter((part) => part !== '').join('、');
  return '';
}
