import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { compileTemplate } from './compile.ts';
import { fillLetter } from './fill.ts';

const source = `---
title: 不予行政许可决定书
kind: 不予行政许可决定书
number: "三市监许不〔{{ year }}〕{{ serial }}号"
addressee: "{{ applicant.name }}"
signer: "{{ bureau }}"
date: "{{ decidedOn }}"
seal: yes
remedy:
  review: "{{ review }}"
  court: 三门峡市湖滨区人民法院
---
你单位于{{ appliedAt }}提出申请，是否当场：{{ atOnce }}，涉及{{ places }}，面积{{ area }}平方米。
`;
const scope = {
  year: 2026, serial: 137, applicant: { name: '三门峡市宏达餐饮管理有限公司' }, bureau: '三门峡市市场监督管理局', decidedOn: '2026-10-15',
  review: '三门峡市人民政府', appliedAt: '2026-10-08T18:20:00Z', atOnce: false, places: ['大厅', '厨房'], area: 120.5,
};
const textsOf = (letter: ReturnType<typeof fillLetter>['letter']): string[] =>
  letter.blocks.map((block) => (block.kind === 'paragraph' ? block.runs.map(({ text }) => text).join('') : ''));

describe('fillLetter', () => {
  const template = compileTemplate(source);

  test('fills the head, the date and the signature of a letter', () => {
    const { letter, blanks } = fillLetter(template, scope);
    assert.deepEqual(blanks, []);
    assert.equal(letter.number, '三市监许不〔2026〕137号');
    assert.equal(letter.addressee, '三门峡市宏达餐饮管理有限公司');
    assert.equal(letter.signer, '三门峡市市场监督管理局');
    assert.equal(letter.date, '2026年10月15日');
    assert.equal(letter.sealed, true);
  });

  test('writes dates, instants in China time, 是 or 否, lists and numbers as people do', () => {
    assert.equal(textsOf(fillLetter(template, scope).letter)[0], '你单位于2026年10月9日2时20分提出申请，是否当场：否，涉及大厅、厨房，面积120.5平方米。');
  });

  test('ends with the way to contest the decision, 60 days and six months unless the template says otherwise', () => {
    const last = (letter: ReturnType<typeof fillLetter>['letter']): string => textsOf(letter).at(-1) ?? '';
    assert.match(last(fillLetter(template, scope).letter), /起60日内向三门峡市人民政府申请行政复议，.*起6个月内依法向三门峡市湖滨区人民法院提起行政诉讼/);
    const shorter = compileTemplate(source.replace('  court:', '  reviewDays: 30\n  courtMonths: 3\n  court:'));
    assert.match(last(fillLetter(shorter, scope).letter), /起30日内.*起3个月内/);
  });

  test('lists what had no value with its place, and leaves a line to write on', () => {
    const { letter, blanks } = fillLetter(template, { ...scope, bureau: null, area: '' });
    assert.deepEqual(blanks.map(({ source: expression, line }) => [expression, line]), [['area', 13], ['bureau', 6]]);
    assert.match(textsOf(letter)[0] ?? '', /面积＿+平方米/);
  });

  test('says that a group of values is no text', () => {
    assert.equal(fillLetter(template, { ...scope, area: { length: 3 } }).blanks.length, 1);
  });

  test('repeats nothing for null and once for a single value', () => {
    const each = compileTemplate('---\ntitle: a\nkind: a\nsigner: a\n---\n{{#each list as x}}\n{{ x }}\n{{/each}}\n');
    assert.equal(fillLetter(each, { list: null }).letter.blocks.length, 0);
    assert.equal(fillLetter(each, { list: '一' }).letter.blocks.length, 1);
  });

  test('refuses to unroll without end', () => {
    const each = compileTemplate('---\ntitle: a\nkind: a\nsigner: a\n---\n{{#each a as x}}\n{{#each a as y}}\n{{ x }}{{ y }}\n{{/each}}\n{{/each}}\n');
    assert.throws(() => fillLetter(each, { a: Array.from({ length: 300 }, (_, index) => index) }), { code: 'documents.tooLong' });
    const long = compileTemplate('---\ntitle: a\nkind: a\nsigner: a\n---\n{{ text }}\n');
    assert.throws(() => fillLetter(long, { text: '长'.repeat(100_001) }), { code: 'documents.tooLong' });
  });
});
