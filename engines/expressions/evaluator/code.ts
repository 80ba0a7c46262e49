import type { FeelValue, Run } from '../values/values.ts';

/** One local variable and, outwards, those around it. */
export type Frame = { value: FeelValue; readonly outer: Frame | null };

/** A plan made callable. */
export type Code = (frame: Frame | null, run: Run) => FeelValue;

/** `x in list`, or `x in from..to` when the second is there. */
export type IterationCode = readonly [Code, Code | null];

export const bind = (value: FeelValue, outer: Frame | null): Frame => ({ value, outer });

/** The value so many bindings outwards. */
export function localOf(frame: Frame | null, position: number): FeelValue {
  let found = frame;
  for (let left = position; left > 0 && found; left--) found = found.outer;
  return found ? found.value : null;
}
