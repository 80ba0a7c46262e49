import { feelType, isContext, isList, isNumber, toFeel, toJson } from '../../expressions/contract.ts';
import type { FeelDate, FeelRange, FeelTime, FeelValue } from '../../expressions/contract.ts';

const mostItems = 10;

/** Says a value in Chinese, as it stands in a sentence: texts in quotes, dates as `2026年1月31日`. */
export function describeValue(value: FeelValue): string {
  if (typeof value === 'string') return `“${value}”`;
  if (isList(value)) return describeItems(value.map((item) => describeValue(toFeel(item))));
  if (isContext(value)) return describeItems(Object.entries(value).map(([name, entry]) => `${name}：${describeValue(toFeel(entry))}`));
  return plainValue(value);
}

/** Says a value where it stands alone, without quotes. */
export const plainText = (value: FeelValue): string => (typeof value === 'string' ? value : describeValue(value));

function describeItems(items: readonly string[]): string {
  if (items.length === 0) return '（无）';
  return items.length > mostItems ? `${items.slice(0, mostItems).join('、')}等 ${items.length} 项` : items.join('、');
}

function plainValue(value: FeelValue): string {
  if (value === null) return '空';
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value !== 'object' || isNumber(value) || isList(value)) return String(toJson(value));
  switch (value[feelType]) {
    case 'date':
      return describeDate(value);
    case 'time':
      return describeTime(value);
    case 'date and time':
      return `${describeDate(value.date)} ${describeTime(value.time)}`;
    case 'days and time duration':
      return describeParts(value.ms, [[86_400_000, '天'], [3_600_000, '小时'], [60_000, '分钟'], [1000, '秒']]);
    case 'years and months duration':
      return describeParts(value.months, [[12, '年'], [1, '个月']]);
    case 'range':
      return describeRange(value);
    default:
      return '函数';
  }
}

const describeDate = ({ year, month, dayOfMonth }: FeelDate): string => `${year}年${month}月${dayOfMonth}日`;

/** Seconds and zones only where they say something. */
function describeTime(time: FeelTime): string {
  const text = String(toJson(time));
  return text.replace(/^(\d\d:\d\d):00/, '$1').replace(/\+08:00$/, '');
}

function describeParts(size: number, units: readonly (readonly [number, string])[]): string {
  let left = Math.abs(size);
  const parts = units.flatMap(([unit, name]) => {
    const count = Math.floor(left / unit);
    left -= count * unit;
    return count === 0 ? [] : [`${count} ${name}`];
  });
  return parts.length === 0 ? `0 ${units.at(-1)?.[1] ?? ''}` : `${size < 0 ? '负 ' : ''}${parts.join(' ')}`;
}

/** Words for the order of numbers, and of moments. */
export function orderWords(value: FeelValue): Record<'<' | '<=' | '>' | '>=', string> {
  const isMoment = typeof value === 'object' && value !== null && !isNumber(value) && !isList(value) && ['date', 'time', 'date and time'].includes(value[feelType] ?? '');
  return isMoment ? { '<': '早于 ', '<=': '不晚于 ', '>': '晚于 ', '>=': '不早于 ' } : { '<': '小于 ', '<=': '不超过 ', '>': '大于 ', '>=': '不低于 ' };
}

/** `不低于 20 且不超过 150`. */
export function describeRange({ start, end, startIncluded, endIncluded }: Pick<FeelRange, 'start' | 'end' | 'startIncluded' | 'endIncluded'>): string {
  const low = start === null ? '' : `${orderWords(start)[startIncluded ? '>=' : '>']}${describeValue(start)}`;
  const high = end === null ? '' : `${orderWords(end)[endIncluded ? '<=' : '<']}${describeValue(end)}`;
  return [low, high].filter((part) => part !== '').join(' 且 ');
}
