import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ContentFile } from '../../../../kernel/module.ts';
import { fewFiles, itemFiles, packFiles } from '../testing.ts';
import { serviceItemContent } from './reader.ts';

const files = itemFiles(fewFiles());
const food = 'service-items/food-business-licence';

/** Problems of a part of the pack with some texts replaced; bundles miss the items of the other bureaus, which is not told. */
async function problemsWith(changes: Readonly<Record<string, (text: string) => string>>): Promise<string[]> {
  const untouched = new Set(Object.keys(changes));
  const changed = files.map((file): ContentFile => {
    const change = changes[file.path];
    if (!change) return file;
    const text = change(file.text);
    assert.notEqual(text, file.text, `nothing changed in ${file.path}`);
    untouched.delete(file.path);
    return { path: file.path, text };
  });
  assert.deepEqual([...untouched], []);
  return (await serviceItemContent.check(changed)).filter(({ path }) => path !== 'bundles.yaml').map(({ path, message }) => `${path} ${message}`);
}

const tobacco = 'service-items/catalogue/tobacco-monopoly.yaml';

describe('content of the item centre', () => {
  it('finds nothing wrong with the demo city, whose examples all come out as they say', async () => {
    assert.deepEqual(await serviceItemContent.check(itemFiles(packFiles())), []);
  });

  it('reports every contradiction of the catalogue together (SMX1-580)', async () => {
    const problems = await problemsWith({
      [tobacco]: (text) =>
        text
          .replace("promised: { number: 10, unit: '1' }", "promised: { number: 30, unit: '1' }")
          .replace("type: '01'\n    catalogCode: '410199915000'", "type: '07'\n    catalogCode: '420199915000'")
          .replace('11411202XXD014203D4000162004000', '11411202XXD014203E4000162004000')
          .replace('11411203XXD014211N4000162004000', '11411203XXD014211N3000162004000')
          .replace('themes: [E04]', 'themes: [E99]'),
    });
    const wanted = [/承诺时限 30 长于法定时限 20/, /类型位是 01，与事项类型 07 不符/, /省级位 42 既不是 00/, /11411202XXD014203E4000162004000 不正确/, /层级位是 3，而 .+ 是 4 级/, /主题 E99 不存在/];
    for (const one of wanted) assert.ok(problems.some((problem) => one.test(problem)), `${one} in\n${problems.join('\n')}`);
  });

  it('says which bundle names an item that does not exist', async () => {
    const changed = files.map((file) => (file.path === 'bundles.yaml' ? { ...file, text: file.text.replace('- S259', '- S999') } : file));
    assert.ok((await serviceItemContent.check(changed)).some(({ message }) => message === '开办运输企业“一件事”：事项 S999 不存在'));
  });

  it('names file and place of what is wrong in each part of an item', async () => {
    const problems = await problemsWith({
      [`${food}/form.yaml`]: (text) => text.replace("visibleWhen: sameAddress = false, dictionary", "visibleWhen: samAddress = false, dictionary"),
    });
    assert.ok(problems.some((problem) => problem.startsWith(`${food}/form.yaml:`) && problem.includes('samAddress')), problems.join('\n'));
    const others = await problemsWith({
      [`${food}/materials.yaml`]: (text) => text.replace('requiredWhen: residential = true', 'requiredWhen: residental = true'),
      [`${food}/process.bpmn`]: (text) => text.replace('role="approver"', 'role="approvers"').replace('value="refuse"', 'value="refusal"'),
      [`${food}/letters/grant.md`]: (text) => text.replace('{{ legalRep }}', '{{ legalRepp }}'),
      [`${food}/item.yaml`]: (text) => text.replace('licenceType: food-business-licence', 'licenceType: food-licence'),
    });
    for (const wanted of [/materials\.yaml .*residental/, /letters\/grant\.md:\d+ .*legalRepp/]) assert.ok(others.some((problem) => wanted.test(problem)), `${wanted} in\n${others.join('\n')}`);
    const last = await problemsWith({
      [`${food}/process.bpmn`]: (text) => text.replace('role="approver"', 'role="approvers"').replace('value="refuse"', 'value="refusal"'),
      [`${food}/item.yaml`]: (text) => text.replace('licenceType: food-business-licence', 'licenceType: food-licence').replace("'411203': { review", "'411204': { review").replace('promised: { amount: 7', 'promised: { amount: 11'),
    });
    for (const wanted of [/角色 approvers 不存在/, /文书没有模板/, /证照类型 food-licence 不存在/, /缺少 .+ 所在区划 411203 的复议机关和法院/, /承诺时限长于法定时限/]) assert.ok(last.some((problem) => wanted.test(problem)), `${wanted} in\n${last.join('\n')}`);
  });

  it('fails an example whose materials, rules, path, letters or outcome come out otherwise', async () => {
    const example = `${food}/examples/01-noodle-shop.yaml`;
    const problems = await problemsWith({
      [example]: (text) => text.replace('required: [layoutDoc, ruleList]', 'required: [layoutDoc]').replace('rules: [7]', 'rules: [6]').replace('outcome: granted', 'outcome: refused').replace('letters: [acceptance, grant, delivery]', 'letters: [acceptance]'),
    });
    assert.equal(problems.length, 4, problems.join('\n'));
    const lost = await problemsWith({ [example]: (text) => text.replace('step: review, action: pass', 'step: confirm, action: pass') });
    assert.match(lost[0] ?? '', /走到 .*confirm.* 时流程在：材料审查/);
  });

  it('fails an example when a rule is changed under it', async () => {
    const problems = await problemsWith({ [`${food}/materials.yaml`]: (text) => text.replace('requiredWhen: sameAddress = false', 'requiredWhen: sameAddress = true') });
    assert.ok(problems.length >= 3 && problems.every((problem) => problem.includes('/examples/')), problems.join('\n'));
  });
});
