import type { Plan } from '../plan.ts';
import { nameKey } from './syntax.ts';
import { entryNames, entryOfType, isOpen } from './types.ts';
import type { Type } from './types.ts';

/** A local variable while compiling; `item` variables also lend the names of their fields. */
export type Binding = {
  /** Null for a place that nothing can name. */
  readonly name: string | null;
  readonly kind: 'variable' | 'item' | 'partial';
  readonly type: Type;
  /** Where in the scope its value comes from, if it does. */
  readonly path: readonly string[] | null;
  readonly outer: Binding | null;
};

export const variable = (name: string | null, outer: Binding | null, type: Type = 'any', path: Binding['path'] = null): Binding => ({
  name: name === null ? null : nameKey(name),
  kind: 'variable',
  type,
  path,
  outer,
});

/** Something with a plan, and what is known of it before it is used. */
export type Translated = {
  readonly plan: Plan;
  readonly type: Type;
  /** The path of the scope it stands for; reading is noted when it is used, for a longer path may follow. */
  readonly path: readonly string[] | null;
};

export const translated = (plan: Plan, type: Type = 'any', path: Translated['path'] = null): Translated => ({ plan, type, path });

/** What a name may mean among the locals: fields of the rows that filters go through, or a variable. */
export type Found = {
  /** Rows that may have such a field, innermost first. */
  readonly fields: readonly { readonly position: number; readonly name: string; readonly path: readonly string[] | null; readonly type: Type }[];
  /** What it means when none of these rows has it; null when it is not local. */
  readonly otherwise: Translated | null;
};

/** Looks a name up among the locals, innermost first, as far as a binding that certainly has it. */
export function findLocal(key: string, bindings: Binding | null): Found {
  const fields: Found['fields'][number][] = [];
  let position = 0;
  for (let binding = bindings; binding; binding = binding.outer, position++) {
    if (binding.name === key) {
      return { fields, otherwise: translated([binding.kind === 'partial' ? 'partial' : 'local', position], binding.type, binding.path) };
    }
    if (binding.kind !== 'item') continue;
    const entry = entryOfType(binding.type, key);
    const path = binding.path && [...binding.path, entry?.name ?? key];
    if (entry) return { fields, otherwise: translated(['path', ['local', position], entry.name], entry.type, path) };
    if (isOpen(binding.type)) fields.push({ position, name: key, path, type: 'any' });
  }
  return { fields, otherwise: null };
}

/** All names that rows and local variables offer, for suggestions. */
export function localNames(bindings: Binding | null): string[] {
  const names: string[] = [];
  for (let binding = bindings; binding; binding = binding.outer) {
    if (binding.name !== null) names.push(binding.name);
    if (binding.kind === 'item') names.push(...entryNames(binding.type));
  }
  return names;
}
