import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compileModel, evaluateDecision, explainDecision } from '../api.ts';
import type { CompiledModel, DecisionModel } from '../api.ts';
import { aDecision, aModel, anInput, aTable, aTableModel } from '../testing.ts';
import type { TableSketch } from '../testing.ts';

const sentence = (model: DecisionModel, input: Record<string, unknown>): string =>
  explainDecision(evaluateDecision(JSON.parse(JSON.stringify(compileModel(model))) as CompiledModel, '核查', input, { explain: true }));

const check: TableSketch = {
  policy: 'FIRST',
  inputs: { 主体业态: 'string', 经营面积: 'number', 是否连锁: 'boolean' },
  annotations: ['依据'],
  rules: [
    ['"食品销售经营者"', '<= 60', '-', '→', '"无需现场核查"', '《办法》第十条'],
    ['"食品销售经营者"', '> 60', 'true', '→', '"可以告知承诺"', ''],
    ['"餐饮服务经营者"', '<= 150', '-', '→', '"需要现场核查"', ''],
    ['"餐饮服务经营者", "单位食堂"', '(150..3000]', 'false', '→', '"需要现场核查"', '《办法》第十二条。'],
  ],
};

describe('explainDecision', () => {
  it('tells the rule that applied, what met it, the result and its ground', () => {
    assert.equal(sentence(aTableModel(check), { 主体业态: '餐饮服务经营者', 经营面积: 80 }), '适用第 3 条规则：主体业态 为“餐饮服务经营者”，且 经营面积 为 80（不超过 150）。结论：需要现场核查。');
    assert.equal(
      sentence(aTableModel(check), { 主体业态: '单位食堂', 经营面积: 200, 是否连锁: false }),
      '适用第 4 条规则：主体业态 为“单位食堂”（为“餐饮服务经营者”或“单位食堂”），且 经营面积 为 200（大于 150 且 不超过 3000），且 是否连锁 为否。结论：需要现场核查。依据：《办法》第十二条。',
    );
  });

  it('tells what kept the nearest rule from applying', () => {
    assert.equal(
      sentence(aTableModel(check), { 主体业态: '餐饮服务经营者', 经营面积: 200, 是否连锁: true }),
      '未能得出结论：没有适用的规则。最接近的是第 4 条规则，但 是否连锁 为是，而要求为否。',
    );
    const withDefault = { ...check, outputs: { 结论: ['string', null, '"按一般程序办理"'] as const } };
    assert.equal(
      sentence(aTableModel(withDefault), { 主体业态: '食品销售经营者', 是否连锁: true }),
      '没有适用的规则，取默认结论。最接近的是第 1 条规则，但 经营面积 没有填写，而要求不超过 60。结论：按一般程序办理。',
    );
  });

  it('tells all rules that a result was made of', () => {
    const fees: TableSketch = { policy: 'COLLECT', aggregation: 'SUM', inputs: { 件数: 'number' }, outputs: { 费用: 'number' }, rules: [['>= 1', '→', '10'], ['>= 3', '→', '5.5'], ['-', '→', '1']] };
    assert.equal(sentence(aTableModel(fees), { 件数: 3 }), '适用第 1、2、3 条规则。第 1 条：件数 为 3（不低于 1）。第 2 条：件数 为 3（不低于 3）。第 3 条：没有附加条件。结论：16.5。');
  });

  it('tells several outputs by name, and dates, durations and yes and no in Chinese', () => {
    const table: TableSketch = {
      inputs: { 申请日期: 'date', 期限: 'days and time duration' },
      outputs: { 现场核查: 'boolean', 截止: 'date', 材料: 'any' },
      rules: [['>= @"2026-01-01"', '< @"P20D"', '→', 'true', '申请日期 + 期限', '["执照", "图纸"]']],
    };
    assert.equal(
      sentence(aTableModel(table), { 申请日期: '2026-03-01', 期限: 'P5DT12H' }),
      '适用第 1 条规则：申请日期 为 2026年3月1日（不早于 2026年1月1日），且 期限 为 5 天 12 小时（小于 20 天）。结论：现场核查 为 是，截止 为 2026年3月6日，材料 为 “执照”、“图纸”。',
    );
  });

  it('says tests in words where it has words, and quotes them where it has none', () => {
    const meaning = (test: string, type: string, value: unknown, more: Record<string, unknown> = {}): string => {
      const model = aModel({ inputs: [anInput('值', type), anInput('上限', 'number')], decisions: [aDecision('核查', aTable({ inputs: { 值: type }, rules: [[test, '→', '"x"']] }), ['值', '上限'])] });
      const { explanation } = evaluateDecision(compileModel(model), '核查', { 值: value, ...more }, { explain: true });
      const cell = (explanation?.applied[0] ?? explanation?.nearest[0])?.cells[0];
      return cell?.meaning ?? '';
    };
    const cases: [string, string, unknown, string][] = [
      ['< 5', 'number', 3, '小于 5'], ['!= 5', 'number', 3, '不为 5'], ['[1..5)', 'number', 3, '不低于 1 且 小于 5'], ['1, 2, > 10', 'number', 2, '为 1 或 2，或 大于 10'],
      ['not("a", "b")', 'string', 'c', '不为“a”或“b”'], ['not(< 5)', 'number', 6, '并非小于 5'], ['["a", "b"]', 'string', 'a', '为“a”或“b”'], ['null', 'string', null, '为空'],
      ['> @"2026-01-31"', 'date', '2026-02-01', '晚于 2026年1月31日'], ['<= @"09:30:00"', 'time', '09:00:00', '不晚于 09:30'], ['>= @"P1Y6M"', 'years and months duration', 'P2Y', '不低于 1 年 6 个月'],
      ['starts with(?, "a")', 'string', 'ab', '符合“starts with(?, "a")”'], ['true', 'boolean', true, '为是'],
    ];
    for (const [test, type, value, expected] of cases) assert.equal(meaning(test, type, value), expected, test);
    assert.equal(meaning('<= 上限', 'number', 3, { 上限: 150 }), '不超过 上限（150）');
  });

  it('tells the decisions it rests on first', () => {
    const model = aModel({
      inputs: [anInput('面积', 'number')],
      decisions: [
        aDecision('核查', aTable({ inputs: { 规模: 'string', 风险: 'string' }, rules: [['"大"', '-', '→', '"现场核查"']] }), ['规模', '风险']),
        aDecision('规模', aTable({ inputs: { 面积: 'number' }, rules: [['> 100', '→', '"大"']] }), ['面积']),
        aDecision('风险', 'if 面积 > 500 then "高" else "低"', ['面积']),
      ],
    });
    assert.equal(
      sentence(model, { 面积: 150 }),
      '先看“规模”：适用第 1 条规则：面积 为 150（大于 100）。结论：大。先看“风险”：根据 面积 为 150。结论：低。适用第 1 条规则：规模 为“大”。结论：现场核查。',
    );
  });

  it('gives the same as data, with at most three near misses', () => {
    const rules = Array.from({ length: 6 }, (_, i) => [`"甲"`, `> ${(i + 2) * 100}`, '-', '→', '"x"']);
    const { explanation } = evaluateDecision(compileModel(aTableModel({ ...check, policy: 'COLLECT', annotations: [], rules: [['"甲"', '> 1', '-', '→', '"x"'], ...rules] })), '核查', { 主体业态: '甲', 经营面积: 50 }, { explain: true });
    assert.deepEqual(explanation?.inputs, [{ label: '主体业态', value: '甲', text: '“甲”' }, { label: '经营面积', value: 50, text: '50' }, { label: '是否连锁', value: null, text: '空' }]);
    assert.deepEqual(explanation?.applied.map(({ rule, outputs }) => [rule, outputs]), [[1, [{ label: '结论', value: 'x', text: 'x' }]]]);
    assert.deepEqual(explanation?.nearest.map(({ rule, cells }) => [rule, cells.map(({ column, test }) => [column, test])]), [2, 3, 4].map((rule) => [rule, [['经营面积', `> ${rule * 100}`]]]));
    assert.deepEqual(JSON.parse(JSON.stringify(explanation)), explanation);
  });

  it('tells only the outcome when no explanation was asked for', () => {
    const compiled = compileModel(aTableModel(check));
    assert.equal(explainDecision(evaluateDecision(compiled, '核查', { 主体业态: '餐饮服务经营者', 经营面积: 80 })), '结论：需要现场核查。');
    assert.equal(explainDecision(evaluateDecision(compiled, '核查', {})), '未能得出结论：没有适用的规则。');
  });
});
