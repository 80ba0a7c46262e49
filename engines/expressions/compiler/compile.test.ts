import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { checkExpression, compileExpression, evaluate, ExpressionError } from '../api.ts';
import type { Names } from '../api.ts';

const names: Names = {
  经营面积: 'number',
  主体业态: 'string',
  是否连锁: 'boolean',
  申请日期: 'date',
  有效期: 'years and months duration',
  设备: { list: { 单价: 'number', 数量: 'number', 名称: 'string' } },
  applicant: { context: { name: 'string', address: { context: { city: 'string' } } } },
  业态: 'string[]',
  '总 面积': 'number',
  'a-b': 'number',
  '费用（元）': 'number',
};

const messages = (source: string, known: Names | undefined = names): string[] =>
  checkExpression(source, known && { names: known }).map(({ message }) => message);

describe('compileExpression', () => {
  it('suggests the nearest name for one it does not know', () => {
    assert.deepEqual(messages('经营面机 > 3'), ['没有名为“经营面机”的字段，是否想写“经营面积”？']);
    assert.deepEqual(messages('设备.单介'), ['这里没有名为“单介”的字段，是否想写“单价”？']);
    assert.deepEqual(messages('设备[单介 > 3]'), ['没有名为“单介”的字段，是否想写“单价”？']);
    assert.deepEqual(messages('applicant.address.ciyt'), ['这里没有名为“ciyt”的字段，是否想写“city”？']);
    assert.deepEqual(messages('conut(设备)'), ['没有名为“conut”的函数，是否想写“count”？']);
    assert.deepEqual(messages('申请日期.yaer'), ['日期没有名为“yaer”的字段，是否想写“year”？']);
    assert.deepEqual(messages('完全无关的名称'), ['没有名为“完全无关的名称”的字段']);
  });

  it('takes any simple name where none are declared', () => {
    assert.deepEqual(checkExpression('经营面积 > 3 and count(x.y[z = 1]) > 0'), []);
    assert.match(checkExpression('a b > 3')[0]?.message ?? '', /缺少运算符/);
  });

  it('reads declared names with spaces, signs and full-width brackets', () => {
    for (const source of ['总 面积 + 1', '总   面积 > a-b', 'a-b - 1', '费用（元） * 2', '总 面积 / 经营面积']) assert.deepEqual(messages(source), [], source);
    const scope = { '总 面积': 7, 'a-b': 2, '费用（元）': 3 };
    assert.equal(String(evaluate(compileExpression('总 面积 + a-b - 费用（元）', { names }), scope)), '6');
  });

  it('reports every problem at once, each where it is', () => {
    const source = 'if 经营面机 > 3\nthen 主体业态 + 1\nelse 设备.单介';
    const problems = checkExpression(source, { names });
    assert.deepEqual(
      problems.map(({ line, column, from, to }) => [line, column, source.slice(from, to)]),
      [[1, 4, '经营面机'], [2, 6, '主体业态 + 1'], [3, 9, '单介']],
    );
    assert.throws(() => compileExpression(source, { names }), (error) => error instanceof ExpressionError && error.problems.length === 3 && error.message.includes('经营面积'));
  });

  it('finds clashes of types that can never work', () => {
    const clashes: [string, RegExp][] = [
      ['经营面积 > "150"', /经营面积”是数字.*是文字，不能比较大小；数字不要加引号/],
      ['申请日期 > "2026-01-01"', /日期请写成 @"2026-01-31"/],
      ['主体业态 = 是否连锁', /不能比较是否相等/],
      ['主体业态 + 1', /string\(…\)/],
      ['申请日期 + 1', /日期“申请日期”与数字“1”不能用“\+”计算/],
      ['-主体业态', /不能取负数/],
      ['经营面积 and true', /“and”两边需要条件，而“经营面积”是数字/],
      ['if 主体业态 then 1 else 2', /这里需要一个条件/],
      ['for x in 经营面积 return x', /“in”后面需要列表或区间/],
      ['for x in 1..主体业态 return x', /两端需要整数或日期/],
      ['some x in 设备 satisfies x.单价', /这里需要一个条件/],
      ['经营面积 between "a" and "b"', /不能比较大小/],
      ['经营面积 in ("a", "b")', /永远不会符合/],
      ['经营面积 in ["a".."b"]', /永远不会符合/],
      ['string length(经营面积)', /参数“string”应为文字，而“经营面积”是数字/],
      ['经营面积(1)', /没有名为“经营面积”的函数/],
      ['主体业态.长度', /文字没有下级字段/],
      ['[1.."a"]', /两端类型不同/],
    ];
    for (const [source, expected] of clashes) assert.match(messages(source).join(), expected, source);
  });

  it('lets through what may work', () => {
    const fine = [
      '申请日期 + 有效期 > today()', '申请日期.year = 2026', '设备[1].单价 * 2', 'sum(设备.单价)', 'sum(for d in 设备 return d.单价 * d.数量)', 'count(设备[单价 > 经营面积])',
      'some d in 设备 satisfies d.名称 = 主体业态', '"餐饮" in 业态', 'list contains(业态, "餐饮")', '业态[1]', '业态 = []', '经营面积 != null', 'max(经营面积, 3)', 'sort(设备, function(a, b) a.单价 < b.单价)[1].名称',
      'if 是否连锁 then 经营面积 else null', '{r: 经营面积, s: r * 2}.s > 3', 'get value(applicant, "name")', 'applicant.address.city', 'string(经营面积) + 主体业态', '设备[item.单价 > 1 and 数量 < 3].名称',
      'every x in 业态 satisfies x in ("茶", "酒")', '申请日期 - @"2026-01-01" > @"P10D"', '经营面积 in [1..经营面积]', '业态[item != "茶"]', 'not(是否连锁)', 'for i in 1..3 return partial',
    ];
    for (const source of fine) assert.deepEqual(messages(source), [], source);
  });

  it('checks calls of built-ins', () => {
    assert.match(messages('substring("a")').join(), /参数个数不对，写法是 substring\(string, start position, \[length\]\)/);
    assert.match(messages('contains(string: "a", mach: "b")').join(), /参数名称不对/);
    assert.match(messages('date("2026-02-30")').join(), /不能读作日期/);
    assert.match(messages('@"2026-13-01"').join(), /不是日期、时间或时长/);
    assert.match(messages('matches(主体业态, "(")').join(), /不是可用的正则表达式/);
    assert.deepEqual(messages('replace(主体业态, "\\d+", "")'), []);
  });

  it('explains what the grammar does not understand', () => {
    const explained: [string, RegExp][] = [
      ['', /表达式不能为空/], ['  ', /表达式不能为空/], ['1 +', /“\+”后面缺少内容/], ['(1 + 2', /缺少右括号/], ['[1, 2', /缺少右方括号/], ['经营面积[1', /缺少右方括号/], ['{a: 1', /缺少右花括号/],
      ['{a 1}', /缺少英文冒号/], ['if true then 1', /缺少“else”/], ['if true', /缺少“then”/], ['for x in [1] x', /缺少“return”/], ['some x in [1]', /缺少“satisfies”/],
      ['a && b', /请写 and/], ['a || b', /请写 or/], ['!a', /not\(…\)/], ['a == b', /请写 =/], ['a <> b', /请写 !=/], ['a => b', /请写 >=/], ["'x'", /英文双引号/], ['"x', /没有成对/], ['5%', /0\.05/],
      ['1)', /多了一个右括号/], ['a ? b : c', /if 条件 then/],
    ];
    for (const [source, expected] of explained) assert.match(checkExpression(source).map(({ message }) => message).join(), expected, source);
  });

  it('points at Chinese punctuation, but not inside texts, comments and declared names', () => {
    assert.deepEqual(checkExpression('经营面积 ＞ 3，4').map(({ column, message }) => [column, message]), [
      [6, '这里用了中文符号“＞”，请改成英文符号 >'],
      [9, '这里用了中文符号“，”，请改成英文符号 ,'],
    ]);
    assert.deepEqual(checkExpression('“餐饮”').length, 2);
    assert.deepEqual(messages('主体业态 = "餐饮，（含外卖）" // 说明：无'), []);
    assert.deepEqual(messages('费用（元） > 3'), []);
    assert.equal(messages('费用（万元） > 3').length, 2);
  });

  it('notes which paths an expression reads', () => {
    const reads = (source: string, known?: Names) => compileExpression(source, known && { names: known }).reads.map((path) => path.join('.')).toSorted();
    assert.deepEqual(reads('a.b.c + a.d * x'), ['a.b.c', 'a.d', 'x']);
    assert.deepEqual(reads('sum(设备.单价) + count(设备)', names), ['设备', '设备.单价']);
    assert.deepEqual(reads('设备[单价 > 经营面积].名称', names), ['经营面积', '设备.单价', '设备.名称']);
    assert.deepEqual(reads('for d in 设备 return d.单价', names), ['设备.单价']);
    assert.deepEqual(reads('count(for d in 设备 return 1)', names), ['设备']);
    assert.deepEqual(reads('some d in 设备 satisfies d.单价 > d.数量', names), ['设备.单价', '设备.数量']);
    assert.deepEqual(reads('rows[price > limit]'), ['limit', 'price', 'rows', 'rows.limit', 'rows.price']);
    assert.deepEqual(reads('{a: 1, b: a}.b + (function(x) x + y)(2)'), ['y']);
    assert.deepEqual(reads('today() > @"2026-01-01"'), []);
  });

  it('bounds the length and depth of a source', () => {
    assert.match(checkExpression('1'.repeat(10_001))[0]?.message ?? '', /最多 10000 个字符/);
    assert.match(checkExpression(`${'('.repeat(400)}1${')'.repeat(400)}`)[0]?.message ?? '', /嵌套过深/);
    assert.deepEqual(checkExpression(`${'('.repeat(200)}1${')'.repeat(200)}`), []);
    for (const piece of ['[', '(', '{a:', 'if ', '"', '-', 'for x in ', 'a.', 'not(', '1+', '{a: 1, ', 'x = ']) {
      const problems = checkExpression(piece.repeat(Math.floor(9_999 / piece.length)));
      assert.ok(problems.length > 0 && problems.length < 60, piece);
    }
  });

  it('gives problems inside the source, or a plan that evaluates, for any text', () => {
    const words = ['a', '经营面积', '1', '"x"', '(', ')', '[', ']', '{', '}', ',', ':', '.', '..', '+', '-', '*', '/', '=', '!=', '<', '>=', 'and', 'or', 'not', 'if', 'then', 'else', 'for', 'in', 'return', 'some', 'satisfies', 'between', 'instance of', 'function', '@"2026-01-01"', 'null', 'true', '?', 'count', 'item', 'partial', '，', '&', '\n', '/*'];
    const source = fc.array(fc.constantFrom(...words), { maxLength: 14 }).map((parts) => parts.join(' '));
    fc.assert(
      fc.property(source, fc.constantFrom('expression' as const, 'unaryTests' as const), fc.boolean(), (text, kind, declared) => {
        const options = declared ? { kind, names } : { kind };
        const problems = checkExpression(text, options);
        for (const { from, to, line, column } of problems) assert.ok(from >= 0 && from <= to && to <= text.length && line >= 1 && column >= 1, text);
        if (problems.length === 0) evaluate(compileExpression(text, options), { a: 1 });
      }),
      { numRuns: 1500 },
    );
  });
});
