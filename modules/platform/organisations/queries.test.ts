import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inRollback } from '../../../kernel/testing/database.ts';
import { listUnits, unitsBelow, unitsOfDivision } from './queries.ts';
import { aDivision, aUnit } from './testing.ts';

describe('listUnits', () => {
  it('finds by a part of the name, by credit code, by kind and by what lies below a unit', async () => {
    await inRollback({}, async (ctx) => {
      const bureau = await aUnit(ctx, { name: '独一无二局', uscc: '91350100M000100Y43' });
      const department = await aUnit(ctx, { name: '独一无二科', parentPath: bureau.path });
      const ids = async (filter: Parameters<typeof listUnits>[1]) => (await listUnits(ctx, filter)).rows.map((row) => row.id).toSorted();
      assert.deepEqual(await ids({ text: '独一无二' }), [bureau.id, department.id].toSorted());
      assert.deepEqual(await ids({ text: '91350100M000100Y43' }), [bureau.id]);
      assert.deepEqual(await ids({ text: '独一无二', kind: 'department' }), [department.id]);
      assert.deepEqual(await ids({ below: department.id }), [department.id]);
    });
  });
});

describe('the reach of a unit and of a division', () => {
  it('includes what lies below and nothing beside', async () => {
    await inRollback({}, async (ctx) => {
      const city = await aDivision(ctx, { code: '419900', name: '某市' });
      const county = await aDivision(ctx, { code: '419901', name: '某县', parentCode: city });
      const other = await aDivision(ctx, { code: '419802', name: '邻县' });
      const cityBureau = await aUnit(ctx, { divisionCode: city });
      const countyBureau = await aUnit(ctx, { divisionCode: county });
      const department = await aUnit(ctx, { divisionCode: county, parentPath: countyBureau.path });
      const elsewhere = await aUnit(ctx, { divisionCode: other });
      assert.deepEqual((await unitsBelow(ctx, countyBureau.id)).toSorted(), [countyBureau.id, department.id].toSorted());
      assert.deepEqual((await unitsOfDivision(ctx, city)).toSorted(), [cityBureau.id, countyBureau.id, department.id].toSorted());
      assert.ok(!(await unitsOfDivision(ctx, city)).includes(elsewhere.id));
    });
  });
});
