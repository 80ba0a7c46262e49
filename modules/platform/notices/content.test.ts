import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { inRollback } from '../../../kernel/testing/database.ts';
import { noticeContent } from './content.ts';
import { listTemplates, previewTemplate } from './queries.ts';

const folder = path.join(import.meta.dirname, '../../../content/base/notices');
const files = readdirSync(folder).map((name) => ({ path: `notices/${name}`, text: readFileSync(path.join(folder, name), 'utf8') }));

const file = (template: string) => ({ path: 'notices/test.yaml', text: `about: {}\ntemplates:\n  - { key: test.told, title: 测试, audience: person, ${template} }\n` });

describe('content of notices', () => {
  it('previews every template with its examples, in one or two text messages', async () => {
    await inRollback({}, async (ctx) => {
      assert.deepEqual(await noticeContent.check(files), []);
      await noticeContent.load(ctx, files);
      const templates = await listTemplates(ctx);
      assert.ok(templates.length >= 12);
      for (const { key } of templates) {
        const { text, sms, smsParts } = await previewTemplate(ctx, { key, values: {} });
        assert.doesNotMatch(`${text}${sms ?? ''}`, /[{}]/, key);
        assert.ok(smsParts <= 2, `${key}: ${smsParts}`);
      }
      const { text } = await previewTemplate(ctx, { key: 'cases.declined', values: { reason: '不属于本机关职权' } });
      assert.match(text, /不属于本机关职权/);
    });
  });

  it('has every template that a module names', async () => {
    await inRollback({}, async (ctx) => {
      await noticeContent.load(ctx, files);
      const known = new Set((await listTemplates(ctx)).map(({ key }) => key));
      const modules = path.join(import.meta.dirname, '../..');
      const sources = readdirSync(modules, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts') && !/\.test\.ts$|testing\.ts$/.test(name));
      const named = sources.flatMap((name) => [...readFileSync(path.join(modules, name), 'utf8').matchAll(/\btemplate: '([a-z-]+\.[a-zA-Z]+)'/g)].map((match) => match[1] as string));
      assert.ok(named.includes('sign-in.locked'));
      assert.deepEqual(named.filter((key) => !known.has(key)), []);
    });
  });

  it('reports slots that are not explained, explained but unused, without example, and braces left open', async () => {
    const messages = async (template: string) => (await noticeContent.check([file(template)])).map((problem) => problem.message);
    assert.deepEqual(await messages("text: '甲 {a}', slots: {}, example: {}"), ['test.told：填空 {a} 没有写进 slots']);
    assert.deepEqual(await messages("text: 甲乙, slots: { a: 甲 }, example: {}"), ['test.told：slots 中的 a 没有用到', 'test.told：example 缺少 a']);
    assert.deepEqual(await messages("text: '甲 {a', slots: {}, example: {}"), ['test.told：花括号不成对']);
    assert.deepEqual(await messages(`text: 甲乙, sms: ${'长'.repeat(200)}, slots: {}, example: {}`), ['test.told：短信超过 3 条']);
    const twice = file("text: 甲乙, slots: {}, example: {}");
    assert.deepEqual((await noticeContent.check([twice, { ...twice, path: 'notices/other.yaml' }])).map((problem) => problem.message), ['消息模板 test.told 重复']);
  });
});
