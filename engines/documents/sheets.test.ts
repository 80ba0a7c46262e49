import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { renderSheet } from './sheets.ts';
import { at, readPages } from './testing.ts';

describe('renderSheet', () => {
  test('sets pairs, tables, the footer and the number of pages', async () => {
    const { pdf } = renderSheet(
      {
        title: '食品经营许可申请表',
        subtitle: '办件编号：411200-20261009-000137',
        footer: '打印人：窗口工作人员',
        sections: [
          { title: '一、主体信息', pairs: [['经营者名称', '三门峡市宏达餐饮管理有限公司'], ['联系电话', '0398-0000000'], ['住所', '河南省三门峡市湖滨区黄河路街道天鹅湖大道18号宏达大厦A座2101室'], ['备注', '']] },
          { title: '二、材料', columns: ['序号', '名称'], rows: [['1', '营业执照']] },
        ],
      },
      { at },
    );
    const [text] = await readPages(pdf);
    for (const words of ['食品经营许可申请表', '一、主体信息', '经营者名称三门峡市宏达餐饮管理有限公司', '宏达大厦A座2101室', '序号名称1营业执照', '打印人：窗口工作人员', '第1页，共1页']) {
      assert.ok(text?.includes(words), words);
    }
  });

  test('keeps line ends inside a value', async () => {
    const { pdf } = renderSheet({ title: '意见', sections: [{ pairs: [['审查意见', '第一行\n第二行']] }] }, { at });
    assert.ok((await readPages(pdf))[0]?.includes('第一行第二行'));
  });

  test('prints a list of a thousand rows over pages, each with its header, losing none', async () => {
    const rows = Array.from({ length: 1000 }, (_, index) => [`编${index + 1}号`, '三门峡市宏达餐饮管理有限公司', '受理', '2026-10-09', '', '长'.repeat(index % 60)]);
    const { pdf, pages } = renderSheet({ title: '办件清单', landscape: true, sections: [{ columns: ['编号', '申请人', '状态', '日期', '空', '说明'], rows }] }, { at });
    const texts = await readPages(pdf);
    assert.equal(texts.length, pages);
    for (const text of texts) assert.match(text, /编号申请人状态日期空说明/);
    const all = texts.join('');
    for (const [first] of rows) assert.ok(all.includes(first ?? ''), first);
  });

  test('refuses lists and texts without end', () => {
    assert.throws(() => renderSheet({ title: 'x', sections: [{ columns: ['a'], rows: Array.from({ length: 5001 }, () => ['1']) }] }, { at }), { code: 'documents.tooLong' });
    assert.throws(() => renderSheet({ title: 'x', sections: [{ pairs: [['a', '长'.repeat(500_001)]] }] }, { at }), { code: 'documents.tooLong' });
  });

  test('makes a page even of nothing', () => {
    assert.equal(renderSheet({ title: '空', sections: [] }, { at }).pages, 1);
    assert.equal(renderSheet({ title: '空表', sections: [{ columns: ['甲'], rows: [] }] }, { at }).pages, 1);
  });
});
