import { isContext, isList, parseDate, parseDateTime, parseDuration, parseTime, prepareTests, toFeel, typeOf } from '../../expressions/contract.ts';
import type { FeelValue, Run } from '../../expressions/contract.ts';
import { describeValue } from '../explain/values.ts';
import type { CompiledInput, ValueType } from '../compiled.ts';

/**
 * Reads one input of a model: converted by its type and checked against its allowed values.
 *
 * @param problems - told in Chinese what does not fit
 */
export function readInput({ name, type, values }: CompiledInput, value: unknown, problems: string[], run: Run): FeelValue {
  const converted = convert(value, type, name, (path, expected) => problems.push(`“${path}”应为${expected}`));
  if (!values || converted === null) return converted;
  const allowed = prepareTests(values);
  const isListed = typeof type === 'object' && 'list' in type;
  for (const item of isListed && isList(converted) ? converted : [converted]) {
    if (!allowed(toFeel(item), run)) problems.push(`“${name}”的值 ${describeValue(toFeel(item))} 不在允许的范围内`);
  }
  return converted;
}

/** Where and how a value does not fit its type. */
type Misfit = (path: string, expected: string) => void;

const labels: Record<string, string> = {
  string: '文字',
  number: '数字',
  boolean: '是否值',
  date: '日期（如 2026-01-31）',
  time: '时间（如 09:30:00）',
  'date and time': '日期时间（如 2026-01-31T09:30:00）',
  'days and time duration': '时长（如 P3D）',
  'years and months duration': '年月时长（如 P1Y）',
};

/** Readers of what JSON carries as text. */
const readers: Record<string, (text: string) => FeelValue> = {
  date: parseDate,
  time: parseTime,
  'date and time': parseDateTime,
  'days and time duration': parseDuration,
  'years and months duration': parseDuration,
};

/** Texts become dates, times and durations where the type says so. A value that does not fit becomes null. */
function convert(value: unknown, type: ValueType, path: string, misfit: Misfit): FeelValue {
  const feel = toFeel(value);
  if (feel === null || type === 'any') return feel;
  if (typeof type === 'string') return convertSimple(feel, type, path, misfit);
  if ('list' in type) {
    if (isList(feel)) return feel.map((item, i) => convert(item, type.list, `${path}[${i + 1}]`, misfit));
    misfit(path, '列表');
    return null;
  }
  if (!isContext(feel)) {
    misfit(path, '一组字段');
    return null;
  }
  const fields = Object.entries(type.fields).map(([name, field]) => [name, Object.hasOwn(feel, name) ? convert(feel[name], field, `${path}.${name}`, misfit) : null] as const);
  return { ...feel, ...Object.fromEntries(fields) };
}

function convertSimple(value: FeelValue, type: string, path: string, misfit: Misfit): FeelValue {
  const reader = readers[type];
  const read = typeof value === 'string' && reader ? reader(value) : value;
  if (read !== null && typeOf(read) === type) return read;
  misfit(path, labels[type] ?? type);
  return null;
}
