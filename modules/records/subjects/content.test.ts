import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { inRollback } from '../../../kernel/testing/database.ts';
import { subjectContent } from './content.ts';
import { findOrganisationByUscc, findPersonByResidentId, organisationsOf } from './queries.ts';

const pack = path.join(import.meta.dirname, '../../../content/sanmenxia');
const files = ['persons.yaml', 'organisations.yaml'].map((name) => ({ path: name, text: readFileSync(path.join(pack, name), 'utf8') }));
const [persons, organisations] = files as [(typeof files)[0], (typeof files)[0]];

describe('content of subjects', () => {
  it('loads the demo’s people and organisations, twice to the same result', async () => {
    await inRollback({}, async (ctx) => {
      assert.deepEqual(await subjectContent.check(files), []);
      await subjectContent.load(ctx, files);
      const first = await findPersonByResidentId(ctx, '41129919850608603X');
      await subjectContent.load(ctx, files);
      const person = await findPersonByResidentId(ctx, '41129919850608603X');
      assert.equal(person?.id, first?.id);
      assert.equal(person?.name, '阎昊天');
      assert.deepEqual((await organisationsOf(ctx, person)).map((each) => each.uscc), ['92411202XXD2000226']);
      assert.equal((await findOrganisationByUscc(ctx, '91411202XXD200014E'))?.registeredCapital, '200');
    });
  });

  it('reports wrong check characters, repeated numbers and representatives nobody knows', async () => {
    const problems = await subjectContent.check([
      { ...persons, text: persons.text.replace("'41129919850608603X'", "'411299199011156061'") },
      { ...organisations, text: organisations.text.replace('91411202XXD200014E', '91411202XXD200014F') },
    ]);
    assert.deepEqual(problems.map((problem) => problem.message), [
      '身份证号 411299199011156061 重复',
      '三门峡示例餐饮管理有限公司（演示） 的统一社会信用代码 91411202XXD200014F 校验位不符',
      '湖滨区示例面馆（演示） 的法定代表人不在 persons.yaml 中',
    ]);
  });
});
