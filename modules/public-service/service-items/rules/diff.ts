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

/** One step into a definition: its key, and how people call what lies there. */
interface Place {
  readonly key: string;
  readonly title: string;
}

function compare(before: Plain | undefined, after: Plain | undefined, path: readonly Place[], found: Difference[]): void {
  if (found.length > mostDifferences || same(before, after)) return;
  const [a, b] = [branchesOf(before), branchesOf(after)];
  if (!a || !b) {
    found.push({ path: path.map(({ key }) => key).join('.'), place: placeOf(path), before: textOf(before), after: textOf(after) });
    return;
  }
  for (const key of new Set([...a.keys(), ...b.keys()])) {
    const [was, is] = [a.get(key), b.get(key)];
    compare(was, is, [...path, { key, title: titleOf(is ?? was) ?? words[key] ?? key }], found);
  }
}

/** What a field, material, step or option calls itself. */
function titleOf(value: Plain | undefined): string | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const record = value as { readonly [key: string]: Plain };
  const title = record['label'] ?? record['name'] ?? record['title'];
  return typeof title === 'string' && title !== '' ? title : null;
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

const placeOf = ([part, ...rest]: readonly Place[]): string => [part ? (parts[part.key] ?? part.title) : '', ...rest.filter(({ key }) => !structure.has(key)).map(({ title }) => title)].join(' › ');

/** Names that only say how the definition is built. */
const structure: ReadonlySet<string> = new Set(['pages', 'sections', 'fields', 'columns', 'options']);

/** Properties as people call them. */
const words: Readonly<Record<string, string>> = {
  label: '名称', name: '名称', title: '标题', text: '文字', help: '帮助', why: '为什么要', when: '什么情形', waived: '免交说明', requiredWhen: '需要的条件', waivedWhen: '免交的条件', visibleWhen: '显示的条件',
  required: '必填', amount: '数量', unit: '单位', basis: '出处', statutory: '法定', promised: '承诺', acceptance: '受理', deliver: '送达', supplement: '补正', fee: '收费', conditions: '条件', legalBases: '依据',
  computed: '计算', accept: '文件类型', source: '来源', sample: '样例', limit: '环节时限', role: '办理角色', write: '可填写', rules: '规则', message: '提示', note: '说明', body: '正文', decline: '不予受理', grant: '准予',
  refuse: '不予', special: '特别程序', extension: '延长', termination: '终止', delivery: '送达回证', decisions: '决策', inputs: '输入', outputs: '结论', annotations: '依据', logic: '内容', result: '结果',
};

const longest = 400;

function textOf(value: Plain | undefined): string | null {
  if (value === undefined) return null;
  const text = typeof value === 'string' ? value : Array.isArray(value) && value.every((each) => typeof each === 'string') ? value.join('、') : JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
