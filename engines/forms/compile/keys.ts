import type { FieldOf, FormDefinition } from '../definition.ts';
import type { Report } from './report.ts';

/** Checks that every key can be used in expressions and means one thing. */
export function checkKeys(form: FormDefinition, report: Report): void {
  const seen = new Map<string, string>();
  const once = (key: string, path: string): void => {
    checkKey(key, `${path}.key`, report);
    const first = seen.get(key);
    if (first !== undefined) report.add(`${path}.key`, `key “${key}” 与 ${first} 重复`, '页、节和字段的 key 在整张表单中不能相同');
    else seen.set(key, path);
  };
  form.pages.forEach((page, p) => {
    once(page.key, `pages[${p}]`);
    page.sections.forEach((section, s) => {
      once(section.key, `pages[${p}].sections[${s}]`);
      section.fields.forEach((field, f) => {
        const path = `pages[${p}].sections[${s}].fields[${f}]`;
        once(field.key, path);
        checkColumnKeys(field, path, report);
      });
    });
  });
  checkRuleKeys(form.rules ?? [], 'rules', report);
}

function checkColumnKeys(field: FieldOf<string>, path: string, report: Report): void {
  const seen = new Set<string>();
  (field.columns ?? []).forEach((column, c) => {
    const here = `${path}.columns[${c}].key`;
    checkKey(column.key, here, report);
    if (column.key === 'rowId') report.add(here, 'key 不能是 rowId', '它是每一行自带的编号');
    if (seen.has(column.key)) report.add(here, `列的 key “${column.key}” 在本子表中重复`);
    seen.add(column.key);
  });
  checkRuleKeys(field.rules ?? [], `${path}.rules`, report);
}

function checkRuleKeys(rules: readonly { readonly key: string }[], path: string, report: Report): void {
  const seen = new Set<string>();
  rules.forEach(({ key }, at) => {
    if (seen.has(key)) report.add(`${path}[${at}].key`, `规则的 key “${key}” 重复`);
    seen.add(key);
  });
}

function checkKey(key: string, path: string, report: Report): void {
  if (!/^[a-z][A-Za-z0-9]{0,59}$/.test(key)) {
    report.add(path, `key “${key.slice(0, 60)}” 的写法不正确`, '以小写英文字母开头，只含英文字母和数字，最多 60 个字符，例如 operatorName');
  } else if (taken.has(key) || Object.hasOwn(Object.prototype, key)) {
    report.add(path, `key 不能是 ${key}`, '它在表达式中另有含义，请换一个，例如在后面加上名词');
  }
}

/** Words of FEEL, and names it binds by itself, which a field of that name would hide. */
const taken: ReadonlySet<string> = new Set([
  'and', 'between', 'date', 'duration', 'else', 'every', 'external', 'false', 'for', 'function', 'if', 'in', 'instance', 'item',
  'not', 'null', 'of', 'option', 'or', 'partial', 'return', 'satisfies', 'some', 'then', 'time', 'true',
]);
