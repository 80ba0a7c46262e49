import { evaluateJson, prepareTests, startRun, toJson } from '../../expressions/contract.ts';
import type { JsonValue } from '../../expressions/contract.ts';
import { ruleErrors } from '../problems.ts';
import type { CompiledModel, CompiledTable } from '../compiled.ts';
import { describeValue } from '../explain/values.ts';
import { spaced } from '../explain/tests.ts';
import { bitsOf, intersect, isEmpty, uncovered } from './boxes.ts';
import type { Box } from './boxes.ts';
import { describeSegments, dimensionsOf } from './dimensions.ts';
import type { Dimension, OpaqueCell } from './dimensions.ts';

/** What examining a table brought to light. */
export interface TableAnalysis {
  readonly findings: readonly TableFinding[];
  /** What could not be examined, in Chinese; when empty, what was not found is not there. */
  readonly unexamined: readonly string[];
}

export interface TableFinding {
  /**
   * `gap`: cases without a rule. `overlap`: rules of a UNIQUE table that apply together. `contradiction`: rules of an
   * ANY table that apply together with different results. `unreachable`: a rule that never applies or never counts.
   */
  readonly kind: 'gap' | 'overlap' | 'contradiction' | 'unreachable';
  readonly level: 'error' | 'warning';
  /** Counted from 1; empty for a gap. */
  readonly rules: readonly number[];
  /** A case that shows it, by column; empty for a rule that never applies. */
  readonly example: readonly { readonly label: string; readonly value: JsonValue; readonly text: string }[];
  readonly message: string;
}

const mostFindings = 100;
const mostBoxes = 5000;

/**
 * Examines a decision table for cases without a rule, rules that contradict each other and rules without effect.
 *
 * Exact for cells that compare their input with constants; others are named in `unexamined`, and only what holds
 * whatever they say is reported. Missing (null) inputs count where the table asks for them.
 *
 * @throws rules.unknownDecision also for a decision that is not a table
 */
export function analyseTable(model: CompiledModel, decision: string): TableAnalysis {
  const logic = Object.hasOwn(model.decisions, decision) ? model.decisions[decision]?.logic : undefined;
  if (logic?.kind !== 'table') throw ruleErrors.unknownDecision({ name: decision });
  const space = spaceOf(logic);
  const unexamined = [...notesOnCells(logic, space), ...notesOnDimensions(space)];
  const findings = [...findUnreachable(space), ...findConflicts(logic, space, unexamined), ...findGaps(logic, space, unexamined)];
  if (findings.length > mostFindings) unexamined.push(`问题过多，只列出前 ${mostFindings} 处`);
  return { findings: findings.slice(0, mostFindings), unexamined };
}

/** A table as boxes over its dimensions. */
interface Space {
  readonly table: CompiledTable;
  readonly dimensions: readonly Dimension[];
  readonly opaque: readonly OpaqueCell[];
  readonly whole: Box;
  /** By rule; opaque cells are taken to accept everything. */
  readonly rules: readonly Box[];
  /** Rules without opaque cells, whose boxes are exact. */
  readonly exact: ReadonlySet<number>;
}

function spaceOf(table: CompiledTable): Space {
  const { dimensions, opaque } = dimensionsOf(table);
  const unclear = new Set(opaque.map(({ rule, column }) => `${rule}/${column}`));
  const run = startRun({}, { steps: Number.MAX_SAFE_INTEGER });
  const accepts = (rule: number, { columns, segments }: Dimension): bigint => {
    const tests = columns.flatMap((column) => {
      const cell = table.rules[rule]?.inputs[column];
      return cell && !unclear.has(`${rule}/${column}`) ? [prepareTests(cell)] : [];
    });
    return segments.reduce((set, { sample }, i) => (tests.every((test) => test(sample, run)) ? set | (1n << BigInt(i)) : set), 0n);
  };
  return {
    table,
    dimensions,
    opaque,
    whole: dimensions.map(({ segments }) => (1n << BigInt(segments.length)) - 1n),
    rules: table.rules.map((_, rule) => dimensions.map((dimension) => accepts(rule, dimension))),
    exact: new Set([...table.rules.keys()].filter((rule) => !opaque.some((cell) => cell.rule === rule))),
  };
}

function notesOnCells(table: CompiledTable, { opaque }: Space): string[] {
  return opaque.map(({ rule, column }) => `第 ${rule + 1} 条规则“${table.inputs[column]?.label ?? ''}”列的写法取决于其他数据，不能自动检查`);
}

/** Columns computed from the same data are examined as if they were independent. */
function notesOnDimensions({ dimensions }: Space): string[] {
  return dimensions.flatMap((dimension, i) =>
    dimensions.slice(0, i).flatMap((other) => {
      const shared = dimension.reads.find((read) => other.reads.includes(read));
      return shared === undefined ? [] : [`“${other.label}”和“${dimension.label}”两列都取自“${shared}”，举例的情况可能不会实际出现`];
    }),
  );
}

function findUnreachable({ table, dimensions, rules, exact }: Space): TableFinding[] {
  const unreachable = (rule: number, message: string): TableFinding => ({ kind: 'unreachable', level: 'warning', rules: [rule + 1], example: [], message: `第 ${rule + 1} 条规则${message}` });
  return rules.flatMap((box, rule) => {
    const empty = box.indexOf(0n);
    if (empty >= 0) return [unreachable(rule, `永远不会符合：“${dimensions[empty]?.label ?? ''}”没有可以满足条件的值`)];
    if (table.hitPolicy !== 'FIRST') return [];
    const earlier = rules.slice(0, rule).filter((_, i) => exact.has(i));
    return uncovered(box, earlier, mostBoxes)?.length === 0 ? [unreachable(rule, '永远用不到：它的情况都已被前面的规则包括')] : [];
  });
}

function findConflicts(table: CompiledTable, space: Space, unexamined: string[]): TableFinding[] {
  const { rules, exact } = space;
  if (table.hitPolicy !== 'UNIQUE' && table.hitPolicy !== 'ANY') return [];
  const findings: TableFinding[] = [];
  for (const [i, box] of rules.entries()) {
    if (!exact.has(i)) continue;
    for (let j = i + 1; j < rules.length && findings.length <= mostFindings; j++) {
      const common = exact.has(j) ? intersect(box, rules[j] ?? []) : [0n];
      if (isEmpty(common)) continue;
      const finding = conflict(table, i, j, exampleIn(space, common), unexamined);
      if (finding) findings.push(finding);
    }
  }
  return findings;
}

type Example = TableFinding['example'];

function conflict(table: CompiledTable, i: number, j: number, example: Example, unexamined: string[]): TableFinding | null {
  const both = `第 ${i + 1}、${j + 1} 条规则会同时符合`;
  const found = { level: 'error', rules: [i + 1, j + 1], example } as const;
  if (table.hitPolicy === 'UNIQUE') return { ...found, kind: 'overlap', message: `${both}，${tellExample(example)}` };
  const same = sameOutputs(table, i, j);
  if (same === null) unexamined.push(`${both}，结论由计算得出，是否一致不能自动检查`);
  return same === false ? { ...found, kind: 'contradiction', message: `${both}，但结论不同，${tellExample(example)}` } : null;
}

/** Null when that depends on what the outputs are computed from. */
function sameOutputs({ rules }: CompiledTable, i: number, j: number): boolean | null {
  const pairs = (rules[i]?.outputs ?? []).map((output, column) => [output, rules[j]?.outputs[column]] as const);
  const verdicts = new Set(
    pairs.map(([a, b]) => {
      if (!b || a.source.trim() === b.source.trim()) return true;
      if (a.reads.length > 0 || b.reads.length > 0) return null;
      return JSON.stringify(evaluateJson(a, {})) === JSON.stringify(evaluateJson(b, {}));
    }),
  );
  return verdicts.has(false) ? false : verdicts.has(null) ? null : true;
}

/** A table that results in a list, or has default results, needs no rule for every case. */
function findGaps(table: CompiledTable, space: Space, unexamined: string[]): TableFinding[] {
  const isList = ['RULE ORDER', 'OUTPUT ORDER'].includes(table.hitPolicy) || (table.hitPolicy === 'COLLECT' && (table.aggregation === null || table.aggregation === 'COUNT'));
  if (isList || table.outputs.some(({ otherwise }) => otherwise !== null)) return [];
  const gaps = uncovered(space.whole, space.rules, mostBoxes);
  if (!gaps) unexamined.push('条件的组合过多，没有检查是否有遗漏的情况');
  return (gaps ?? []).map((box) => {
    const example = exampleIn(space, box);
    const where = space.dimensions.flatMap((dimension, i) => {
      const text = describeSegments(dimension, bitsOf(box[i] ?? 0n));
      return text === '' ? [] : [`${dimension.label} ${text}`];
    });
    const place = where.length === 0 ? '没有任何规则适用' : `${where.join('，且 ')} 时没有适用的规则`;
    return { kind: 'gap', level: 'warning', rules: [], example, message: `${place}，${tellExample(example)}` };
  });
}

/** Columns of which nothing is known are left out. */
function exampleIn({ dimensions }: Space, box: Box): Example {
  return dimensions.flatMap(({ label, segments }, i) => {
    const segment = segments[bitsOf(box[i] ?? 0n)[0] ?? 0];
    return !segment || segment.isUnknown ? [] : [{ label, value: toJson(segment.sample), text: describeValue(segment.sample) }];
  });
}

const tellExample = (example: Example): string => `例如 ${example.map(({ label, text }) => `${label} 为${spaced(text)}`).join('，')}`;
