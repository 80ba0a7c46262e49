import type { CompiledExpression } from '../../expressions/contract.ts';

/** A condition or a repetition around parts of one kind. */
export type Flow<Part> =
  | { readonly kind: 'part'; readonly part: Part }
  | { readonly kind: 'if'; readonly test: CompiledExpression; readonly whenTrue: readonly Flow<Part>[]; readonly whenFalse: readonly Flow<Part>[] }
  | {
      readonly kind: 'each';
      readonly list: CompiledExpression;
      /** Name of the item inside, and of its number counted from 1. */
      readonly item: string;
      readonly position: string | null;
      readonly body: readonly Flow<Part>[];
    };

/** Fixed text or a value to fill in; `line` and `column` point into the source. */
export type InlinePart =
  | { readonly kind: 'text'; readonly text: string; readonly strong: boolean }
  | { readonly kind: 'value'; readonly value: CompiledExpression; readonly strong: boolean; readonly line: number; readonly column: number };

export type InlineFlow = readonly Flow<InlinePart>[];

export interface TableColumn {
  /** Share of the table's width; shares are taken relative to each other. */
  readonly share: number;
  readonly align: 'left' | 'centre' | 'right';
}

export type TemplateBlock =
  | { readonly kind: 'heading'; readonly level: 1 | 2; readonly content: InlineFlow }
  | { readonly kind: 'paragraph'; readonly content: InlineFlow }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly Flow<InlineFlow>[] }
  | { readonly kind: 'table'; readonly columns: readonly TableColumn[]; readonly header: readonly InlineFlow[]; readonly rows: readonly Flow<readonly InlineFlow[]>[] };

/** Where and by when a decision may be contested. */
export interface TemplateRemedy {
  readonly review: InlineFlow;
  readonly court: InlineFlow;
  readonly reviewDays: number;
  readonly courtMonths: number;
}

/** A letter template that passed its checks; plain JSON. */
export interface CompiledTemplate {
  readonly title: InlineFlow;
  /** What kind of letter it is, as files and lists call it (文种). */
  readonly kind: string;
  readonly number: InlineFlow | null;
  readonly addressee: InlineFlow | null;
  readonly signer: InlineFlow;
  readonly date: InlineFlow | null;
  readonly sealed: boolean;
  readonly remedy: TemplateRemedy | null;
  readonly body: readonly Flow<TemplateBlock>[];
}

/** One fault of a template; line and column start at 1. */
export interface TemplateProblem {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** Filled text in one weight. */
export interface TextRun {
  readonly text: string;
  readonly strong: boolean;
}

export type LetterBlock =
  | { readonly kind: 'heading'; readonly level: 1 | 2; readonly runs: readonly TextRun[] }
  | { readonly kind: 'paragraph'; readonly runs: readonly TextRun[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly TextRun[])[] }
  | {
      readonly kind: 'table';
      readonly columns: readonly TableColumn[];
      readonly header: readonly (readonly TextRun[])[];
      readonly rows: readonly (readonly (readonly TextRun[])[])[];
    };

/** A letter with all its values; ready to be shown or made into a PDF. */
export interface FilledLetter {
  readonly title: string;
  readonly kind: string;
  readonly number: string | null;
  readonly addressee: string | null;
  readonly signer: string;
  /** As it stands in the letter, such as 2026年10月15日; null lets the day of making stand. */
  readonly date: string | null;
  readonly sealed: boolean;
  readonly blocks: readonly LetterBlock[];
}

/** A place that had no value when the letter was filled; a letter with blanks should not be sent. */
export interface LetterBlank {
  readonly line: number;
  readonly column: number;
  /** The expression that gave nothing. */
  readonly source: string;
}
