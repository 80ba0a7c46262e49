import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as ids from './contract.ts';

const usccAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';

describe('unified social credit code', () => {
  it('accepts the published example and the codes inside published item codes', () => {
    for (const code of ['91350100M000100Y43', '11370800MB28559184', '12441500196720244T']) assert.ok(ids.isUscc(code), code);
  });

  it('refuses every change of one character', () => {
    const code = '91350100M000100Y43';
    for (let at = 0; at < 18; at += 1) {
      for (const other of usccAlphabet) {
        if (other !== code[at]) assert.ok(!ids.isUscc(code.slice(0, at) + other + code.slice(at + 1)), `${at} ${other}`);
      }
    }
  });

  it('refuses lower case, wrong length and letters the code does not use', () => {
    for (const code of ['91350100m000100y43', '91350100M000100Y4', '', '9135010OM000100Y43', '91350100M000100Y4Z']) assert.ok(!ids.isUscc(code), code);
  });
});

describe('resident identity number', () => {
  const first = '41129919900229001';

  it('reads division, birth date and gender', () => {
    const number = `41129919920229001${ids.residentIdCheck('41129919920229001')}`;
    assert.deepEqual(ids.readResidentId(number), { divisionCode: '411299', birthDate: '1992-02-29', gender: 'male' });
  });

  it('refuses a birth date that never was, though the check character is right', () => {
    assert.equal(ids.readResidentId(`${first}${ids.residentIdCheck(first)}`), null);
  });

  it('refuses every change of one digit', () => {
    const number = `41129919920229001${ids.residentIdCheck('41129919920229001')}`;
    for (let at = 0; at < 17; at += 1) {
      for (const digit of '0123456789') {
        if (digit !== number[at]) assert.ok(!ids.isResidentId(number.slice(0, at) + digit + number.slice(at + 1)));
      }
    }
  });
});

describe('electronic licence identifier', () => {
  it('agrees with three published identifiers', () => {
    for (const tail of [
      '11100000000013338W011.11430000006122244L.20230000403.001.U',
      '11100000MB03271699022.340100.000000016.001.9',
      '11100000000013338W009.11330105002500287C.2025052201.002.0',
    ]) {
      const read = ids.readLicenceIdentifier(`1.2.156.3005.2.${tail}`);
      assert.ok(read, tail);
      assert.equal(ids.licenceIdentifier(read), `1.2.156.3005.2.${tail}`);
    }
  });

  it('sets aside a well-formed identifier with a wrong check character', () => {
    assert.equal(ids.readLicenceIdentifier('1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.V'), null);
  });
});

describe('implementation code', () => {
  it('takes a published code apart and puts it together again', () => {
    const read = ids.readItemCode('11370800MB285591843370117002011');
    assert.deepEqual(read, { uscc: '11370800MB28559184', level: '3', baseCode: '370117002011', type: '01' });
    assert.equal(read && ids.taskCode(read.uscc, read.level, read.baseCode), '11370800MB285591843370117002011');
  });

  it('refuses a code whose unit does not check', () => {
    assert.equal(ids.readItemCode('11370800MB285591853370117002011'), null);
  });
});
