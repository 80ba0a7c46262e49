/** Light types: enough to find plain mistakes, never in the way of what cannot be known. */
import { normalizeContextKey } from '@bpmn-io/lezer-feel';

const scalarLabels = {
  any: '任意值',
  boolean: '是否值',
  string: '文字',
  number: '数字',
  date: '日期',
  time: '时间',
  'date and time': '日期时间',
  'days and time duration': '天时分秒时长',
  'years and months duration': '年月时长',
  function: '函数',
};

type Scalar = keyof typeof scalarLabels;

/**
 * The declared type of a name: `number`, `string[]`, `{ list: { price: 'number' } }` for rows, `{ context: {...} }`
 * for a group of fields.
 */
export type NameType = Scalar | `${Scalar}[]` | { readonly list: Names } | { readonly context: Names };

/** The names an expression may use; they may be Chinese and may contain spaces. `?` is the input of unary tests. */
export type Names = { readonly [name: string]: NameType };

/** What the compiler knows of a value; a context of unknown entries holds null. */
export type Type = Scalar | 'null' | 'range' | { readonly list: Type } | { readonly context: ReadonlyMap<string, Type> | null };

export const anyList: Type = { list: 'any' };

/** Names a type in Chinese, for problems. */
export function typeLabel(type: Type): string {
  if (typeof type === 'object') return 'list' in type ? '列表' : '一组字段';
  return type === 'null' ? '空值' : type === 'range' ? '区间' : scalarLabels[type];
}

export function typeOfName(declared: NameType): Type {
  if (typeof declared === 'object') {
    return 'list' in declared ? { list: { context: typesOfNames(declared.list) } } : { context: typesOfNames(declared.context) };
  }
  return declared.endsWith('[]') ? { list: declared.slice(0, -2) as Scalar } : (declared as Scalar);
}

const typesOfNames = (names: Names): Map<string, Type> => new Map(Object.entries(names).map(([name, type]) => [name, typeOfName(type)]));

/** Reads the type that a built-in declares for a parameter or result. */
export function typeOfBuiltin(name: string): Type {
  if (name === 'list') return anyList;
  if (name === 'context') return { context: null };
  return name === 'range' || name in scalarLabels ? (name as Scalar | 'range') : 'any';
}

/** Nothing can be said of these. */
export const isUnknown = (type: Type): boolean => type === 'any' || type === 'null';

/** Tells whether a value of this type may have entries that nobody declared. */
export const isOpen = (type: Type): boolean => isUnknown(type) || (typeof type === 'object' && 'context' in type && type.context === null);

/** Finds a declared entry however its name is spaced, and gives its name as declared. */
export function entryOfType(type: Type, key: string): { name: string; type: Type } | null {
  const entries = typeof type === 'object' && 'context' in type ? type.context : null;
  for (const [name, entry] of entries ?? []) {
    if (name === key || normalizeContextKey(name) === key) return { name, type: entry };
  }
  return null;
}

export const entryNames = (type: Type): string[] => (typeof type === 'object' && 'context' in type ? [...(type.context?.keys() ?? [])] : []);

export const itemType = (type: Type): Type => (typeof type === 'object' && 'list' in type ? type.list : type);

/** Two types that equal values can have. */
export function canEqual(a: Type, b: Type): boolean {
  return isUnknown(a) || isUnknown(b) || kindOf(a) === kindOf(b);
}

/** Two types whose values can be ordered. */
export function canOrder(a: Type, b: Type): boolean {
  return [a, b].every((type) => isUnknown(type) || ordered.includes(kindOf(type))) && canEqual(a, b);
}

/** Types that can stand where a built-in asks for another: `list` takes single values, `point` all that has an order. */
export function canPass(actual: Type, expected: string): boolean {
  if (isUnknown(actual) || expected === 'any' || expected === 'list') return true;
  return expected === 'point' ? ordered.includes(kindOf(actual)) : kindOf(actual) === expected;
}

const durations = ['days and time duration', 'years and months duration'];
const moments = ['date', 'time', 'date and time'];
const ordered = ['number', 'string', ...moments, ...durations];

const kindOf = (type: Type): string => (typeof type === 'object' ? ('list' in type ? 'list' : 'context') : type);

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '**';

/** The type of the result, `any` when that is open, null when no two values of these types go together. */
export function arithmeticType(operator: ArithmeticOperator, a: Type, b: Type): Type | null {
  const candidates = (type: Type) => (isUnknown(type) ? ordered : [kindOf(type)]);
  const results = new Set(candidates(a).flatMap((left) => candidates(b).flatMap((right) => resultOf(operator, left, right) ?? [])));
  return results.size === 0 ? null : results.size === 1 ? ([...results][0] as Scalar) : 'any';
}

function resultOf(operator: ArithmeticOperator, a: string, b: string): string | null {
  if (a === 'number' && b === 'number') return 'number';
  const [leftLong, rightLong] = [durations.includes(a), durations.includes(b)];
  switch (operator) {
    case '+':
      if (a === 'string' && b === 'string') return 'string';
      return leftLong ? resultOfShift(b, a) : rightLong ? resultOfShift(a, b) : null;
    case '-':
      if (rightLong) return resultOfShift(a, b);
      return moments.includes(a) && moments.includes(b) && (a === 'time') === (b === 'time') ? 'days and time duration' : null;
    case '*':
      return leftLong && b === 'number' ? a : rightLong && a === 'number' ? b : null;
    case '/':
      return leftLong && b === 'number' ? a : leftLong && a === b ? 'number' : null;
    case '**':
      return null;
  }
}

/** A date, time or duration moved by a duration. */
function resultOfShift(moved: string, by: string): string | null {
  if (moved === by) return moved;
  return moments.includes(moved) && !(moved === 'time' && by === 'years and months duration') ? moved : null;
}
