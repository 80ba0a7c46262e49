import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { PDFDocument } from '@cantoo/pdf-lib';
import { openFonts } from '../fonts/slots.ts';
import { readPages } from '../testing.ts';
import { findGlyphs } from '../typesetting/glyphs.ts';
import { packForm, startPdf } from './draft.ts';
import { prepareImage } from './image.ts';
import { dateString, number, textString } from './syntax.ts';

const at = new Date('2026-10-15T16:20:30Z');

describe('startPdf', () => {
  test('makes a file that another library reads: pages, sizes, title, dates', async () => {
    const draft = startPdf(openFonts());
    draft.addPage(200, 100).line(0, 0, 10, 10, { width: 1 });
    draft.addPage(595.28, 841.89);
    const { pdf, pages } = draft.finish({ title: '许可证', author: '三门峡市市场监督管理局', at });
    const read = await PDFDocument.load(pdf, { throwOnInvalidObject: true });
    assert.equal(pages, 2);
    assert.deepEqual(read.getPages().map((page) => page.getSize()), [{ width: 200, height: 100 }, { width: 595.28, height: 841.89 }]);
    assert.equal(read.getTitle(), '许可证');
    assert.equal(read.getAuthor(), '三门峡市市场监督管理局');
  });

  test('tells apart characters that share one drawing', async () => {
    const draft = startPdf(openFonts());
    const canvas = draft.addPage(300, 100);
    canvas.text(findGlyphs(draft.fonts, [{ text: '一⼀门⻔', slot: 'body' }]), 10, 50, 12);
    assert.equal((await readPages(draft.finish({ title: 'x', at }).pdf))[0], '一⼀门⻔');
  });

  test('embeds a font only once, and nothing of fonts that are not used', () => {
    const size = (slots: readonly ('body' | 'strong' | 'subheading')[]): number => {
      const draft = startPdf(openFonts());
      const canvas = draft.addPage(300, 100);
      for (const slot of slots) canvas.text(findGlyphs(draft.fonts, [{ text: '三门峡', slot }]), 10, 50, 12);
      return draft.finish({ title: 'x', at }).pdf.length;
    };
    assert.ok(size([]) < 1200);
    // `strong` and `subheading` are the same file.
    assert.ok(Math.abs(size(['strong', 'subheading']) - size(['strong'])) < 200);
    assert.ok(size(['strong', 'body']) > size(['strong']) + 1000);
  });

  test('places forms and pictures by resources of their own', async () => {
    const draft = startPdf(openFonts());
    const canvas = draft.addPage(100, 100);
    const form = draft.addForm(packForm('0 0 10 10 re f', 10, 10));
    assert.notEqual(form, draft.addForm(packForm('0 0 5 5 re f', 10, 10)));
    canvas.place(form, { x: 0, y: 0, width: 100, height: 100 });
    assert.match(canvas.content(), new RegExp(`/${form} Do`));
    assert.equal((await PDFDocument.load(draft.finish({ title: 'x', at }).pdf, { throwOnInvalidObject: true })).getPageCount(), 1);
  });
});

describe('syntax', () => {
  test('writes numbers without exponents and dates in China time', () => {
    assert.deepEqual([number(1e-9), number(-0.0004), number(1 / 3), number(1234567)].map(Number), [0, 0, 0.333, 1234567]);
    assert.doesNotMatch(number(1e-9), /e/);
    assert.equal(dateString(at), "(D:20261016002030+08'00')");
    assert.equal(textString('峡𠮷'), '<feff5ce1d842dfb7>');
  });
});

describe('prepareImage', () => {
  /** The headers of a JPEG of 40 by 30 pixels with so many colours; nothing here decodes further. */
  const jpeg = (colours: number): Uint8Array => Uint8Array.from([0xff, 0xd8, 0xff, 0xc0, 0, 11, 8, 0, 30, 0, 40, colours, 1, 0x11, 0, 0xff, 0xd9]);

  test('keeps a JPEG as it is', async () => {
    const image = await prepareImage(jpeg(3));
    assert.deepEqual([image.width, image.height, image.entries['Filter'], image.entries['ColorSpace']], [40, 30, 'DCTDecode', 'DeviceRGB']);
    assert.deepEqual(image.bytes, jpeg(3));
    assert.deepEqual((await prepareImage(jpeg(4))).entries['Decode'], [1, 0, 1, 0, 1, 0, 1, 0]);
  });

  test('refuses what is no picture, twice the same way', async () => {
    for (const bad of [Buffer.alloc(0), Buffer.from([0x89, 0x50, 0x4e, 0x47]), Buffer.alloc(5_000_000, 1), Buffer.alloc(0)]) {
      await assert.rejects(prepareImage(bad), { code: 'documents.badImage' });
    }
  });
});
