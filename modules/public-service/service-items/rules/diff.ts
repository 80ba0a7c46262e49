import type { Difference } from '../contract.ts';

/** Most differences told; two versions that differ in more are simply different. */
export const mostDifferences = 500;

type Plain = null | boolean | number | string | readonly Plain[] | { readonly [key: string]: Plain };

const parts: Readonly<Record<string, string>> = {
  itemName: '名称', caseType: '办件类型', applicants: '申请人', limits: '时限', form: '表单', situationPages: '情形问答页', steps: '环节', materials: '材料', decisions: '规则',
  letters: '文书', licenceTypeKey: '证照类型', licenceMonths: '证照有效期（月）', numberPattern: '办件编号规则', distinctBy: '重复申请的判断', remedies: '救济机关',
  undertakings: '承诺', notices: '须知', guide: '指南', process: '流程',
};

/** Field by field what differs between two versions: form, materials, rules, letters, limits and guide, in that order of the definition. */
export function differencesOf(before: object, after: object): Difference[] {
  const found: Difference[] = [];
  compare(simplify(before), simplify(after), [], found);
  return found;
}

/** A compiled expression is compared by what its author wrote. */
function simplify(value: unknown): Plain {
  if (Array.isArray(value)) return value.map(simplify);
  if (typeof value !== 'object' || value === null) return (value ?? null) as Plain;
  if ('plan' in value && 'source' in value) return String(value.source);
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined).map(([key, each]) => [key, simplify(each)]));
}

function compare(before: Plain | undefined, after: Plain | undefined, path: readonly string[], found: Difference[]): void {
  if (found.length > mostDifferences || same(before, after)) return;
  const [a, b] = [branchesOf(before), branchesOf(after)];
  if (!a || !b) {
    found.push({ path: path.join('.'), place: placeOf(path), before: textOf(before), after: textOf(after) });
    return;
  }
  for (const key of new Set([...a.keys(), ...b.keys()])) compare(a.get(key), b.get(key), [...path, key], found);
}

const same = (a: Plain | undefined, b: Plain | undefined): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What lies inside a value, by name; things that have a key of their own are matched by it wherever they stand. */
function branchesOf(value: Plain | undefined): Map<string, Plain> | null {
  if (typeof value !== 'object' || value === null) return null;
  if (!Array.isArray(value)) return new Map(Object.entries(value));
  const keys = value.map((each) => keyOf(each as Plain));
  if (keys.some((key) => key === null) || new Set(keys).size !== keys.length) return null;
  return new Map(value.map((each, at) => [keys[at] as string, each as Plain]));
}

function keyOf(value: Plain): string | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const record = value as { readonly [key: string]: Plain };
  const key = record['key'] ?? record['name'] ?? record['value'] ?? record['title'];
  return typeof key === 'string' ? key : null;
}

const placeOf = ([part = '', ...rest]: readonly string[]): string => [parts[part] ?? part, ...rest.filter((name) => !structure.has(name))].join(' › ');

/** Names that only say how the definition is built. */
const structure: ReadonlySet<string> = new Set(['pages', 'sections', 'fields', 'columns', 'options']);

const longest = 400;

function textOf(value: Plain | undefined): string | null {
  if (value === undefined) return null;
  const text = typeof value === 'string' ? value : Array.isArray(value) && value.every((each) => typeof each === 'string') ? value.join('、') : JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
