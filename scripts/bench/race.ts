import type { Line } from './line.ts';

/** A race and how to run it. */
export interface Race {
  readonly name: string;
  /** What is raced. */
  readonly work: string;
  /** Against what. */
  readonly against: string;
  /** Runs it; `tell` takes what a waiting person may want to know, in Chinese. */
  run(tell: (message: string) => void): Promise<Outcome>;
}

/** What came of a race. */
export interface Outcome {
  readonly lines: readonly Line[];
  /** What a reader must know to judge the figures. */
  readonly notes: readonly string[];
  /** Parts of the race that were not run, and why. */
  readonly skipped?: readonly string[];
}

/** A target of the design that no race measures yet. */
export interface Unmeasured {
  readonly name: string;
  readonly what: string;
}
