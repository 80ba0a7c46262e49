import type { CompiledExpression } from '../expressions/contract.ts';
import type { CompiledField, CompiledForm, CompiledRule, CompiledSection } from './definition.ts';

/**
 * One thing that is worked out on its own. Sections, fields and columns make values; checks and rules only look at them.
 * Numbers are positions in the plan's lists, for columns and row rules inside their field.
 */
export type Node =
  | { readonly kind: 'section'; readonly section: number }
  | { readonly kind: 'field'; readonly field: number }
  | { readonly kind: 'column'; readonly field: number; readonly column: number }
  | { readonly kind: 'fieldCheck'; readonly field: number }
  | { readonly kind: 'columnCheck'; readonly field: number; readonly column: number }
  | { readonly kind: 'rule'; readonly rule: number }
  | { readonly kind: 'rowRule'; readonly field: number; readonly rule: number };

/** Leads from a node to one that must be worked out again after it changed. */
export interface Edge {
  readonly to: number;
  /** After a change of its value only, or after any change (shown, read-only, what was typed). */
  readonly after: 'value' | 'any';
  /** Only the same rows of the same table are concerned. */
  readonly sameRow: boolean;
}

/** Where an expression finds a name: in the row, or at a position among the fields. */
export type Source = 'row' | number;

export interface FieldPlan {
  readonly field: CompiledField;
  readonly section: number;
  readonly node: number;
  readonly check: number;
  readonly columns: readonly ColumnPlan[];
  readonly columnAt: ReadonlyMap<string, number>;
  readonly rowRules: readonly { readonly rule: CompiledRule; readonly node: number }[];
  /** Form rules whose message may stand at this field. */
  readonly rules: readonly number[];
}

export interface ColumnPlan {
  readonly field: CompiledField;
  readonly path: string;
  readonly node: number;
  readonly check: number;
}

/** A compiled form with the order in which to work things out and the way changes travel. */
export interface Plan {
  readonly form: CompiledForm;
  readonly sections: readonly CompiledSection[];
  /** By section: the positions of its fields. */
  readonly sectionFields: readonly (readonly number[])[];
  readonly fields: readonly FieldPlan[];
  readonly fieldAt: ReadonlyMap<string, number>;
  readonly rules: readonly CompiledRule[];
  readonly nodes: readonly Node[];
  readonly edges: readonly (readonly Edge[])[];
  /** Positions of `nodes`, each after those it depends on. */
  readonly order: readonly number[];
  readonly sources: ReadonlyMap<CompiledExpression, readonly (readonly [name: string, source: Source])[]>;
}

/** Each waits for the next and the last for the first: sections, fields, `table.column`; empty when there is no circle. */
export type Circle = readonly string[];

const plans = new WeakMap<CompiledForm, Plan>();

/** The plan of a compiled form, made once. */
export function planOf(form: CompiledForm): Plan {
  const known = plans.get(form);
  if (known) return known;
  const { plan } = buildPlan(form);
  plans.set(form, plan);
  return plan;
}

/** Lays out the plan of a form and names a circle of values, if there is one. */
export function buildPlan(form: CompiledForm): { plan: Plan; circle: Circle } {
  const nodes: Node[] = [];
  const add = (node: Node): number => nodes.push(node) - 1;
  const sections = form.pages.flatMap((page) => page.sections);
  const rules = form.rules ?? [];
  sections.forEach((_, section) => add({ kind: 'section', section }));
  const fields = sections.flatMap((section, at) => section.fields.map((field) => ({ field, section: at }))).map(
    ({ field, section }, at): FieldPlan => ({
      field,
      section,
      node: add({ kind: 'field', field: at }),
      check: add({ kind: 'fieldCheck', field: at }),
      columns: (field.columns ?? []).map((column, inside) => ({
        field: column,
        path: `${field.key}.${column.key}`,
        node: add({ kind: 'column', field: at, column: inside }),
        check: add({ kind: 'columnCheck', field: at, column: inside }),
      })),
      columnAt: new Map((field.columns ?? []).map((column, inside) => [column.key, inside])),
      rowRules: (field.rules ?? []).map((rule, inside) => ({ rule, node: add({ kind: 'rowRule', field: at, rule: inside }) })),
      rules: rules.flatMap((rule, inside) => (rule.fields.includes(field.key) ? [inside] : [])),
    }),
  );
  const firstRule = nodes.length;
  rules.forEach((_, rule) => add({ kind: 'rule', rule }));
  const fieldAt = new Map(fields.map(({ field }, at) => [field.key, at]));
  const { edges, sources } = connect({ sections, fields, fieldAt, rules, firstRule, size: nodes.length });
  const { order, circle } = sort(edges);
  const sectionFields = sections.map((_, section) => fields.flatMap((field, at) => (field.section === section ? [at] : [])));
  const plan: Plan = { form, sections, sectionFields, fields, fieldAt, rules, nodes, edges, order, sources };
  return { plan, circle: circle.map((node) => nameOf(plan, nodes[node]!)) };
}

interface Parts extends Pick<Plan, 'sections' | 'fields' | 'fieldAt' | 'rules'> {
  readonly firstRule: number;
  readonly size: number;
}

function connect({ sections, fields, fieldAt, rules, firstRule, size }: Parts): Pick<Plan, 'edges' | 'sources'> {
  const edges: Edge[][] = Array.from({ length: size }, () => []);
  const sources = new Map<CompiledExpression, (readonly [string, Source])[]>();
  const link = (from: number, to: number, after: Edge['after'], sameRow = false): void => {
    edges[from]!.push({ to, after, sameRow });
  };

  /** Makes `to` follow everything an expression reads; `table` is given inside the row of that table. */
  const read = (expression: CompiledExpression | undefined, to: number, table?: FieldPlan): void => {
    if (!expression) return;
    const found = new Map<string, Source>();
    for (const [root = '', second] of expression.reads) {
      const column = table?.columnAt.get(root);
      const outer = fieldAt.get(root);
      if (table && column !== undefined) {
        found.set(root, 'row');
        link(table.columns[column]!.node, to, 'value', true);
      } else if (outer !== undefined) {
        found.set(root, outer);
        const target = fields[outer]!;
        link(target.node, to, 'value');
        const only = second === undefined ? undefined : target.columnAt.get(second);
        target.columns.forEach((each, at) => (only === undefined || only === at) && link(each.node, to, 'value'));
      }
    }
    sources.set(expression, [...found]);
  };

  const readField = (field: CompiledField, node: number, check: number, table?: FieldPlan): void => {
    for (const expression of [field.visibleWhen, field.readOnlyWhen, field.computed]) read(expression, node, table);
    for (const expression of [field.requiredWhen, field.optionWhen, ...(field.options ?? []).map((option) => option.when)]) {
      read(expression, check, table);
    }
    link(node, check, 'any', table !== undefined);
  };

  sections.forEach((section, at) => read(section.visibleWhen, at));
  for (const each of fields) {
    link(each.section, each.node, 'any');
    readField(each.field, each.node, each.check);
    for (const column of each.columns) {
      link(each.node, column.node, 'any', true);
      readField(column.field, column.node, column.check, each);
    }
    for (const { rule, node } of each.rowRules) {
      read(rule.when, node, each);
      link(each.node, node, 'any', true);
      for (const key of rule.fields) link(each.columns[each.columnAt.get(key)!]!.node, node, 'any', true);
    }
  }
  rules.forEach((rule, at) => {
    read(rule.when, firstRule + at);
    for (const key of rule.fields) link(fields[fieldAt.get(key)!]!.node, firstRule + at, 'any');
  });
  return { edges, sources };
}

/** Orders nodes so that each comes after all that lead to it; what is left over holds a circle. */
function sort(edges: readonly (readonly Edge[])[]): { order: number[]; circle: number[] } {
  const waiting = edges.map(() => 0);
  for (const { to } of edges.flat()) waiting[to]! += 1;
  const order = waiting.flatMap((count, node) => (count === 0 ? [node] : []));
  for (let at = 0; at < order.length; at += 1) {
    for (const { to } of edges[order[at]!]!) {
      waiting[to]! -= 1;
      if (waiting[to] === 0) order.push(to);
    }
  }
  return { order, circle: order.length === edges.length ? [] : findCircle(edges, waiting) };
}

/** Walks backwards among the nodes still waiting until one comes round again. */
function findCircle(edges: readonly (readonly Edge[])[], waiting: readonly number[]): number[] {
  const before = new Map<number, number>();
  edges.forEach((out, from) => {
    for (const { to } of out) if (waiting[from]! > 0 && waiting[to]! > 0) before.set(to, from);
  });
  const walked: number[] = [];
  let node = [...before.keys()][0]!;
  while (!walked.includes(node)) {
    walked.push(node);
    node = before.get(node)!;
  }
  const circle = walked.slice(walked.indexOf(node));
  const first = circle.indexOf(Math.min(...circle));
  return [...circle.slice(first), ...circle.slice(0, first)];
}

/** The fields and columns an expression reads, as `field` or `table.column`; `table` is given inside its row. */
export function pathsRead(plan: Plan, expression: CompiledExpression, table?: FieldPlan): string[] {
  return expression.reads.flatMap(([root = '', second]) => {
    if (table?.columnAt.has(root)) return [`${table.field.key}.${root}`];
    const target = plan.fields[plan.fieldAt.get(root) ?? -1];
    if (!target) return [];
    const columns = second !== undefined && target.columnAt.has(second) ? [`${root}.${second}`] : target.columns.map((column) => column.path);
    return [root, ...columns];
  });
}

function nameOf({ sections, fields }: Plan, node: Node): string {
  switch (node.kind) {
    case 'section':
      return sections[node.section]!.key;
    case 'field':
    case 'fieldCheck':
      return fields[node.field]!.field.key;
    case 'column':
    case 'columnCheck':
      return fields[node.field]!.columns[node.column]!.path;
    case 'rule':
    case 'rowRule':
      return '';
  }
}
