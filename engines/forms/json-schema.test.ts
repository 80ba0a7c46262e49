import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { toJsonSchema } from './json-schema.ts';
import { aForm, validated } from './testing.ts';

const options = [{ value: 'x', label: '甲' }, { value: 'y', label: '乙' }];
const codes = { d: [{ value: '1', label: '一县', children: [{ value: '11', label: '一乡' }] }] };

const form = aForm([
  { key: 'text', type: 'text', label: '文字', required: true, minLength: 2, maxLength: 5, help: '二到五个字' },
  { key: 'phone', type: 'text', label: '手机', format: 'mobile' },
  { key: 'number', type: 'number', label: '数', min: 0, max: 10, decimals: 2, required: true },
  { key: 'whole', type: 'integer', label: '整数', visibleWhen: 'number > 5', required: true },
  { key: 'day', type: 'date', label: '日' },
  { key: 'moment', type: 'dateTime', label: '时刻' },
  { key: 'clock', type: 'time', label: '时间' },
  { key: 'one', type: 'radio', label: '单选', options },
  { key: 'many', type: 'multi', label: '多选', options, required: true, maxItems: 1 },
  { key: 'yes', type: 'boolean', label: '是否' },
  { key: 'path', type: 'cascade', label: '地区', dictionary: 'd', levels: ['县', '乡'] },
  { key: 'place', type: 'address', label: '地址', dictionary: 'd', levels: ['县'] },
  { key: 'files', type: 'file', label: '文件', maxItems: 2 },
  { key: 'signature', type: 'signature', label: '签名' },
  { key: 'rows', type: 'subTable', label: '表', minItems: 1, columns: [{ key: 'name', type: 'text', label: '名', required: true }, { key: 'sum', type: 'money', label: '和', computed: 'number * 2' }] },
  { key: 'hint', type: 'note', label: '说明', text: '请看' },
  { key: 'declared', type: 'declaration', label: '声明', text: '我声明' },
]);

const file = fc.record({ id: fc.constant('f'), name: fc.constantFrom('a.pdf', 'b.jpg'), size: fc.nat(1000), type: fc.constant('') });
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { freq: 4 });
const answers = fc.record({
  text: fc.constantFrom('一', '一二', '一二三', '一二三四', '一二三四五'),
  phone: maybe(fc.constantFrom('138 0013 8000', '13800138000', '123')),
  number: fc.oneof({ weight: 5, arbitrary: fc.integer({ min: 0, max: 40 }).map((n) => n / 4) }, { weight: 1, arbitrary: fc.integer({ min: -4, max: 60 }) }),
  whole: fc.integer({ min: -9, max: 9 }),
  day: maybe(fc.constantFrom('2026-09-01', '2026年2月3日')),
  moment: maybe(fc.constant('2026-09-01 8:30')),
  clock: maybe(fc.constant('8:30')),
  one: maybe(fc.constantFrom('x', 'y')),
  many: fc.constantFrom(['x'], ['y'], ['y'], ['x', 'y']),
  yes: maybe(fc.boolean()),
  path: maybe(fc.constantFrom(['1', '11'], ['1', '11'], ['1'])),
  place: maybe(fc.record({ division: fc.constant(['1']), detail: fc.constantFrom('一号', '二号', '') })),
  files: maybe(fc.array(file, { maxLength: 2 })),
  signature: maybe(file),
  rows: fc.array(fc.record({ name: fc.constantFrom('甲', '乙', '丙', '') }), { minLength: 1, maxLength: 3 }),
  declared: fc.constantFrom(true, true, true, false),
});

const ajv = new Ajv.default({ allErrors: true, allowUnionTypes: true, keywords: ['x-decimals'] });
addFormats.default(ajv);

describe('toJsonSchema', () => {
  it('describes every accepted record, in the eyes of another validator', () => {
    const validate = ajv.compile(toJsonSchema(form));
    let accepted = 0;
    fc.assert(
      fc.property(answers, (given) => {
        const result = validated(form, given, { codes });
        if (!result.accepted) return;
        accepted += 1;
        assert.equal(validate(result.data), true, JSON.stringify(validate.errors));
      }),
      { numRuns: 1_000 },
    );
    assert.ok(accepted > 30, `enough records must be accepted, were ${accepted}`);
  });

  it('refuses what the form refuses, where a schema can say it', () => {
    const validate = ajv.compile({ ...toJsonSchema(form), $id: 'urn:test:again' });
    const good = validated(form, { text: '一二', number: 1, many: ['x'], rows: [{ name: '甲' }], declared: true }, { codes });
    assert.deepEqual(good.problems, []);
    assert.equal(validate(good.data), true, JSON.stringify(validate.errors));
    const wrong = { text: '一', number: 11, many: [], day: '2026-02-30', one: 'z', declared: false, phone: '123', files: [{ id: 'f' }], rows: [{ name: '甲', other: 1 }], hint: 'x' };
    for (const [key, value] of Object.entries(wrong)) assert.equal(validate({ ...good.data, [key]: value }), false, key);
  });
});
