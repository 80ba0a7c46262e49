import { readAnswer } from './answers.ts';
import { fieldsOf, type CompiledForm } from './definition.ts';
import { readRows } from './rows.ts';
import { own, type Provenance, type RowValue } from './values.ts';

/** Something the city already knows, with where and when it was read. */
export interface KnownFact extends Provenance {
  readonly value: unknown;
}

export interface Prefilled {
  /** Values to put into the record before the form is opened. */
  readonly data: Readonly<Record<string, unknown>>;
  /** Their marks, to be kept beside the record. */
  readonly provenance: Readonly<Record<string, Provenance>>;
}

/**
 * Fills the fields whose `prefill` names a known fact.
 *
 * A fact that does not fit its field is left out, so that the person is simply asked.
 *
 * @param facts - by the names used in definitions, e.g. `subject.name`
 */
export function prefillForm(form: CompiledForm, facts: Readonly<Record<string, KnownFact>>): Prefilled {
  const data: Record<string, unknown> = {};
  const provenance: Record<string, Provenance> = {};
  for (const field of fieldsOf(form)) {
    const fact = field.prefill === undefined ? undefined : (own(facts, field.prefill) as KnownFact | undefined);
    if (!fact || fact.value === null || fact.value === undefined) continue;
    const value = field.type === 'subTable' ? rowsOf(fact.value) : readAnswer(field, fact.value).value;
    if (value === null || (Array.isArray(value) && value.length === 0)) continue;
    data[field.key] = value;
    provenance[field.key] = { source: fact.source, at: fact.at, locked: fact.locked };
  }
  return { data, provenance };
}

const rowsOf = (value: unknown): RowValue[] | null => readRows(value)?.map((row) => ({ ...row.answers, rowId: row.id }) as RowValue) ?? null;
