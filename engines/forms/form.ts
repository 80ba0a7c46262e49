import { chinaDate } from '../../kernel/dates.ts';
import { readAnswer } from './answers.ts';
import type { CodeTables } from './codes.ts';
import type { CompiledField, CompiledForm } from './definition.ts';
import { planOf, type Plan } from './plan.ts';
import { problemAt, fault, type Problem } from './problems.ts';
import { withinLimits } from './limits.ts';
import { accessAt } from './rights.ts';
import { recordedRows } from './record.ts';
import { readRows } from './rows.ts';
import { settle } from './settle.ts';
import { untouchedCell, type FieldState, type FormGiven, type FormState, type Setting } from './state.ts';
import { isEmpty, own, sameValue, type FormData, type FormValue, type Provenance, type RowValue } from './values.ts';
import type { Work } from './work.ts';

const noCodes: CodeTables = {};
const tooLarge = problemAt('', '', fault('limit', () => '填写的内容过多，请精简文字或减少行数后再提交'));

/**
 * Opens a form: works out every field from the record and the answers given.
 *
 * The same in browser and server. Unknown keys are ignored, answers the step may not write are too, and so are all
 * answers when they are too much to be looked at.
 */
export function openForm(form: CompiledForm, given: FormGiven): FormState {
  const plan = planOf(form);
  const setting: Setting = {
    plan,
    access: accessAt(form, given.step ?? null, given.asRecorded),
    answersFit: withinLimits(given.answers),
    stored: given.data ?? {},
    codes: given.codes ?? noCodes,
    now: given.now,
    today: chinaDate(given.now),
    provenance: given.provenance ?? {},
  };
  const work: Work = {
    setting,
    sections: plan.sections.map(() => false),
    fields: plan.fields.map(({ field }) => untouchedField(setting, field, setting.answersFit ? own(given.answers, field.key) : undefined)),
    ruleProblems: plan.rules.map(() => null),
    waiting: new Map(plan.order.map((node) => [node, 'all'])),
  };
  settle(work);
  return stateOf(form, work);
}

function untouchedField(setting: Setting, field: CompiledField, answer: unknown): FieldState {
  const isTable = field.type === 'subTable' && answer !== undefined;
  return { ...untouchedCell, answer: isTable ? readRows(answer, recordedRows(setting, field)) : answer, rows: null };
}

/** The form as it stands after the work is done. */
export function stateOf(form: CompiledForm, { setting, sections, fields, ruleProblems }: Work): FormState {
  return { form, setting, sections, fields, ruleProblems };
}

/** Everything that is wrong, in the order of the form; rules stand with the first field they name. */
export function problemsOf({ setting, fields, ruleProblems }: FormState): Problem[] {
  const ofFields = fields.flatMap((state, at) => {
    const { field, rules } = setting.plan.fields[at]!;
    const ofRows = (state.rows ?? []).flatMap((row) => [
      ...row.cells.flatMap((cell) => cell.problems),
      ...row.ruleProblems.filter((problem) => problem !== null),
    ]);
    const ofRules = rules.flatMap((rule) => (ruleProblems[rule]?.path === field.key ? [ruleProblems[rule]] : []));
    return [...state.problems, ...ofRows, ...ofRules];
  });
  return setting.answersFit ? ofFields : [tooLarge, ...ofFields];
}

/**
 * The record: every field that applies, cleaned; hidden and unknown fields are not in it.
 *
 * A field this step may write is present even when empty, so that emptying it reaches the server.
 */
export function dataOf({ setting, fields }: FormState): FormData {
  const data: Record<string, FormValue> = {};
  fields.forEach((state, at) => {
    const { field } = setting.plan.fields[at]!;
    if (!state.shown || field.type === 'note') return;
    const silent = own(setting.stored, field.key) === undefined && !setting.access.mayWrite(field.key);
    if (state.rows) {
      if (!silent || state.rows.length > 0) data[field.key] = rowValues(setting.plan, at, state);
    } else if (!silent || !isEmpty(state.value)) {
      data[field.key] = state.value;
    }
  });
  return data;
}

function rowValues(plan: Plan, at: number, { rows }: FieldState): RowValue[] {
  const { columns } = plan.fields[at]!;
  return (rows ?? []).map((row) => {
    const shown = row.cells.flatMap((cell, inside) => (cell.shown ? [[columns[inside]!.field.key, cell.value] as const] : []));
    return { rowId: row.id, ...Object.fromEntries(shown) };
  });
}

/** What a person gave so far, as given, hidden fields included: what a draft keeps. */
export function answersOf({ setting, fields }: FormState): Record<string, unknown> {
  const touched = fields.flatMap((state, at): [string, unknown][] => {
    if (state.answer === undefined || (state.answer === null && state.rows)) return [];
    const { key } = setting.plan.fields[at]!.field;
    return [[key, state.rows ? state.rows.map((row) => ({ ...row.stored, ...row.answers, rowId: row.id })) : state.answer]];
  });
  return Object.fromEntries(touched);
}

/** The marks that still tell the truth: of fields whose value is the one the city knew. */
export function provenanceOf({ setting, fields }: FormState): Record<string, Provenance> {
  const kept = Object.entries(setting.provenance).filter(([key]) => {
    const at = setting.plan.fieldAt.get(key) ?? -1;
    const state = fields[at];
    if (!state?.shown) return false;
    const stored = own(setting.stored, key);
    if (state.rows) return sameValue(rowValues(setting.plan, at, state), stored);
    return sameValue(state.value, readAnswer(setting.plan.fields[at]!.field, stored).value);
  });
  return Object.fromEntries(kept);
}

/** What the server makes of the answers a browser or another system sent. */
export interface Validated {
  readonly data: FormData;
  /** Errors and warnings in the order of the form. */
  readonly problems: readonly Problem[];
  readonly provenance: Readonly<Record<string, Provenance>>;
  /** True when there is no error; warnings do not count. */
  readonly accepted: boolean;
}

/** Checks answers from outside against the form and the record. */
export function validateForm(form: CompiledForm, given: FormGiven): Validated {
  const state = openForm(form, given);
  const problems = problemsOf(state);
  return {
    data: dataOf(state),
    problems,
    provenance: provenanceOf(state),
    accepted: problems.every((problem) => problem.level !== 'error'),
  };
}
