import type { Context } from '../../../kernel/context.ts';
import { fieldsOf, type CodeTables, type CompiledForm } from '../../../engines/forms/contract.ts';
import { codeTables } from '../../platform/dictionaries/api.ts';

/** The code lists a form's fields choose from. */
export function codesFor(ctx: Context, form: CompiledForm): Promise<CodeTables> {
  const keys = fieldsOf(form).flatMap((field) => [field.dictionary, ...(field.columns ?? []).map((column) => column.dictionary)]);
  return codeTables(ctx, [...new Set(keys.filter((key): key is string => key !== undefined))]);
}
