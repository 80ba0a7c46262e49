/** One fault in an expression; `from` and `to` are offsets into the source, line and column start at 1. */
export type ExpressionProblem = {
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly from: number;
  readonly to: number;
  readonly source: string;
};

/** Thrown when an expression cannot be compiled (all its problems at once) or asks for too much while it runs. */
export class ExpressionError extends Error {
  readonly problems: readonly ExpressionProblem[];

  constructor(message: string, problems: readonly ExpressionProblem[] = []) {
    super(message);
    this.name = 'ExpressionError';
    this.problems = problems;
  }
}
