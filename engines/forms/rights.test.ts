import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FieldOf } from './definition.ts';
import { readableData } from './disclosure.ts';
import { dataOf, openForm, problemsOf, validateForm } from './form.ts';
import { prefillForm } from './prefill.ts';
import { aForm, messages, opened, testNow, validated } from './testing.ts';

const text = (key: string, more: Partial<FieldOf<string>> = {}): FieldOf<string> => ({ key, type: 'text', label: key.toUpperCase(), ...more });

const form = aForm(
  [
    text('a', { required: true }),
    text('opinion', { required: true }),
    {
      key: 'cars',
      type: 'subTable',
      label: '车辆',
      columns: [text('plate', { required: true }), text('verdict', { required: true })],
    },
    { key: 'score', type: 'integer', label: '评分', computed: 'if a = "good" then 10 else 1' },
  ],
  {
    rights: {
      apply: { write: ['a', 'cars'], hidden: ['opinion', 'cars.verdict', 'score'] },
      review: { write: ['opinion', 'cars.verdict', 'score'] },
    },
    rules: [{ key: 'same', when: 'opinion = a', message: '意见不能照抄', fields: ['a'] }],
  },
);

describe('rights of a step', () => {
  it('let each step write its own fields and ask only for those', () => {
    assert.deepEqual(messages(validated(form, {}, { step: 'apply' })), ['a: 请填写A']);
    assert.deepEqual(messages(validated(form, {}, { step: 'review', data: { a: '' } })), ['opinion: 请填写OPINION']);
    assert.deepEqual(messages(validated(form, {}, { step: 'elsewhere' })), []);
  });

  it('keep what a step may not write, whatever is sent', () => {
    const data = { a: 'good', opinion: 'fine' };
    assert.deepEqual(validated(form, { a: 'bad', opinion: 'no' }, { step: 'review', data }).data, { a: 'good', opinion: 'no', score: 10 });
    assert.deepEqual(validated(form, { a: 'bad', opinion: 'no' }, { step: 'apply', data }).data, { a: 'bad', opinion: 'fine', cars: [], score: 1 });
    assert.deepEqual(validated(form, { a: 'bad', opinion: 'no' }, { step: 'unknown', data }).data, { ...data, score: 10 });
  });

  it('work for single columns: the rows stay, only the column is written', () => {
    const data = { a: 'x', cars: [{ rowId: 1, plate: '豫M12345', verdict: null }, { rowId: 2, plate: '豫M54321', verdict: null }] };
    const sent = { cars: [{ rowId: 2, plate: 'changed', verdict: '符合' }, { rowId: 9, plate: 'new', verdict: '符合' }] };
    const { data: kept, problems } = validated(form, { ...sent, opinion: 'ok' }, { step: 'review', data });
    assert.deepEqual(kept.cars, [{ rowId: 1, plate: '豫M12345', verdict: null }, { rowId: 2, plate: '豫M54321', verdict: '符合' }]);
    assert.deepEqual(messages({ problems }), ['cars[0].verdict: 请填写车辆第 1 行的VERDICT']);
  });

  it('keep a withheld column with its row while the applicant changes the others', () => {
    const data = { a: 'x', cars: [{ rowId: 1, plate: 'p1', verdict: 'v1' }, { rowId: 2, plate: 'p2', verdict: 'v2' }] };
    const sent = { cars: [{ rowId: 2, plate: 'p2 new', verdict: 'forged' }, { plate: 'p3', verdict: 'forged' }] };
    assert.deepEqual(validated(form, sent, { step: 'apply', data }).data.cars, [
      { rowId: 2, plate: 'p2 new', verdict: 'v2' },
      { rowId: 3, plate: 'p3', verdict: null },
    ]);
  });

  it('withhold before the record leaves the server', () => {
    const data = { a: 'good', opinion: 'fine', score: 10, cars: [{ rowId: 1, plate: 'p', verdict: 'v' }], stray: 1 };
    assert.deepEqual(readableData(form, 'apply', data), { a: 'good', cars: [{ rowId: 1, plate: 'p' }] });
    assert.deepEqual(readableData(form, 'review', data), { a: 'good', opinion: 'fine', score: 10, cars: [{ rowId: 1, plate: 'p', verdict: 'v' }] });
  });

  it('leave a rule over something withheld to a step that sees it', () => {
    assert.deepEqual(messages(validated(form, { a: 'same' }, { step: 'apply', data: { opinion: 'same' } })), []);
    const all = validated(form, { a: 'same', opinion: 'same' });
    assert.deepEqual(messages(all), ['a: 意见不能照抄']);
  });

  it('give browser and server the same result though the browser lacks the withheld values', () => {
    const data = { a: 'old', opinion: 'fine', cars: [{ rowId: 1, plate: 'p', verdict: 'v' }] };
    const browser = openForm(form, { step: 'apply', now: testNow, data: readableData(form, 'apply', data), answers: { a: 'new' } });
    const server = validateForm(form, { step: 'apply', now: testNow, data, answers: dataOf(browser) });
    assert.deepEqual(problemsOf(browser), server.problems);
    assert.deepEqual(server.data, { a: 'new', opinion: 'fine', cars: [{ rowId: 1, plate: 'p', verdict: 'v' }], score: 1 });
  });
});

describe('computed values', () => {
  const aged = aForm(
    [
      { key: 'born', type: 'date', label: '出生日期' },
      { key: 'age', type: 'integer', label: '年龄', computed: 'years and months duration(born, today()).years' },
      { key: 'risk', type: 'integer', label: '风险', computed: 'if born = null then 1 else 2' },
    ],
    { rights: { apply: { write: ['*'], hidden: ['risk'] }, review: {} } },
  );
  const later = new Date('2027-09-01T02:00:00Z');

  it('stay as recorded at a step that may not write them', () => {
    const { data } = validated(aged, { born: '2000-05-05' }, { step: 'apply' });
    assert.deepEqual(data, { born: '2000-05-05', age: 26, risk: 2 });
    assert.deepEqual(validated(aged, {}, { step: 'review', data, now: later }).data, data);
    assert.deepEqual(dataOf(opened(aged, { asRecorded: true, data, now: later })), data);
    assert.equal(validated(aged, {}, { step: 'apply', data, now: later }).data.age, 27);
  });

  it('may be worked out where they are not shown', () => {
    assert.equal(validated(aged, { born: null }, { step: 'apply', data: { born: '2000-05-05', risk: 2 } }).data.risk, 1);
  });
});

describe('what the city already knows', () => {
  const known = aForm([
    text('name', { required: true, prefill: 'subject.name' }),
    text('phone', { format: 'mobile', prefill: 'subject.phone' }),
    { key: 'cars', type: 'subTable', label: '车辆', prefill: 'subject.cars', columns: [text('plate')] },
    text('other', { prefill: 'subject.other' }),
  ]);
  const mark = { source: '营业执照', at: '2026-08-31T08:00:00Z', locked: true };
  const facts = {
    'subject.name': { ...mark, value: '三门峡市示例餐饮店' },
    'subject.phone': { ...mark, value: '138 0013 8000', locked: false },
    'subject.cars': { ...mark, value: [{ plate: '豫M12345' }], locked: false },
    'subject.other': { ...mark, value: { not: 'a text' } },
  };

  it('fills the fields that ask for it and leaves out what does not fit', () => {
    assert.deepEqual(prefillForm(known, facts), {
      data: { name: '三门峡市示例餐饮店', phone: '13800138000', cars: [{ plate: '豫M12345', rowId: 1 }] },
      provenance: { name: mark, phone: { ...mark, locked: false }, cars: { ...mark, locked: false } },
    });
  });

  it('locks what may not be changed, and trusts its source', () => {
    const { provenance } = prefillForm(known, facts);
    const data = { name: '三门峡市示例餐饮店' };
    const checked = validated(known, { name: '别的店' }, { data, provenance });
    assert.equal(checked.data.name, '三门峡市示例餐饮店');
    const wrongPhone = validated(known, {}, { data: { ...data, phone: '123' }, provenance: { phone: mark } });
    assert.deepEqual(messages(wrongPhone), []);
    assert.deepEqual(messages(validated(known, {}, { provenance })), ['name: 请填写NAME']);
  });

  it('keeps its marks only while the value is the one the city knew', () => {
    const { data, provenance } = prefillForm(known, facts);
    const same = validated(known, dataOf(opened(known, { data, provenance })), { data, provenance });
    assert.deepEqual(Object.keys(same.provenance), ['name', 'phone', 'cars']);
    const changed = validated(known, { phone: '13900139000', cars: [] }, { data, provenance });
    assert.deepEqual(Object.keys(changed.provenance), ['name']);
  });
});
