import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DmnModdle } from 'dmn-moddle';
import fc from 'fast-check';
import { AppError } from '../../../kernel/errors.ts';
import { aggregations, compileModel, evaluateDecision, hitPolicies, readDmn, simpleTypes, writeDmn } from '../api.ts';
import type { DecisionModel, Place } from '../api.ts';
import { aDecision, aFunction, aModel, anInput, aTable, idOf } from '../testing.ts';

/** As dmn-js writes a decision of its own, without input data. */
const fromDmnJs = (version = '20191111') => `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/${version}/MODEL/" xmlns:dmndi="https://www.omg.org/spec/DMN/${version}/DMNDI/" xmlns:dc="http://www.omg.org/spec/DMN/20180521/DC/" xmlns:biodi="http://bpmn.io/schema/dmn/biodi/2.0" id="dish" name="Dish" namespace="http://example.org/dmn">
  <decision id="Decision_1" name="菜品">
    <decisionTable id="DecisionTable_1">
      <input id="Input_1" label="季节" biodi:width="192">
        <inputExpression id="InputExpression_1" typeRef="string"><text>season</text></inputExpression>
        <inputValues id="UnaryTests_0"><text>"Spring","Winter"</text></inputValues>
      </input>
      <input id="Input_2" label="人数"><inputExpression id="InputExpression_2" typeRef="integer"><text>guestCount</text></inputExpression></input>
      <output id="Output_1" label="菜" name="desiredDish" typeRef="string" />
      <rule id="Rule_1">
        <inputEntry id="U1"><text>"Winter"</text></inputEntry>
        <inputEntry id="U2"><text>&lt;= 8</text></inputEntry>
        <outputEntry id="L1"><text>"Roast"</text></outputEntry>
      </rule>
      <rule id="Rule_2">
        <inputEntry id="U3"><text>"Spring"</text></inputEntry>
        <inputEntry id="U4"><text></text></inputEntry>
        <outputEntry id="L2"><text>"Steak"</text></outputEntry>
      </rule>
    </decisionTable>
  </decision>
  <dmndi:DMNDI><dmndi:DMNDiagram><dmndi:DMNShape dmnElementRef="Decision_1"><dc:Bounds height="80" width="180" x="160" y="100" /></dmndi:DMNShape></dmndi:DMNDiagram></dmndi:DMNDI>
</definitions>`;

const refusal = async (xml: string): Promise<string> => {
  try {
    await readDmn(xml);
    return '';
  } catch (error) {
    assert.ok(error instanceof AppError && error.code === 'rules.unreadable');
    assert.ok((error.detail['problems'] as unknown[]).length > 0);
    return error.message;
  }
};

/** Words that XML, FEEL and ids find hard. */
const word = fc.string({ unit: fc.constantFrom('经', '营', 'a', '<', '&', '"', '\'', ' ', '>', ']'), maxLength: 6 }).map((text) => text.trim());
const type = fc.constantFrom(...simpleTypes);
const values = fc.option(word.filter((text) => text !== ''), { nil: null });
const place: fc.Arbitrary<Place> = fc.record({ x: fc.nat(500), y: fc.nat(500), width: fc.integer({ min: 1, max: 200 }), height: fc.integer({ min: 1, max: 200 }) }, { noNullPrototype: true });

/** Any model with one decision of each kind; ids are unique by their position. */
const model: fc.Arbitrary<DecisionModel> = fc
  .record({
    name: word,
    inputs: fc.array(fc.record({ name: word, type, place }), { maxLength: 3 }),
    policy: fc.constantFrom(...hitPolicies),
    aggregation: fc.constantFrom(...aggregations, null),
    columns: fc.array(fc.record({ label: word, expression: word, type, values }, { noNullPrototype: true }), { minLength: 1, maxLength: 3 }),
    outputs: fc.array(fc.record({ name: word, label: word, type, values, otherwise: values }), { minLength: 1, maxLength: 2 }),
    cells: fc.array(fc.array(word, { minLength: 6, maxLength: 6 }), { maxLength: 3 }),
    annotations: fc.array(word.filter((text) => text !== ''), { maxLength: 1 }),
    body: word,
    question: word,
    place,
  })
  .map(({ name, inputs, policy, aggregation, columns, outputs, cells, annotations, body, question, place: at }) => ({
    id: 'model',
    name,
    types: [
      { id: 'type_1', name: 'T1', type: 'number', list: true, values: '> 0', fields: [] },
      { id: 'type_2', name: 'T2', type: 'any', list: false, values: null, fields: [{ name: '单价', type: 'T1', list: true }] },
    ],
    inputs: inputs.map((input, i) => ({ ...input, id: `input_${i}`, name: `${input.name}${i}` })),
    knowledge: [{ id: 'function', name: '折算', parameters: [{ name: 'x', type: 'number' }], body, requires: [], place: at }],
    decisions: [
      {
        id: 'decision_1',
        name: '一',
        question,
        type: 'any',
        requires: [...inputs.map((_, i) => `input_${i}`), 'function'],
        place: at,
        logic: {
          kind: 'table' as const,
          hitPolicy: policy,
          aggregation: policy === 'COLLECT' ? aggregation : null,
          inputs: columns.map((column, i) => ({ ...column, id: `column_${i}` })),
          outputs: outputs.map((output, i) => ({ ...output, id: `output_${i}` })),
          annotations,
          rules: cells.map((line, i) => ({ id: `rule_${i}`, inputs: line.slice(0, columns.length), outputs: line.slice(3, 3 + outputs.length), annotations: annotations.map(() => line[5] ?? '') })),
        },
      },
      { id: 'decision_2', name: '二', question: '', type: 'T2', requires: ['decision_1'], place: at, logic: { kind: 'expression' as const, text: body } },
    ],
  }));

describe('readDmn and writeDmn', () => {
  it('read a file as dmn-js writes it, of versions 1.2 to 1.5', async () => {
    for (const version of ['20180521', '20191111', '20211108', '20230324']) {
      const read = await readDmn(fromDmnJs(version));
      assert.deepEqual(read.decisions[0]?.place, { x: 160, y: 100, width: 180, height: 80 });
      assert.equal(evaluateDecision(compileModel(read), '菜品', { season: 'Winter', guestCount: 8 }).outputs, 'Roast');
    }
    assert.deepEqual((await readDmn(fromDmnJs())).decisions[0]?.logic, {
      kind: 'table',
      hitPolicy: 'UNIQUE',
      aggregation: null,
      inputs: [
        { id: 'Input_1', label: '季节', expression: 'season', type: 'string', values: '"Spring","Winter"' },
        { id: 'Input_2', label: '人数', expression: 'guestCount', type: 'number', values: null },
      ],
      outputs: [{ id: 'Output_1', name: 'desiredDish', label: '菜', type: 'string', values: null, otherwise: null }],
      annotations: [],
      rules: [
        { id: 'Rule_1', inputs: ['"Winter"', '<= 8'], outputs: ['"Roast"'], annotations: [] },
        { id: 'Rule_2', inputs: ['"Spring"', ''], outputs: ['"Steak"'], annotations: [] },
      ],
    });
  });

  it('bring any model back as it was', async () => {
    await fc.assert(
      fc.asyncProperty(model, async (before) => assert.deepEqual(await readDmn(await writeDmn(before)), before)),
      { numRuns: 60 },
    );
  });

  it('write a file that dmn-moddle reads without warnings, with a shape for every element and a line for every requirement', async () => {
    const xml = await writeDmn(
      aModel({
        inputs: [anInput('面积', 'number'), anInput('业态', 'string')],
        knowledge: [aFunction('折算', ['x'], 'x * 2')],
        decisions: [aDecision('规模', '折算(面积)', ['面积', '折算']), aDecision('核查', aTable({ inputs: { 规模: 'number', 业态: 'string' }, rules: [['> 1', '-', '→', '"x"']] }), ['规模', '业态'])],
      }),
    );
    type Shape = { $type: string; dmnElementRef?: { id: string }; bounds?: Place };
    const { rootElement, warnings } = await new DmnModdle().fromXML(xml);
    assert.deepEqual(warnings, []);
    const shapes = (rootElement as { dmnDI: { diagrams: { diagramElements: Shape[] }[] } }).dmnDI.diagrams[0]?.diagramElements ?? [];
    const ids = (kind: string) => shapes.filter(({ $type }) => $type === `dmndi:${kind}`).map(({ dmnElementRef }) => dmnElementRef?.id);
    assert.deepEqual(ids('DMNShape').toSorted(), ['核查', '规模', '折算', '业态', '面积'].map(idOf).toSorted());
    assert.equal(new Set(ids('DMNEdge')).size, 4);
    assert.ok(!ids('DMNEdge').includes(undefined));
    const boxes = shapes.flatMap(({ bounds }) => bounds ?? []);
    for (const [i, a] of boxes.entries()) {
      for (const b of boxes.slice(i + 1)) assert.ok(a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y, 'shapes do not cover each other');
    }
  });

  it('refuse what is no DMN file, or too large, or has entities', async () => {
    assert.match(await refusal(''), /无法读取/);
    assert.match(await refusal('<x/>'), /不是 DMN 文件/);
    assert.match(await refusal('<definitions>'), /第 1 行附近/);
    assert.match(await refusal(`${fromDmnJs()}${' '.repeat(2_000_000)}`), /超过 2 MB/);
    assert.match(await refusal(`<!DOCTYPE x [<!ENTITY a "b">]>${fromDmnJs().slice(38)}`), /DOCTYPE/);
    assert.match(await refusal(fromDmnJs().replace('id="Rule_2"', 'id="Rule_1"')), /编号“Rule_1”被使用了两次/);
  });

  it('refuse ids that DMN does not allow, rather than lose what bears them', async () => {
    assert.match(await refusal(fromDmnJs().replace('id="Input_2"', 'id="人数"')), /编号“人数”不合规/);
    const named = aModel({ inputs: [{ ...anInput('面积', 'number'), id: '面积' }] });
    await assert.rejects(writeDmn(named), (error) => error instanceof AppError && error.code === 'rules.invalidModel' && error.message.includes('编号“面积”不合规'));
  });

  it('refuse what the platform does not run, naming the decision', async () => {
    const withLogic = (logic: string) => `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="n"><decision id="a" name="核查">${logic}</decision></definitions>`;
    assert.match(await refusal(withLogic('<context id="c"/>')), /“核查”的内容是 Context，目前只支持决策表和表达式/);
    assert.match(await refusal(withLogic('')), /“核查”没有内容/);
    assert.match(await refusal(withLogic('<decisionTable id="t" hitPolicy="BEST"><output id="o"/></decisionTable>')), /“核查”的命中策略“BEST”不认识/);
  });
});
