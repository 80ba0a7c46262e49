import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inRollback } from '../../../kernel/testing/database.ts';
import { licenceContent } from './content.ts';
import { listTypes } from './queries/licences.ts';
import { typeFile } from './testing.ts';

const food = typeFile('food-business-licence');
const business = typeFile('individual-business-licence');

describe('licence types of a pack', () => {
  it('of the demo city are without fault', async () => {
    assert.deepEqual(await licenceContent.check([food, business]), []);
  });

  it('are loaded twice to the same result, and a change makes a version', async () => {
    await inRollback({}, async (ctx) => {
      const versions = async () => (await listTypes(ctx)).filter(({ key }) => key === 'food-business-licence').map(({ version, validMonths }) => [version, validMonths]);
      const before = (await versions())[0]?.[0] ?? 0;
      await licenceContent.load(ctx, [{ ...food, text: food.text.replace('validMonths: 60', 'validMonths: 48') }]);
      await licenceContent.load(ctx, [food]);
      await licenceContent.load(ctx, [food]);
      const [[version, months] = []] = await versions();
      assert.equal(months, 60);
      assert.equal(version, before + 2);
    });
  });

  it('are told every fault: code, unknown face field, double key, missing seal, files that clash', async () => {
    const faults = async (text: string, ...more: (typeof food)[]) => (await licenceContent.check([{ ...food, text }, ...more])).map(({ message }) => message).join('\n');
    assert.match(await faults(food.text.replace('11411200XXD000258G001', '11411200XXD0002580001')), /类型代码/);
    assert.match(await faults(food.text.replace('{ key: operatorName, label: 经营者名称, x: 34', '{ key: operator, label: 经营者名称, x: 34')), /版式中的 operator 不在 fields 里/);
    assert.match(await faults(food.text.replace('- { key: residence, label: 住所, from', '- { key: uscc, label: 住所, from')), /uscc 出现了两次/);
    assert.match(await faults(food.text.replace(/\n {2}seal: .*\n/, '\n')), /没有印章的位置/);
    assert.match(await faults(food.text, { ...food, path: 'service-items/food-business-licence/licence.yaml' }), /已在 .* 中使用/);
    assert.match(await faults(food.text.replace('{seq:6}', '')), /number/);
  });
});
