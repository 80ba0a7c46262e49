import type { Report } from './report.ts';

/** What a property of the definition must be. */
export type PropertyKind =
  | 'text' | 'flag' | 'number' | 'count' | 'numberOrText' | 'anything' | 'texts'
  | { readonly oneOf: readonly string[] }
  | { readonly each: Shape }
  | { readonly object: Shape }
  | { readonly entries: Shape };

export type Property = { readonly kind: PropertyKind; readonly needed?: true };
export type Shape = Readonly<Record<string, Property>>;

const longestWords = 2_000;

/**
 * Checks that a piece of the definition has the properties it needs and no others, of the right kind.
 * Answers whether the piece can be looked at further.
 */
export function checkShape(value: unknown, path: string, shape: Shape, report: Report): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    report.add(path, '应为一组“名称: 值”');
    return false;
  }
  const before = report.problems.length;
  const inside = path === '' ? '' : `${path}.`;
  for (const [name, property] of Object.entries(shape)) {
    if (property.needed && (value as Record<string, unknown>)[name] === undefined) report.add(`${inside}${name}`, `缺少 ${name}`);
  }
  for (const [name, each] of Object.entries(value)) {
    const property = Object.hasOwn(shape, name) ? shape[name] : undefined;
    if (!property) report.add(`${inside}${name}`, `这里不能写 ${name}`, suggestion(name, Object.keys(shape)));
    else if (each !== undefined) checkKind(each, `${inside}${name}`, property.kind, report);
  }
  return report.problems.length === before;
}

function checkKind(value: unknown, path: string, kind: PropertyKind, report: Report): void {
  if (typeof kind === 'string') {
    const wrong = kindFaults[kind](value);
    if (wrong) report.add(path, wrong.message, wrong.hint);
  } else if ('oneOf' in kind) {
    if (!kind.oneOf.includes(value as string)) {
      report.add(path, `不能是“${short(value)}”`, suggestion(String(value), kind.oneOf) ?? `可用：${kind.oneOf.join('、')}`);
    }
  } else if ('object' in kind) {
    checkShape(value, path, kind.object, report);
  } else if ('each' in kind) {
    if (!Array.isArray(value)) report.add(path, '应为列表');
    else value.forEach((each, at) => checkShape(each, `${path}[${at}]`, kind.each, report));
  } else if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    report.add(path, '应为一组“名称: 值”');
  } else {
    for (const [name, each] of Object.entries(value)) checkShape(each, `${path}.${name}`, kind.entries, report);
  }
}

interface KindFault {
  readonly message: string;
  readonly hint?: string;
}

const kindFaults: Readonly<Record<Extract<PropertyKind, string>, (value: unknown) => KindFault | null>> = {
  text: (value) => {
    if (typeof value !== 'string') return { message: '应为文字', hint: '数字、true、no 等请加引号写成文字' };
    if (value.trim() === '') return { message: '不能为空' };
    return value.length > longestWords ? { message: `文字过长，最多 ${longestWords} 个字` } : null;
  },
  flag: (value) => (typeof value === 'boolean' ? null : { message: '应为 true 或 false' }),
  number: (value) => (Number.isFinite(value) ? null : { message: '应为数字' }),
  count: (value) => (Number.isSafeInteger(value) && (value as number) >= 0 ? null : { message: '应为不小于 0 的整数' }),
  numberOrText: (value) => (Number.isFinite(value) || typeof value === 'string' ? null : { message: '应为数字，日期应为加引号的 YYYY-MM-DD 或 today' }),
  anything: () => null,
  texts: (value) =>
    Array.isArray(value) && value.every((each) => typeof each === 'string' && each.trim() !== '' && each.length <= 200)
      ? null
      : { message: '应为文字的列表' },
};

const short = (value: unknown): string => String(value).slice(0, 40);

/** Proposes the known name that differs least from what was written. */
export function suggestion(written: string, known: readonly string[]): string | undefined {
  const near = known
    .map((name) => ({ name, distance: distance(written.slice(0, 40).toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, distance: away }) => away <= Math.max(1, Math.floor(name.length / 3)))
    .toSorted((a, b) => a.distance - b.distance)[0];
  return near && `是不是想写 ${near.name}？`;
}

/** How many letters must be added, dropped or replaced to turn one word into another. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 0; i < a.length; i += 1) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j += 1) {
      next.push(Math.min(row[j + 1]! + 1, next[j]! + 1, row[j]! + (a[i] === b[j] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length]!;
}
