import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { change } from './change.ts';
import { compileForm } from './compile/compile.ts';
import type { FieldOf } from './definition.ts';
import { layout, type FieldView, type FormView } from './layout.ts';
import { aForm, foodLicenceCodes, foodLicenceText, opened } from './testing.ts';

const text = (key: string, more: Partial<FieldOf<string>> = {}): FieldOf<string> => ({ key, type: 'text', label: key.toUpperCase(), ...more });
const licence = compileForm(foodLicenceText());
const fieldsIn = (view: FormView): FieldView[] => view.pages.flatMap((page) => page.sections.flatMap((section) => section.rows.flat().map((laid) => laid.field)));
const find = (view: FormView, path: string): FieldView => fieldsIn(view).find((field) => field.path === path)!;

describe('layout', () => {
  it('fills the columns of a section on a PC and stacks everything on a phone', () => {
    const form = aForm([text('a'), text('b', { span: 2 }), text('c'), { key: 'd', type: 'textarea', label: 'D' }, text('e', { span: 4 })], {});
    const rows = (medium: 'pc' | 'phone'): string[][] => layout(form, opened(form), { medium }).pages[0]!.sections[0]!.rows.map((row) => row.map((laid) => `${laid.field.path}${laid.span}`));
    assert.deepEqual(rows('pc'), [['a1'], ['b2'], ['c1'], ['d2'], ['e2']]);
    assert.deepEqual(rows('phone'), [['a1'], ['b1'], ['c1'], ['d1'], ['e1']]);
  });

  it('asks one question a page on the phone where the author wants it', () => {
    const state = opened(licence, { step: 'apply', codes: foodLicenceCodes, answers: { online: true } });
    const keys = (medium: 'pc' | 'phone'): string[] => layout(licence, state, { medium }).pages.map((page) => page.key).filter((key) => key.startsWith('scopePage'));
    assert.deepEqual(keys('pc'), ['scopePage']);
    assert.deepEqual(keys('phone'), ['scopePage.mainForm', 'scopePage.isCatering', 'scopePage.formTags', 'scopePage.items', 'scopePage.online', 'scopePage.platforms']);
  });

  it('leaves out what does not apply, and pages with nothing on them', () => {
    const applying = opened(licence, { step: 'apply', codes: foodLicenceCodes });
    const paths = new Set(fieldsIn(layout(licence, applying, { medium: 'pc' })).map((field) => field.path));
    assert.equal(paths.has('premises'), false);
    assert.equal(paths.has('siteResult'), false);
    assert.equal(layout(licence, applying, { medium: 'pc' }).pages.some((page) => page.key === 'sitePage'), false);
    const shown = change(applying, 'sameAddress', false).state;
    assert.ok(fieldsIn(layout(licence, shown, { medium: 'pc' })).some((field) => field.path === 'premises'));
  });

  it('tells a renderer all it needs of a field', () => {
    const provenance = { operatorName: { source: '营业执照', at: '2026-08-31T00:00:00Z', locked: true } };
    const state = opened(licence, { step: 'apply', codes: foodLicenceCodes, data: { operatorName: '示例餐饮店', legalRep: '王五' }, provenance, answers: { area: '0.5' } });
    const view = layout(licence, state, { medium: 'phone' });
    assert.deepEqual(
      (({ control, text: words, readOnly, provenance: mark }) => ({ control, words, readOnly, mark }))(find(view, 'operatorName')),
      { control: 'output', words: '示例餐饮店', readOnly: true, mark: provenance.operatorName },
    );
    const area = find(view, 'area');
    assert.deepEqual([area.control, area.keyboard, area.unit, area.decimals, area.input, area.required], ['number', 'decimal', '平方米', 2, '0.5', true]);
    assert.deepEqual(area.problems.map((problem) => problem.message), ['经营面积不能小于 1 平方米']);
    const representative = find(view, 'legalRep');
    assert.deepEqual([representative.text, representative.maskedText], ['王五', '王*']);
    assert.equal(find(view, 'contactPhone').keyboard, 'tel');
    assert.deepEqual(find(view, 'residence').levels, ['县（市、区）', '乡镇（街道）']);
    assert.equal(find(view, 'truthDeclared').statement?.startsWith('本人已如实填写'), true);
    const hidden = opened(licence, { step: 'apply', codes: foodLicenceCodes, answers: { sameAddress: false } });
    assert.deepEqual(find(layout(licence, hidden, { medium: 'pc' }), 'premisesProof').upload, { accept: ['pdf', 'jpg', 'png'], maxSizeMb: 10, maxItems: 5 });
  });

  it('shows tables with the columns that apply and says whether rows may be added', () => {
    const answers = { devices: [{ name: '冷藏柜', count: 2, price: 3000 }, { name: '灶台', count: 1, price: 800 }] };
    const view = find(layout(licence, opened(licence, { step: 'apply', codes: foodLicenceCodes, answers }), { medium: 'pc' }), 'devices');
    assert.deepEqual(view.table?.columns.map((column) => column.label), ['名称', '数量', '单价', '金额', '最低温度']);
    assert.deepEqual(view.table?.rows.map((row) => row.cells.map((cell) => cell?.text ?? null)), [
      ['冷藏柜', '2 台', '3,000.00 元', '6,000.00 元', ''],
      ['灶台', '1 台', '800.00 元', '800.00 元', null],
    ]);
    assert.deepEqual(view.table?.rows[0]?.cells[4]?.problems.map((problem) => problem.message), ['请填写设备清单第 1 行的最低温度']);
    assert.deepEqual([view.table?.canAdd, view.table?.canRemove], [true, true]);
    const oneRow = find(layout(licence, opened(licence, { answers: { devices: [{ name: '灶台' }] } }), { medium: 'pc' }), 'devices');
    assert.deepEqual([oneRow.table?.columns.length, oneRow.table?.canRemove], [4, false]);
  });

  it('gives text only for reading and for print, and leaves out what is not printed', () => {
    const state = opened(licence, { codes: foodLicenceCodes, answers: { mainForm: 'sales', operatorName: '示例' } });
    for (const medium of ['print', 'readonly'] as const) {
      const fields = fieldsIn(layout(licence, state, { medium }));
      assert.deepEqual([...new Set(fields.map((field) => field.control))].toSorted(), ['note', 'output', 'signature', 'table', 'tick']);
      assert.equal(fields.every((field) => field.readOnly), true);
      assert.equal(fields.some((field) => field.table?.canAdd), false);
      assert.equal(fields.some((field) => field.path === 'isCatering'), medium === 'readonly');
    }
  });

  it('puts the message of a rule beside every field it names, once in the summary', () => {
    const state = opened(licence, { step: 'apply', answers: { staffCount: 2, healthCertCount: 3 } });
    const view = layout(licence, state, { medium: 'pc' });
    const message = '持健康证明人数不能多于从业人员数';
    assert.ok(find(view, 'staffCount').problems.some((problem) => problem.message === message));
    assert.ok(find(view, 'healthCertCount').problems.some((problem) => problem.message === message));
    assert.equal(view.problems.filter((problem) => problem.message === message).length, 1);
  });

  it('lists problems in the order of the form', () => {
    const view = layout(licence, opened(licence, { codes: foodLicenceCodes }), { medium: 'pc' });
    const places = fieldsIn(view).map((field) => field.path);
    const order = view.problems.map((problem) => places.indexOf(problem.path.replace(/\[.*/, '')));
    assert.ok(order.length > 10);
    assert.deepEqual(order, order.toSorted((a, b) => a - b));
  });
});
