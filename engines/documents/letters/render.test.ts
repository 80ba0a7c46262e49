import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, test } from 'node:test';
import { findText } from '../signatures/find-text.ts';
import { aLetter, at, letterOptions, readPages, without } from '../testing.ts';
import type { LetterBlock } from './model.ts';
import { renderLetter } from './render.ts';

const paragraph = (text: string): LetterBlock => ({ kind: 'paragraph', runs: [{ text, strong: false }] });
const signer = '三门峡市市场监督管理局';

describe('renderLetter', () => {
  test('sets everything in the letter, and can be searched and copied', async () => {
    const { pdf, pages, missingGlyphs } = renderLetter(aLetter(), letterOptions);
    const text = (await readPages(pdf)).join('');
    assert.equal(pages, 2);
    assert.deepEqual(missingGlyphs, []);
    for (const words of ['三市监食补〔2026〕137号', '三门峡市宏达餐饮管理有限公司：', '一、需要补正的材料', '1．请于2026年11月8日前', '2026年10月15日', '—1—', '核验码：8F3K-2MQ7-PX4D', '扫码核验真伪']) {
      assert.ok(text.includes(words), words);
    }
  });

  test('gives the words 三门峡 to other readers too', { skip: without('pdftotext', '-v') }, () => {
    const { pdf } = renderLetter(aLetter(), letterOptions);
    const { stdout } = spawnSync('pdftotext', ['-layout', '-', '-'], { input: pdf });
    assert.match(stdout.toString(), /三门峡市市场监督管理局/);
    assert.match(stdout.toString(), /《中华人民共和国行政许可法》/);
  });

  test('is a PDF that other programs read without complaint', { skip: without('pdftoppm', '-v') }, () => {
    const { pdf } = renderLetter(aLetter(), letterOptions);
    const { status, stderr } = spawnSync('pdftoppm', ['-r', '20', '-', '/dev/null'], { input: pdf });
    assert.equal(stderr.toString().replaceAll(/^.*\/dev\/null.*$/gm, '').trim(), '');
    assert.notEqual(status, null);
  });

  test('stays small', () => {
    assert.ok(renderLetter(aLetter(), letterOptions).pdf.length < 100_000);
  });

  test('gives the same bytes for the same letter, and others at another time', () => {
    const first = renderLetter(aLetter(), letterOptions).pdf;
    assert.deepEqual(renderLetter(aLetter(), letterOptions).pdf, first);
    assert.notDeepEqual(renderLetter(aLetter(), { ...letterOptions, at: new Date(at.getTime() + 1000) }).pdf, first);
  });

  test('never leaves the signature alone on a page', async () => {
    for (let count = 1; count <= 24; count++) {
      const blocks = Array.from({ length: count }, (_, index) => paragraph(`第${index + 1}条内容。`));
      const { pdf, sealPlace } = renderLetter(aLetter({ blocks }), letterOptions);
      const last = (await readPages(pdf)).at(-1) ?? '';
      assert.match(last, new RegExp(`第${count}条内容`), `${count} paragraphs`);
      assert.ok(last.includes(`${signer}2026年10月15日`) || last.includes(signer));
      assert.ok(sealPlace && sealPlace.y > 60 && sealPlace.y + sealPlace.height < 842 - 90);
    }
  });

  test('puts the seal over the signer and the date', async () => {
    const { pdf, sealPlace } = renderLetter(aLetter(), { at, sealMm: 45 });
    const place = sealPlace;
    assert.ok(place);
    assert.ok(Math.abs(place.width - (45 * 72) / 25.4) < 0.01);
    for (const words of [signer, '2026年10月15日']) {
      const found = (await findText(pdf, words)).findLast((each) => each.page === place.page);
      assert.ok(found, words);
      const [x, y] = [found.x + found.width / 2, found.y + found.height / 2];
      assert.ok(Math.abs(x - (place.x + place.width / 2)) < 25, words);
      assert.ok(y > place.y && y < place.y + place.height, words);
    }
    assert.equal(renderLetter(aLetter({ sealed: false }), { at }).sealPlace, null);
  });

  test('dates the letter by the day of making in China when it names none', async () => {
    const { pdf } = renderLetter(aLetter({ date: null }), { at: new Date('2026-12-31T16:30:00Z') });
    assert.match((await readPages(pdf)).join(''), /2027年1月1日/);
  });

  test('repeats the header of a table on every page', async () => {
    const cell = (text: string) => [{ text, strong: false }];
    const rows = Array.from({ length: 80 }, (_, index) => [cell(String(index + 1)), cell(`材料${index + 1}`)]);
    const columns = [{ share: 1, align: 'centre' as const }, { share: 5, align: 'left' as const }];
    const { pdf } = renderLetter(aLetter({ blocks: [{ kind: 'table', columns, header: [cell('编号'), cell('名称栏')], rows }] }), letterOptions);
    const pages = await readPages(pdf);
    assert.ok(pages.length >= 3);
    for (const page of pages.filter((text) => /材料\d/.test(text))) assert.match(page, /编号名称栏/);
    assert.match(pages.join(''), /材料80/);
  });

  test('goes on over pages with a row taller than a page, and with a very long word', async () => {
    const cell = (text: string) => [{ text, strong: false }];
    const columns = [{ share: 1, align: 'left' as const }];
    const { pdf } = renderLetter(aLetter({ blocks: [{ kind: 'table', columns, header: [cell('栏')], rows: [[cell(`开始${'长'.repeat(4000)}结束`)]] }, paragraph('x'.repeat(3000))] }), letterOptions);
    const text = (await readPages(pdf)).join('');
    assert.match(text, /开始/);
    assert.match(text, /长结束/);
    assert.equal(text.match(/长/g)?.length, 4000);
    assert.equal(text.match(/x/g)?.length, 3000 + (text.match(/example/g)?.length ?? 0));
  });

  test('shows a character that no font has as a frame, reports it, and keeps it for copying', async () => {
    const { pdf, missingGlyphs } = renderLetter(aLetter({ addressee: '张\u{323af}先生' }), letterOptions);
    assert.deepEqual(missingGlyphs, ['\u{323af}']);
    assert.match((await readPages(pdf)).join(''), /张\u{323af}先生/u);
  });

  test('sets a signer whose name is longer than the line', async () => {
    const long = '三门峡市湖滨区崤山路街道办事处综合行政执法大队驻政务服务中心窗口工作办公室';
    assert.ok((await readPages(renderLetter(aLetter({ signer: long }), letterOptions).pdf)).join('').includes(long));
  });

  test('refuses a letter of more than 300 pages', () => {
    assert.throws(() => renderLetter(aLetter({ blocks: Array.from({ length: 7000 }, () => paragraph('一')) }), letterOptions), { code: 'documents.tooLong' });
  });
});
