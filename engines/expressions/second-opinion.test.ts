import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { evaluate as evaluateByFeelin, isFunction } from 'feelin';
import { compileExpression, evaluateJson } from './api.ts';
import type { CompiledExpression } from './api.ts';

const scope = {
  a: 3,
  b: 7.5,
  s: '三门峡市湖滨区',
  t: true,
  f: false,
  n: null,
  l: [1, 2, 3, 4],
  words: ['茶', '酒', '水'],
  mixed: [1, null, 'x', true],
  rows: [
    { price: 10, count: 2, name: '甲' },
    { price: 25.5, count: 1, name: '乙' },
    { price: 8, count: 10, name: '丙' },
  ],
  person: { name: '王小明', age: 34, tags: ['A', 'B'], address: { city: '三门峡' } },
  empty: [],
  nested: [[1, 2], [3], []],
  经营面积: 80,
  业态: '餐饮服务经营者',
};

const agreed = readFileSync(new URL('second-opinion.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('# '));

/** Where we differ, what we say, and why. */
const differing: readonly [expression: string, ours: unknown, reason: string][] = [
  ['0.1 + 0.2', 0.3, 'decimals are exact'],
  ['0.1 * 3 = 0.3', true, 'decimals are exact'],
  ['1.1 + 2.2', 3.3, 'decimals are exact'],
  ['12345678901234567890 + 1', '12345678901234567891', '34 digits, as text where a double would lose some'],
  ['1e3', 1000, 'the exponent counts'],
  ['1E-2', 0.01, 'the exponent counts'],
  ['decimal(n: 2.345, scale: 2)', 2.34, 'half even on the exact decimal; the double is above the half'],
  ['modulo(1, 0.1)', 0, 'decimals are exact'],
  ['l[even(item)]', [2, 4], 'a call may be a condition'],
  ['[1] = [1, 2]', false, 'lists of different length are different, not incomparable'],
  ['mixed[item = null]', [null], 'a filter keeps null items when told to'],
  ['date("2026-01-31") + duration("PT36H")', '2026-02-01', 'a date moved by hours is a date (DMN 1.5, table 57)'],
  ['duration("P1D") * 2', 'P2D', 'durations can be multiplied and divided (table 57)'],
  ['2 * duration("P1D")', 'P2D', 'the same'],
  ['duration("P1D") / 2', 'PT12H', 'the same'],
  ['duration("P1Y") / 2', 'P6M', 'the same'],
  ['duration("P1Y") * 1.5', 'P1Y6M', 'the same'],
  ['duration("P1D") / duration("PT6H")', 4, 'the same'],
  ['duration("P1Y") / duration("P6M")', 2, 'the same'],
  ['-duration("P1D")', '-P1D', 'the same'],
  ['years and months duration(date("2024-01-31"), date("2026-03-01"))', 'P2Y1M', 'years and months have no days'],
  ['years and months duration(date("2026-03-01"), date("2024-01-31"))', '-P2Y1M', 'the same'],
  ['years and months duration(date("2025-12-22"), date("2026-12-21"))', 'P11M', 'the same'],
  ['min(words)', '水', 'min and max take anything that has an order'],
  ['max(["a", "c", "b"])', 'c', 'the same'],
  ['remove([1, 2, 3], -1)', [1, 2], 'the last item is at -1'],
];

const evaluated = (source: string): unknown => {
  const compiled = compileExpression(source);
  const direct = evaluateJson(compiled, scope);
  assert.deepEqual(evaluateJson(JSON.parse(JSON.stringify(compiled)) as CompiledExpression, scope), direct, `${source} after a way through JSON`);
  return comparable(direct);
};

/** Twelve digits are what doubles can be trusted with; our long decimals arrive as text. */
function comparable(value: unknown): unknown {
  if (value === undefined || isFunction(value)) return null;
  if (typeof value === 'string' && /^-?\d+\.\d{15,}$/.test(value)) return comparable(Number(value));
  if (typeof value === 'number') return Number.isFinite(value) ? Number(value.toPrecision(12)) : null;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(comparable);
  if (Object.getPrototypeOf(value) !== Object.prototype) return String(value);
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, comparable(entry)]));
}

const byFeelin = (source: string): unknown => comparable(evaluateByFeelin(source, scope).value);

describe('a second opinion', () => {
  it(`agrees with feelin on ${agreed.length} expressions`, () => {
    for (const source of agreed) assert.deepEqual(evaluated(source), byFeelin(source), source);
  });

  for (const [source, ours, reason] of differing) {
    it(`gives ${JSON.stringify(ours)} for ${source}: ${reason}`, () => {
      assert.deepEqual(evaluateJson(compileExpression(source), scope), ours);
    });
  }
});
