import type { Context } from '../../../kernel/context.ts';
import { displayText, fieldsOf, type CompiledForm, type FormValue } from '../../../engines/forms/contract.ts';
import { codesFor } from './codes.ts';

/** The answers of a form as people read them; tables stay lists, for letters that repeat rows. */
export async function answersAsText(ctx: Context, form: CompiledForm, answers: Readonly<Record<string, unknown>>): Promise<Record<string, unknown>> {
  const codes = await codesFor(ctx, form);
  return Object.fromEntries(
    fieldsOf(form).map((field) => {
      const value = (answers[field.key] ?? null) as FormValue;
      return [field.key, field.type === 'subTable' ? (value ?? []) : displayText(field, value, codes)];
    }),
  );
}

/** What a licence shows: text, but the code itself where a licence type chooses its words or its number by the code. */
export async function answersForLicence(ctx: Context, form: CompiledForm, answers: Readonly<Record<string, unknown>>): Promise<Record<string, unknown>> {
  const coded = new Set(fieldsOf(form).flatMap((field) => (field.type === 'radio' || field.type === 'select' ? [field.key] : [])));
  const text = await answersAsText(ctx, form, answers);
  return Object.fromEntries(Object.entries(text).map(([key, shown]) => [key, coded.has(key) ? (answers[key] ?? null) : shown]));
}
