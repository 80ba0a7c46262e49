/** One mistake in a form definition, in words for its author. */
export interface DefinitionProblem {
  /** Where: `pages[0].sections[1].fields[2].visibleWhen`; empty for the form as a whole. */
  readonly path: string;
  readonly message: string;
  /** What to do about it. */
  readonly hint?: string;
  /** Line of the YAML text, from 1, when the definition came as text. */
  readonly line?: number;
}

/** Collects the mistakes of a definition, so that an author sees all at once. */
export interface Report {
  readonly problems: DefinitionProblem[];
  readonly add: (path: string, message: string, hint?: string) => void;
}

export function newReport(): Report {
  const problems: DefinitionProblem[] = [];
  return { problems, add: (path, message, hint) => void problems.push({ path, message, ...(hint !== undefined && { hint }) }) };
}

/** Thrown by `compileForm`; `problems` are in the order of the definition. */
export class FormDefinitionError extends Error {
  readonly problems: readonly DefinitionProblem[];

  constructor(problems: readonly DefinitionProblem[]) {
    super(`表单定义有 ${problems.length} 处需要修改：${problems.slice(0, 5).map((problem) => `${problem.path} ${problem.message}`).join('；')}`);
    this.name = 'FormDefinitionError';
    this.problems = problems;
  }
}
