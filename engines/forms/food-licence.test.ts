import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { compileForm } from './compile/compile.ts';
import { maskData, personalFields } from './disclosure.ts';
import { toJsonSchema } from './json-schema.ts';
import { fieldNames } from './names.ts';
import { compileExpression } from '../expressions/api.ts';
import { foodLicenceCodes, foodLicenceText, messages, validated } from './testing.ts';

const form = compileForm(foodLicenceText());
const codes = foodLicenceCodes;
const signature = { id: 'file-9', name: '签名.png', size: 2_048, type: 'image/png' };

/** A complete application of a small restaurant; every number is invented. */
const application = {
  operatorName: '三门峡市湖滨区示例餐饮店',
  uscc: '92411202MA0000007U',
  entityType: 'individual',
  legalRep: '王五',
  legalRepIdNumber: '411202199001010019',
  residence: { division: ['411202', '411202001'], detail: '示例路 1 号' },
  sameAddress: true,
  area: '120',
  processArea: 40,
  seatCount: 30,
  mainForm: 'catering',
  formTags: ['vending'],
  items: ['hot', 'drinks'],
  vendingCount: 2,
  online: true,
  platforms: [{ platform: '示例外卖', shop: 'https://shop.example.com/1' }],
  devices: [{ name: '冷藏柜', count: 2, price: '1,999.90', temperature: -18 }, { name: '灶台', count: 1, price: 800 }],
  staffCount: 5,
  healthCertCount: 5,
  safetyManager: '赵六',
  contact: '王五',
  contactPhone: '0398 1234567',
  deliveryWay: 'mail',
  mailAddress: { division: ['411271'], detail: '示例街 2 号' },
  byAgent: false,
  truthDeclared: true,
  signature,
};

describe('a food business licence', () => {
  it('is accepted when everything is there, cleaned and computed', () => {
    const { data, problems, accepted } = validated(form, application, { step: 'apply', codes });
    assert.deepEqual(messages({ problems }), []);
    assert.equal(accepted, true);
    assert.equal(data.contactPhone, '0398-1234567');
    assert.deepEqual([data.isCatering, data.processShare, data.deviceTotal], [true, 33.3, 4799.8]);
    assert.deepEqual(data.devices, [
      { rowId: 1, name: '冷藏柜', count: 2, price: 1999.9, amount: 3999.8, temperature: -18 },
      { rowId: 2, name: '灶台', count: 1, price: 800, amount: 800 },
    ]);
    assert.equal('siteResult' in data || 'premises' in data || 'agentName' in data, false);
  });

  it('tells the applicant what to put right', () => {
    const wrong = {
      ...application,
      legalRepIdNumber: '411202199001010014',
      items: ['hot', 'semi'],
      area: 30,
      staffCount: 3,
      byAgent: true,
      agentName: '王五',
      agentIdNumber: '411202199001010014',
      agentPhone: '13800138000',
      platforms: [{ platform: '示例外卖', shop: 'shop.example.com' }],
      truthDeclared: false,
    };
    assert.deepEqual(messages(validated(form, wrong, { step: 'apply', codes })), [
      'legalRepIdNumber: 负责人身份证号码第 18 位校验不符，请核对',
      'processArea: 食品处理区面积不能大于经营面积',
      'items: 经营项目所选的内容现在不能选用，请重新选择',
      'platforms[0].shop: 店铺网址请以 http:// 或 https:// 开头',
      'healthCertCount: 持健康证明人数不能多于从业人员数',
      'agentIdNumber: 代办人身份证号码第 18 位校验不符，请核对',
      'agentIdNumber: 代办人与负责人是同一人，不用填写代办人',
      'truthDeclared: 请阅读并勾选“材料真实性声明”',
    ]);
  });

  it('is checked on site by officers, who leave the application as it is', () => {
    const { data } = validated(form, application, { step: 'apply', codes });
    const findings = [1, 2, 3].map((rowId) => ({ rowId, checkItem: 'forged', result: rowId === 2 ? 'bad' : 'ok' }));
    const sent = { operatorName: 'forged', checkers: ['u1'], checkedAt: '2026-09-01 09:00', findings, siteResult: 'pass' };
    const checked = validated(form, sent, { step: 'siteCheck', codes, data });
    assert.equal(checked.data.operatorName, application.operatorName);
    assert.deepEqual((checked.data.findings as unknown as { checkItem: string }[]).map((row) => row.checkItem), ['场所与布局', '设备与设施', '制度与人员']);
    assert.deepEqual(messages(checked), [
      'checkers: 核查人员至少选择 2 项，现在有 1 项',
      'findings[1].reason: 请填写核查项目第 2 行的不符合的情形',
      'siteResult: 核查结论所选的内容现在不能选用，请重新选择',
    ]);
    const done = { ...sent, checkers: ['u1', 'u2'], findings: findings.map((row) => ({ ...row, result: 'ok' })) };
    assert.deepEqual(messages(validated(form, done, { step: 'siteCheck', codes, data })), []);
  });

  it('gives records that its JSON Schema accepts', () => {
    const ajv = new Ajv.default({ allErrors: true, strict: true, allowUnionTypes: true, keywords: ['x-decimals'] });
    addFormats.default(ajv);
    const validate = ajv.compile(toJsonSchema(form));
    const { data } = validated(form, application, { step: 'apply', codes });
    assert.equal(validate(data), true, JSON.stringify(validate.errors));
    assert.equal(validate({ ...data, mainForm: 'palace' }), false);
    assert.equal(validate({ ...data, unknown: 1 }), false);
    assert.equal(validate({ ...data, devices: [{ name: '灶台' }] }), false);
  });

  it('names its fields for expressions elsewhere', () => {
    const names = fieldNames(form);
    assert.deepEqual(names.area, 'number');
    assert.doesNotThrow(() => compileExpression('area > 100 and some d in devices satisfies d.amount > 1000', { names }));
    assert.throws(() => compileExpression('areaa > 100', { names }));
  });

  it('knows what is personal and masks it', () => {
    const { data } = validated(form, application, { step: 'apply', codes });
    const masked = maskData(form, data);
    assert.equal(masked.legalRepIdNumber, '4112***********019');
    assert.equal(masked.contactPhone, '039*****4567');
    assert.deepEqual(masked.mailAddress, { division: ['411271'], detail: '示例街****' });
    assert.equal(masked.operatorName, data.operatorName);
    assert.deepEqual(personalFields(form).map((field) => field.path).slice(0, 3), ['legalRep', 'legalRepIdNumber', 'safetyManager']);
  });
});
