import { compileExpression, ExpressionError, type CompiledExpression, type Names } from '../../expressions/api.ts';
import type { CompiledField, CompiledOption, CompiledRule, FieldOf, FormDefinition, FormOf, OptionOf, RuleOf } from '../definition.ts';
import { fieldNames, namesOf } from '../names.ts';
import type { Report } from './report.ts';

interface Where {
  readonly names: Names;
  /** Sentence start that names the place for the author, e.g. `字段“经营面积”的`. */
  readonly owner: string;
  readonly path: string;
  readonly report: Report;
}

const purposes = {
  visibleWhen: '显示条件',
  requiredWhen: '必填条件',
  readOnlyWhen: '只读条件',
  computed: '计算公式',
  optionWhen: '选项条件',
  when: '条件',
} as const;
type Purpose = keyof typeof purposes;

/** Compiles every expression of a form; one that cannot be compiled is reported and left out. */
export function compileExpressions(form: FormDefinition, report: Report): FormOf<CompiledExpression> {
  const names = fieldNames(form);
  const { rules, ...rest } = form;
  return {
    ...rest,
    pages: form.pages.map((page, p) => ({
      ...page,
      sections: page.sections.map(({ visibleWhen, ...section }, s) => {
        const path = `pages[${p}].sections[${s}]`;
        return {
          ...section,
          ...compiled({ visibleWhen }, { names, owner: `节“${section.title}”的`, path, report }),
          fields: section.fields.map((field, f) => compileField(field, { names, owner: '', path: `${path}.fields[${f}]`, report })),
        };
      }),
    })),
    ...(rules && { rules: compileRules(rules, { names, owner: '', path: 'rules', report }) }),
  };
}

function compileField(field: FieldOf<string>, around: Where): CompiledField {
  const { visibleWhen, requiredWhen, readOnlyWhen, computed, optionWhen, options, columns, rules, ...rest } = field;
  const where: Where = { ...around, owner: `字段“${field.label}”的` };
  const inRow = { ...around, names: { ...around.names, ...namesOf(columns ?? []) } };
  return {
    ...rest,
    ...compiled({ visibleWhen, requiredWhen, readOnlyWhen, computed }, where),
    ...compiled({ optionWhen }, { ...where, names: { ...around.names, option: 'string' } }),
    ...(options && { options: options.map((option, at) => compileOption(option, { ...where, path: `${around.path}.options[${at}]` })) }),
    ...(columns && { columns: columns.map((column, at) => compileField(column, { ...inRow, path: `${around.path}.columns[${at}]` })) }),
    ...(rules && { rules: compileRules(rules, { ...inRow, path: `${around.path}.rules` }) }),
  };
}

const compileOption = ({ when, ...option }: OptionOf<string>, where: Where): CompiledOption => ({
  ...option,
  ...compiled({ when }, { ...where, owner: `${where.owner}选项“${option.label}”的` }),
});

function compileRules(rules: readonly RuleOf<string>[], where: Where): CompiledRule[] {
  return rules.flatMap(({ when, ...rule }, at) => {
    const done = compiled({ when }, { ...where, path: `${where.path}[${at}]`, owner: `规则“${rule.key}”的` });
    return done.when ? [{ ...rule, when: done.when }] : [];
  });
}

function compiled<K extends Purpose>(sources: { readonly [P in K]: string | undefined }, where: Where): { [P in K]?: CompiledExpression } {
  const done: { [P in K]?: CompiledExpression } = {};
  for (const purpose of Object.keys(sources) as K[]) {
    const source = sources[purpose];
    const expression = source === undefined ? null : compileOne(source, purpose, where);
    if (expression) done[purpose] = expression;
  }
  return done;
}

function compileOne(source: string, purpose: Purpose, { names, owner, path, report }: Where): CompiledExpression | null {
  try {
    return compileAmong(source, names);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    for (const { message, line, column } of error.problems) {
      const where = `（第 ${line} 行第 ${column} 个字符）`;
      report.add(`${path}.${purpose}`, `${owner}${purposes[purpose]}有误：${message}${where}`, `写的是：${source.slice(0, 200)}`);
    }
    return null;
  }
}

/**
 * Compiles with only the names the text mentions, since a large form has a thousand; if that fails, once more with
 * all of them, so that the problem can propose the name that was meant.
 */
function compileAmong(source: string, names: Names): CompiledExpression {
  const mentioned = new Set(source.match(/[A-Za-z][A-Za-z0-9]*/g));
  try {
    return compileExpression(source, { names: Object.fromEntries(Object.entries(names).filter(([name]) => mentioned.has(name))) });
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    return compileExpression(source, { names });
  }
}
