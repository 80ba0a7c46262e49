import { contextOf, entryOf, isContext, toFeel } from '../values/values.ts';
import type { FeelContext, FeelList, FeelValue } from '../values/values.ts';
import { builtin } from './signature.ts';
import type { Builtin } from './signature.ts';

/** The context functions of DMN 10.3.4.10. */
export const contextBuiltins: Record<string, Builtin> = {
  'get value': builtin('m: context, key: string | m: context, keys: list', 'any', (_, m, keys) => valueAt(m, typeof keys === 'string' ? [keys] : keys)),
  'get entries': builtin('m: context', 'list', (_, m) => Object.entries(m).map(([key, value]) => contextOf([['key', key], ['value', value]]))),
  'context put': builtin('context: context, key: string, value: any | context: context, keys: list, value: any', 'context', (_, context, keys, value) =>
    put(context, typeof keys === 'string' ? [keys] : keys, value),
  ),
  'context merge': builtin('contexts: list', 'context', (_, contexts) => {
    const values = contexts.map(toFeel);
    return values.every(isContext) ? contextOf(values.flatMap((each) => Object.entries(each))) : null;
  }),
  context: builtin('entries: list', 'context', (_, entries) => fromEntries(entries.map(toFeel))),
};

function valueAt(m: FeelContext, keys: FeelList): FeelValue {
  let value: FeelValue = m;
  for (const key of keys) value = isContext(value) && typeof key === 'string' ? entryOf(value, key) : null;
  return keys.length === 0 ? null : value;
}

/** Puts a value at a path of keys; every key but the last must lead to a context. */
function put(context: FeelContext, [key, ...others]: FeelList, value: FeelValue): FeelContext | null {
  if (typeof key !== 'string') return null;
  if (others.length === 0) return contextOf([...Object.entries(context), [key, value]]);
  const inner = entryOf(context, key);
  const changed = isContext(inner) ? put(inner, others, value) : null;
  return changed && contextOf([...Object.entries(context), [key, changed]]);
}

/** Null unless every entry has its own key. */
function fromEntries(entries: readonly FeelValue[]): FeelContext | null {
  const pairs = entries.map((entry) => {
    const key = isContext(entry) && Object.hasOwn(entry, 'value') ? entryOf(entry, 'key') : null;
    return typeof key === 'string' && isContext(entry) ? ([key, entryOf(entry, 'value')] as const) : null;
  });
  const valid = pairs.filter((pair) => pair !== null);
  return valid.length === pairs.length && new Set(valid.map(([key]) => key)).size === valid.length ? contextOf(valid) : null;
}
