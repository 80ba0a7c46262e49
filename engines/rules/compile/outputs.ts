import { evaluate, matches, toFeel, toJson, typeOf } from '../../expressions/api.ts';
import type { CompiledExpression, FeelTypeName, JsonValue } from '../../expressions/api.ts';
import type { DecisionTable, OutputColumn } from '../model.ts';
import type { CompiledOutputColumn, ValueType } from '../compiled.ts';
import { compileText } from './checking.ts';
import type { Place } from './checking.ts';
import { outputLabel } from './setting.ts';
import type { Setting } from './setting.ts';
import { nameTypeOf } from './types.ts';

/** A compiled column and what its results are checked by. */
export interface CheckedOutput {
  readonly column: CompiledOutputColumn;
  readonly type: ValueType;
}

/** Compiles an output column; null when it has problems, which are reported. */
export function compileOutput(setting: Setting, table: DecisionTable, output: OutputColumn, i: number): CheckedOutput | null {
  const { decision, types, report } = setting;
  const place = { decision, column: outputLabel(output, i) };
  const type = types.resolve(output.type, place);
  const text = output.values ?? types.valuesOf(output.type);
  const values = text === null ? null : compileText(report, place, text, { kind: 'unaryTests', names: { '?': nameTypeOf(type) } });
  const ranking = values && text !== null ? rankingOf(text) : null;
  const ranked = table.hitPolicy === 'PRIORITY' || table.hitPolicy === 'OUTPUT ORDER';
  if (ranked && !ranking) report(place, '按优先级取结论时，输出列要从重要到次要逐个列出允许值，例如 "高", "中", "低"');
  const checked = { column: { name: output.name.trim(), label: place.column, ranking, values, otherwise: null }, type };
  const otherwise = output.otherwise === null ? null : compileResult(setting, { decision, column: `${place.column}（默认）` }, output.otherwise, checked);
  const complete = (text === null || values !== null) && (output.otherwise === null || otherwise !== null);
  return complete ? { column: { ...checked.column, otherwise }, type } : null;
}

const withParts = new Set<FeelTypeName>(['list', 'context', 'range', 'function']);

/** The allowed values when they are listed one by one, in their order. */
function rankingOf(text: string): readonly JsonValue[] | null {
  const list = compileText(() => {}, { decision: null }, `[${text}]`, { kind: 'expression', names: {} });
  const items = list && evaluate(list, {});
  const values = Array.isArray(items) ? items.map(toFeel) : [];
  return values.length > 0 && values.every((value) => !withParts.has(typeOf(value))) ? values.map(toJson) : null;
}

/** Compiles the expression of a result; one that reads nothing is evaluated and checked at once. */
export function compileResult({ names, report }: Setting, place: Place, text: string, { column, type }: CheckedOutput): CompiledExpression | null {
  const result = compileText(report, place, text, { kind: 'expression', names });
  if (!result || result.reads.length > 0) return result;
  const value = evaluate(result, {});
  if (value === null) return result;
  if (typeof type === 'string' && type !== 'any' && typeOf(value) !== type) report(place, `“${text.trim()}”与输出列的类型不一致，应为${typeLabels[type] ?? type}`);
  else if (column.values && !matches(column.values, value, {})) report(place, `“${text.trim()}”不在允许值（${column.values.source.trim()}）之内`);
  return result;
}

const typeLabels: Record<string, string> = {
  string: '文字，文字要用英文双引号括起来',
  number: '数字',
  boolean: '是否值 true 或 false',
  date: '日期，例如 @"2026-01-31"',
  time: '时间，例如 @"09:30:00"',
  'date and time': '日期时间，例如 @"2026-01-31T09:30:00"',
  'days and time duration': '时长，例如 @"P3D"',
  'years and months duration': '年月时长，例如 @"P1Y"',
};
