import type { Decision, DecisionModel, InputData, KnowledgeModel } from '../model.ts';
import type { Report } from './checking.ts';

/** The elements of a model by id, and what each needs. */
export interface Requirements {
  readonly byId: ReadonlyMap<string, InputData | KnowledgeModel | Decision>;
  /** Everything an element rests on, directly or not, what is needed first standing first; itself left out. */
  readonly needsOf: (id: string) => readonly string[];
}

/** Checks names and requirements: each name once, each reference known, no circles. */
export function checkRequirements(model: DecisionModel, report: Report): Requirements {
  const elements = [...model.inputs, ...model.knowledge, ...model.decisions];
  const byId = new Map(elements.map((element) => [element.id, element]));
  checkNames(elements, report);
  for (const element of elements) {
    for (const required of requiresOf(element)) {
      if (!byId.has(required)) report({ decision: element.name }, `依赖的“${required}”不存在`);
    }
  }
  const needs = new Map<string, readonly string[]>();
  for (const element of [...model.knowledge, ...model.decisions]) collectNeeds(element.id, [], { byId, needs, report });
  return { byId, needsOf: (id) => needs.get(id) ?? [] };
}

const requiresOf = (element: InputData | KnowledgeModel | Decision): readonly string[] => ('requires' in element ? element.requires : []);

function checkNames(elements: readonly { readonly name: string }[], report: Report): void {
  for (const [i, { name }] of elements.entries()) {
    if (name.trim() === '') report({ decision: name }, '名称不能为空');
    if (elements.slice(0, i).some((other) => other.name === name)) report({ decision: name }, `名称“${name}”重复，输入、决策和函数的名称不能相同`);
  }
}

type Collecting = { readonly byId: Requirements['byId']; readonly needs: Map<string, readonly string[]>; readonly report: Report };

function collectNeeds(id: string, path: readonly string[], collecting: Collecting): readonly string[] {
  const { byId, needs, report } = collecting;
  const known = needs.get(id);
  const element = byId.get(id);
  if (known || !element) return known ?? [];
  if (path.includes(id)) {
    const circle = [...path.slice(path.indexOf(id)), id].map((each) => byId.get(each)?.name ?? each);
    report({ decision: element.name }, `相互依赖：${circle.join(' → ')}，请去掉其中一条连线`);
    return [];
  }
  const all = new Set<string>();
  for (const required of requiresOf(element)) {
    for (const need of [...collectNeeds(required, [...path, id], collecting), required]) if (byId.has(need) && need !== id) all.add(need);
  }
  needs.set(id, [...all]);
  return needs.get(id) ?? [];
}
