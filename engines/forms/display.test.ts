import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { displayText, maskedText } from './display.ts';
import { maskValue } from './mask.ts';
import { maskKinds } from './definition.ts';
import { foodLicenceCodes } from './testing.ts';

describe('displayText', () => {
  it('reads as a person would say it', () => {
    const show = (field: Parameters<typeof displayText>[0], value: Parameters<typeof displayText>[1]): string => displayText(field, value, foodLicenceCodes);
    assert.equal(show({ type: 'money' }, 1_234_567.5), '1,234,567.50 元');
    assert.equal(show({ type: 'money' }, -1234), '-1,234.00 元');
    assert.equal(show({ type: 'number', unit: '平方米' }, 1234.5), '1,234.5 平方米');
    assert.equal(show({ type: 'date' }, '2026-09-01'), '2026 年 9 月 1 日');
    assert.equal(show({ type: 'dateTime' }, '2026-09-01T08:05:00'), '2026 年 9 月 1 日 08:05');
    assert.equal(show({ type: 'boolean' }, false), '否');
    assert.equal(show({ type: 'select', options: [{ value: 'a', label: '甲' }] }, 'a'), '甲');
    assert.equal(show({ type: 'multi', dictionary: 'checkers' }, ['u1', 'u3']), '核查员甲、核查员丙');
    assert.equal(show({ type: 'cascade', dictionary: 'divisions' }, ['411202', '411202001']), '湖滨区 / 湖滨街道');
    assert.equal(show({ type: 'address', dictionary: 'divisions' }, { division: ['411202', '411202001'], detail: '一号院' }), '湖滨区湖滨街道一号院');
    assert.equal(show({ type: 'file' }, [{ id: '1', name: '甲.pdf', size: 1, type: '' }, { id: '2', name: '乙.pdf', size: 1, type: '' }]), '甲.pdf、乙.pdf');
    assert.equal(show({ type: 'subTable' }, [{ rowId: 1 }]), '共 1 行');
    assert.equal(show({ type: 'text' }, null), '');
  });

  it('shows a code it does not know as it is', () => {
    assert.equal(displayText({ type: 'cascade', dictionary: 'divisions' }, ['411202', '999'], foodLicenceCodes), '湖滨区 / 999');
    assert.equal(displayText({ type: 'select', dictionary: 'gone' }, 'x', {}), 'x');
  });
});

describe('maskValue', () => {
  it('hides the telling part', () => {
    assert.equal(maskValue('name', '王五'), '王*');
    assert.equal(maskValue('name', '欧阳小明'), '欧**明');
    assert.equal(maskValue('name', '王'), '*');
    assert.equal(maskValue('idNumber', '11010519491231002X'), '1101***********02X');
    assert.equal(maskValue('phone', '13800138000'), '138****8000');
    assert.equal(maskValue('phone', '0398-1234567'), '039*****4567');
    assert.equal(maskValue('bank', '6222020000000000123'), '***************0123');
    assert.equal(maskValue('address', '湖滨区湖滨街道一号院 3 号楼'), '湖滨区湖滨街道一****');
    assert.equal(maskedText({ type: 'text' }, '王五'), null);
  });

  it('never shows a text whole, however short', () => {
    fc.assert(
      fc.property(fc.constantFrom(...maskKinds), fc.string({ minLength: 1, unit: 'grapheme' }).filter((text) => !text.includes('*')), (kind, text) => {
        assert.notEqual(maskValue(kind, text), text);
      }),
    );
  });
});
