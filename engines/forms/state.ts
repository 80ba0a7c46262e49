import type { CodeItem, CodeTables } from './codes.ts';
import type { CompiledForm } from './definition.ts';
import type { Plan } from './plan.ts';
import type { Fault, Problem } from './problems.ts';
import type { Access } from './rights.ts';
import type { CellValue, Provenance, RawAnswers } from './values.ts';

/** What a form is opened with. */
export interface FormGiven {
  /** The record so far, as the server keeps it. */
  readonly data?: RawAnswers;
  /** What a person has typed since: a draft, or what the browser sent. A missing key leaves the record as it is. */
  readonly answers?: RawAnswers;
  /** Step of the process, which decides the rights; null for all rights. */
  readonly step?: string | null;
  /** Shows the record as it is: nothing may be written, and nothing recorded is worked out anew. */
  readonly asRecorded?: boolean;
  readonly codes?: CodeTables;
  readonly now: Date;
  /** Marks of values the city already knew, by field. */
  readonly provenance?: Readonly<Record<string, Provenance>>;
}

/** Everything known about one field or cell at this moment. */
export interface CellState {
  readonly shown: boolean;
  readonly readOnly: boolean;
  /** Nobody may change it now, whatever the rights: it is locked, or its condition says so. */
  readonly frozen: boolean;
  readonly required: boolean;
  /** What a person gave in this sitting, as given; undefined when untouched. */
  readonly answer: unknown;
  /** What the control shows: the answer, else the value of the record or the default. */
  readonly input: unknown;
  /** What counts: null while hidden, unreadable or empty. Sub-tables have `rows` instead. */
  readonly value: CellValue;
  /** The value as expressions see it. */
  readonly feel: unknown;
  /** Why the input could not be read. */
  readonly fault: Fault | null;
  /** What may be chosen now; null when the field has no choices or its code table is missing. */
  readonly options: readonly CodeItem[] | null;
  readonly problems: readonly Problem[];
}

/** State of a field of the form; the `answer` of a sub-table is its rows as given, null when they could not be read. */
export interface FieldState extends CellState {
  /** Rows of a sub-table, else null. */
  readonly rows: readonly RowState[] | null;
}

export interface RowState {
  readonly id: number;
  /** The row in the record, null for a new one. */
  readonly stored: RawAnswers | null;
  readonly answers: RawAnswers;
  readonly cells: readonly CellState[];
  /** The values of the cells as expressions see them. */
  readonly scope: Readonly<Record<string, unknown>>;
  readonly ruleProblems: readonly (Problem | null)[];
}

/** A form being filled. Treat it as closed: read it through the functions of the contract. */
export interface FormState {
  readonly form: CompiledForm;
  readonly setting: Setting;
  /** By position in the plan. */
  readonly sections: readonly boolean[];
  readonly fields: readonly FieldState[];
  readonly ruleProblems: readonly (Problem | null)[];
}

/** What stays the same while a form is open. */
export interface Setting {
  readonly plan: Plan;
  readonly access: Access;
  /** False when the answers were too much to be looked at. */
  readonly answersFit: boolean;
  readonly stored: RawAnswers;
  readonly codes: CodeTables;
  readonly now: Date;
  /** Today in China Standard Time. */
  readonly today: string;
  readonly provenance: Readonly<Record<string, Provenance>>;
}

export const untouchedCell: CellState = {
  shown: false,
  readOnly: false,
  frozen: false,
  required: false,
  answer: undefined,
  input: undefined,
  value: null,
  feel: null,
  fault: null,
  options: null,
  problems: [],
};
