import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import type { ContentFile } from '../../../kernel/module.ts';
import { inRollback } from '../../../kernel/testing/database.ts';
import { addItem, disableItem, enableItem, renameItem } from './actions.ts';
import { dictionaryContent } from './content.ts';
import { getDictionary } from './queries.ts';

const reason = '测试';
const file = (items: string): ContentFile => ({ path: 'dictionaries/test-list.yaml', text: `key: test-list\nname: 测试\nstandard: 无\nbasis: invented\nitems:\n${items}` });
const three = file("  - { code: '1', name: 一 }\n  - { code: '2', name: 二, parent: '1' }\n  - { code: '3', name: 三 }\n");

describe('content of dictionaries', () => {
  it('keeps what an administrator added, renamed and disabled when it is loaded again', async () => {
    await inRollback({}, async (ctx) => {
      assert.deepEqual(await dictionaryContent.check([three]), []);
      await dictionaryContent.load(ctx, [three]);
      await addItem(ctx, { key: 'test-list', code: '9', name: '九', reason });
      await renameItem(ctx, { key: 'test-list', code: '1', name: '壹', reason });
      await disableItem(ctx, { key: 'test-list', code: '3', reason });
      await dictionaryContent.load(ctx, [three]);
      const { items } = await getDictionary(ctx, 'test-list');
      assert.deepEqual(items.map((item) => [item.code, item.name, item.disabled]), [['1', '壹', false], ['2', '二', false], ['3', '三', true], ['9', '九', false]]);
    });
  });

  it('keeps an item it has dropped, out of choice, and brings it back when it returns', async () => {
    await inRollback({}, async (ctx) => {
      await dictionaryContent.load(ctx, [three]);
      await dictionaryContent.load(ctx, [file("  - { code: '1', name: 一 }\n")]);
      const disabled = async () => (await getDictionary(ctx, 'test-list')).items.filter((item) => item.disabled).map((item) => item.code);
      assert.deepEqual(await disabled(), ['2', '3']);
      await assert.rejects(enableItem(ctx, { key: 'test-list', code: '3', reason }), { code: 'dictionaries.dropped' });
      await dictionaryContent.load(ctx, [three]);
      assert.deepEqual(await disabled(), []);
    });
  });

  it('takes over a code that an administrator had added first, under the administrator’s name', async () => {
    await inRollback({}, async (ctx) => {
      await dictionaryContent.load(ctx, [file("  - { code: '1', name: 一 }\n")]);
      await addItem(ctx, { key: 'test-list', code: '3', name: '叁', reason });
      await dictionaryContent.load(ctx, [three]);
      assert.equal((await getDictionary(ctx, 'test-list')).items.find((item) => item.code === '3')?.name, '叁');
      const back = await renameItem(ctx, { key: 'test-list', code: '3', name: '三', reason });
      assert.deepEqual([back.origin, back.contentName], ['content', null]);
    });
  });

  it('reports a wrong file name, a repeated code and a parent that does not stand before', async () => {
    const wrong = file("  - { code: '2', name: 二, parent: '1' }\n  - { code: '1', name: 一 }\n  - { code: '1', name: 壹 }\n");
    const problems = await dictionaryContent.check([{ ...wrong, path: 'dictionaries/other.yaml' }]);
    assert.deepEqual(problems.map((problem) => problem.message), ['文件名与 key test-list 不一致', '2 的上级 1 不存在', '代码 1 重复']);
  });

  it('finds nothing wrong with the dictionaries every city shares', async () => {
    const folder = path.join(import.meta.dirname, '../../../content/base/dictionaries');
    const files = readdirSync(folder).map((name) => ({ path: `dictionaries/${name}`, text: readFileSync(path.join(folder, name), 'utf8') }));
    assert.ok(files.length > 50);
    assert.deepEqual(await dictionaryContent.check(files), []);
  });
});
