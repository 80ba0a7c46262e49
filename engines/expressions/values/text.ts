import { spend } from './budget.ts';
import { dateText } from './dates.ts';
import { decimalText } from './decimals.ts';
import { durationText } from './durations.ts';
import { dateTimeText, timeText } from './times.ts';
import { feelType, isContext, isList, isNumber, toFeel } from './values.ts';
import type { FeelContext, FeelList, FeelValue, Run } from './values.ts';

/** FEEL's `string(x)`: text as it is, everything else as it would be written in an expression. */
export function textOf(value: FeelValue, run: Run): string {
  return typeof value === 'string' ? value : literalText(value, run);
}

function literalText(value: FeelValue, run: Run): string {
  spend(run);
  if (isList(value)) return `[${value.map((item) => literalText(toFeel(item), run)).join(', ')}]`;
  return isContext(value) ? contextText(value, run) : atomText(value);
}

/** The text of a value that has no parts of its own. */
export function atomText(value: Exclude<FeelValue, FeelList | FeelContext>): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (value === null || typeof value === 'boolean') return String(value);
  if (isNumber(value)) return decimalText(value);
  switch (value[feelType]) {
    case 'date':
      return dateText(value);
    case 'time':
      return timeText(value);
    case 'date and time':
      return dateTimeText(value);
    case 'days and time duration':
    case 'years and months duration':
      return durationText(value);
    case 'range':
      return `${value.startIncluded ? '[' : '('}${atomText(value.start)}..${atomText(value.end)}${value.endIncluded ? ']' : ')'}`;
    case 'function':
      return `function(${value.parameters.join(', ')})`;
  }
}

function contextText(value: FeelContext, run: Run): string {
  const entries = Object.entries(value).map(([name, entry]) => {
    const key = /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) ? name : JSON.stringify(name);
    return `${key}: ${literalText(toFeel(entry), run)}`;
  });
  return `{${entries.join(', ')}}`;
}
