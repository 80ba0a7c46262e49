import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AppError } from '../../../kernel/errors.ts';
import { compileModel, evaluateDecision } from '../api.ts';
import type { CompiledModel, DecisionModel, DecisionResult, HitPolicy } from '../api.ts';
import { aDecision, aFunction, aModel, anInput, aTable, aTableModel } from '../testing.ts';
import type { TableSketch } from '../testing.ts';

/** Through JSON, as models are stored and sent. */
const compiled = (model: DecisionModel): CompiledModel => JSON.parse(JSON.stringify(compileModel(model))) as CompiledModel;

const decide = (model: DecisionModel, input: Record<string, unknown>, name = '核查'): DecisionResult => evaluateDecision(compiled(model), name, input);

const outputs = (sketch: TableSketch, input: Record<string, unknown>): unknown => decide(aTableModel(sketch), input).outputs;

/** Rules 1 and 2 overlap between 50 and 100. */
const overlapping = (policy: HitPolicy, more: Partial<TableSketch> = {}): TableSketch => ({
  policy,
  inputs: { 面积: 'number' },
  outputs: { 等级: ['string', '"高", "中", "低"'] },
  rules: [
    ['> 50', '→', '"低"'],
    ['<= 100', '→', '"高"'],
    ['> 1000', '→', '"中"'],
  ],
  ...more,
});

describe('hit policies', () => {
  it('UNIQUE takes the one rule that applies, and refuses two', () => {
    assert.equal(outputs(overlapping('UNIQUE'), { 面积: 20 }), '高');
    const refused = decide(aTableModel(overlapping('UNIQUE')), { 面积: 80 });
    assert.deepEqual([refused.outputs, refused.problems], [null, ['第 1、2 条规则同时符合，而这张表只允许一条规则符合']]);
  });

  it('ANY takes several rules that agree, and refuses those that do not', () => {
    const refused = decide(aTableModel(overlapping('ANY')), { 面积: 80 });
    assert.deepEqual([refused.outputs, refused.problems], [null, ['第 1、2 条规则同时符合，但结论不同']]);
    assert.equal(outputs(overlapping('ANY', { rules: [['> 50', '→', '"高"'], ['<= 100', '→', '"高"']] }), { 面积: 80 }), '高');
  });

  it('FIRST takes the first, RULE ORDER all in their order', () => {
    assert.equal(outputs(overlapping('FIRST'), { 面积: 80 }), '低');
    assert.deepEqual(outputs(overlapping('RULE ORDER'), { 面积: 80 }), ['低', '高']);
    assert.deepEqual(outputs(overlapping('COLLECT'), { 面积: 2000 }), ['低', '中']);
  });

  it('PRIORITY takes the most important result, OUTPUT ORDER all by importance', () => {
    assert.equal(outputs(overlapping('PRIORITY'), { 面积: 80 }), '高');
    assert.equal(outputs(overlapping('PRIORITY'), { 面积: 2000 }), '中');
    assert.deepEqual(outputs(overlapping('OUTPUT ORDER'), { 面积: 80 }), ['高', '低']);
  });

  it('order by the outputs from left to right, and keep the order of rules that are equal', () => {
    const sketch: TableSketch = {
      policy: 'OUTPUT ORDER',
      inputs: { x: 'number' },
      outputs: { 等级: ['string', '"高", "低"'], 天数: ['number', '1, 2, 3'], 备注: ['string', '"a", "b"'] },
      rules: [['-', '→', '"低"', '1', '"b"'], ['-', '→', '"高"', '3', '"a"'], ['-', '→', '"高"', '2', '"b"'], ['-', '→', '"高"', '2', '"a"']],
    };
    assert.deepEqual(outputs(sketch, { x: 1 }), [{ 等级: '高', 天数: 2, 备注: 'a' }, { 等级: '高', 天数: 2, 备注: 'b' }, { 等级: '高', 天数: 3, 备注: 'a' }, { 等级: '低', 天数: 1, 备注: 'b' }]);
  });

  it('COLLECT sums, counts and finds the least and the greatest exactly', () => {
    const fees = (aggregation: TableSketch['aggregation']): TableSketch => ({
      policy: 'COLLECT',
      aggregation: aggregation ?? null,
      inputs: { 件数: 'number' },
      outputs: { 费用: 'number' },
      rules: [['> 0', '→', '0.1'], ['> 1', '→', '0.2'], ['> 2', '→', '10.5']],
    });
    assert.deepEqual((['SUM', 'COUNT', 'MIN', 'MAX'] as const).map((each) => outputs(fees(each), { 件数: 2 })), [0.3, 2, 0.1, 0.2]);
    assert.deepEqual((['SUM', 'COUNT', 'MIN', 'MAX'] as const).map((each) => outputs(fees(each), { 件数: 0 })), [null, 0, null, null]);
    assert.deepEqual(outputs(fees(null), { 件数: 0 }), []);
  });

  it('take the default where no rule applies, and say so where there is none', () => {
    const sketch: TableSketch = { inputs: { 面积: 'number' }, outputs: { 结论: ['string', null, '"无需核查"'] }, rules: [['> 150', '→', '"现场核查"']] };
    assert.equal(outputs(sketch, { 面积: 80 }), '无需核查');
    const without = decide(aTableModel({ ...sketch, outputs: { 结论: 'string' } }), { 面积: 80 });
    assert.deepEqual([without.outputs, without.problems], [null, ['没有适用的规则']]);
  });
});

describe('evaluateDecision', () => {
  it('reads texts as dates and durations where the type says so', () => {
    const sketch: TableSketch = {
      inputs: { 申请日期: 'date', 受理时间: 'date and time', 上班: 'time', 期限: 'days and time duration' },
      rules: [['>= @"2026-01-01"', '> @"2026-01-01T08:00:00"', '< @"12:00:00"', '<= @"P5D"', '→', '"可以"'], ['< @"2026-01-01"', '-', '-', '-', '→', '"不可以"']],
    };
    assert.equal(outputs(sketch, { 申请日期: '2026-03-01', 受理时间: '2026-03-01T09:00:00', 上班: '09:00:00', 期限: 'P3D' }), '可以');
    assert.equal(outputs(sketch, { 申请日期: '2025-12-31' }), '不可以');
  });

  it('refuses inputs of another type, naming them', () => {
    const sketch: TableSketch = { inputs: { 面积: 'number', 日期: 'date', 是否: 'boolean' }, rules: [['-', '-', '-', '→', '"x"']] };
    const { outputs: value, problems } = decide(aTableModel(sketch), { 面积: '很大', 日期: '2026-02-30', 是否: 'true' });
    assert.equal(value, null);
    assert.deepEqual(problems, ['“面积”应为数字', '“日期”应为日期（如 2026-01-31）', '“是否”应为是否值']);
  });

  it('refuses values that are not allowed, and leaves missing ones to the rules', () => {
    const sketch: TableSketch = { inputs: { 业态: ['string', '"餐饮", "零售"'] }, rules: [['"餐饮"', '→', '"核查"'], ['null', '→', '"请先填写"']] };
    assert.deepEqual(decide(aTableModel(sketch), { 业态: '洗浴' }).problems, ['“业态”的值 “洗浴” 不在允许的范围内']);
    assert.equal(outputs(sketch, {}), '请先填写');
    const model = aModel({
      types: [{ id: 't', name: '业态类型', type: 'string', list: false, values: '"餐饮", "零售"', fields: [] }, { id: 'l', name: '业态列表', type: '业态类型', list: true, values: '"餐饮", "零售"', fields: [] }],
      inputs: [anInput('业态', '业态类型'), anInput('全部', '业态列表')],
      decisions: [aDecision('核查', '业态 in 全部', ['业态', '全部'])],
    });
    assert.equal(decide(model, { 业态: '餐饮', 全部: ['零售', '餐饮'] }).outputs, true);
    assert.deepEqual(decide(model, { 业态: '餐', 全部: ['零售', '饮'] }).problems, ['“业态”的值 “餐” 不在允许的范围内', '“全部”的值 “饮” 不在允许的范围内']);
  });

  it('reads groups and lists of fields by their types', () => {
    const model = aModel({
      types: [{ id: 't', name: '设备', type: 'any', list: true, values: null, fields: [{ name: '单价', type: 'number', list: false }, { name: '购入', type: 'date', list: false }] }],
      inputs: [anInput('清单', '设备')],
      decisions: [aDecision('核查', 'sum(清单[购入 > @"2026-01-01"].单价)', ['清单'])],
    });
    assert.equal(decide(model, { 清单: [{ 单价: 0.1, 购入: '2026-02-01' }, { 单价: 0.2, 购入: '2026-03-01' }, { 单价: 5, 购入: '2025-01-01' }] }).outputs, 0.3);
    assert.deepEqual(decide(model, { 清单: [{ 单价: '贵' }] }).problems, ['“清单[1].单价”应为数字']);
    assert.deepEqual(decide(model, { 清单: 3 }).problems, ['“清单”应为列表']);
  });

  it('makes the decisions that others rest on, each once, and passes over inputs that do not matter', () => {
    const model = aModel({
      inputs: [anInput('面积', 'number'), anInput('业态', 'string'), anInput('无关', 'number')],
      knowledge: [aFunction('折算', ['面积', '系数'], '面积 * 系数'), aFunction('加倍', ['x'], '折算(x, 2)', ['折算'])],
      decisions: [
        aDecision('核查', aTable({ inputs: { 规模: 'string', 风险: 'string' }, rules: [['"大"', '-', '→', '"现场核查"'], ['"小"', '"高"', '→', '"现场核查"'], ['"小"', '"低"', '→', '"书面审查"']] }), ['规模', '风险']),
        aDecision('规模', 'if 加倍(面积) > 300 then "大" else "小"', ['面积', '加倍']),
        aDecision('风险', aTable({ inputs: { 业态: 'string', 规模: 'string' }, rules: [['"餐饮"', '-', '→', '"高"'], ['not("餐饮")', '"大"', '→', '"高"'], ['not("餐饮")', '"小"', '→', '"低"']] }), ['业态', '规模']),
      ],
    });
    assert.equal(decide(model, { 面积: 80, 业态: '餐饮', 无关: '不是数字' }).outputs, '现场核查');
    assert.equal(decide(model, { 面积: 80, 业态: '零售' }).outputs, '书面审查');
    assert.equal(decide(model, { 面积: 151, 业态: '零售' }).outputs, '现场核查');
    assert.equal(decide(model, { 面积: 151, 业态: '零售' }, '规模').outputs, '大');
  });

  it('tells which of the decisions it rests on could not be made', () => {
    const model = aModel({
      inputs: [anInput('面积', 'number')],
      decisions: [aDecision('核查', '规模 = "大"', ['规模']), aDecision('规模', aTable({ inputs: { 面积: 'number' }, rules: [['> 100', '→', '"大"']] }), ['面积'])],
    });
    const { outputs: value, problems } = decide(model, { 面积: 10 });
    assert.deepEqual([value, problems], [false, ['“规模”没有适用的规则']]);
  });

  it('lets a model without inputs read whatever it is given', () => {
    const model = aModel({ decisions: [aDecision('核查', aTable({ inputs: { 'applicant.age': 'number' }, rules: [['>= 18', '→', '"成年"'], ['< 18', '→', '"未成年"']] }))] });
    assert.equal(decide(model, { applicant: { age: 20 } }).outputs, '成年');
  });

  it('computes results, refuses those not allowed, and takes the clock from the caller', () => {
    const sketch: TableSketch = { inputs: { 天数: 'number' }, outputs: { 到期: 'date', 天: ['number', '[0..30]'] }, rules: [['-', '→', 'today() + duration("P1D") * 天数', '天数 * 2']] };
    const model = compiled(aTableModel(sketch));
    const now = new Date('2026-02-27T17:00:00Z');
    assert.deepEqual(evaluateDecision(model, '核查', { 天数: 2 }, { now }).outputs, { 到期: '2026-03-02', 天: 4 });
    assert.deepEqual(evaluateDecision(model, '核查', { 天数: 20 }, { now }).problems, ['第 1 条规则得出的“天”40 不在允许值之内']);
  });

  it('refuses the name of a decision that is not there', () => {
    for (const name of ['没有', 'constructor', '__proto__']) assert.throws(() => decide(aTableModel(overlapping('FIRST')), {}, name), (error) => error instanceof AppError && error.code === 'rules.unknownDecision');
  });
});
