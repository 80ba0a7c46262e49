import type { CompiledExpression, JsonValue } from '../expressions/contract.ts';

export const fieldTypes = [
  'text', 'textarea', 'number', 'integer', 'money', 'date', 'dateTime', 'time',
  'radio', 'select', 'multi', 'boolean', 'cascade', 'address',
  'file', 'signature', 'subTable', 'note', 'declaration',
] as const;
export type FieldType = (typeof fieldTypes)[number];

export const textFormats = ['residentId', 'uscc', 'subjectCode', 'mobile', 'phone', 'postcode', 'email', 'plateNumber'] as const;
export type TextFormat = (typeof textFormats)[number];

export const maskKinds = ['name', 'idNumber', 'phone', 'address', 'bank'] as const;
export type MaskKind = (typeof maskKinds)[number];

/**
 * A form as an author writes it; `E` is text in the definition and a compiled expression in the compiled form.
 *
 * Pages hold sections, sections hold fields. All keys of pages, sections and fields are different from each other.
 */
export interface FormOf<E> {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly pages: readonly PageOf<E>[];
  readonly rules?: readonly RuleOf<E>[];
  /** Who may do what at which step of the process; without it every field may be written at every step. */
  readonly rights?: Readonly<Record<string, StepRights>>;
}

export interface PageOf<E> {
  readonly key: string;
  readonly title: string;
  readonly help?: string;
  /** On the phone every field of this page becomes a page of its own. */
  readonly oneByOne?: boolean;
  readonly sections: readonly SectionOf<E>[];
}

export interface SectionOf<E> {
  readonly key: string;
  readonly title: string;
  readonly help?: string;
  /** Columns on a PC, 1 to 4; 2 when absent. */
  readonly columns?: number;
  readonly visibleWhen?: E;
  readonly print?: { readonly hide?: boolean; readonly columns?: number; readonly newPage?: boolean };
  readonly fields: readonly FieldOf<E>[];
}

export interface FieldOf<E> {
  readonly key: string;
  readonly type: FieldType;
  readonly label: string;
  readonly help?: string;
  readonly example?: string;

  readonly required?: boolean;
  readonly requiredWhen?: E;
  readonly visibleWhen?: E;
  readonly readOnlyWhen?: E;
  /** The value is this expression's result and nobody types it. */
  readonly computed?: E;
  readonly default?: JsonValue;

  readonly format?: TextFormat;
  readonly minLength?: number;
  readonly maxLength?: number;
  /** A regular expression the whole text must match. */
  readonly pattern?: string;
  readonly patternMessage?: string;

  /** A number, or for dates an ISO date or `today`. */
  readonly min?: number | string;
  readonly max?: number | string;
  readonly decimals?: number;
  readonly unit?: string;

  readonly options?: readonly OptionOf<E>[];
  /** Key of a code table, handed over when the form is opened. */
  readonly dictionary?: string;
  /** Keeps a code of the dictionary when true; the code under test is named `option`. */
  readonly optionWhen?: E;
  /** Names of the levels of a cascade or address, outermost first. */
  readonly levels?: readonly string[];

  /** Least and most choices, files or rows. */
  readonly minItems?: number;
  readonly maxItems?: number;
  /** File name endings without the dot. */
  readonly accept?: readonly string[];
  readonly maxSizeMb?: number;

  readonly columns?: readonly FieldOf<E>[];
  /** Rules checked row by row; names mean the columns of the row first, then the fields of the form. */
  readonly rules?: readonly RuleOf<E>[];

  /** What a note says, or what is declared. */
  readonly text?: string;

  readonly mask?: MaskKind;
  /** Personal information: the caller encrypts it at rest. */
  readonly personal?: boolean;
  /** What the city may already know, e.g. `subject.name`. */
  readonly prefill?: string;

  /** Columns taken up on a PC. */
  readonly span?: number;
  readonly print?: { readonly hide?: boolean; readonly span?: number };
}

export interface OptionOf<E> {
  readonly value: string;
  readonly label: string;
  readonly help?: string;
  readonly when?: E;
  /** Of several choices this one stands alone, like “none of these”. */
  readonly exclusive?: boolean;
}

export interface RuleOf<E> {
  readonly key: string;
  /** The contradiction: when it is true the message is shown. */
  readonly when: E;
  readonly message: string;
  /** Where the message is shown: keys of fields, in a sub-table keys of columns. */
  readonly fields: readonly string[];
  /** A warning does not stop anybody; `error` when absent. */
  readonly level?: ProblemLevel;
}

/** Names of pages, sections, fields, `table.column`, or `*` for all; what is not named may be read. */
export interface StepRights {
  readonly write?: readonly string[];
  readonly hidden?: readonly string[];
}

export type ProblemLevel = 'error' | 'warning';

export type FormDefinition = FormOf<string>;
export type CompiledForm = FormOf<CompiledExpression> & {
  /** Fingerprint of the definition as the caller computed it; null when it gave none. */
  readonly hash: string | null;
};
export type CompiledField = FieldOf<CompiledExpression>;
export type CompiledSection = SectionOf<CompiledExpression>;
export type CompiledRule = RuleOf<CompiledExpression>;
export type CompiledOption = OptionOf<CompiledExpression>;

/** All fields of a form in their order. */
export const fieldsOf = <E>(form: FormOf<E>): FieldOf<E>[] => form.pages.flatMap((page) => page.sections.flatMap((section) => section.fields));
