import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { differencesOf } from './diff.ts';
import { gapsOf } from './gaps.ts';
import { catalogueTermText, isLongerTerm, termText } from './terms.ts';

describe('limits in words', () => {
  it('says 当场办结 for nothing and names the unit otherwise', () => {
    assert.equal(catalogueTermText({ number: 0, unit: '1' }), '当场办结');
    assert.equal(catalogueTermText({ number: 7, unit: '1' }), '7 个工作日');
    assert.equal(catalogueTermText({ number: 5, unit: '3' }), '5 个月');
    assert.equal(termText({ amount: 4, unit: 'workingHour' }), '4 个工作小时');
  });

  it('compares working days with working hours and never working with calendar time', () => {
    assert.equal(isLongerTerm({ amount: 2, unit: 'workingDay' }, { amount: 16, unit: 'workingHour' }), false);
    assert.equal(isLongerTerm({ amount: 2, unit: 'workingDay' }, { amount: 15, unit: 'workingHour' }), true);
    assert.equal(isLongerTerm({ amount: 30, unit: 'calendarDay' }, { amount: 1, unit: 'workingDay' }), false);
  });
});

describe('gapsOf', () => {
  it('lists what an entry lacks, and wants no statutory limit of a public service (WD-108)', () => {
    const whole = { guideBasis: 'source', articleKnown: true, codeBasis: 'source', implementations: 1, statutory: {}, type: '01', onlineLevel: '4' };
    assert.deepEqual(gapsOf(whole), []);
    assert.deepEqual(gapsOf({ ...whole, guideBasis: 'generic', articleKnown: false, codeBasis: 'invented', implementations: 0, statutory: null, onlineLevel: '2' }), ['guide', 'article', 'code', 'implementation', 'statutory', 'online']);
    assert.deepEqual(gapsOf({ ...whole, type: '20', statutory: null }), []);
  });
});

describe('differencesOf', () => {
  const form = (fields: unknown[]) => ({ form: { pages: [{ key: 'one', sections: [{ key: 'two', fields }] }] } });

  it('matches fields by their key wherever they stand, and compares expressions by what was written', () => {
    const plan = (source: string, kept: number) => ({ source, kind: 'expression', plan: ['number', kept], reads: [] });
    const before = form([{ key: 'a', label: '甲', visibleWhen: plan('x > 1', 1) }, { key: 'b', label: '乙' }]);
    const after = form([{ key: 'b', label: '乙二' }, { key: 'a', label: '甲', visibleWhen: plan('x > 1', 2) }, { key: 'c', label: '丙' }]);
    assert.deepEqual(differencesOf(before, after).map(({ path }) => path), ['form.pages.one.sections.two.fields.b.label', 'form.pages.one.sections.two.fields.c']);
    assert.deepEqual(
      differencesOf(before, after).map(({ place, before: was, after: is }) => [place, was, is]),
      [['表单 › one › two › 乙二 › 名称', '乙', '乙二'], ['表单 › one › two › 丙', null, '{"key":"c","label":"丙"}']],
    );
  });

  it('finds none between equal values and at least one between different ones', () => {
    const value = fc.jsonValue({ maxDepth: 4 }).map((each) => ({ limits: each }));
    fc.assert(
      fc.property(value, value, (a, b) => {
        assert.deepEqual(differencesOf(a, structuredClone(a)), []);
        const [one, other] = [JSON.stringify(a), JSON.stringify(b)];
        if (one !== other && one.length === other.length + 1) assert.ok(differencesOf(a, b).length > 0);
      }),
      { numRuns: 200 },
    );
  });
});
