import type { Context } from '../../../kernel/context.ts';
import { fieldsOf, type CodeTables, type CompiledForm } from '../../../engines/forms/contract.ts';
import { codeTables } from '../../platform/dictionaries/api.ts';

/** The code tables that a form's fields choose from. */
export function codesOf(ctx: Context, form: CompiledForm): Promise<CodeTables> {
  const named = fieldsOf(form).flatMap((field) => [field.dictionary ?? [], (field.columns ?? []).map((column) => column.dictionary ?? [])].flat(2));
  return codeTables(ctx, [...new Set(named)]);
}
