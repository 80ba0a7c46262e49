import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readAnswer, readResult, type ReadableField } from './answers.ts';
import { fieldTypes } from './definition.ts';

const value = (field: ReadableField, raw: unknown): unknown => {
  const read = readAnswer(field, raw);
  assert.equal(read.fault, null, `${JSON.stringify(raw)} should be readable`);
  return read.value;
};
const says = (field: ReadableField, raw: unknown): string | null => readAnswer(field, raw).fault?.say('此项') ?? null;

describe('readAnswer', () => {
  it('reads numbers as people write them', () => {
    for (const [raw, number] of [['12', 12], [' １２.５ ', 12.5], ['1,234,567.80', 1_234_567.8], ['-3', -3], ['.5', 0.5], [7, 7], ['1e3', 1000]] as const) {
      assert.equal(value({ type: 'number' }, raw), number);
    }
  });

  it('refuses what is no number, has too many decimals or too many digits', () => {
    assert.equal(says({ type: 'number' }, '十二'), '此项请填写数字');
    assert.equal(says({ type: 'number' }, '1,23'), '此项请填写数字');
    assert.equal(says({ type: 'money' }, '1.234'), '此项最多保留 2 位小数');
    assert.equal(says({ type: 'integer' }, '1.5'), '此项请填写整数');
    assert.equal(says({ type: 'number', decimals: 1 }, 0.25), '此项最多保留 1 位小数');
    assert.equal(says({ type: 'number' }, '1234567890123456'), '此项的位数过多，最多 15 位数字');
    assert.equal(says({ type: 'number' }, 1e21), '此项的位数过多，最多 15 位数字');
    assert.equal(says({ type: 'number' }, Number.NaN), '此项请填写数字');
    assert.equal(says({ type: 'number' }, '9'.repeat(100_000)), '此项请填写数字');
    assert.equal(says({ type: 'number' }, '1e999'), '此项的位数过多，最多 15 位数字');
  });

  it('keeps every amount up to fifteen digits exactly', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 999_999_999_999_999n }), (fen) => {
        const text = `${fen / 100n}.${String(fen % 100n).padStart(2, '0')}`;
        assert.equal((value({ type: 'money' }, text) as number).toFixed(2), text);
      }),
    );
  });

  it('rounds computed amounts half away from zero', () => {
    const cases: [ReadableField, unknown, unknown][] = [
      [{ type: 'money' }, 1.005, 1.01],
      [{ type: 'money' }, -1.005, -1.01],
      [{ type: 'integer' }, 2.5, 3],
      [{ type: 'number', decimals: 1 }, '33.33333333333333333333333333333333', 33.3],
      [{ type: 'text' }, '1.005', '1.005'],
    ];
    for (const [field, result, value] of cases) assert.deepEqual(readResult(field, result), { value, fault: null });
    assert.notEqual(readResult({ type: 'money' }, '1234567890123456.78').fault, null);
    assert.notEqual(readResult({ type: 'money' }, '1e900').fault, null);
    assert.notEqual(readResult({ type: 'money' }, 'abc').fault, null);
  });

  it('reads dates and times in common spellings and refuses impossible ones', () => {
    for (const raw of ['2026-09-01', '2026/9/1', '2026年9月1日', '20260901', '２０２６-０９-０１']) assert.equal(value({ type: 'date' }, raw), '2026-09-01');
    for (const raw of ['2026-02-29', '2026-13-01', '昨天', 20_260_901, '2026-9']) assert.match(says({ type: 'date' }, raw) ?? '', /不是有效的日期/);
    assert.equal(value({ type: 'time' }, '8:05'), '08:05');
    assert.match(says({ type: 'time' }, '24:00') ?? '', /不是有效的时间/);
    assert.equal(value({ type: 'dateTime' }, '2026-09-01T08:05'), '2026-09-01T08:05:00');
    assert.equal(value({ type: 'dateTime' }, '2026年9月1日 8:05'), '2026-09-01T08:05:00');
    assert.equal(value({ type: 'dateTime' }, '2026-09-01T08:05:59'), '2026-09-01T08:05:59');
    for (const raw of ['2026-09-01', '2026-09-01T25:00', '2026-09-01 08:05 下午']) assert.match(says({ type: 'dateTime' }, raw) ?? '', /不是有效的日期和时间/);
  });

  it('cleans texts of what cannot be seen', () => {
    assert.equal(value({ type: 'text' }, '  王\u0000五\u202e '), '王五');
    assert.equal(value({ type: 'textarea' }, '一\r\n二\n'), '一\n二');
    assert.equal(value({ type: 'text' }, '   '), null);
  });

  it('reads addresses, files and signatures and drops what does not belong', () => {
    const file = { id: 'f1', name: '合同.pdf', size: 10, type: 'application/pdf' };
    assert.deepEqual(value({ type: 'address' }, { division: ['1'], detail: ' 一号 ', extra: 1 }), { division: ['1'], detail: '一号' });
    assert.equal(value({ type: 'address' }, { division: [], detail: '' }), null);
    assert.deepEqual(value({ type: 'file' }, [{ ...file, path: '/etc' }]), [file]);
    assert.equal(says({ type: 'file' }, [{ ...file, size: -1 }]), '此项未能上传成功，请重新上传');
    assert.deepEqual(value({ type: 'signature' }, file), file);
    assert.equal(says({ type: 'signature' }, 'data:image/png;base64,'), '此项的签名未能保存，请重新签名');
  });

  it('keeps each chosen code once, in the order chosen', () => {
    assert.deepEqual(value({ type: 'multi' }, ['b', 'a', 'b']), ['b', 'a']);
    assert.equal(says({ type: 'multi' }, ['a', 1]), '此项的内容无法识别，请重新填写');
    assert.equal(says({ type: 'radio' }, { value: 'a' }), '此项的内容无法识别，请重新填写');
  });

  it('answers anything at all without failing, and reads its own results back unchanged', () => {
    fc.assert(
      fc.property(fc.constantFrom(...fieldTypes), fc.anything(), (type, raw) => {
        const { value: once, fault } = readAnswer({ type }, raw);
        if (fault === null) assert.deepEqual(readAnswer({ type }, once).value, once);
      }),
    );
    const spelled = fc.oneof(fc.string(), fc.double(), fc.date({ noInvalidDate: true }).map((date) => date.toISOString().slice(0, 19)));
    fc.assert(
      fc.property(fc.constantFrom('number', 'integer', 'money', 'date', 'dateTime', 'time', 'text', 'textarea'), spelled, (type, raw) => {
        const { value: once, fault } = readAnswer({ type }, raw);
        if (fault === null) assert.deepEqual(readAnswer({ type }, once), { value: once, fault: null });
      }),
    );
  });
});
