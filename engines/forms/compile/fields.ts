import { readAnswer } from '../answers.ts';
import type { FieldOf } from '../definition.ts';
import { mostPatternLength, mostRows } from '../limits.ts';
import { patternFault } from '../pattern.ts';
import { longestText } from '../check.ts';
import { readRows } from '../rows.ts';
import type { Report } from './report.ts';

type Field = FieldOf<string>;
type Say = (property: string, message: string, hint?: string) => void;

/** Checks what one field says about itself: limits that contradict, missing parts, a default that does not fit. */
export function checkField(field: Field, path: string, report: Report): void {
  const say: Say = (property, message, hint) => report.add(`${path}.${property}`, `字段“${field.label}”：${message}`, hint);
  checkDuty(field, say);
  checkText(field, say);
  checkBounds(field, say);
  checkChoices(field, say);
  checkParts(field, say);
  if (field.default !== undefined) checkDefault(field, say);
}

function checkDuty(field: Field, say: Say): void {
  if (field.required && field.requiredWhen) say('requiredWhen', 'required 与 requiredWhen 只能写一个');
  if (!field.computed) return;
  for (const name of ['required', 'requiredWhen', 'readOnlyWhen', 'default', 'prefill'] as const) {
    if (field[name] !== undefined) say(name, `已写 computed，由系统算出，不能再写 ${name}`);
  }
}

function checkText(field: Field, say: Say): void {
  const most = longestText(field);
  if (field.maxLength !== undefined && (most < 1 || most > 20_000)) say('maxLength', '应在 1 到 20000 之间');
  if ((field.minLength ?? 0) > most) say('minLength', `minLength 不能大于最大长度 ${most}`);
  if (field.format) {
    for (const name of ['pattern', 'minLength'] as const) if (field[name] !== undefined) say(name, `已写 format，不能再写 ${name}`);
  }
  if (field.pattern === undefined) {
    if (field.patternMessage !== undefined) say('patternMessage', '没有 pattern，patternMessage 不起作用');
    return;
  }
  const wrong = patternFault(field.pattern);
  if (wrong) say('pattern', wrong);
  if (field.patternMessage === undefined) say('pattern', '缺少 patternMessage', '请用一句话告诉填写人正确的样子');
  if (most > mostPatternLength) say('pattern', `写了 pattern 的字段最多 ${mostPatternLength} 个字`, `请写 maxLength: ${mostPatternLength} 或更小`);
}

function checkBounds(field: Field, say: Say): void {
  if (field.decimals !== undefined && field.decimals > 6) say('decimals', '最多 6 位小数');
  for (const name of ['min', 'max'] as const) {
    const bound = field[name];
    if (bound !== undefined && !isBound(field, bound)) say(name, `${name} 与字段类型不符`, boundHints[field.type] ?? '请写数字');
  }
  const { min, max } = field;
  if (min !== undefined && typeof min === typeof max && min !== 'today' && max !== 'today' && min > max!) say('min', 'min 不能大于 max');
}

const boundHints: Readonly<Partial<Record<Field['type'], string>>> = {
  date: '请写 "YYYY-MM-DD" 或 today',
  dateTime: '请写 "YYYY-MM-DD"、"YYYY-MM-DDThh:mm:ss" 或 today',
  time: '请写 "hh:mm"',
};

function isBound(field: Field, bound: number | string): boolean {
  if (typeof bound === 'number') return field.type === 'number' || field.type === 'integer' || field.type === 'money';
  if (bound === 'today') return field.type === 'date' || field.type === 'dateTime';
  if (field.type === 'dateTime' && readAnswer({ type: 'date' }, bound).value === bound) return true;
  return boundHints[field.type] !== undefined && readAnswer(field, bound).value === bound;
}

function checkChoices(field: Field, say: Say): void {
  if (field.type === 'radio' || field.type === 'select' || field.type === 'multi') {
    if (!field.options === !field.dictionary) say('options', '请写 options 或 dictionary，二者必有其一');
    if (field.optionWhen && !field.dictionary) say('optionWhen', 'optionWhen 只用于 dictionary', '列出的选项请在选项上写 when');
    checkOptions(field, say);
  }
  if (field.type === 'cascade' || field.type === 'address') {
    if (!field.dictionary) say('dictionary', '缺少 dictionary', '请写代码表的名称，例如 divisions');
    const depth = field.levels?.length ?? 0;
    if (depth === 0 || depth > 6) say('levels', '请用 levels 写出各级名称，1 到 6 级', '例如 [县（市、区）, 乡镇（街道）]');
  }
}

function checkOptions(field: Field, say: Say): void {
  const { options } = field;
  if (!options) return;
  if (options.length === 0 || options.length > 500) say('options', '选项应有 1 到 500 个', '选项很多时请改用 dictionary');
  const seen = new Set<string>();
  options.forEach((option, at) => {
    if (seen.has(option.value)) say(`options[${at}].value`, `选项的 value “${option.value}” 重复`);
    seen.add(option.value);
    if (option.exclusive && field.type !== 'multi') say(`options[${at}].exclusive`, 'exclusive 只用于 multi');
  });
}

function checkParts(field: Field, say: Say): void {
  if ((field.type === 'note' || field.type === 'declaration') && field.text === undefined) say('text', `缺少 text`);
  if ((field.minItems ?? 0) > (field.maxItems ?? Infinity)) say('minItems', 'minItems 不能大于 maxItems');
  if (field.type === 'subTable' && (field.maxItems ?? 0) > mostRows) say('maxItems', `子表最多 ${mostRows} 行`);
  if ((field.columns?.length ?? 0) > 50) say('columns', '子表最多 50 列');
  if (field.maxSizeMb !== undefined && (field.maxSizeMb <= 0 || field.maxSizeMb > 2_048)) say('maxSizeMb', '应大于 0，不超过 2048');
  if (field.accept?.some((ending) => !/^[a-z0-9]{1,10}$/.test(ending))) say('accept', '应为不带点的小写扩展名', '例如 [pdf, jpg, png]');
  const span = Math.max(field.span ?? 1, field.print?.span ?? 1);
  if (span > 4 || field.span === 0 || field.print?.span === 0) say('span', '应为 1 到 4');
}

function checkDefault(field: Field, say: Say): void {
  const value = field.default;
  if (field.type === 'subTable') {
    const rows = readRows(value);
    if (!Array.isArray(value) || !rows) say('default', '子表的 default 应为行的列表');
    else rows.forEach((row, at) => checkDefaultRow(field, row.answers, at, say));
    return;
  }
  const wrong = defaultFault(field, value);
  if (wrong) say('default', wrong);
}

function checkDefaultRow(table: Field, row: Readonly<Record<string, unknown>>, at: number, say: Say): void {
  for (const [key, value] of Object.entries(row)) {
    const column = table.columns?.find((each) => each.key === key);
    if (!column && key !== 'rowId') say(`default[${at}].${key}`, `没有名为 ${key} 的列`);
    const wrong = column && defaultFault(column, value);
    if (wrong) say(`default[${at}].${key}`, wrong);
  }
}

function defaultFault(field: Field, value: unknown): string | null {
  const read = readAnswer(field, value);
  if (read.fault) return read.fault.say('默认值');
  const chosen = Array.isArray(read.value) ? (read.value as readonly unknown[]) : [read.value];
  const unknown = field.options && chosen.some((each) => each !== null && !field.options!.some((option) => option.value === each));
  return unknown ? '默认值不在选项中' : null;
}
