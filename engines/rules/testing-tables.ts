/** Random decision tables, and feelin's opinion on which of their rules apply. */
import fc from 'fast-check';
import { date, unaryTest } from 'feelin';
import type { HitPolicy } from './model.ts';
import type { TableSketch } from './testing.ts';

export type Case = { readonly 数: number; readonly 类: string; readonly 是: boolean; readonly 日: string };

/** Values on, beside and between all constants that the tables name. */
export const cases: readonly Case[] = [-1, 0, 0.5, 1, 1.5, 2, 2.5, 3, 4].flatMap((数) =>
  ['a', 'b', 'c'].flatMap((类) => [true, false].flatMap((是) => ['01', '02', '03', '04', '05', '06'].map((day) => ({ 数, 类, 是, 日: `2026-01-${day}` })))),
);

const bound = fc.constantFrom('0', '1', '2', '3');
const day = fc.constantFrom('02', '03', '05').map((each) => `date("2026-01-${each}")`);
const sign = fc.constantFrom('<', '<=', '>', '>=');

/** Tests on something that has an order. */
function ordered(point: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const one = fc.oneof(
    point,
    fc.tuple(sign, point).map(([operator, value]) => `${operator} ${value}`),
    fc
      .tuple(fc.constantFrom('[', '('), point, point, fc.constantFrom(']', ')'))
      .filter(([, from, to]) => from < to)
      .map(([open, from, to, close]) => `${open}${from}..${to}${close}`),
  );
  const several = fc.array(one, { minLength: 1, maxLength: 2 }).map((tests) => tests.join(', '));
  return fc.oneof({ weight: 3, arbitrary: several }, { weight: 1, arbitrary: several.map((tests) => `not(${tests})`) }, { weight: 2, arbitrary: fc.constant('-') });
}

const text = fc.oneof(fc.constantFrom('"a"', '"b"', '"a", "b"', '"c"', '-', '-'), fc.constantFrom('not("a")', 'not("a", "c")'));

export const randomRules = fc.array(fc.tuple(ordered(bound), text, fc.constantFrom('true', 'false', '-', '-'), ordered(day)), { minLength: 1, maxLength: 6 });

export const sketchOf = (policy: HitPolicy, rules: readonly (readonly string[])[], results?: readonly string[]): TableSketch => ({
  policy,
  inputs: { 数: ['number', '[-1..4]'], 类: ['string', '"a", "b", "c"'], 是: 'boolean', 日: ['date', '[@"2026-01-01"..@"2026-01-06"]'] },
  outputs: { 结论: 'any' },
  rules: rules.map((tests, i) => [...tests, '→', results?.[i] ?? String(i + 1)]),
});

const opinions = new Map<string, boolean>();

function passesByFeelin(test: string, value: unknown): boolean {
  const key = `${test}\n${String(value)}`;
  const known = opinions.get(key);
  if (known !== undefined) return known;
  const input = typeof value === 'string' && value.startsWith('2026') ? date(value) : value;
  const passes = unaryTest(test, { '?': input }).value === true;
  opinions.set(key, passes);
  return passes;
}

/** The rules that feelin finds to apply, counted from 1. */
export const rulesByFeelin = (rules: readonly (readonly string[])[], { 数, 类, 是, 日 }: Case): number[] =>
  rules.flatMap((tests, i) => (tests.every((test, column) => passesByFeelin(test, [数, 类, 是, 日][column])) ? [i + 1] : []));
