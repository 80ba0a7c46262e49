import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { addRow, change, moveRow, removeRow, type Changed } from './change.ts';
import type { FieldOf } from './definition.ts';
import { answersOf, dataOf, openForm, problemsOf } from './form.ts';
import type { FormState } from './state.ts';
import { aForm, opened, testNow } from './testing.ts';

const text = (key: string, more: Partial<FieldOf<string>> = {}): FieldOf<string> => ({ key, type: 'text', label: key.toUpperCase(), ...more });

const order = aForm([
  { key: 'rate', type: 'number', label: '折扣' },
  {
    key: 'devices',
    type: 'subTable',
    label: '设备',
    required: true,
    maxItems: 3,
    columns: [
      { key: 'count', type: 'integer', label: '数量', required: true },
      { key: 'price', type: 'money', label: '单价', required: true },
      { key: 'amount', type: 'money', label: '金额', computed: 'count * price * rate' },
    ],
  },
  { key: 'total', type: 'money', label: '合计', computed: 'sum(devices.amount[item != null])' },
  { key: 'why', type: 'text', label: '大额说明', visibleWhen: 'total > 1000', required: true },
]);

const paths = ({ effects }: Changed): string[] => effects.map((effect) => effect.path);
const state0 = (): FormState => opened(order, { answers: { rate: 1, devices: [{ count: 2, price: 10 }, { count: 1, price: 5 }] } });

describe('change', () => {
  it('works out what depends on the answer and nothing else', () => {
    const result = change(state0(), 'devices[1].price', '500');
    assert.deepEqual(result.effects, [
      { path: 'devices[1].price', value: 500 },
      { path: 'devices[1].amount', value: 500 },
      { path: 'total', value: 520 },
    ]);
  });

  it('keeps the very same objects where nothing changed, so that renderers can skip them', () => {
    const before = state0();
    const after = change(before, 'devices[1].price', '500').state;
    assert.equal(after.fields[1]?.rows?.[0], before.fields[1]?.rows?.[0]);
    assert.equal(after.fields[0], before.fields[0]);
    assert.equal(after.fields[3], before.fields[3]);
  });

  it('leaves the earlier state as it was', () => {
    const before = state0();
    const snapshot = dataOf(before);
    change(before, 'devices[0].count', 100);
    removeRow(before, 'devices', 0);
    assert.deepEqual(dataOf(before), snapshot);
  });

  it('reaches every row and what follows from them', () => {
    const result = change(state0(), 'rate', 100);
    assert.deepEqual(result.effects, [
      { path: 'rate', value: 100 },
      { path: 'devices[0].amount', value: 2000 },
      { path: 'devices[1].amount', value: 500 },
      { path: 'total', value: 2500 },
      {
        path: 'why',
        shown: true,
        required: true,
        problems: [{ path: 'why', code: 'required', level: 'error', message: '请填写大额说明' }],
      },
    ]);
  });

  it('says nothing when the answer means the same', () => {
    assert.deepEqual(change(state0(), 'rate', ' 1.0 ').effects, []);
  });

  it('keeps what was typed, though it cannot be read', () => {
    const { state, effects } = change(state0(), 'rate', '1..2');
    assert.equal(state.fields[0]?.input, '1..2');
    assert.deepEqual(effects[0], { path: 'rate', value: null, problems: [{ path: 'rate', code: 'type', level: 'error', message: '折扣请填写数字' }] });
  });

  it('remembers a hidden answer for the time it is shown again', () => {
    const shown = change(change(state0(), 'rate', 100).state, 'why', '批量采购').state;
    const hidden = change(shown, 'rate', 1).state;
    assert.equal('why' in dataOf(hidden), false);
    assert.equal(answersOf(hidden).why, '批量采购');
    assert.equal(dataOf(change(hidden, 'rate', 100).state).why, '批量采购');
  });

  it('adds, moves and removes rows, whose numbers stay their own', () => {
    const added = addRow(state0(), 'devices');
    assert.deepEqual(added.effects[0], { path: 'devices', rows: [1, 2, 3] });
    assert.ok(added.effects.some((effect) => effect.path === 'devices[2].count' && effect.problems?.[0]?.message === '请填写设备第 3 行的数量'));
    const moved = moveRow(added.state, 'devices', 2, 0);
    assert.deepEqual(moved.effects[0], { path: 'devices', rows: [3, 1, 2] });
    assert.ok(problemsOf(moved.state).some((problem) => problem.path === 'devices[0].count' && problem.message === '请填写设备第 1 行的数量'));
    const removed = removeRow(moved.state, 'devices', 1);
    assert.deepEqual(dataOf(removed.state).devices, [
      { rowId: 3, count: null, price: null, amount: null },
      { rowId: 2, count: 1, price: 5, amount: 5 },
    ]);
    assert.ok(paths(removed).includes('total'));
  });

  it('does not give the number of a recorded row to a new one', () => {
    const data = { rate: 1, devices: [{ rowId: 1, count: 1, price: 1 }, { rowId: 2, count: 2, price: 2 }] };
    const removed = removeRow(opened(order, { data }), 'devices', 1).state;
    assert.deepEqual((dataOf(addRow(removed, 'devices').state).devices as { rowId: number }[]).map((row) => row.rowId), [1, 3]);
  });

  it('nor that of a row the form began with', () => {
    const form = aForm([
      { key: 't', type: 'subTable', label: 'T', default: [{ entry: '一' }, { entry: '二' }], columns: [text('entry', { readOnlyWhen: 'true' }), text('note')] },
    ]);
    const state = addRow(removeRow(opened(form), 't', 1).state, 't').state;
    const rows = [{ rowId: 1, entry: '一', note: null }, { rowId: 3, entry: null, note: null }];
    assert.deepEqual(dataOf(state).t, rows);
    assert.deepEqual(dataOf(opened(form, { answers: { t: [{ rowId: 1 }, {}] } })).t, rows);
  });

  it('takes all rows at once, as an import does', () => {
    const { state } = change(state0(), 'devices', [{ count: 3, price: 3 }, { rowId: 1, count: 1, price: 1 }]);
    assert.deepEqual((dataOf(state).devices as object[]), [
      { rowId: 3, count: 3, price: 3, amount: 9 },
      { rowId: 1, count: 1, price: 1, amount: 1 },
    ]);
    assert.deepEqual(dataOf(change(state, 'devices', null).state).devices, []);
  });

  it('ignores what may not be changed and refuses places that do not exist', () => {
    const fixed = aForm([text('a', { readOnlyWhen: 'true' }), text('b', { computed: '"x"' })], { rights: { read: {} } });
    assert.deepEqual(change(opened(fixed), 'a', 'x').effects, []);
    assert.deepEqual(change(opened(fixed), 'b', 'y').effects, []);
    assert.deepEqual(change(state0(), 'devices[0].amount', 1).effects, []);
    const nobody = aForm([{ key: 't', type: 'subTable', label: 'T', columns: [text('c')] }], { rights: { read: {} } });
    const readOnly = opened(nobody, { step: 'read', data: { t: [{ c: 'x' }] } });
    for (const result of [addRow(readOnly, 't'), removeRow(readOnly, 't', 0), change(readOnly, 't[0].c', 'y'), change(readOnly, 't', [])]) {
      assert.equal(result.state, readOnly);
    }
    for (const path of ['nothing', 'devices[9].count', 'devices[0].nothing', 'rate[0].x', '', 'devices[0]']) {
      assert.throws(() => change(state0(), path, 1), RangeError, path);
    }
  });

  it('keeps a draft that opens again as it was left', () => {
    const draft = answersOf(change(change(state0(), 'devices[0].price', '12,x').state, 'rate', '1.').state);
    const again = openForm(order, { now: testNow, answers: JSON.parse(JSON.stringify(draft)) as Record<string, unknown> });
    assert.equal(again.fields[1]?.rows?.[0]?.cells[1]?.input, '12,x');
    assert.equal(again.fields[0]?.input, '1.');
    assert.deepEqual(problemsOf(again).map((problem) => problem.message), ['设备第 1 行的单价请填写数字']);
  });
});
