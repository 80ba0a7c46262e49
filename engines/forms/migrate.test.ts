import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FieldOf } from './definition.ts';
import { migrateDraft } from './migrate.ts';
import { aForm } from './testing.ts';

const text = (key: string, more: Partial<FieldOf<string>> = {}): FieldOf<string> => ({ key, type: 'text', label: key.toUpperCase(), ...more });
const choice = (key: string, ...values: string[]): FieldOf<string> => ({ key, type: 'radio', label: key.toUpperCase(), options: values.map((value) => ({ value, label: value })) });

describe('migrateDraft', () => {
  it('carries over what the new version can read and names what is lost, and why', () => {
    const from = aForm([
      text('name'),
      text('gone'),
      text('amount'),
      choice('way', 'mail', 'window'),
      choice('kind', 'a', 'b'),
      text('note'),
      text('sum'),
      { key: 'place', type: 'select', label: '地点', dictionary: 'old' },
      { key: 'cars', type: 'subTable', label: '车辆', columns: [text('plate'), text('colour')] },
    ]);
    const to = aForm([
      { key: 'name', type: 'textarea', label: '名称' },
      { key: 'amount', type: 'number', label: '数额' },
      choice('way', 'mail', 'window', 'electronic'),
      choice('kind', 'b', 'c'),
      { key: 'note', type: 'date', label: '日期' },
      text('sum', { computed: 'name' }),
      { key: 'place', type: 'select', label: '地点', dictionary: 'new' },
      { key: 'cars', type: 'subTable', label: '车辆', columns: [text('plate')] },
      text('fresh'),
    ]);
    const draft = { name: '一', gone: '二', amount: '12.5', way: 'mail', kind: 'a', note: '三', sum: '4', place: 'x', cars: [{ rowId: 4, plate: '豫M12345', colour: '红' }], stray: 1 };
    assert.deepEqual(migrateDraft(from, to, draft), {
      data: { name: '一', amount: '12.5', way: 'mail', cars: [{ rowId: 4, plate: '豫M12345' }] },
      carried: ['name', 'amount', 'way', 'cars[0].plate'],
      lost: [
        { path: 'gone', label: 'GONE', reason: '新版表单不再填写此项' },
        { path: 'kind', label: 'KIND', reason: '所选的内容在新版表单中已取消' },
        { path: 'note', label: 'NOTE', reason: '新版表单中此项的填写方式已改变' },
        { path: 'sum', label: 'SUM', reason: '新版表单中此项改为自动计算' },
        { path: 'place', label: '地点', reason: '新版表单中此项的选项来源已改变' },
        { path: 'cars[0].colour', label: '车辆第 1 行的COLOUR', reason: '新版表单不再填写此项' },
      ],
    });
  });

  it('keeps an answer that was half typed, as it was', () => {
    const form = aForm([{ key: 'n', type: 'number', label: 'N' }]);
    assert.deepEqual(migrateDraft(form, form, { n: '12..' }).data, { n: '12..' });
  });

  it('loses a table that is no table any more', () => {
    const from = aForm([{ key: 't', type: 'subTable', label: 'T', columns: [text('c')] }]);
    assert.deepEqual(migrateDraft(from, aForm([text('t')]), { t: [{ c: 'x' }] }).lost, [{ path: 't', label: 'T', reason: '新版表单中此项的填写方式已改变' }]);
  });
});
