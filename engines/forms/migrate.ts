import { readAnswer } from './answers.ts';
import { fieldsOf, type CompiledField, type CompiledForm } from './definition.ts';
import { readRows } from './rows.ts';
import { isEmpty, own, type RawAnswers } from './values.ts';

/** An answer that the new version cannot take over, with the reason in words. */
export interface LostAnswer {
  /** Field, or `table[2].column`. */
  readonly path: string;
  readonly label: string;
  readonly reason: string;
}

export interface Migrated {
  readonly data: Readonly<Record<string, unknown>>;
  /** Paths of the answers that carry over. */
  readonly carried: readonly string[];
  readonly lost: readonly LostAnswer[];
}

/**
 * Moves the answers of a draft to another version of its form, and says which carry over and which are lost.
 *
 * An answer carries over when the new version has a field of that key which can read it; whether it satisfies the new
 * version is found out when the form is opened.
 */
export function migrateDraft(from: CompiledForm, to: CompiledForm, draft: RawAnswers): Migrated {
  const targets = new Map(fieldsOf(to).map((field) => [field.key, field]));
  const result = { data: {} as Record<string, unknown>, carried: [] as string[], lost: [] as LostAnswer[] };
  for (const field of fieldsOf(from)) {
    const value = own(draft, field.key);
    if (isEmpty(value) || field.type === 'note') continue;
    const target = targets.get(field.key);
    if (target?.type === 'subTable' && field.type === 'subTable') result.data[field.key] = migrateRows(field, target, value, result);
    else migrateOne({ field, target, value, path: field.key, label: field.label }, result.data, result);
  }
  return result;
}

interface OneAnswer {
  readonly field: CompiledField;
  readonly target: CompiledField | undefined;
  readonly value: unknown;
  readonly path: string;
  readonly label: string;
}

interface Report {
  readonly carried: string[];
  readonly lost: LostAnswer[];
}

function migrateOne({ field, target, value, path, label }: OneAnswer, data: Record<string, unknown>, report: Report): void {
  const reason = whyLost(field, target, value);
  if (reason !== null) {
    report.lost.push({ path, label, reason });
    return;
  }
  data[field.key] = value;
  report.carried.push(path);
}

function migrateRows(from: CompiledField, to: CompiledField, value: unknown, report: Report): unknown[] {
  const targets = new Map((to.columns ?? []).map((column) => [column.key, column]));
  return (readRows(value) ?? []).map((row, index) => {
    const data: Record<string, unknown> = { rowId: row.id };
    for (const field of from.columns ?? []) {
      const cell = own(row.answers, field.key);
      if (isEmpty(cell)) continue;
      const label = `${from.label}第 ${index + 1} 行的${field.label}`;
      migrateOne({ field, target: targets.get(field.key), value: cell, path: `${from.key}[${index}].${field.key}`, label }, data, report);
    }
    return data;
  });
}

function whyLost(from: CompiledField, to: CompiledField | undefined, value: unknown): string | null {
  if (!to || to.type === 'note') return '新版表单不再填写此项';
  if (to.computed) return '新版表单中此项改为自动计算';
  if (to.type === 'subTable' || from.type === 'subTable') return '新版表单中此项的填写方式已改变';
  const read = readAnswer(to, value);
  if (!readAnswer(from, value).fault && (read.fault || isEmpty(read.value))) return '新版表单中此项的填写方式已改变';
  if (!sameCodes(from, to)) return '新版表单中此项的选项来源已改变';
  const gone = to.options && codesIn(value).some((code) => !to.options!.some((option) => option.value === code));
  return gone ? '所选的内容在新版表单中已取消' : null;
}

/** Codes mean something only within their table. */
const sameCodes = (from: CompiledField, to: CompiledField): boolean => to.dictionary === undefined || from.dictionary === to.dictionary;

const codesIn = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);
