import type { CompiledExpression } from '../../expressions/api.ts';
import { fieldsOf, type CompiledField, type CompiledForm, type FieldOf, type FormDefinition, type FormOf, type RuleOf } from '../definition.ts';
import { pathsRead, type FieldPlan, type Plan } from '../plan.ts';
import { expandNames } from '../rights.ts';
import type { Report } from './report.ts';
import { suggestion } from './shape.ts';

/** Checks that rules speak to fields that exist. */
export function checkRules(form: FormDefinition, report: Report): void {
  checkTargets(form.rules ?? [], 'rules', fieldsOf(form), report);
  form.pages.forEach((page, p) =>
    page.sections.forEach((section, s) =>
      section.fields.forEach((field, f) => checkTargets(field.rules ?? [], `pages[${p}].sections[${s}].fields[${f}].rules`, field.columns ?? [], report)),
    ),
  );
}

function checkTargets(rules: readonly RuleOf<string>[], path: string, fields: readonly FieldOf<string>[], report: Report): void {
  const keys = fields.filter((field) => field.type !== 'note').map((field) => field.key);
  rules.forEach((rule, at) => {
    if (rule.fields.length === 0) report.add(`${path}[${at}].fields`, `规则“${rule.key}”没有写在哪个字段旁提示`);
    rule.fields.forEach((key, each) => {
      if (!keys.includes(key)) report.add(`${path}[${at}].fields[${each}]`, `规则“${rule.key}”中没有名为 ${key} 的字段`, suggestion(key, keys));
    });
  });
}

/** Checks that rights name pages, sections, fields or columns that exist. */
export function checkRights(form: FormOf<unknown>, report: Report): void {
  const known = new Set(['*']);
  for (const page of form.pages) {
    known.add(page.key);
    for (const section of page.sections) known.add(section.key);
  }
  for (const field of fieldsOf(form)) {
    known.add(field.key);
    for (const column of field.columns ?? []) known.add(`${field.key}.${column.key}`);
  }
  for (const [step, rights] of Object.entries(form.rights ?? {})) {
    for (const kind of ['write', 'hidden'] as const) {
      (rights[kind] ?? []).forEach((name, at) => {
        if (!known.has(name)) report.add(`rights.${step}.${kind}[${at}]`, `没有名为 ${name} 的页、节、字段或列`, suggestion(name, [...known]));
      });
    }
  }
}

/**
 * Checks that nothing shown at a step depends on something withheld there.
 *
 * The browser would work it out differently from the server, and people could infer what they may not see.
 */
export function checkLeaks(plan: Plan, report: Report): void {
  for (const [step, { hidden }] of Object.entries(plan.form.rights ?? {})) {
    const withheld = expandNames(plan.form, hidden ?? []);
    if (withheld.size === 0) continue;
    for (const each of plan.fields) {
      const sectionCondition = plan.sections[each.section]!.visibleWhen;
      checkLeak({ plan, step, withheld, report }, each.field, each.field.key, sectionCondition);
      for (const column of each.columns) checkLeak({ plan, step, withheld, report, table: each }, column.field, column.path);
    }
  }
}

interface LeakCheck {
  readonly plan: Plan;
  readonly step: string;
  readonly withheld: ReadonlySet<string>;
  readonly report: Report;
  readonly table?: FieldPlan;
}

function checkLeak({ plan, step, withheld, report, table }: LeakCheck, field: CompiledField, path: string, above?: CompiledExpression): void {
  if (withheld.has(path)) return;
  const read = [above, ...expressionsOf(field)].flatMap((expression) => (expression ? pathsRead(plan, expression, table) : []));
  for (const name of new Set(read.filter((each) => withheld.has(each)))) {
    const message = `此环节看不到 ${name}，但能看到的字段“${field.label}”要用它判断或计算`;
    report.add(`rights.${step}.hidden`, message, `请把 ${path} 也列入 hidden，或不再用 ${name}`);
  }
}

const expressionsOf = (field: CompiledField): (CompiledExpression | undefined)[] => [
  field.visibleWhen,
  field.requiredWhen,
  field.readOnlyWhen,
  field.computed,
  field.optionWhen,
  ...(field.options ?? []).map((option) => option.when),
];

/** Says which fields wait for each other, if any. */
export function checkCircle(circle: readonly string[], form: CompiledForm, report: Report): void {
  if (circle.length === 0) return;
  const labels = new Map(form.pages.flatMap((page) => page.sections.map((section): [string, string] => [section.key, section.title])));
  for (const field of fieldsOf(form)) {
    labels.set(field.key, field.label);
    for (const column of field.columns ?? []) labels.set(`${field.key}.${column.key}`, column.label);
  }
  const names = [...circle, circle[0]!].map((path) => `“${labels.get(path) ?? path}”`);
  report.add('', `字段的计算、显示或只读条件互相等待：${names.join(' → ')}`, '请让其中一个不再依赖另一个');
}
