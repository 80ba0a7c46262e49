import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sql } from 'kysely';
import { openTables } from '../../../kernel/context.ts';
import { inRollback } from '../../../kernel/testing/database.ts';
import { addItem, disableItem, enableItem, renameItem } from './actions.ts';
import { getDictionary, listDictionaries, listItems } from './queries.ts';
import { aDictionary } from './testing.ts';

const reason = '局长办公会决定';

describe('addItem', () => {
  it('adds an item after those of the content, below its parent', async () => {
    await inRollback({}, async (ctx) => {
      await aDictionary(ctx, 'test-list', { a: '甲', b: ['乙', 'a'] });
      const item = await addItem(ctx, { key: 'test-list', code: 'a1', name: '甲之一', parent: 'a', reason });
      assert.deepEqual([item.origin, item.parentName], ['local', '甲']);
      assert.deepEqual((await getDictionary(ctx, 'test-list')).items.map((each) => each.code), ['a', 'b', 'a1']);
    });
  });

  it('refuses a code or name in use, an unknown parent and an unknown dictionary', async () => {
    await inRollback({}, async (ctx) => {
      await aDictionary(ctx, 'test-list', { a: '甲', b: ['乙', 'a'] });
      const item = { key: 'test-list', code: 'c', name: '丙', reason };
      await assert.rejects(addItem(ctx, { ...item, code: 'a' }), { code: 'dictionaries.codeTaken', message: /甲/ });
      await assert.rejects(addItem(ctx, { ...item, name: '甲' }), { code: 'dictionaries.nameTaken' });
      await assert.rejects(addItem(ctx, { ...item, parent: 'x' }), { code: 'dictionaries.noParent' });
      await assert.rejects(addItem(ctx, { ...item, key: 'nothing' }), { code: 'dictionaries.notFound' });
      // 乙 stands below 甲, so the name is free at the top.
      await addItem(ctx, { ...item, name: '乙' });
    });
  });
});

describe('renameItem', () => {
  it('shows the new name everywhere, remembers the content’s, and gives it back', async () => {
    await inRollback({}, async (ctx, flush) => {
      await aDictionary(ctx, 'test-list', { a: '甲' });
      const renamed = await renameItem(ctx, { key: 'test-list', code: 'a', name: '新甲', reason });
      assert.deepEqual([renamed.name, renamed.contentName], ['新甲', '甲']);
      assert.equal((await getDictionary(ctx, 'test-list')).items[0]?.name, '新甲');
      const back = await renameItem(ctx, { key: 'test-list', code: 'a', name: '甲', reason });
      assert.equal(back.contentName, null);
      await flush();
      const { rows } = await sql<{ detail: { from: string; to: string } }>`select detail from audit_entry where target = 'test-list/a' order by detail->>'from' desc`.execute(openTables<unknown>()(ctx));
      assert.deepEqual(rows.map((row) => `${row.detail.from}→${row.detail.to}`), ['甲→新甲', '新甲→甲']);
    });
  });
});

describe('disableItem and enableItem', () => {
  it('takes an item out of choice but keeps its name for old records', async () => {
    await inRollback({}, async (ctx) => {
      await aDictionary(ctx, 'test-list', { a: '甲', b: '乙' });
      await disableItem(ctx, { key: 'test-list', code: 'a', reason });
      await assert.rejects(disableItem(ctx, { key: 'test-list', code: 'a', reason }), { code: 'dictionaries.alreadyDisabled' });
      assert.deepEqual((await getDictionary(ctx, 'test-list')).items.map((item) => [item.name, item.disabled]), [['甲', true], ['乙', false]]);
      await enableItem(ctx, { key: 'test-list', code: 'a', reason });
      await assert.rejects(enableItem(ctx, { key: 'test-list', code: 'a', reason }), { code: 'dictionaries.notDisabled' });
    });
  });

  it('does not bring an item back whose name has been given to another meanwhile', async () => {
    await inRollback({}, async (ctx) => {
      await aDictionary(ctx, 'test-list', { a: '甲' });
      await disableItem(ctx, { key: 'test-list', code: 'a', reason });
      await addItem(ctx, { key: 'test-list', code: 'a2', name: '甲', reason });
      await assert.rejects(enableItem(ctx, { key: 'test-list', code: 'a', reason }), { code: 'dictionaries.nameTaken' });
    });
  });
});

describe('the administrators’ lists', () => {
  it('find dictionaries by name and items by code or name, and tell what was changed here', async () => {
    await inRollback({}, async (ctx) => {
      await aDictionary(ctx, 'test-list', { a: '甲', b: '乙', c: '丙' });
      await disableItem(ctx, { key: 'test-list', code: 'a', reason });
      await renameItem(ctx, { key: 'test-list', code: 'b', name: '新乙', reason });
      const head = (await listDictionaries(ctx, { text: 'test-li' })).rows[0];
      assert.deepEqual([head?.items, head?.ownItems], [3, 2]);
      const codes = async (filter: { text?: string; show?: 'usable' | 'disabled' | 'own' }) => (await listItems(ctx, { key: 'test-list', ...filter })).rows.map((row) => row.code);
      assert.deepEqual(await codes({ text: '新' }), ['b']);
      assert.deepEqual(await codes({ show: 'usable' }), ['b', 'c']);
      assert.deepEqual(await codes({ show: 'disabled' }), ['a']);
      assert.deepEqual(await codes({ show: 'own' }), ['a', 'b']);
      await assert.rejects(listItems(ctx, { key: 'nothing' }), { code: 'dictionaries.notFound' });
    });
  });
});
