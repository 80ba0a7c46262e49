import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { FieldOf } from './definition.ts';
import { dataOf, problemsOf } from './form.ts';
import { aForm, messages, opened, validated } from './testing.ts';

const text = (key: string, more: Partial<FieldOf<string>> = {}): FieldOf<string> => ({ key, type: 'text', label: key.toUpperCase(), ...more });
const options = [{ value: 'x', label: '甲' }, { value: 'y', label: '乙' }];
const saidOf = (field: Partial<FieldOf<string>>, value: unknown): string[] =>
  messages(validated(aForm([text('a', { label: '经营面积', ...field })]), { a: value })).map((each) => each.replace('a: ', ''));

describe('validateForm', () => {
  it('asks for what is missing in the words of the field', () => {
    const cases: [Partial<FieldOf<string>>, string][] = [
      [{ type: 'text' }, '请填写经营面积'],
      [{ type: 'number' }, '请填写经营面积'],
      [{ type: 'date' }, '请选择经营面积'],
      [{ type: 'radio', options }, '请选择经营面积'],
      [{ type: 'multi', options }, '请选择经营面积'],
      [{ type: 'boolean' }, '请选择经营面积'],
      [{ type: 'file' }, '请上传经营面积'],
      [{ type: 'signature' }, '请在“经营面积”处签名'],
      [{ type: 'cascade', dictionary: 'd', levels: ['县'] }, '请选择经营面积'],
      [{ type: 'address', dictionary: 'd', levels: ['县'] }, '请填写经营面积'],
      [{ type: 'subTable', columns: [text('c')], minItems: 2 }, '请填写经营面积，至少 2 行'],
    ];
    for (const [field, message] of cases) assert.deepEqual(saidOf({ ...field, required: true }, null), [message]);
    assert.deepEqual(saidOf({ type: 'declaration', text: '我声明' }, false), ['请阅读并勾选“经营面积”']);
  });

  it('says what is wrong with the limit and the unit', () => {
    assert.deepEqual(saidOf({ type: 'number', min: 1, unit: '平方米' }, 0.5), ['经营面积不能小于 1 平方米']);
    assert.deepEqual(saidOf({ type: 'money', max: 5 }, '5.01'), ['经营面积不能大于 5 元']);
    assert.deepEqual(saidOf({ maxLength: 3 }, '一二三四'), ['经营面积最多 3 个字，现在有 4 个']);
    assert.deepEqual(saidOf({ maxLength: 3 }, '𠮷𠮷𠮷'), []);
    assert.deepEqual(saidOf({ minLength: 3 }, '一二'), ['经营面积至少 3 个字']);
    assert.deepEqual(saidOf({ pattern: '\\d+号', patternMessage: '请写成“12号”' }, '12'), ['请写成“12号”']);
    assert.deepEqual(saidOf({ type: 'date', max: 'today' }, '2026-09-02'), ['经营面积不能晚于今天']);
    assert.deepEqual(saidOf({ type: 'date', max: 'today' }, '2026-09-01'), []);
    assert.deepEqual(saidOf({ type: 'dateTime', max: 'today' }, '2026-09-01T23:00'), []);
    assert.deepEqual(saidOf({ type: 'date', min: '2026-01-01' }, '2025-12-31'), ['经营面积不能早于 2026-01-01']);
    assert.deepEqual(saidOf({ type: 'time', min: '08:00' }, '7:59'), ['经营面积不能早于 08:00']);
    assert.deepEqual(saidOf({ type: 'multi', options, minItems: 2 }, ['x']), ['经营面积至少选择 2 项，现在有 1 项']);
  });

  it('takes today from the clock of China', () => {
    const form = aForm([{ key: 'day', type: 'date', label: '日期', max: 'today' }]);
    const lateEvening = new Date('2026-09-01T16:30:00Z');
    assert.deepEqual(messages(validated(form, { day: '2026-09-02' }, { now: lateEvening })), []);
  });

  it('checks choices against what may be chosen now', () => {
    assert.deepEqual(saidOf({ type: 'radio', options }, 'z'), ['经营面积所选的内容现在不能选用，请重新选择']);
    assert.deepEqual(saidOf({ type: 'multi', options: [...options, { value: 'n', label: '都没有', exclusive: true }] }, ['x', 'n']), ['经营面积选了“都没有”，就不能再选其他项']);
    assert.deepEqual(saidOf({ type: 'select', dictionary: 'nowhere' }, 'x'), ['经营面积的选项未能加载，请刷新后再试']);
  });

  it('lets a withdrawn code stay where it was chosen before', () => {
    const form = aForm([{ key: 'a', type: 'select', label: 'A', dictionary: 'd' }]);
    const codes = { d: [{ value: 'old', label: '旧', disabled: true }, { value: 'new', label: '新' }] };
    assert.deepEqual(messages(validated(form, { a: 'old' }, { codes })), ['a: A所选的内容现在不能选用，请重新选择']);
    assert.deepEqual(messages(validated(form, { a: 'old' }, { codes, data: { a: 'old' } })), []);
  });

  it('follows a cascade to its last level', () => {
    const form = aForm([{ key: 'a', type: 'address', label: '地址', dictionary: 'd', levels: ['县', '乡'] }]);
    const codes = { d: [{ value: '1', label: '一县', children: [{ value: '11', label: '一乡' }] }, { value: '2', label: '无乡县' }] };
    const said = (a: unknown): string[] => messages(validated(form, { a }, { codes }));
    assert.deepEqual(said({ division: ['1'], detail: '1 号' }), ['a: 请继续选择地址的乡']);
    assert.deepEqual(said({ division: ['2'], detail: '1 号' }), []);
    assert.deepEqual(said({ division: ['1', '11'], detail: '' }), ['a: 请填写地址的详细地址']);
    assert.deepEqual(said({ division: ['2', '11'], detail: '1 号' }), ['a: 地址所选的内容现在不能选用，请重新选择']);
    assert.deepEqual(said({ division: [], detail: '1 号' }), ['a: 请选择地址所在的县']);
  });

  it('checks files by ending, size and number', () => {
    const file = (name: string, size: number): object => ({ id: 'i', name, size, type: '' });
    const field: Partial<FieldOf<string>> = { type: 'file', accept: ['pdf', 'jpg'], maxSizeMb: 1, maxItems: 1 };
    assert.deepEqual(saidOf(field, [file('a.PDF', 10)]), []);
    assert.deepEqual(saidOf(field, [file('a.exe', 10)]), ['经营面积中的“a.exe”类型不符，只能上传 pdf、jpg 文件']);
    assert.deepEqual(saidOf(field, [file('a.pdf', 2 ** 20 + 1)]), ['经营面积中的“a.pdf”超过 1 MB，请压缩后再上传']);
    assert.deepEqual(saidOf(field, [file('a.pdf', 1), file('b.pdf', 1)]), ['经营面积最多上传 1 个文件，现在有 2 个文件']);
  });

  it('keeps hidden and unknown fields out of the record and out of the calculation', () => {
    const form = aForm([
      { key: 'on', type: 'boolean', label: '有无' },
      { key: 'amount', type: 'number', label: '数额', visibleWhen: 'on' },
      { key: 'double', type: 'number', label: '两倍', computed: 'if amount = null then 0 else amount * 2' },
    ]);
    assert.deepEqual(validated(form, { on: true, amount: 4, double: 99, extra: 1, constructor: 2 }).data, { on: true, amount: 4, double: 8 });
    assert.deepEqual(validated(form, { on: false, amount: 4 }).data, { on: false, double: 0 });
    assert.deepEqual(validated(form, JSON.parse('{"__proto__": {"on": true}, "amount": 4}') as Record<string, unknown>).data, { on: null, double: 0 });
  });

  it('hides everything in a section that does not apply', () => {
    const form = aForm([], {
      pages: [
        {
          key: 'p',
          title: '页',
          sections: [
            { key: 's1', title: '一', fields: [{ key: 'on', type: 'boolean', label: '有无' }] },
            { key: 's2', title: '二', visibleWhen: 'on', fields: [text('a', { required: true }), { key: 't', type: 'subTable', label: '表', minItems: 1, columns: [text('c', { required: true })] }] },
          ],
        },
      ],
    });
    const off = validated(form, { on: false, a: 'x', t: [{}] });
    assert.deepEqual([off.data, off.accepted], [{ on: false }, true]);
    assert.deepEqual(messages(validated(form, { on: true, t: [{}] })), ['a: 请填写A', 't[0].c: 请填写表第 1 行的C']);
  });

  it('leaves the record as it is where nothing is sent, and empties it where null is sent', () => {
    const form = aForm([text('a'), text('b', { default: 'd' })]);
    assert.deepEqual(validated(form, {}, { data: { a: 'old' } }).data, { a: 'old', b: 'd' });
    assert.deepEqual(validated(form, { a: null, b: '' }, { data: { a: 'old' } }).data, { a: null, b: null });
    assert.deepEqual(validated(form, {}, { data: { a: null, b: null } }).data, { a: null, b: null });
  });

  it('keeps what is read-only by condition at its recorded value', () => {
    const form = aForm([text('a', { readOnlyWhen: 'state = "done"' }), text('state')]);
    assert.equal(validated(form, { a: 'new', state: 'open' }, { data: { a: 'old' } }).data.a, 'new');
    assert.equal(validated(form, { a: 'new', state: 'done' }, { data: { a: 'old' } }).data.a, 'old');
  });

  it('computes, rounds to the places of the field, and says when a result is of no use', () => {
    const form = aForm([
      { key: 'n', type: 'number', label: '数', decimals: 4 },
      { key: 'half', type: 'money', label: '一半', computed: 'n / 2', max: 10 },
      { key: 'day', type: 'date', label: '次日', computed: 'date("2026-02-28") + duration("P1D")' },
      { key: 'wrong', type: 'number', label: '错值', computed: '"abc"' },
    ]);
    const { data, problems } = validated(form, { n: 2.01 });
    assert.deepEqual(data, { n: 2.01, half: 1.01, day: '2026-03-01', wrong: null });
    assert.deepEqual(messages({ problems }), ['wrong: 错值的计算结果不可用，请核对相关内容']);
    assert.ok(messages(validated(form, { n: 21 })).includes('half: 一半不能大于 10 元'));
  });

  it('calculates with dates as dates', () => {
    const form = aForm([
      { key: 'from', type: 'date', label: '起' },
      { key: 'to', type: 'date', label: '止' },
      { key: 'days', type: 'integer', label: '天数', computed: '(to - from) / duration("P1D") + 1' },
      { key: 'age', type: 'integer', label: '周年', computed: 'years and months duration(from, today()).years' },
    ]);
    assert.deepEqual(validated(form, { from: '2024-02-28', to: '2024-03-01' }).data, { from: '2024-02-28', to: '2024-03-01', days: 3, age: 2 });
  });

  it('applies rules at every field they name, once in the summary, warnings without refusing', () => {
    const form = aForm([{ key: 'a', type: 'integer', label: 'A' }, { key: 'b', type: 'integer', label: 'B' }], {
      rules: [
        { key: 'order', when: 'a > b', message: 'A 不能大于 B', fields: ['b', 'a'] },
        { key: 'big', when: 'a > 100', message: 'A 很大，请核对', fields: ['a'], level: 'warning' },
      ],
    });
    const both = validated(form, { a: 101, b: 1 });
    assert.deepEqual(both.problems, [
      { path: 'a', code: 'rule', level: 'warning', message: 'A 很大，请核对' },
      { path: 'b', code: 'rule', level: 'error', message: 'A 不能大于 B', alsoAt: ['a'] },
    ]);
    assert.equal(both.accepted, false);
    assert.equal(validated(form, { a: 101, b: 200 }).accepted, true);
  });

  it('checks the rows of a sub-table each on its own', () => {
    const form = aForm([
      {
        key: 'cars',
        type: 'subTable',
        label: '车辆',
        maxItems: 2,
        columns: [
          { key: 'mass', type: 'integer', label: '总质量', required: true, unit: '千克' },
          text('level', { label: '等级', visibleWhen: 'mass > 4500', required: true }),
        ],
        rules: [{ key: 'tooHeavy', when: 'mass > limit', message: '总质量超过本次申请的限值', fields: ['mass'] }],
      },
      { key: 'limit', type: 'integer', label: '限值' },
    ]);
    const answers = { limit: 9000, cars: [{ mass: 5000 }, { mass: 10_000, level: '一级' }, { mass: 'x', level: '一级' }] };
    assert.deepEqual(messages(validated(form, answers)), [
      'cars: 车辆最多填写 2 行，现在有 3 行',
      'cars[0].level: 请填写车辆第 1 行的等级',
      'cars[1].mass: 车辆第 2 行：总质量超过本次申请的限值',
      'cars[2].mass: 车辆第 3 行的总质量请填写数字',
    ]);
    assert.deepEqual(validated(form, { cars: [{ rowId: 7, mass: 1, level: 'x' }, { mass: 5000, level: '二级', other: 1 }] }).data.cars, [
      { rowId: 7, mass: 1 },
      { rowId: 8, mass: 5000, level: '二级' },
    ]);
  });

  it('refuses what is too much to look at and keeps the record', () => {
    const form = aForm([text('a'), { key: 't', type: 'subTable', label: '表', columns: [text('c')] }]);
    const huge = validated(form, { a: 'x'.repeat(200_001) }, { data: { a: 'old' } });
    assert.deepEqual([messages(huge), huge.accepted, huge.data.a], [[': 填写的内容过多，请精简文字或减少行数后再提交'], false, 'old']);
    let deep: unknown = 'x';
    for (let level = 0; level < 50_000; level += 1) deep = [deep];
    assert.equal(validated(form, { a: deep }).accepted, false);
    assert.deepEqual(messages(validated(form, { t: Array.from({ length: 600 }, () => ({})) })), ['t: 表最多填写 500 行，现在有 600 行']);
    assert.deepEqual(messages(validated(form, { t: Array.from({ length: 1_100 }, () => ({})) })), ['t: 表的行数过多或内容无法识别，请重新填写']);
    assert.deepEqual(messages(validated(form, { t: 'rows' })), ['t: 表的行数过多或内容无法识别，请重新填写']);
  });

  it('survives whatever is sent, and its record passes unchanged a second time', () => {
    const form = aForm([
      text('a', { format: 'phone' }),
      { key: 'n', type: 'number', label: 'N' },
      { key: 'm', type: 'multi', label: 'M', options },
      { key: 'd', type: 'date', label: 'D' },
      { key: 'h', type: 'text', label: 'H', visibleWhen: 'n > 3' },
      { key: 'f', type: 'file', label: 'F' },
      { key: 'p', type: 'address', label: 'P', dictionary: 'd', levels: ['县'] },
      { key: 't', type: 'subTable', label: 'T', columns: [text('c'), { key: 'k', type: 'boolean', label: 'K' }, { key: 's', type: 'number', label: 'S', computed: 'if k then 1 else 2' }] },
    ]);
    const value = fc.oneof(fc.anything({ maxDepth: 3 }), fc.string(), fc.double(), fc.array(fc.record({ rowId: fc.integer(), c: fc.string(), k: fc.boolean() })));
    fc.assert(
      fc.property(fc.record({ a: value, n: value, m: value, d: value, h: value, f: value, p: value, t: value }, { requiredKeys: [] }), (raw) => {
        const answers = JSON.parse(JSON.stringify(raw)) as Record<string, unknown>;
        const { data } = validated(form, answers);
        assert.deepEqual(validated(form, data).data, data);
        assert.deepEqual(validated(form, {}, { data }).data, data);
      }),
      { numRuns: 200 },
    );
  });
});

describe('openForm', () => {
  it('is the same in browser and server: the compiled form may travel as JSON', () => {
    const form = aForm([{ key: 'a', type: 'date', label: 'A' }, { key: 'b', type: 'boolean', label: 'B', computed: 'a < date("2026-01-01")' }]);
    const travelled = JSON.parse(JSON.stringify(form)) as typeof form;
    for (const each of [form, travelled]) assert.deepEqual(dataOf(opened(each, { answers: { a: '2025-05-05' } })), { a: '2025-05-05', b: true });
  });

  it('filters the codes of a dictionary row by row', () => {
    const form = aForm([
      {
        key: 't',
        type: 'subTable',
        label: '网点',
        columns: [
          { key: 'bank', type: 'select', label: '银行', options },
          { key: 'branch', type: 'select', label: '支行', dictionary: 'branches', optionWhen: 'starts with(option, bank)' },
        ],
      },
    ]);
    const codes = { branches: [{ value: 'x1', label: '一' }, { value: 'x2', label: '二' }, { value: 'y1', label: '三' }, { value: 'x3', label: '废', disabled: true }] };
    const state = opened(form, { codes, answers: { t: [{ bank: 'x', branch: 'y1' }, { bank: 'y', branch: 'y1' }] } });
    assert.deepEqual(state.fields[0]?.rows?.map((row) => row.cells[1]?.options?.map((option) => option.value)), [['x1', 'x2'], ['y1']]);
    assert.deepEqual(problemsOf(state).map((problem) => problem.path), ['t[0].branch']);
  });
});
