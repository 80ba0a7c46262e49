import type { CodeItem } from './codes.ts';
import { followPath } from './codes.ts';
import type { CompiledField, FieldOf, FieldType } from './definition.ts';
import { formats } from './formats.ts';
import { mostRows, usualTextareaLength, usualTextLength } from './limits.ts';
import { wholeMatch } from './pattern.ts';
import { fault, type Fault } from './problems.ts';
import { isEmpty, sameValue, type Address, type CellValue, type FileReference } from './values.ts';

/** What a check needs to know beside the field and its value. */
export interface CheckContext {
  readonly required: boolean;
  /** What may be chosen now; null when the code table was not handed over. */
  readonly options: readonly CodeItem[] | null;
  /** The value before this step: a code withdrawn since then may stay. */
  readonly stored: CellValue;
  /** Today in China Standard Time, `YYYY-MM-DD`. */
  readonly today: string;
}

/** Finds the first thing wrong with the value of a field that is no sub-table; null when it is fine. */
export function checkValue(field: CompiledField, value: CellValue, context: CheckContext): Fault | null {
  if (field.type === 'declaration') return value === true || !context.required ? null : missing(field.type);
  if (isEmpty(value)) return context.required ? missing(field.type) : null;
  switch (field.type) {
    case 'text':
    case 'textarea':
      return checkText(field, value as string);
    case 'number':
    case 'integer':
    case 'money':
      return checkRange(field, value as number);
    case 'date':
    case 'dateTime':
    case 'time':
      return checkDates(field, value as string, context.today);
    case 'radio':
    case 'select':
      return checkChoices([value as string], context);
    case 'multi':
      return checkChoices(value as readonly string[], context) ?? checkCount(field, (value as readonly string[]).length);
    case 'cascade':
      return checkPath(field, value as readonly string[], context);
    case 'address':
      return checkAddress(field, value as Address, context);
    case 'file':
      return checkFiles(field, value as readonly FileReference[]);
    case 'boolean':
    case 'signature':
    case 'subTable':
    case 'note':
      return null;
  }
}

const chosen: ReadonlySet<FieldType> = new Set(['radio', 'select', 'multi', 'boolean', 'cascade', 'date', 'dateTime', 'time']);

function missing(type: FieldType): Fault {
  if (type === 'declaration') return fault('required', (name) => `请阅读并勾选“${name}”`);
  if (type === 'signature') return fault('required', (name) => `请在“${name}”处签名`);
  if (type === 'file') return fault('required', (name) => `请上传${name}`);
  return fault('required', (name) => (chosen.has(type) ? `请选择${name}` : `请填写${name}`));
}

/** The longest text a field takes. */
export const longestText = ({ type, maxLength }: Pick<FieldOf<unknown>, 'type' | 'maxLength'>): number =>
  maxLength ?? (type === 'textarea' ? usualTextareaLength : usualTextLength);

function checkText(field: CompiledField, text: string): Fault | null {
  const length = [...text].length;
  const most = longestText(field);
  if (length > most) return fault('length', (name) => `${name}最多 ${most} 个字，现在有 ${length} 个`);
  if (field.format) return formats[field.format].check(text);
  const least = field.minLength ?? 0;
  if (length < least) return fault('length', (name) => `${name}至少 ${least} 个字`);
  if (field.pattern === undefined || wholeMatch(field.pattern).test(text)) return null;
  return fault('format', (name) => field.patternMessage ?? `${name}的格式不正确，请核对`);
}

function checkRange(field: CompiledField, value: number): Fault | null {
  const unit = field.type === 'money' ? ' 元' : field.unit ? ` ${field.unit}` : '';
  if (typeof field.min === 'number' && value < field.min) return fault('range', (name) => `${name}不能小于 ${String(field.min)}${unit}`);
  if (typeof field.max === 'number' && value > field.max) return fault('range', (name) => `${name}不能大于 ${String(field.max)}${unit}`);
  return null;
}

function checkDates(field: CompiledField, value: string, today: string): Fault | null {
  const limit = (bound: number | string | undefined): string | undefined => (bound === 'today' ? today : bound?.toString());
  const [min, max] = [limit(field.min), limit(field.max)];
  const shortened = (bound: string): string => value.slice(0, bound.length);
  if (min !== undefined && shortened(min) < min) return fault('range', (name) => `${name}不能早于${spoken(field.min, min)}`);
  if (max !== undefined && shortened(max) > max) return fault('range', (name) => `${name}不能晚于${spoken(field.max, max)}`);
  return null;
}

const spoken = (bound: unknown, text: string): string => (bound === 'today' ? '今天' : ` ${text.replace('T', ' ')}`);

const unloaded = fault('codes', (name) => `${name}的选项未能加载，请刷新后再试`);
const withdrawn = fault('option', (name) => `${name}所选的内容现在不能选用，请重新选择`);

function checkChoices(values: readonly string[], { options, stored }: CheckContext): Fault | null {
  if (!options) return unloaded;
  const kept = Array.isArray(stored) ? (stored as readonly unknown[]) : [stored];
  if (values.some((value) => !kept.includes(value) && !options.some((option) => option.value === value))) return withdrawn;
  const alone = values.length > 1 ? options.find((option) => option.exclusive && values.includes(option.value)) : undefined;
  return alone ? fault('option', (name) => `${name}选了“${alone.label}”，就不能再选其他项`) : null;
}

function checkPath(field: CompiledField, path: readonly string[], { options, stored }: CheckContext): Fault | null {
  if (!options) return unloaded;
  if (sameValue(path, stored)) return null;
  const levels = field.levels?.length ?? 1;
  const found = followPath(options, path);
  if (found.length < path.length || path.length > levels || found.some((item) => item.disabled)) return withdrawn;
  const below = found.at(-1)?.children ?? [];
  const deeper = path.length < levels && below.some((item) => !item.disabled);
  return deeper ? fault('required', (name) => `请继续选择${name}的${field.levels?.[path.length] ?? '下一级'}`) : null;
}

function checkAddress(field: CompiledField, address: Address, context: CheckContext): Fault | null {
  if (address.division.length === 0) return fault('required', (name) => `请选择${name}所在的${field.levels?.[0] ?? '地区'}`);
  const stored = (context.stored as Address | null)?.division ?? null;
  const wrong = checkPath(field, address.division, { ...context, stored });
  if (wrong) return wrong;
  if (address.detail === '') return fault('required', (name) => `请填写${name}的详细地址`);
  const length = [...address.detail].length;
  const most = field.maxLength ?? usualTextLength;
  return length > most ? fault('length', (name) => `${name}的详细地址最多 ${most} 个字，现在有 ${length} 个`) : null;
}

function checkFiles(field: CompiledField, files: readonly FileReference[]): Fault | null {
  const wrongKind = files.find((file) => field.accept && !field.accept.includes(endingOf(file.name)));
  if (wrongKind) return fault('file', (name) => `${name}中的“${wrongKind.name}”类型不符，只能上传 ${field.accept?.join('、') ?? ''} 文件`);
  const most = field.maxSizeMb ?? usualFileMb;
  const tooBig = files.find((file) => file.size > most * 1024 * 1024);
  if (tooBig) return fault('file', (name) => `${name}中的“${tooBig.name}”超过 ${most} MB，请压缩后再上传`);
  return checkCount(field, files.length);
}

/** Largest file in MB when its field says nothing. */
export const usualFileMb = 20;

const endingOf = (name: string): string => /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';

const countWords: Partial<Record<FieldType, readonly [verb: string, unit: string]>> = {
  multi: ['选择', '项'],
  file: ['上传', '个文件'],
  subTable: ['填写', '行'],
};

/** Checks the number of choices, files or rows. */
export function checkCount(field: CompiledField, count: number): Fault | null {
  const [verb, unit] = countWords[field.type] ?? ['填写', '项'];
  const least = field.minItems ?? 0;
  const most = field.maxItems ?? (field.type === 'subTable' ? mostRows : Infinity);
  if (count < least) return fault('count', (name) => `${name}至少${verb} ${least} ${unit}，现在有 ${count} ${unit}`);
  if (count > most) return fault('count', (name) => `${name}最多${verb} ${most} ${unit}，现在有 ${count} ${unit}`);
  return null;
}
