import type { Node } from './plan.ts';
import { workOutColumnCheck, workOutFieldCheck, workOutRowRule, workOutRule } from './work-checks.ts';
import { workOutColumn, workOutField, workOutSection } from './work-out.ts';
import { mark, noChange, type Change, type Rows, type Work } from './work.ts';

/**
 * Works out everything that waits, in an order in which each thing comes after all it depends on, and lets changes
 * travel along the edges of the plan. Answers which nodes, and which of their rows, were worked out.
 */
export function settle(work: Work): Map<number, Rows> {
  const { plan } = work.setting;
  const settled = new Map<number, Rows>();
  for (const at of plan.order) {
    const rows = work.waiting.get(at);
    if (rows === undefined) continue;
    settled.set(at, rows);
    const change = workOut(work, plan.nodes[at]!, rows);
    for (const edge of plan.edges[at]!) {
      const concerned = edge.after === 'any' ? change.any : change.value;
      if (concerned) mark(work, edge.to, edge.sameRow ? concerned : 'all');
    }
  }
  return settled;
}

function workOut(work: Work, node: Node, rows: Rows): Change {
  switch (node.kind) {
    case 'section':
      return workOutSection(work, node.section);
    case 'field':
      return workOutField(work, node.field);
    case 'column':
      return workOutColumn(work, node.field, node.column, rows);
    case 'fieldCheck':
      workOutFieldCheck(work, node.field);
      return noChange;
    case 'columnCheck':
      workOutColumnCheck(work, node.field, node.column, rows);
      return noChange;
    case 'rule':
      workOutRule(work, node.rule);
      return noChange;
    case 'rowRule':
      workOutRowRule(work, node.field, node.rule, rows);
      return noChange;
  }
}
