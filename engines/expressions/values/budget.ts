import { ExpressionError } from '../problems.ts';
import type { Run } from './values.ts';

/** Takes steps from what is left; always true, so that it can stand in a condition. */
export function spend(run: Run, steps = 1): true {
  run.stepsLeft -= steps;
  if (run.stepsLeft < 0) throw tooMuch();
  return true;
}

/** Takes what working through so many characters costs. */
export const spendOnText = (run: Run, length: number): true => spend(run, 1 + (length >> 5));

export const tooMuch = (): ExpressionError => new ExpressionError('表达式计算量过大');
