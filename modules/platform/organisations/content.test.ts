import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inRollback } from '../../../kernel/testing/database.ts';
import { renameUnit } from './actions.ts';
import { organisationContent } from './content.ts';
import { getUnit, listDivisions } from './queries.ts';

const divisions = `
about: {}
divisions:
  - { code: '419900', name: 某市, kind: city, level: '3' }
  - { code: '419901', name: 某县, kind: county, level: '4', parent: '419900' }
`;
const bureaus = `
about: {}
bureaus:
  - { id: test-water, name: 某市水利局, short: 水利局, uscc: 11370800MB28559184, division: '419900', departments: [{ id: office, name: 办公室 }] }
`;
const files = [
  { path: 'divisions.yaml', text: divisions },
  { path: 'bureaus.yaml', text: bureaus },
];

describe('content of organisations', () => {
  it('loads twice to the same result and leaves alone what an administrator changed', async () => {
    await inRollback({}, async (ctx) => {
      assert.deepEqual(await organisationContent.check(files), []);
      await organisationContent.load(ctx, files);
      await renameUnit(ctx, { id: 'test-water', name: '某市水务局', shortName: '水务局' });
      await organisationContent.load(ctx, files);
      assert.equal((await getUnit(ctx, 'test-water')).name, '某市水务局');
      assert.equal((await getUnit(ctx, 'test-water/office')).parentId, 'test-water');
      assert.equal((await listDivisions(ctx)).filter((division) => division.code.startsWith('4199')).length, 2);
    });
  });

  it('reports everything wrong together, with file, line and hint', async () => {
    const problems = await organisationContent.check([
      { path: 'divisions.yaml', text: divisions.replace("parent: '419900'", "parent: '419999'") },
      { path: 'bureaus.yaml', text: bureaus.replace('11370800MB28559184', '11370800MB28559185').replace("division: '419900'", "division: '1'") },
    ]);
    assert.deepEqual(problems.map((problem) => problem.message), [
      '某县 的上级 419999 不存在',
      '某市水利局 的统一社会信用代码 11370800MB28559185 校验位不符',
      '某市水利局 的区划 1 不存在',
    ]);
    const misspelt = await organisationContent.check([{ path: 'divisions.yaml', text: divisions.replace('kind: county', 'kind: conty') }]);
    assert.equal(misspelt[0]?.path, 'divisions.yaml:5');
    assert.match(misspelt[0]?.hint ?? '', /county/);
  });
});
