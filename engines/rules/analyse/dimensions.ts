import { compileExpression, evaluate, order, prepareTests, startRun, typeOf } from '../../expressions/api.ts';
import type { CompiledExpression, FeelRange, FeelValue, Scope } from '../../expressions/api.ts';
import type { CompiledTable } from '../compiled.ts';
import { describeRange, describeValue } from '../explain/values.ts';
import { alternatives, spaced } from '../explain/tests.ts';
import { boundariesOf } from './boundaries.ts';
import type { Boundary } from './boundaries.ts';

/** A stretch of values that no cell of the table tells apart. */
export interface Segment {
  /** One of its values. */
  readonly sample: FeelValue;
  /** For ordered values its ends; null for a single value without order. */
  readonly range: Range | null;
  /** Stands for all values that no cell names. */
  readonly isOther: boolean;
  /** Stands for whatever the column may hold, of which nothing is known. */
  readonly isUnknown: boolean;
}

type Range = Pick<FeelRange, 'start' | 'end' | 'startIncluded' | 'endIncluded'>;

/** What one input expression may be; columns with the same expression are one dimension. */
export interface Dimension {
  readonly label: string;
  readonly columns: readonly number[];
  readonly segments: readonly Segment[];
  /** Paths it is computed from. */
  readonly reads: readonly string[];
}

/** A cell whose answers cannot be foreseen. */
export type OpaqueCell = { readonly rule: number; readonly column: number };

/** Divides what a table looks at into dimensions, and these into segments. */
export function dimensionsOf(table: CompiledTable): { dimensions: readonly Dimension[]; opaque: readonly OpaqueCell[] } {
  const bySource = Map.groupBy(table.inputs.keys(), (i) => table.inputs[i]?.expression.source.trim() ?? '');
  const opaque: OpaqueCell[] = [];
  const dimensions = [...bySource.values()].map((columns) => dimensionOf(table, columns, opaque));
  return { dimensions, opaque };
}

function dimensionOf(table: CompiledTable, columns: readonly number[], opaque: OpaqueCell[]): Dimension {
  const first = table.inputs[columns[0] ?? 0];
  const allowed = columns.flatMap((i) => table.inputs[i]?.values ?? []);
  const boundaries: Boundary[] = allowed.flatMap((values) => boundariesOf(values) ?? []);
  for (const column of columns) {
    for (const [rule, { inputs }] of table.rules.entries()) {
      const cell = inputs[column];
      const found = cell ? boundariesOf(cell) : [];
      if (found) boundaries.push(...found);
      else opaque.push({ rule, column });
    }
  }
  const segments = divide(boundaries, typeof first?.type === 'string' ? first.type : 'any');
  if (!segments) {
    opaque.push(...columns.flatMap((column) => table.rules.flatMap(({ inputs }, rule) => (inputs[column] ? [{ rule, column }] : []))));
  }
  const within = (segments ?? [unknown]).filter(({ sample }) => sample === null || isAllowed(sample, allowed));
  return { label: first?.label ?? '', columns, segments: within, reads: (first?.expression.reads ?? []).map((path) => path.join('.')) };
}

const isAllowed = (sample: FeelValue, allowed: readonly CompiledExpression[]): boolean => allowed.every((values) => prepareTests(values)(sample, startRun({})));

/** Null when the constants are of several types, or ordered where values cannot be divided. */
function divide(boundaries: readonly Boundary[], declared: string): Segment[] | null {
  const values = boundaries.filter(({ value }) => value !== null);
  const types = new Set(values.map(({ value }) => typeOf(value)));
  if (types.size > 1) return null;
  const type = [...types][0] ?? declared;
  const missing: Segment[] = values.length < boundaries.length ? [single(null)] : [];
  if (type === 'boolean') return [single(true), single(false), ...missing];
  if (Object.hasOwn(steps, type)) return [...divideOrdered(values.map(({ value }) => value), type), ...missing];
  if (values.some(({ ordered }) => ordered) || type !== 'string') return values.length === 0 ? [unknown, ...missing] : null;
  return [...divideTexts(values.map(({ value }) => value as string)), ...missing];
}

const unknown: Segment = { sample: null, range: null, isOther: true, isUnknown: true };

const single = (sample: FeelValue): Segment => ({ sample, range: null, isOther: false, isUnknown: false });

function divideTexts(values: readonly string[]): Segment[] {
  const known = [...new Set(values)];
  let other = '其他';
  while (known.includes(other)) other = `${other}值`;
  return [...known.map(single), { ...single(other), isOther: true }];
}

/** How far outside the outermost constants an example stands, by type. */
const steps: Record<string, string> = {
  number: '1',
  date: '@"P1D"',
  time: '@"PT1H"',
  'date and time': '@"P1D"',
  'days and time duration': '@"P1D"',
  'years and months duration': '@"P1M"',
};

const middleOf = compileExpression('a + (b - a) / 2');

function divideOrdered(values: readonly FeelValue[], type: string): Segment[] {
  const points = distinct([...values, ...(type === 'time' ? [ofText('@"00:00:00"'), ofText('@"23:59:59"')] : [])]);
  const [first, last] = [points[0] ?? null, points.at(-1) ?? null];
  if (first === null || last === null) return [{ ...single(ofText(samples[type] ?? 'null')), range: openRange }];
  const segments: Segment[] = [];
  const add = (sample: FeelValue, range: Range) => segments.push({ ...single(sample), range });
  // A clock has no time before midnight nor after the last second.
  if (type !== 'time') add(ofText(`a - ${steps[type]}`, { a: first }), { ...openRange, end: first as FeelRange['end'] });
  for (const [i, point] of points.entries()) {
    add(point, { start: point as FeelRange['start'], end: point as FeelRange['end'], startIncluded: true, endIncluded: true });
    const next = points[i + 1];
    if (next === undefined) continue;
    const middle = evaluate(middleOf, { a: point, b: next });
    // Between two days that follow each other there is none.
    if (order(middle, point) !== 0 && order(middle, next) !== 0) add(middle, { ...openRange, start: point as FeelRange['start'], end: next as FeelRange['end'] });
  }
  if (type !== 'time') add(ofText(`a + ${steps[type]}`, { a: last }), { ...openRange, start: last as FeelRange['start'] });
  return segments.filter(({ sample }) => sample !== null);
}

const openRange: Range = { start: null, end: null, startIncluded: false, endIncluded: false };

/** Examples where a table names no constant at all. */
const samples: Record<string, string> = { number: '1', date: '@"2026-01-01"', 'date and time': '@"2026-01-01T00:00:00"', 'days and time duration': '@"P1D"', 'years and months duration': '@"P1M"' };

const ofText = (source: string, scope: Scope = {}): FeelValue => evaluate(compileExpression(source), scope);

function distinct(values: readonly FeelValue[]): FeelValue[] {
  return values.toSorted((a, b) => order(a, b) ?? 0).filter((value, i, all) => i === 0 || order(value, all[i - 1] ?? null) !== 0);
}

/** Says a set of segments in Chinese, e.g. `大于 150` or `为“餐饮”或“零售”`; empty when it is all of them. */
export function describeSegments({ segments }: Dimension, indexes: readonly number[]): string {
  if (indexes.length === segments.length) return '';
  const parts: string[] = [];
  const values = indexes.flatMap((i) => (segments[i]?.range === null && !segments[i].isOther ? [segments[i].sample] : []));
  if (values.length > 0) parts.push(`为${spaced(alternatives(values.map(describeValue)))}`);
  if (indexes.some((i) => segments[i]?.range === null && segments[i].isOther)) parts.push('为其他值');
  for (const range of joinedRanges(segments, indexes)) parts.push(isPoint(range) ? `为${spaced(describeValue(range.start))}` : describeRange(range));
  return parts.join('，或 ');
}

const isPoint = ({ start, end }: Range): boolean => start !== null && end !== null && order(start, end) === 0;

/** Neighbouring segments as one range. */
function joinedRanges(segments: readonly Segment[], indexes: readonly number[]): Range[] {
  const joined: Range[] = [];
  for (const i of indexes) {
    const range = segments[i]?.range;
    const last = joined.at(-1);
    if (!range) continue;
    if (last && indexes.includes(i - 1)) joined[joined.length - 1] = { ...last, end: range.end, endIncluded: range.endIncluded };
    else joined.push(range);
  }
  return joined;
}

