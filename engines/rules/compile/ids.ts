import { illegalId } from '../problems.ts';
import type { DecisionModel } from '../model.ts';
import type { Report } from './checking.ts';

/** Checks that every id is one that DMN files can bear, and there once. */
export function checkIds(model: DecisionModel, report: Report): void {
  const seen = new Set<string>();
  for (const [id, decision] of idsOf(model)) {
    if (!/^[A-Za-z_][\w.-]*$/.test(id)) report({ decision }, illegalId(id));
    else if (seen.has(id)) report({ decision }, `编号“${id}”重复`);
    seen.add(id);
  }
}

function idsOf({ id, types, inputs, knowledge, decisions }: DecisionModel): (readonly [id: string, decision: string | null])[] {
  const columns = decisions.flatMap(({ name, logic }) => (logic.kind === 'table' ? [...logic.inputs, ...logic.outputs, ...logic.rules].map((part) => [part.id, name] as const) : []));
  return [[id, null], ...[...types, ...inputs, ...knowledge, ...decisions].map((part) => [part.id, part.name] as const), ...columns];
}
