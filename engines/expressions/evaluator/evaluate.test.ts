import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Big } from 'big.js';
import { compileExpression, evaluate, evaluateJson, ExpressionError, isTrue, parseDate, parseTime, toFeel, toJson } from '../api.ts';
import type { Scope } from '../api.ts';

const result = (source: string, scope: Scope = {}): unknown => evaluateJson(compileExpression(source), scope);

const truth = ['true', 'false', 'null'] as const;

describe('three-valued logic', () => {
  it('follows the truth tables of DMN 10.3.2.11', () => {
    const and = { true: ['true', 'false', 'null'], false: ['false', 'false', 'false'], null: ['null', 'false', 'null'] };
    const or = { true: ['true', 'true', 'true'], false: ['true', 'false', 'null'], null: ['true', 'null', 'null'] };
    for (const left of truth) {
      for (const [i, right] of truth.entries()) {
        assert.equal(String(result(`${left} and ${right}`)), and[left][i], `${left} and ${right}`);
        assert.equal(String(result(`${left} or ${right}`)), or[left][i], `${left} or ${right}`);
      }
    }
    assert.deepEqual(truth.map((value) => String(result(`not(${value})`))), ['false', 'true', 'null']);
  });

  it('makes every and some of all combinations what and and or make of them', () => {
    for (const a of truth) {
      for (const b of truth) {
        for (const c of truth) {
          const list = `[${a}, ${b}, ${c}]`;
          assert.equal(result(`every x in ${list} satisfies x`), result(`${a} and ${b} and ${c}`), list);
          assert.equal(result(`some x in ${list} satisfies x`), result(`${a} or ${b} or ${c}`), list);
          assert.equal(result(`all(${list})`), result(`${a} and ${b} and ${c}`), list);
          assert.equal(result(`any(${list})`), result(`${a} or ${b} or ${c}`), list);
        }
      }
    }
  });

  it('takes what is not a boolean for unknown', () => {
    assert.equal(result('a and true', { a: 'x' }), null);
    assert.equal(result('a and false', { a: 'x' }), false);
    assert.equal(result('a or true', { a: 3 }), true);
    assert.equal(result('if a then 1 else 2', { a: 'x' }), 2);
  });
});

describe('evaluate', () => {
  it('gives null for what cannot be computed, and never throws for it', () => {
    for (const source of ['a + b', 'a < b', 'a.b.c', 'a / 0', 'a[1].x', 'a.b(1)', 'date(a)', 'sum(b)', 'sqrt(0 - a)', 'number("x")', 'b * b', 'for x in a return x']) {
      assert.equal(result(source, { a: 1, b: 'x' }), null, source);
    }
  });

  it('reads only own entries of scopes and contexts', () => {
    for (const name of ['constructor', 'toString', 'hasOwnProperty', 'x.constructor', 'x.toString', 'list.map']) assert.equal(result(name, { x: { a: 1 } }), null, name);
    assert.equal(result('x.__proto__', { x: {} }), null);
    const context = evaluate(compileExpression('{"__proto__": {"polluted": true}}'), {}) as object;
    assert.equal(Object.getPrototypeOf(context), Object.prototype);
    assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
  });

  it('does not change the scope', () => {
    const scope = { list: [3, 1, 2], context: { a: 1 } };
    const copy = structuredClone(scope);
    for (const source of ['sort(list, function(a, b) a < b)', 'append(list, 4)', 'reverse(list)', 'remove(list, 1)', 'context put(context, "a", 2)', 'list replace(list, 1, 9)', 'concatenate(list, list)']) result(source, scope);
    assert.deepEqual(scope, copy);
  });

  it('lets inner names hide outer ones, and fields of rows hide both', () => {
    assert.deepEqual(result('for x in [1] return for x in [2] return x', { x: 0 }), [[2]]);
    assert.deepEqual(result('rows[price > limit]', { limit: 10, rows: [{ price: 5 }, { price: 20 }, { price: 20, limit: 30 }] }), [{ price: 20 }]);
    assert.deepEqual(result('for limit in [1] return rows[price > limit].price', { rows: [{ price: 2 }, { price: 2, limit: 3 }] }), [[2]]);
    assert.equal(result('{x: 1, y: {x: 2, z: x}.z, w: x}.w', { x: 0 }), 1);
    assert.equal(result('(function(x) {x: x + 1, y: x}.y)(5)'), 6);
  });

  it('finds fields of rows in filters within filters, innermost first', () => {
    const scope = { orders: [{ id: 1, max: 5, lines: [{ n: 4 }, { n: 6 }] }, { id: 2, max: 1, lines: [{ n: 2, max: 9 }] }] };
    assert.deepEqual(result('orders[count(lines[n > max]) > 0].id', scope), [1]);
    assert.deepEqual(result('for o in orders return o.lines[n > o.max].n', scope), [[6], [2]]);
  });

  it('keeps the variables around a function with it', () => {
    assert.deepEqual(result('for f in (for i in 1..3 return function(x) x * i) return f(10)'), [10, 20, 30]);
    assert.equal(result('{make: function(a) function(b) a - b, r: make(5)(3)}.r'), 2);
  });

  it('gives a for its results so far, which later results do not change', () => {
    assert.deepEqual(result('for i in 1..3 return count(partial)'), [0, 1, 2]);
    assert.deepEqual(result('for i in 1..3 return partial'), [[], [[]], [[], [[]]]]);
    assert.deepEqual(result('for i in 1..10 return if i < 3 then 1 else partial[-1] + partial[-2]'), [1, 1, 2, 3, 5, 8, 13, 21, 34, 55]);
  });

  it('iterates over whole numbers and days, upwards, downwards, and over ranges less their open ends', () => {
    assert.deepEqual(result('for i in 3..1 return i'), [3, 2, 1]);
    assert.deepEqual(result('for d in @"2026-02-27"..@"2026-03-01" return d.day'), [27, 28, 1]);
    assert.deepEqual(result('for i in (1..4) return i'), [2, 3]);
    assert.deepEqual(result('for i in r return i', { r: evaluate(compileExpression('[1..3)'), {}) }), [1, 2]);
  });

  it('calls functions by parameter names', () => {
    assert.equal(result('{f: function(面积, 单价) 面积 * 单价, r: f(单价: 3, 面积: 2)}.r'), 6);
    assert.equal(result('{f: function(a) a, r: f(b: 2)}.r'), null);
    assert.equal(result('substring(start position: 2, string: "三门峡")'), '门峡');
    assert.deepEqual(result('sort(precedes: function(a, b) a > b, list: [1, 2])'), [2, 1]);
    assert.equal(result('{f: function(a, b) a, r: f(1)}.r'), null);
  });

  it('passes built-ins as values', () => {
    assert.deepEqual(result('{apply: function(f, x) f(x), r: apply(upper case, "ab")}.r'), 'AB');
  });

  it('takes now and today from the caller, in China Standard Time', () => {
    const now = new Date('2026-02-28T16:30:00Z');
    const at = (source: string) => evaluateJson(compileExpression(source), {}, { now });
    assert.equal(at('today()'), '2026-03-01');
    assert.equal(at('now()'), '2026-03-01T00:30:00+08:00');
    assert.equal(at('now() - date and time("2026-03-01T00:00:00")'), 'PT30M');
    assert.equal(at('today() - @"2026-02-01"'), 'P28D');
  });

  it('takes dates and times from the scope', () => {
    assert.equal(result('d + @"P1M" > @"2026-02-27"', { d: parseDate('2026-01-31') }), true);
    assert.equal(result('t < @"12:00:00"', { t: parseTime('09:30:00') }), true);
    assert.equal(result('d = null', { d: parseDate('2026-02-30') }), true);
  });

  it('stops an evaluation that takes too many steps', () => {
    const greedy = [
      'count(for i in 1..100000000 return i)', 'some i in 1..100000, j in 1..100000 satisfies i + j < 0', '{f: function(n) f(n + 1), r: f(0)}.r',
      '{f: function(s, n) if n = 0 then s else f(s + s, n - 1), r: f("aaaaaaaaaa", 60)}.r', '{f: function(l, n) if n = 0 then l else f(concatenate(l, l), n - 1), r: f([1, 2], 60)}.r',
      'for i in 1..100000 return partial', 'for i in 1..100000 return l = l', 'for i in 1..100000 return string(l)', 'for i in 1..1000000 return contains(s, "x")', 'for i in 1..100000 return distinct values(l)', 'sort(l, function(a, b) count(l[item < a]) < b)',
    ];
    const scope = { l: Array.from({ length: 1000 }, (_, i) => i), s: 'a'.repeat(10_000) };
    for (const source of greedy) {
      const run = () => evaluate(compileExpression(source), scope, { steps: 50_000 });
      assert.throws(run, (error) => error instanceof ExpressionError && error.message.startsWith('表达式计算量过大'), source);
    }
    assert.throws(() => result('count(for i in 1..2000000 return i)'), ExpressionError);
    assert.equal(result('count(for i in 1..20000 return i)'), 20_000);
  });

  it('stops at data nested deeper than the stack', () => {
    let deep: unknown = 1;
    for (let i = 0; i < 100_000; i++) deep = [deep];
    for (const source of ['deep', 'string(deep)', 'flatten(deep)', 'deep = other', 'deep.x']) {
      assert.throws(() => result(source, { deep, other: structuredCloneDeep(100_000) }), ExpressionError, source);
    }
  });

  it('leaves room for functions that call themselves within reason', () => {
    assert.equal(result('{sum: function(n) if n = 0 then 0 else n + sum(n - 1), r: sum(150)}.r'), 11_325);
  });
});

function structuredCloneDeep(depth: number): unknown {
  let deep: unknown = 1;
  for (let i = 0; i < depth; i++) deep = [deep];
  return deep;
}

describe('toFeel and toJson', () => {
  it('carry numbers exactly, long ones as text', () => {
    assert.equal(result('0.1 + 0.2'), 0.3);
    assert.equal(result('1 / 3'), '0.3333333333333333333333333333333333');
    assert.equal(result('a * 3', { a: 1.1 }), 3.3);
    assert.equal(result('123456789012345 + 0'), 123_456_789_012_345);
    assert.equal(result('1234567890123456 + 0'), '1234567890123456');
    assert.equal(result('a', { a: new Big('1234567890.123456789') }), '1234567890.123456789');
  });

  it('turn what FEEL does not know into null', () => {
    for (const value of [undefined, Number.NaN, Infinity, Symbol('x'), () => 1, new Date(), new Map(), 10n]) assert.equal(toFeel(value), null, String(value));
  });

  it('write every kind of value', () => {
    const all = '{a: @"2026-01-31", b: @"09:30:00", c: @"2026-01-31T09:30:00+08:00", d: @"P1DT2H", e: @"P1Y2M", f: [1..3), g: function(x) x, h: [null, true, "x", 1.50], i: {"j k": 1}, l: (> 5)}';
    assert.deepEqual(result(all), {
      a: '2026-01-31', b: '09:30:00', c: '2026-01-31T09:30:00+08:00', d: 'P1DT2H', e: 'P1Y2M', f: '[1..3)', g: null, h: [null, true, 'x', 1.5], i: { 'j k': 1 }, l: '(5..null)',
    });
    assert.equal(result(`string(${all})`), '{a: 2026-01-31, b: 09:30:00, c: 2026-01-31T09:30:00+08:00, d: P1DT2H, e: P1Y2M, f: [1..3), g: function(x), h: [null, true, "x", 1.5], i: {"j k": 1}, l: (5..null)}');
    assert.equal(toJson(null), null);
  });

  it('only count true as true', () => {
    assert.deepEqual(['true', 'false', 'null', '1', '"true"', '[true]'].map((source) => isTrue(compileExpression(source), {})), [true, false, false, false, false, false]);
  });
});
