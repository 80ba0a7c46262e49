import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formats } from './formats.ts';

const saysOf = (format: keyof typeof formats, text: string): string | null => {
  const { tidy, check } = formats[format];
  return check(tidy(text))?.say('号码') ?? null;
};

describe('resident identity number', () => {
  it('accepts the published example of GB 11643', () => {
    assert.equal(saysOf('residentId', '11010519491231002X'), null);
    assert.equal(saysOf('residentId', ' 11010519491231002x '), null);
    assert.equal(saysOf('residentId', '１１０１０５１９４９１２３１００２Ｘ'), null);
  });

  it('says what is wrong', () => {
    assert.equal(saysOf('residentId', '110105194912310021'), '号码第 18 位校验不符，请核对');
    assert.equal(saysOf('residentId', '11010519491231002'), '号码应为 18 位，现在是 17 位，请核对');
    assert.equal(saysOf('residentId', '110105194902301234'), '号码第 7 至 14 位不是有效的出生日期，请核对');
    assert.equal(saysOf('residentId', '1101051949123100AX'), '号码的前 17 位应为数字，末位应为数字或 X，请核对');
  });
});

describe('unified social credit code', () => {
  it('accepts the example of GB 32100 and tidies what people type', () => {
    assert.equal(saysOf('uscc', '91350100M000100Y43'), null);
    assert.equal(saysOf('uscc', '9135 0100 m000100y43'), null);
  });

  it('says what is wrong', () => {
    assert.equal(saysOf('uscc', '91350100M000100Y44'), '号码第 18 位校验不符，请核对');
    assert.equal(saysOf('uscc', '91350100M000100Y4'), '号码应为 18 位，现在是 17 位，请核对');
    assert.equal(saysOf('uscc', '92411202MA00000006'), '号码第 9 至 17 位校验不符，请核对');
    assert.equal(saysOf('uscc', 'N2411202MA0000007E'), '号码的前 8 位不正确，请核对');
    assert.equal(saysOf('uscc', '91350100I000100Y43'), '号码只能由数字和大写字母组成，且不含 I、O、S、V、Z，请核对');
  });
});

describe('other formats', () => {
  it('takes a code that is either of a person or of an organisation', () => {
    assert.equal(saysOf('subjectCode', '11010519491231002x'), null);
    assert.equal(saysOf('subjectCode', '91350100m000100y43'), null);
    assert.equal(saysOf('subjectCode', '91350100M000100Y44'), '号码应为 18 位身份证号码或统一社会信用代码，请核对');
  });

  it('brings telephone numbers into one form', () => {
    assert.equal(formats.mobile.tidy('+86 138-0013-8000'), '13800138000');
    assert.equal(formats.phone.tidy('（0398）1234567'), '0398-1234567');
    assert.equal(formats.phone.tidy('010 12345678'), '010-12345678');
    assert.equal(formats.phone.tidy('0398—1234567'), '0398-1234567');
    assert.equal(saysOf('phone', '138 0013 8000'), null);
    assert.equal(saysOf('phone', '1234567'), '号码应为 11 位手机号码，或带区号的固定电话，请核对');
    assert.equal(saysOf('mobile', '12800138000'), '号码应为 11 位手机号码，请核对');
  });

  it('knows post codes, e-mail addresses and number plates', () => {
    assert.equal(saysOf('postcode', '472000'), null);
    assert.notEqual(saysOf('postcode', '47200'), null);
    assert.equal(saysOf('email', 'office@example.com'), null);
    for (const wrong of ['office', 'a@b', 'a@b..c', 'a b@example.com', '@example.com']) assert.notEqual(saysOf('email', wrong), null, wrong);
    for (const plate of ['豫M12345', '豫m·12345', '豫MD12345', '豫M1234挂']) assert.equal(saysOf('plateNumber', plate), null, plate);
    for (const wrong of ['豫I12345', 'M12345', '豫M1234', '豫MO1234']) assert.notEqual(saysOf('plateNumber', wrong), null, wrong);
  });
});
