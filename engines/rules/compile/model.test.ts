import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AppError } from '../../../kernel/errors.ts';
import { checkModel, compileModel, problemText } from '../api.ts';
import type { DecisionModel } from '../api.ts';
import { aDecision, aFunction, aModel, anInput, aTable, aTableModel, idOf } from '../testing.ts';
import type { TableSketch } from '../testing.ts';

const problems = (model: DecisionModel): string[] => checkModel(model).map(problemText);
const tableProblems = (sketch: TableSketch): string[] => problems(aTableModel(sketch));

describe('compileModel', () => {
  it('reports all problems of all tables at once, with rule, column and place in the cell', () => {
    const model = aTableModel({
      inputs: { 经营面积: 'number', 主体业态: ['string', '"餐饮", "零售"'] },
      outputs: { 结论: ['string', '"核查", "不核查"'], 天数: 'number' },
      rules: [
        ['> 一百', '"餐饮"', '→', '"核查"', '3'],
        ['<= "150"', '-', '→', '核查', '"三"'],
        ['-', '"餐饮', '→', '"随意"', ''],
        ['[1..5', '-', '→', '"核查"', '经营面机 + 1'],
      ],
    });
    assert.deepEqual(problems(model), [
      '“核查”第 1 条规则“经营面积”列：没有名为“一百”的字段',
      '“核查”第 2 条规则“经营面积”列：被判断的值是数字，而“<= "150"”是文字，永远不会符合',
      '“核查”第 2 条规则“结论”列：没有名为“核查”的字段',
      '“核查”第 2 条规则“天数”列：“"三"”与输出列的类型不一致，应为数字',
      '“核查”第 3 条规则“主体业态”列：这里看不懂“"”：英文双引号没有成对，文字的结尾少了一个双引号',
      '“核查”第 3 条规则“结论”列：“"随意"”不在允许值（"核查", "不核查"）之内',
      '“核查”第 3 条规则“天数”列：没有填写结论；如果确实没有，请写 null',
      '“核查”第 4 条规则“经营面积”列：区间缺少右括号 ] 或 )',
      '“核查”第 4 条规则“天数”列：没有名为“经营面机”的字段，是否想写“经营面积”？',
    ]);
    const [first] = checkModel(model);
    assert.deepEqual(first, { decision: '核查', rule: 1, column: '经营面积', message: '没有名为“一百”的字段', from: 2, to: 4 });
    assert.throws(() => compileModel(model), (error) => error instanceof AppError && error.code === 'rules.invalidModel' && (error.detail['problems'] as unknown[]).length === 9);
  });

  it('lets a decision use only what it requires', () => {
    const model = aModel({
      inputs: [anInput('面积', 'number'), anInput('业态', 'string')],
      decisions: [aDecision('甲', '面积 > 3 and 业态 = "餐饮" and 乙 and 折算(面积) > 1', ['面积']), aDecision('乙', 'true')],
      knowledge: [aFunction('折算', ['x'], 'x * 系数')],
    });
    assert.deepEqual(problems(model), ['“折算”：没有名为“系数”的字段', '“甲”：没有名为“业态”的字段', '“甲”：没有名为“乙”的字段', '“甲”：没有名为“折算”的函数']);
  });

  it('refuses circles, unknown requirements and names given twice', () => {
    const model = aModel({
      inputs: [anInput('面积', 'number'), anInput('甲', 'number')],
      decisions: [aDecision('甲', '乙', ['乙']), aDecision('乙', '丙 + 1', ['丙']), aDecision('丙', '乙', ['乙', '没有'])],
    });
    assert.deepEqual(problems(model), [`“甲”：编号“${idOf('甲')}”重复`, '“甲”：名称“甲”重复，输入、决策和函数的名称不能相同', `“丙”：依赖的“${idOf('没有')}”不存在`, '“乙”：相互依赖：乙 → 丙 → 乙，请去掉其中一条连线']);
  });

  it('knows the types of what decisions result in', () => {
    const model = (expression: string) =>
      aModel({
        inputs: [anInput('x', 'number')],
        decisions: [
          aDecision('一', aTable({ policy: 'FIRST', inputs: { x: 'number' }, outputs: { 等级: 'string', 天数: 'number' }, rules: [['-', '→', '"高"', '1']] }), ['x']),
          aDecision('多', aTable({ policy: 'COLLECT', inputs: { x: 'number' }, outputs: { 等级: 'string' }, rules: [['-', '→', '"高"']] }), ['x']),
          aDecision('和', aTable({ policy: 'COLLECT', aggregation: 'SUM', inputs: { x: 'number' }, outputs: { 费用: 'number' }, rules: [['-', '→', '1']] }), ['x']),
          aDecision('用', expression, ['一', '多', '和']),
        ],
      });
    assert.deepEqual(problems(model('一.天数 + 和 + count(多)')), []);
    assert.match(problems(model('一.天树')).join(), /是否想写“天数”/);
    assert.match(problems(model('多 > 3')).join(), /列表/);
    assert.match(problems(model('和 = "x"')).join(), /不能比较是否相等/);
  });

  it('checks what a hit policy asks of the table', () => {
    const sketch: TableSketch = { inputs: { x: 'number' }, rules: [['-', '→', '"a"']] };
    assert.match(tableProblems({ ...sketch, policy: 'PRIORITY' }).join(), /从重要到次要逐个列出允许值/);
    assert.match(tableProblems({ ...sketch, policy: 'OUTPUT ORDER', outputs: { 数: ['number', '[1..5]'] }, rules: [['-', '→', '1']] }).join(), /从重要到次要/);
    assert.match(tableProblems({ ...sketch, aggregation: 'SUM' }).join(), /只有“收集”（COLLECT）策略可以汇总/);
    assert.match(tableProblems({ ...sketch, policy: 'COLLECT', aggregation: 'SUM', outputs: { a: 'number', b: 'number' }, rules: [['-', '→', '1', '2']] }).join(), /只能用于一个输出列/);
    assert.match(tableProblems({ ...sketch, rules: [] }).join(), /还没有规则/);
    assert.match(tableProblems({ ...sketch, rules: [['→', '"a"']] }).join(), /与表头的 1 个输入列和 1 个输出列不一致/);
    assert.match(tableProblems({ ...sketch, outputs: { 数: ['number', null, '"x"'] }, rules: [['-', '→', '1']] }).join(), /“数（默认）”列：“"x"”与输出列的类型不一致/);
    assert.match(tableProblems({ ...sketch, inputs: { x: '没有的类型' } }).join(), /没有名为“没有的类型”的类型/);
  });

  it('refuses models beyond its limits', () => {
    const rules = Array.from({ length: 2001 }, () => ['-', '→', '"a"']);
    assert.match(tableProblems({ inputs: { x: 'number' }, rules }).join(), /最多 2000 条规则/);
    assert.match(problems(aModel({ inputs: Array.from({ length: 501 }, (_, i) => anInput(`x${i}`, 'number')) })).join(), /最多 500 个/);
  });
});
