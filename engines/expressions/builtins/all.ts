import type { FeelFunction } from '../values/values.ts';
import { contextBuiltins } from './contexts.ts';
import { conversionBuiltins } from './conversions.ts';
import { dateBuiltins } from './dates.ts';
import { listBuiltins } from './lists.ts';
import { numberBuiltins } from './numbers.ts';
import { rangeBuiltins } from './ranges.ts';
import { functionOf } from './signature.ts';
import type { Builtin } from './signature.ts';
import { stringBuiltins } from './strings.ts';

/** All built-in functions by name. */
export const builtins: ReadonlyMap<string, Builtin> = new Map(
  [conversionBuiltins, dateBuiltins, stringBuiltins, listBuiltins, numberBuiltins, rangeBuiltins, contextBuiltins].flatMap((group) => Object.entries(group)),
);

const functions = new Map<string, FeelFunction>([...builtins].map(([name, definition]) => [name, functionOf(definition)]));

/** The function value of a built-in; null when there is none of this name. */
export const builtinFunction = (name: string): FeelFunction | null => functions.get(name) ?? null;
