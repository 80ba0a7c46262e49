import { builtins } from '../builtins/all.ts';
import type { Plan } from '../plan.ts';
import { findLocal, localNames, translated } from './bindings.ts';
import type { Binding, Translated } from './bindings.ts';
import { quote, reject } from './compilation.ts';
import type { Compilation } from './compilation.ts';
import { nearestName } from './nearest.ts';
import { nameOf } from './syntax.ts';
import type { SyntaxNode } from './syntax.ts';
import { entryNames, entryOfType, isOpen, isUnknown, itemType, typeLabel } from './types.ts';
import type { Type } from './types.ts';

/** Resolves a name: innermost local first, then the fields of rows, then the scope. */
export function translateName(compilation: Compilation, node: SyntaxNode, bindings: Binding | null): Translated {
  const key = nameOf(node, compilation.source);
  const { fields, otherwise } = findLocal(key, bindings);
  const rest = otherwise ?? globalName(compilation, node, key, bindings, fields.length > 0);
  const [first] = fields;
  if (!first) return rest;
  // A name that may be a field of the row and may be one of the scope is noted as reading both.
  for (const { path } of [...fields, rest]) if (path) compilation.reads.add(JSON.stringify(path));
  return translated(['field', first.name, fields.map(({ position }) => position), rest.plan]);
}

function globalName(compilation: Compilation, node: SyntaxNode, key: string, bindings: Binding | null, mayBeField: boolean): Translated {
  const { names } = compilation;
  const declared = names && entryOfType(names, key);
  if (declared) return translated(['name', declared.name], declared.type, [declared.name]);
  if (key === '?') return reject(compilation, node, '“?”只能用在判断单元格或 in (…) 中，表示被判断的值');
  if (builtins.has(key) && (names || key.includes(' '))) return translated(['name', key], 'function');
  if (mayBeField && !key.includes(' ')) return names ? translated(['null']) : translated(['name', key], 'any', [key]);
  if (names) {
    const nearest = nearestName(key, [...localNames(bindings), ...entryNames(names), ...builtins.keys()]);
    return reject(compilation, node, `没有名为${quote(compilation, node)}的字段${nearest === null ? '' : `，是否想写“${nearest}”？`}`);
  }
  if (key.includes(' ')) return reject(compilation, node, `${quote(compilation, node)}看不懂：两个名称之间缺少运算符，或者名称中不能有空格`);
  return translated(['name', key], 'any', [key]);
}

const properties: Record<string, Record<string, Type>> = {
  date: { year: 'number', month: 'number', day: 'number', weekday: 'number' },
  time: { hour: 'number', minute: 'number', second: 'number', 'time offset': 'days and time duration', timezone: 'string' },
  'days and time duration': { days: 'number', hours: 'number', minutes: 'number', seconds: 'number' },
  'years and months duration': { years: 'number', months: 'number' },
  range: { start: 'any', end: 'any', 'start included': 'boolean', 'end included': 'boolean' },
};
properties['date and time'] = { ...properties['date'], ...properties['time'] };

/** Resolves what follows a dot; over a list, the entry of every item. */
export function translatePath(compilation: Compilation, source: Translated, node: SyntaxNode): Translated {
  const key = nameOf(node, compilation.source);
  const overList = typeof source.type === 'object' && 'list' in source.type;
  const owner = itemType(source.type);
  const entry = memberOf(owner, key);
  if (!entry) return reject(compilation, node, memberProblem(compilation, node, owner, key));
  const plan: Plan = ['path', source.plan, entry.name];
  return translated(plan, overList ? { list: entry.type } : entry.type, source.path && [...source.path, entry.name]);
}

function memberOf(owner: Type, key: string): { name: string; type: Type } | null {
  if (isOpen(owner) || (typeof owner === 'object' && 'list' in owner)) return { name: key, type: 'any' };
  if (typeof owner === 'object') return entryOfType(owner, key);
  const type = properties[owner]?.[key];
  return type === undefined ? null : { name: key, type };
}

function memberProblem(compilation: Compilation, node: SyntaxNode, owner: Type, key: string): string {
  const known = typeof owner === 'object' ? entryNames(owner) : Object.keys(properties[owner] ?? {});
  if (known.length === 0) return `${typeLabel(owner)}没有下级字段，不能取${quote(compilation, node)}`;
  const nearest = nearestName(key, known);
  const hint = nearest === null ? `可用的有：${known.slice(0, 10).join('、')}` : `是否想写“${nearest}”？`;
  return `${isUnknown(owner) || typeof owner === 'object' ? '这里' : typeLabel(owner)}没有名为${quote(compilation, node)}的字段，${hint}`;
}
