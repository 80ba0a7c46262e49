/*
 * A slow second opinion for the tests of the engine: works everything out again and again until nothing changes.
 * It knows neither the plan nor FEEL; conditions are data that it evaluates with three-valued logic of its own.
 */

export type SketchType = 'number' | 'text' | 'boolean' | 'radio' | 'multi' | 'subTable';

export type Term =
  | { kind: 'field'; key: string; type: SketchType }
  | { kind: 'cell'; key: string; type: SketchType }
  | { kind: 'sum' | 'first'; table: string; key: string; type: 'number' }
  | { kind: 'count'; table: string; type: 'number' };

export type Condition =
  | { kind: 'constant'; value: boolean }
  | { kind: 'test'; term: Term; against: number }
  | { kind: 'not'; part: Condition }
  | { kind: 'and' | 'or'; parts: Condition[] };

export interface SketchField {
  key: string;
  type: SketchType;
  columns: SketchField[];
  visibleWhen?: Condition;
  readOnlyWhen?: Condition;
  requiredWhen?: Condition;
  computed?: { term: Term; plus: number };
  /** Condition of the last option; null for none, absent for a field without options. */
  optionWhen?: Condition | null;
}

export interface Sketch {
  fields: SketchField[];
  rules: { key: string; when: Condition; field: string }[];
}

type Answers = Record<string, unknown>;
interface Row {
  id: number;
  answers: Answers;
  stored: Answers | null;
}
interface Cell {
  shown: boolean;
  readOnly: boolean;
  required: boolean;
  value: unknown;
  options: string[] | null;
}
interface World {
  cells: Map<string, Cell>;
  rows: Map<string, Row[]>;
}

const codes = ['x', 'y', 'z'];

/** What every field and cell shows, by `field` and `table#rowId.column`. */
export function naiveView(plan: Sketch, data: Answers, answers: Answers): Record<string, Cell> {
  const world: World = { cells: new Map(), rows: new Map() };
  let before = '';
  for (let pass = 0; pass < 100; pass += 1) {
    for (const field of plan.fields) settleField(world, field, data[field.key], answers[field.key]);
    const now = JSON.stringify([...world.cells, ...world.rows]);
    if (now === before) return Object.fromEntries(world.cells);
    before = now;
  }
  throw new Error('the slow evaluator does not come to rest');
}

function settleField(world: World, field: SketchField, stored: unknown, answer: unknown): void {
  const cell = cellOf(world, field, { above: true, frozenAbove: false, stored, answer });
  world.cells.set(field.key, cell);
  if (field.type !== 'subTable') return;
  const recorded = (Array.isArray(stored) ? stored : []) as Answers[];
  const given = cell.readOnly || answer === undefined ? recorded : (answer as Answers[]);
  const rows = given.map((row): Row => ({ id: row.rowId as number, answers: cell.readOnly || answer === undefined ? {} : row, stored: recorded.find((each) => each.rowId === row.rowId) ?? null }));
  for (const place of world.cells.keys()) if (place.startsWith(`${field.key}#`) && !rows.some((row) => place.startsWith(`${field.key}#${row.id}.`))) world.cells.delete(place);
  world.rows.set(field.key, rows);
  for (const row of rows) {
    for (const column of field.columns) {
      const inside = { above: cell.shown, frozenAbove: cell.readOnly, stored: row.stored?.[column.key], answer: row.answers[column.key], row: `${field.key}#${row.id}` };
      world.cells.set(`${inside.row}.${column.key}`, cellOf(world, column, inside));
    }
  }
}

interface Around {
  above: boolean;
  frozenAbove: boolean;
  stored: unknown;
  answer: unknown;
  row?: string;
}

function cellOf(world: World, field: SketchField, { above, frozenAbove, stored, answer, row }: Around): Cell {
  const holds = (condition: Condition | null | undefined, otherwise: boolean): boolean => (condition ? judge(world, condition, row) === true : otherwise);
  const shown = above && holds(field.visibleWhen, true);
  const readOnly = frozenAbove || field.computed !== undefined || holds(field.readOnlyWhen, false);
  const raw = readOnly || answer === undefined ? stored : answer;
  const result = field.computed ? (Number(valueOf(world, field.computed.term, row) ?? 0) + field.computed.plus) : read(field.type, raw);
  const options = field.optionWhen === undefined ? null : codes.filter((code) => code !== 'z' || holds(field.optionWhen, true));
  return { shown, readOnly, required: shown && holds(field.requiredWhen, false), value: shown && field.type !== 'subTable' ? result : null, options: shown ? options : null };
}

function read(type: SketchType, raw: unknown): unknown {
  if (type === 'multi') return Array.isArray(raw) ? raw : [];
  if (raw === null || raw === undefined) return null;
  if (type === 'number') return Number.isNaN(Number(raw)) ? null : Number(raw);
  return type === 'boolean' ? (typeof raw === 'boolean' ? raw : null) : raw;
}

function valueOf(world: World, term: Term, row: string | undefined): unknown {
  if (term.kind === 'field') return world.cells.get(term.key)?.value ?? null;
  if (term.kind === 'cell') return world.cells.get(`${row}.${term.key}`)?.value ?? null;
  if (!world.cells.get(term.table)?.shown) return null;
  const rows = world.rows.get(term.table) ?? [];
  if (term.kind === 'count') return rows.length;
  if (rows.length === 0) return null;
  if (term.kind === 'first') return world.cells.get(`${term.table}#${rows[0]!.id}.${term.key}`)?.value ?? null;
  return rows.reduce((sum, each) => sum + Number(world.cells.get(`${term.table}#${each.id}.${term.key}`)?.value ?? 0), 0);
}

function judge(world: World, condition: Condition, row: string | undefined): boolean | null {
  switch (condition.kind) {
    case 'constant':
      return condition.value;
    case 'not': {
      const part = judge(world, condition.part, row);
      return part === null ? null : !part;
    }
    case 'and':
    case 'or': {
      const deciding = condition.kind === 'or';
      const parts = new Set(condition.parts.map((part) => judge(world, part, row)));
      if (parts.has(deciding)) return deciding;
      return parts.has(null) ? null : !deciding;
    }
    case 'test': {
      const value = valueOf(world, condition.term, row);
      if (condition.term.type === 'number') return value === null ? null : Number(value) > condition.against;
      if (condition.term.type === 'boolean') return value === true;
      if (condition.term.type === 'multi') return value === null ? null : (value as string[]).includes(codes[condition.against]!);
      return value === codes[condition.against];
    }
  }
}
