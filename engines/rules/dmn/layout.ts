import type { DecisionModel, Place } from '../model.ts';

const sizes = { decision: { width: 180, height: 80 }, input: { width: 125, height: 45 }, knowledge: { width: 135, height: 46 } };
const gap = 60;
const rowHeight = 160;

/**
 * Places every element of the requirements diagram: those that have a place keep it; the others stand in rows, what
 * is required below what requires it, as DMN diagrams are read.
 */
export function layOut(model: DecisionModel): Map<string, Place> {
  const levels = levelsOf(model);
  const highest = Math.max(0, ...levels.values());
  const places = new Map<string, Place>();
  const widths = new Map<number, number>();
  const kinds = [
    ...model.decisions.map((element) => ['decision', element] as const),
    ...model.knowledge.map((element) => ['knowledge', element] as const),
    ...model.inputs.map((element) => ['input', element] as const),
  ];
  for (const [kind, { id, place }] of kinds) {
    const level = levels.get(id) ?? 0;
    const x = widths.get(level) ?? 100;
    if (!place) widths.set(level, x + sizes[kind].width + gap);
    places.set(id, place ?? { x, y: 80 + (highest - level) * rowHeight, ...sizes[kind] });
  }
  return places;
}

/** How many requirements lie below each element at most; a circle ends where it closes. */
function levelsOf(model: DecisionModel): Map<string, number> {
  const requires = new Map([...model.decisions, ...model.knowledge].map((element) => [element.id, element.requires]));
  const levels = new Map<string, number>();
  const levelOf = (id: string, path: readonly string[]): number => {
    const known = levels.get(id);
    if (known !== undefined || path.includes(id)) return known ?? 0;
    const level = Math.max(-1, ...(requires.get(id) ?? []).map((below) => levelOf(below, [...path, id]))) + 1;
    levels.set(id, level);
    return level;
  };
  for (const { id } of [...model.inputs, ...model.knowledge, ...model.decisions]) levelOf(id, []);
  return levels;
}
