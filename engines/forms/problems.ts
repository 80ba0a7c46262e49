import type { ProblemLevel } from './definition.ts';

/** Kinds of complaint, for machines and tests. */
export type ProblemCode = 'required' | 'type' | 'format' | 'length' | 'range' | 'option' | 'count' | 'file' | 'codes' | 'computation' | 'rule' | 'limit';

/** One complaint about the answers, in words for the person who fills the form. */
export interface Problem {
  /** Field, `table` or `table[2].column`; empty for the form as a whole. */
  readonly path: string;
  readonly code: ProblemCode;
  readonly level: ProblemLevel;
  readonly message: string;
  /** Further fields beside which the message of a rule is shown. */
  readonly alsoAt?: readonly string[];
}

/** A complaint that does not yet know the name of its place. */
export interface Fault {
  readonly code: ProblemCode;
  /** Makes the sentence; `name` is the label, inside a sub-table together with its row. */
  readonly say: (name: string) => string;
}

export const fault = (code: ProblemCode, say: (name: string) => string): Fault => ({ code, say });

/** Attaches a fault to its place. */
export const problemAt = (path: string, name: string, { code, say }: Fault): Problem => ({ path, code, level: 'error', message: say(name) });
