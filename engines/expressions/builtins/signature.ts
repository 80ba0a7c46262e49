import { spend, spendOnText } from '../values/budget.ts';
import { feelType, isList, typeOf } from '../values/values.ts';
import type {
  FeelContext,
  FeelDate,
  FeelDateTime,
  FeelFunction,
  FeelList,
  FeelPoint,
  FeelRange,
  FeelTime,
  FeelValue,
  Run,
} from '../values/values.ts';
import type { Big } from 'big.js';

/** A built-in function: how it may be called, what it returns, what it does. */
export interface Builtin {
  readonly signatures: readonly Signature[];
  readonly returns: string;
  readonly run: (run: Run, args: readonly unknown[]) => FeelValue;
}

/** One way to call a built-in. */
export interface Signature {
  readonly parameters: readonly Parameter[];
  readonly required: number;
  /** The last parameter takes any number of arguments. */
  readonly variadic: boolean;
}

export interface Parameter {
  readonly name: string;
  readonly type: string;
}

/** The types a signature may name. A `list` also takes a single value, as a list of one. */
interface Types {
  any: FeelValue;
  boolean: boolean;
  string: string;
  number: Big;
  date: FeelDate;
  time: FeelTime;
  'date and time': FeelDateTime;
  'days and time duration': Extract<FeelValue, { readonly [feelType]: 'days and time duration' }>;
  point: Exclude<FeelPoint, null>;
  range: FeelRange;
  list: FeelList;
  context: FeelContext;
  function: FeelFunction;
}

/** The arguments that a signature text promises, e.g. `[string, Big?]` for `string: string, length?: number`. */
type Arguments<Text extends string> = Text extends `${infer One} | ${infer Others}`
  ? ArgumentsOf<One> | Arguments<Others>
  : ArgumentsOf<Text>;
type ArgumentsOf<Text extends string> = Text extends ''
  ? []
  : Text extends `${infer First}, ${infer Rest}`
    ? [...Argument<First>, ...ArgumentsOf<Rest>]
    : Argument<Text>;
type Argument<Text extends string> = Text extends `...${string}: ${infer Type}`
  ? Named<Type>[]
  : Text extends `${string}?: ${infer Type}`
    ? [(Named<Type> | undefined)?]
    : Text extends `${string}: ${infer Type}`
      ? [Named<Type>]
      : never;
type Named<Type extends string> = Type extends keyof Types ? Types[Type] : never;

/**
 * Declares a built-in by its signatures, as in `string: string, length?: number`; several are separated by ` | `.
 *
 * A call whose arguments fit none of them gives null without reaching the body.
 */
export function builtin<const Text extends string>(
  signatures: Text,
  returns: keyof Types | 'years and months duration',
  body: (run: Run, ...args: Arguments<Text>) => FeelValue,
): Builtin {
  return {
    signatures: signatures.split(' | ').map(readSignature),
    returns,
    run: (run, args) => body(run, ...(args as Arguments<Text>)),
  };
}

function readSignature(text: string): Signature {
  const parts = text === '' ? [] : text.split(', ');
  return {
    parameters: parts.map((part) => {
      const [name = '', type = ''] = part.split(': ');
      return { name: name.replace(/^\.\.\.|\?$/g, ''), type };
    }),
    required: parts.filter((part) => !part.includes('?') && !part.startsWith('...')).length,
    variadic: text.includes('...'),
  };
}

/** Makes the function value of a built-in. */
export function functionOf(definition: Builtin): FeelFunction {
  return {
    [feelType]: 'function',
    parameters: (definition.signatures[0]?.parameters ?? []).map(({ name }) => name),
    call: (args, run) => {
      payFor(args, run);
      for (const signature of definition.signatures) {
        const fitting = fit(signature, args);
        if (fitting) return definition.run(run, fitting);
      }
      return null;
    },
  };
}

/** Every built-in may look at the whole of its arguments. */
function payFor(args: readonly FeelValue[], run: Run): void {
  for (const argument of args) {
    if (typeof argument === 'string') spendOnText(run, argument.length);
    else if (isList(argument)) spend(run, argument.length);
  }
}

function fit({ parameters, required, variadic }: Signature, args: readonly FeelValue[]): unknown[] | null {
  if (args.length < required || (args.length > parameters.length && !variadic)) return null;
  const fitting: unknown[] = [];
  for (const [i, value] of args.entries()) {
    const type = parameters[Math.min(i, parameters.length - 1)]?.type ?? 'any';
    if (value === null && i >= required && !variadic) fitting.push(undefined);
    else if (type === 'any' || hasType(value, type)) fitting.push(value);
    else if (type === 'list' && value !== null) fitting.push([value]);
    else return null;
  }
  return fitting;
}

const points = new Set(['string', 'number', 'date', 'time', 'date and time', 'days and time duration', 'years and months duration']);

function hasType(value: FeelValue, type: string): boolean {
  const actual = typeOf(value);
  return actual === type || (type === 'point' && points.has(actual));
}
