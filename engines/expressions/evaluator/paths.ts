import { spend } from '../values/budget.ts';
import { temporalProperty } from '../values/temporal.ts';
import { entryOf, feelType, isList, isNumber, toFeel } from '../values/values.ts';
import type { FeelRange, FeelValue, Run } from '../values/values.ts';
import type { Code } from './code.ts';

export const pathCode =
  (source: Code, name: string): Code =>
  (frame, run) =>
    property(source(frame, run), name, run);

/** An entry of a context, a property of a date, duration or range; of a list, that of every item. */
export function property(value: FeelValue, name: string, run: Run): FeelValue {
  if (value === null || typeof value !== 'object' || isNumber(value)) return null;
  if (isList(value)) return value.map((item) => spend(run) && property(toFeel(item), name, run));
  switch (value[feelType]) {
    case undefined:
      return entryOf(value, name);
    case 'range':
      return rangeProperty(value, name);
    case 'function':
      return null;
    default:
      return temporalProperty(value, name);
  }
}

function rangeProperty(range: FeelRange, name: string): FeelValue {
  switch (name) {
    case 'start':
      return range.start;
    case 'end':
      return range.end;
    case 'start included':
      return range.startIncluded;
    case 'end included':
      return range.endIncluded;
    default:
      return null;
  }
}
