import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { findText } from '../signatures/find-text.ts';
import { aFace, aSealPicture, at, faceData, faceOptions, faceValues, readPages } from '../testing.ts';
import { checkFace, compileFace } from './check.ts';
import { renderFace } from './render.ts';

const problemsOf = (changes: Record<string, unknown>): string[] => checkFace({ ...faceData(), ...changes }).problems.map(({ path, message }) => `${path}: ${message}`);
const aField = { key: 'a', x: 10, y: 10, width: 50, height: 8 };

describe('compileFace', () => {
  test('fills in what a face leaves out', () => {
    const face = compileFace({ name: '许可证' });
    assert.deepEqual(face.page, { width: 297, height: 210 });
    assert.deepEqual(face.variants, ['正本']);
    assert.equal(face.border.style, 'ornate');
    assert.equal(face.seal, null);
  });

  test('knows paper sizes both ways and sizes of its own', () => {
    assert.deepEqual(compileFace({ name: 'x', page: { size: 'A3', orientation: 'portrait' } }).page, { width: 297, height: 420 });
    assert.deepEqual(compileFace({ name: 'x', page: { size: [85.6, 54] } }).page, { width: 85.6, height: 54 });
    assert.match(problemsOf({ page: { size: 'A9' } })[0] ?? '', /^page\.size: 应是 A3、A4、A5/);
  });

  test('reports all faults at once by their place', () => {
    const problems = problemsOf({ fields: [{ ...aField, key: '1x', width: '宽', colour: 'red' }, { ...aField, x: 400 }], border: { style: 'golden' }, extra: 1 });
    for (const path of ['fields[0].key', 'fields[0].width', 'fields[0].colour', 'fields[1]', 'border.style', 'extra', 'barcode.key']) {
      assert.ok(problems.some((problem) => problem.startsWith(`${path}:`)), `${path} in ${problems.join('\n')}`);
    }
    assert.ok(problems.every((problem) => /[\u4e00-\u9fff]/.test(problem)));
  });

  test('refuses variants nobody named, a field twice, a seal beyond the edge, a size below its own minimum', () => {
    assert.match(problemsOf({ texts: [{ text: 'a', x: 1, y: 1, width: 9, only: ['影印本'] }] })[0] ?? '', /^texts\[0\]\.only: variants 中没有“影印本”/);
    assert.ok(problemsOf({ fields: [aField, aField] }).some((problem) => problem.includes('出现了两次')));
    assert.ok(!problemsOf({ fields: [{ ...aField, only: ['正本'] }, { ...aField, only: ['副本'] }] }).some((problem) => problem.includes('出现了两次')));
    assert.match(problemsOf({ seal: { x: 290, y: 150 } })[0] ?? '', /^seal: 超出了页面/);
    assert.ok(problemsOf({ fields: [{ ...aField, size: 10, minSize: 12 }] }).includes('fields[0].minSize: 不应大于 size'));
  });

  test('throws with every problem in the detail', () => {
    assert.throws(() => compileFace({}), { code: 'documents.badFace', message: '证照版式有错误，请按提示修改' });
  });

  test('answers any data with a face or problems, never with a crash', () => {
    const data = fc.dictionary(fc.constantFrom('name', 'page', 'border', 'texts', 'fields', 'seal', 'qrCode', 'barcode', 'variants', 'rosette', 'pictures'), fc.jsonValue());
    fc.assert(fc.property(fc.oneof(data, fc.jsonValue()), (each) => void assert.equal(checkFace(each).face === null, checkFace(each).problems.length > 0)));
  });
});

describe('renderFace', () => {
  const face = aFace();

  test('sets labels, values and marks, with dates in Chinese and lists joined', async () => {
    const { pdf, pages, missingGlyphs, blanks, overflows } = await renderFace(face, faceValues, faceOptions);
    const [text] = await readPages(pdf);
    assert.deepEqual({ pages, missingGlyphs, blanks, overflows }, { pages: 1, missingGlyphs: [], blanks: [], overflows: [] });
    for (const words of ['食品经营许可证', '（正本）', '三门峡市宏达餐饮管理有限公司', '张㐂', '2031年10月14日', '热食类食品制售、冷食类食品制售（含冷荤类）', '核验码8F3K-2MQ7-PX4D', 'JY24112020001376']) {
      assert.ok(text?.includes(words), words);
    }
    assert.ok(pdf.length < 100_000);
  });

  test('makes the variant asked for', async () => {
    const [text] = await readPages((await renderFace(face, faceValues, { ...faceOptions, variant: '副本' })).pdf);
    assert.ok(text?.includes('（副本）') && !text.includes('（正本）'));
  });

  test('gives the same bytes for the same licence', async () => {
    assert.deepEqual((await renderFace(aFace(), faceValues, faceOptions)).pdf, (await renderFace(face, faceValues, faceOptions)).pdf);
  });

  test('names required fields without a value and values without room', async () => {
    const values = { ...faceValues, uscc: null, items: '热食类食品制售；'.repeat(60) };
    const { blanks, overflows } = await renderFace(face, values, faceOptions);
    assert.deepEqual(blanks, ['uscc']);
    assert.deepEqual(overflows, ['items']);
  });

  test('never loses a character of a value that must shrink', async () => {
    const long = `河南省三门峡市${'湖滨区崤山路街道'.repeat(9)}尾号`;
    const { pdf, overflows } = await renderFace(face, { ...faceValues, premises: long }, faceOptions);
    assert.ok((await readPages(pdf))[0]?.includes(long));
    assert.deepEqual(overflows, []);
  });

  test('reports a character that no font has', async () => {
    const { missingGlyphs } = await renderFace(face, { ...faceValues, legalRepresentative: '张\u{323af}\u{323af}' }, faceOptions);
    assert.deepEqual(missingGlyphs, ['\u{323af}']);
  });

  test('places the seal by its middle, counted from below', async () => {
    const { sealPlace } = await renderFace(face, faceValues, faceOptions);
    const [x, y] = [((242 - 21) * 72) / 25.4, ((210 - 157 - 21) * 72) / 25.4];
    assert.ok(sealPlace && Math.abs(sealPlace.x - x) < 0.01 && Math.abs(sealPlace.y - y) < 0.01);
  });

  test('shows a picture where one is given, and says so when it is none', async () => {
    const plain = await renderFace(face, faceValues, faceOptions);
    const shown = await renderFace(face, faceValues, { ...faceOptions, pictures: { emblem: aSealPicture() } });
    assert.ok(shown.pdf.length > plain.pdf.length + 5000);
    await assert.rejects(renderFace(face, faceValues, { ...faceOptions, pictures: { emblem: Buffer.from('GIF89a') } }), { code: 'documents.badImage' });
    const huge = Buffer.from(aSealPicture());
    huge.writeUInt32BE(100_000, 16);
    await assert.rejects(renderFace(face, faceValues, { at, pictures: { emblem: huge } }), { code: 'documents.badImage' });
  });

  test('refuses a value of boundless length', async () => {
    await assert.rejects(renderFace(face, { ...faceValues, items: '长'.repeat(2001) }, faceOptions), { code: 'documents.tooLong' });
  });

  test('leaves out a barcode that cannot hold the value', async () => {
    const { pdf } = await renderFace(face, { ...faceValues, number: '三市监〔2026〕1号' }, faceOptions);
    assert.equal((await readPages(pdf))[0]?.split('三市监〔2026〕1号').length, 2);
  });

  test('prints only the values on pre-printed paper, moved as asked', async () => {
    const straight = await renderFace(face, faceValues, { ...faceOptions, overprint: { x: 0, y: 0 } });
    const [text] = await readPages(straight.pdf);
    assert.ok(text?.includes('三门峡市宏达餐饮管理有限公司') && !text.includes('经营者名称') && !text.includes('食品经营许可证'));
    const moved = await renderFace(face, faceValues, { ...faceOptions, overprint: { x: 10, y: 0 } });
    const xOf = async (pdf: Uint8Array): Promise<number> => (await findText(pdf, faceValues.operatorName))[0]?.x ?? 0;
    assert.ok(Math.abs((await xOf(moved.pdf)) - (await xOf(straight.pdf)) - (10 * 72) / 25.4) < 0.01);
  });

  test('marks a copy with its use across the page and at the foot', async () => {
    const remark = '仅用于办理招投标，使用至2026年12月31日';
    const [text] = await readPages((await renderFace(face, faceValues, { ...faceOptions, remark })).pdf);
    assert.ok((text?.split(remark).length ?? 0) > 5);
    assert.ok(text?.includes('三门峡市宏达餐饮管理有限公司'));
    await assert.rejects(renderFace(face, faceValues, { ...faceOptions, remark: '长'.repeat(121) }), { code: 'documents.tooLong' });
  });
});
