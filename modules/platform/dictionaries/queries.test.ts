import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { followPath } from '../../../engines/forms/codes.ts';
import { inRollback } from '../../../kernel/testing/database.ts';
import { aDivision } from '../organisations/testing.ts';
import { saveDivisions } from '../organisations/store.ts';
import { disableItem } from './actions.ts';
import { codeTables, divisionPath, labelsOf } from './queries.ts';
import { aDictionary } from './testing.ts';

describe('codeTables', () => {
  it('gives each dictionary asked for as a tree, disabled codes marked, and leaves out what no dictionary has', async () => {
    await inRollback({}, async (ctx) => {
      await aDictionary(ctx, 'test-list', { a: '甲', a1: ['甲之一', 'a'], b: '乙' });
      await disableItem(ctx, { key: 'test-list', code: 'b', reason: '测试' });
      const tables = await codeTables(ctx, ['test-list', 'nothing']);
      assert.deepEqual(tables, { 'test-list': [{ value: 'a', label: '甲', children: [{ value: 'a1', label: '甲之一' }] }, { value: 'b', label: '乙', disabled: true }] });
    });
  });

  it('gives the city’s divisions from the county downwards, without the city’s own level', async () => {
    await inRollback({}, async (ctx) => {
      await saveDivisions(ctx, [
        { code: '419900', name: '某市', kind: 'city', parent_code: null, position: 0 },
        { code: '419901', name: '市本级', kind: 'cityLevel', parent_code: '419900', position: 1 },
      ]);
      const county = await aDivision(ctx, { code: '419902', name: '某县', parentCode: '419900' });
      await saveDivisions(ctx, [{ code: '419902001', name: '某街道', kind: 'street', parent_code: county, position: 3 }]);
      const { divisions = [] } = await codeTables(ctx, ['divisions']);
      assert.deepEqual(followPath(divisions, ['419902', '419902001']).map((item) => item.label), ['某县', '某街道']);
      assert.deepEqual(followPath(divisions, ['419901']), []);
      assert.deepEqual(followPath(divisions, ['419900']), []);
      assert.deepEqual(await divisionPath(ctx, '419902001'), ['419902', '419902001']);
      assert.deepEqual(await divisionPath(ctx, '419901'), []);
    });
  });
});

describe('labelsOf', () => {
  it('names each code, and nothing for an unknown dictionary', async () => {
    await inRollback({}, async (ctx) => {
      await aDictionary(ctx, 'test-list', { a: '甲' });
      assert.deepEqual([...(await labelsOf(ctx, 'test-list'))], [['a', '甲']]);
      assert.equal((await labelsOf(ctx, 'nothing')).size, 0);
    });
  });
});
