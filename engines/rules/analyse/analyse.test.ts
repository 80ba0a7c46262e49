import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { AppError } from '../../../kernel/errors.ts';
import { analyseTable, compileModel } from '../api.ts';
import type { TableAnalysis, TableFinding } from '../api.ts';
import { aDecision, aModel, anInput, aTable, aTableModel } from '../testing.ts';
import type { TableSketch } from '../testing.ts';
import { cases, randomRules, rulesByFeelin, sketchOf } from '../testing-tables.ts';
import type { Case } from '../testing-tables.ts';
import { bitsOf, uncovered } from './boxes.ts';
import type { Box } from './boxes.ts';

const analyse = (sketch: TableSketch): TableAnalysis => analyseTable(compileModel(aTableModel(sketch)), '核查');
const messages = (sketch: TableSketch): string[] => analyse(sketch).findings.map(({ message }) => message);
const caseOf = ({ example }: TableFinding): Case => Object.fromEntries(example.map(({ label, value }) => [label, value])) as Case;
const ofKind = ({ findings }: TableAnalysis, kind: TableFinding['kind']): TableFinding[] => findings.filter((finding) => finding.kind === kind);

describe('analyseTable and an exhaustive search', () => {
  it('find the same gaps and overlaps in a UNIQUE table', () => {
    fc.assert(
      fc.property(randomRules, (rules) => {
        const analysis = analyse(sketchOf('UNIQUE', rules));
        assert.deepEqual(analysis.unexamined, []);
        const applying = cases.map((each) => rulesByFeelin(rules, each));
        assert.equal(ofKind(analysis, 'gap').length > 0, applying.some((found) => found.length === 0), 'gaps');
        for (const gap of ofKind(analysis, 'gap')) assert.deepEqual(rulesByFeelin(rules, caseOf(gap)), [], gap.message);
        const pairs = new Set(applying.flatMap((found) => found.flatMap((a, i) => found.slice(i + 1).map((b) => `${a} ${b}`))));
        assert.deepEqual(new Set(ofKind(analysis, 'overlap').map((finding) => finding.rules.join(' '))), pairs);
        for (const overlap of ofKind(analysis, 'overlap')) for (const rule of overlap.rules) assert.ok(rulesByFeelin(rules, caseOf(overlap)).includes(rule), overlap.message);
      }),
      { numRuns: 150 },
    );
  });

  it('find the same rules without effect in a FIRST table', () => {
    fc.assert(
      fc.property(randomRules, (rules) => {
        const first = new Set(cases.map((each) => rulesByFeelin(rules, each)[0]));
        const unused = rules.map((_, i) => i + 1).filter((rule) => !first.has(rule));
        assert.deepEqual(ofKind(analyse(sketchOf('FIRST', rules)), 'unreachable').map((finding) => finding.rules[0]), unused);
      }),
      { numRuns: 100 },
    );
  });

  it('find the same contradictions in an ANY table', () => {
    fc.assert(
      fc.property(randomRules, fc.array(fc.constantFrom('"x"', '"y"'), { minLength: 6, maxLength: 6 }), (rules, results) => {
        const pairs = new Set(cases.flatMap((each) => rulesByFeelin(rules, each).flatMap((a, i, found) => found.slice(i + 1).flatMap((b) => (results[a - 1] === results[b - 1] ? [] : [`${a} ${b}`])))));
        assert.deepEqual(new Set(ofKind(analyse(sketchOf('ANY', rules, results)), 'contradiction').map((finding) => finding.rules.join(' '))), pairs);
      }),
      { numRuns: 100 },
    );
  });

  it('leave the same cells of a space uncovered', () => {
    const box = fc.tuple(fc.bigInt(0n, 15n), fc.bigInt(0n, 7n), fc.bigInt(0n, 3n)) as fc.Arbitrary<Box>;
    const cellsOf = (boxes: readonly Box[]): string[] => boxes.flatMap(([a = 0n, b = 0n, c = 0n]) => bitsOf(a).flatMap((x) => bitsOf(b).flatMap((y) => bitsOf(c).map((z) => `${x}${y}${z}`))));
    fc.assert(
      fc.property(box, fc.array(box, { maxLength: 5 }), (space, boxes) => {
        const covered = new Set(cellsOf(boxes));
        const rest = cellsOf(uncovered(space, boxes, 1000) ?? []);
        assert.deepEqual(rest.toSorted(), cellsOf([space]).filter((cell) => !covered.has(cell)).toSorted());
      }),
      { numRuns: 300 },
    );
  });
});

describe('analyseTable', () => {
  it('says where rules are missing or overlap, with an example', () => {
    const sketch: TableSketch = {
      inputs: { 主体业态: ['string', '"餐饮", "零售", "食堂"'], 经营面积: ['number', '> 0'] },
      rules: [['"餐饮"', '<= 150', '→', '"核查"'], ['"餐饮"', '>= 150', '→', '"核查"'], ['"零售"', '-', '→', '"不核查"'], ['"食堂"', '(100..500]', '→', '"核查"']],
    };
    assert.deepEqual(messages(sketch), [
      '第 1、2 条规则会同时符合，例如 主体业态 为“餐饮”，经营面积 为 150',
      '主体业态 为“食堂”，且 经营面积 大于 0 且 不超过 100，或 大于 500 时没有适用的规则，例如 主体业态 为“食堂”，经营面积 为 50',
    ]);
    const [overlap, gap] = analyse(sketch).findings;
    assert.deepEqual([overlap?.level, overlap?.rules, gap?.level, gap?.rules], ['error', [1, 2], 'warning', []]);
    assert.deepEqual(gap?.example, [{ label: '主体业态', value: '食堂', text: '“食堂”' }, { label: '经营面积', value: 50, text: '50' }]);
  });

  it('finds nothing in a table that is whole', () => {
    assert.deepEqual(analyse({ inputs: { 面积: 'number', 是否连锁: 'boolean' }, rules: [['< 20', '-', '→', '"a"'], ['[20..150]', 'true', '→', '"b"'], ['[20..150]', 'false', '→', '"c"'], ['> 150', '-', '→', '"d"']] }), { findings: [], unexamined: [] });
  });

  it('speaks of texts that no rule names, and of missing answers where a rule does', () => {
    assert.deepEqual(messages({ inputs: { 业态: 'string' }, rules: [['"餐饮"', '→', '"a"']] }), ['业态 为其他值 时没有适用的规则，例如 业态 为“其他”']);
    assert.deepEqual(messages({ inputs: { 面积: 'number' }, rules: [['null', '→', '"请填写"'], ['< 5', '→', '"a"']] }), ['面积 不低于 5 时没有适用的规则，例如 面积 为 5']);
    assert.deepEqual(messages({ inputs: { 是否: 'boolean' }, rules: [['true', '→', '"a"']] }), ['是否 为否 时没有适用的规则，例如 是否 为否']);
  });

  it('knows that there is nothing between two days, and little before midnight', () => {
    assert.deepEqual(messages({ inputs: { 日期: 'date' }, rules: [['<= @"2026-01-31"', '→', '"a"'], ['>= @"2026-02-01"', '→', '"b"']] }), []);
    assert.deepEqual(messages({ inputs: { 日期: 'date' }, rules: [['< @"2026-01-31"', '→', '"a"'], ['> @"2026-01-31"', '→', '"b"']] }), ['日期 为 2026年1月31日 时没有适用的规则，例如 日期 为 2026年1月31日']);
    assert.deepEqual(messages({ inputs: { 时间: 'time' }, rules: [['< @"12:00:00"', '→', '"a"'], ['[@"12:00:00"..@"23:59:59"]', '→', '"b"']] }), []);
    assert.deepEqual(messages({ inputs: { 期限: 'days and time duration' }, rules: [['<= @"P5D"', '→', '"a"'], ['> @"P10D"', '→', '"b"']] }), ['期限 大于 5 天 且 不超过 10 天 时没有适用的规则，例如 期限 为 7 天 12 小时']);
  });

  it('asks for no rule in every case where there is a default, or the result is a list', () => {
    const rules = [['> 5', '→', '"a"']];
    assert.deepEqual(messages({ inputs: { x: 'number' }, outputs: { 结论: ['string', null, '"b"'] }, rules }), []);
    for (const policy of ['COLLECT', 'RULE ORDER'] as const) assert.deepEqual(messages({ policy, inputs: { x: 'number' }, rules }), []);
    assert.equal(messages({ policy: 'FIRST', inputs: { x: 'number' }, rules }).length, 1);
  });

  it('finds rules that can never apply', () => {
    assert.deepEqual(messages({ policy: 'COLLECT', inputs: { 业态: ['string', '"餐饮", "零售"'] }, rules: [['"餐馆"', '→', '"a"']] }), ['第 1 条规则永远不会符合：“业态”没有可以满足条件的值']);
    assert.deepEqual(messages({ policy: 'FIRST', inputs: { x: 'number' }, rules: [['< 5', '→', '"a"'], ['>= 5', '→', '"b"'], ['3', '→', '"c"']] }), ['第 3 条规则永远用不到：它的情况都已被前面的规则包括']);
  });

  it('names what it cannot foresee, and reports only what holds all the same', () => {
    const analysis = analyse({ inputs: { 名称: 'string', 面积: 'number' }, rules: [['starts with(?, "市")', '> 5', '→', '"a"'], ['-', '> 10', '→', '"b"']] });
    assert.deepEqual(analysis.unexamined, ['第 1 条规则“名称”列的写法取决于其他数据，不能自动检查']);
    assert.deepEqual(analysis.findings.map(({ message }) => message), ['面积 不超过 5 时没有适用的规则，例如 名称 为“其他”，面积 为 4']);
    const related = aModel({ inputs: [anInput('面积', 'number')], decisions: [aDecision('核查', aTable({ inputs: { 面积: 'number', '面积 * 2': 'number' }, rules: [['-', '-', '→', '"a"']] }), ['面积'])] });
    assert.match(analyseTable(compileModel(related), '核查').unexamined.join(), /“面积”和“面积 \* 2”两列都取自“面积”/);
    const computed = analyse({ policy: 'ANY', inputs: { 面积: 'number' }, outputs: { 费: 'number' }, rules: [['-', '→', '面积 * 2'], ['> 3', '→', '面积 + 面积']] });
    assert.match(computed.unexamined.join(), /结论由计算得出，是否一致不能自动检查/);
    assert.deepEqual(computed.findings, []);
  });

  it('takes two columns of the same expression for one', () => {
    const table = aTable({ inputs: { 面积: 'number', '面积 ': 'number' }, rules: [['>= 5', '<= 10', '→', '"a"'], ['> 10', '-', '→', '"b"']] });
    const model = aModel({ inputs: [anInput('面积', 'number')], decisions: [aDecision('核查', table, ['面积'])] });
    assert.deepEqual(analyseTable(compileModel(model), '核查'), {
      findings: [{ kind: 'gap', level: 'warning', rules: [], example: [{ label: '面积', value: 4, text: '4' }], message: '面积 小于 5 时没有适用的规则，例如 面积 为 4' }],
      unexamined: [],
    });
  });

  it('says so when there are too many combinations, rather than be late', () => {
    const columns = Array.from({ length: 12 }, (_, i) => `x${i}`);
    const rules = Array.from({ length: 40 }, (_, rule) => [...columns.map((_each, i) => ((rule * 7 + i * 3) % 5 < 2 ? `not(${(rule + i) % 9})` : '-')), '→', '"a"']);
    const analysis = analyse({ policy: 'FIRST', inputs: Object.fromEntries(columns.map((name) => [name, 'number'])), rules: rules.map((line, i) => [...line.slice(0, 12).map((test, column) => (test === '-' ? `> ${(i * column) % 50}` : test)), '→', '"a"']) });
    assert.match(analysis.unexamined.join(), /组合过多/);
  });

  it('refuses what is no table', () => {
    assert.throws(() => analyseTable(compileModel(aModel({ decisions: [aDecision('核查', '1')] })), '核查'), (error) => error instanceof AppError && error.code === 'rules.unknownDecision');
  });
});
