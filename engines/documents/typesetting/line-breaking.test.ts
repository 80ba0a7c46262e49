import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { openFonts } from '../fonts/slots.ts';
import { findGlyphs, widthOf, type Glyph } from './glyphs.ts';
import { breakLines, type Line, type Measure } from './line-breaking.ts';

const fonts = openFonts();
const glyphsOf = (text: string): Glyph[] => findGlyphs(fonts, [{ text, slot: 'body' }]);
const textOf = (glyphs: readonly Glyph[]): string => glyphs.map(({ codePoint }) => String.fromCodePoint(codePoint)).join('');
const set = (text: string, measure: Measure): Line[] => breakLines(glyphsOf(text), measure);
const texts = (lines: readonly Line[]): string[] => lines.map((line) => textOf(line.glyphs));

/** Text as officials write it: characters, words, numbers, marks in sensible places. */
const piece = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'三门峡市市场监督管理局食品经营许可'), minLength: 1, maxLength: 8 }),
  fc.constantFrom('2026年10月15日', '（新办）', '《行政许可法》', 'QD-2026-0137', '“我的办件”', 'SM2 and SM3', '3.5%'),
);
const sentence = fc.tuple(piece, fc.constantFrom('，', '。', '；', '、', '')).map(([words, mark]) => words + mark);
const text = fc.array(sentence, { minLength: 1, maxLength: 30 }).map((parts) => parts.join(''));
const width = fc.integer({ min: 14, max: 40 });

describe('breakLines', () => {
  test('loses and adds nothing but spaces at line ends', () => {
    fc.assert(
      fc.property(text, width, (source, room) => {
        assert.equal(texts(set(source, { width: room, firstIndent: 2 })).join('').replaceAll(' ', ''), source.replaceAll(' ', ''));
      }),
    );
  });

  test('starts no line with a closing mark and ends none with an opening one', () => {
    fc.assert(
      fc.property(text, width, (source, room) => {
        const lines = texts(set(source, { width: room }));
        for (const line of lines.slice(1)) assert.doesNotMatch(line, /^[，。、；：！？）》〉」』】〕”’.,%]/u);
        for (const line of lines.slice(0, -1)) assert.doesNotMatch(line, /[（《〈「『【〔“‘(]$/u);
      }),
    );
  });

  test('keeps every line within its measure and makes justified lines exactly as wide', () => {
    fc.assert(
      fc.property(text, width, (source, room) => {
        const lines = set(source, { width: room, firstIndent: 2, justify: true });
        for (const [index, line] of lines.entries()) {
          assert.ok(line.indent + line.width <= room + 1e-6);
          assert.ok(Math.abs(widthOf(line.glyphs) - line.width) < 1e-6);
          // A line of one long word has no gap to open.
          const opens = /[\u4e00-\u9fff]{4}/.test(textOf(line.glyphs)) && line.indent + line.width > room * 0.85;
          if (opens && index < lines.length - 1) assert.ok(Math.abs(line.indent + line.width - room) < 1e-6);
        }
      }),
    );
  });

  test('sets 28 characters in a line of 28, and the 29th mark by giving up its blank half', () => {
    const twentyEight = '三门峡市'.repeat(7);
    assert.deepEqual(texts(set(twentyEight, { width: 28 })), [twentyEight]);
    assert.equal(set(`${twentyEight.slice(0, 27)}。`, { width: 27.5 }).length, 1);
    assert.deepEqual(texts(set(`${twentyEight}。`, { width: 28 })), [twentyEight.slice(0, 27), `${twentyEight.slice(27)}。`]);
  });

  test('keeps words and numbers whole, and breaks a word wider than the line anywhere', () => {
    assert.deepEqual(texts(set('办件编号411200-20261009是', { width: 10 })), ['办件编号', '411200-20261009是']);
    const wide = set('A'.repeat(60), { width: 10 });
    assert.equal(texts(wide).join(''), 'A'.repeat(60));
    assert.ok(wide.every((line) => line.width <= 10));
  });

  test('ends even when nothing may be broken or nothing fits', () => {
    assert.equal(texts(set('，'.repeat(200), { width: 10 })).join(''), '，'.repeat(200));
    assert.equal(texts(set('三门峡', { width: 0 })).join(''), '三门峡');
    assert.equal(set('', { width: 10 }).length, 1);
  });

  test('closes up two full-width marks in a row', () => {
    assert.equal(widthOf(glyphsOf('》（')), 1.5);
    assert.equal(widthOf(glyphsOf('。”')), widthOf(glyphsOf('。')) + widthOf(glyphsOf('”')) - 0.5);
    assert.equal(widthOf(glyphsOf('门（')), 2);
  });
});

describe('findGlyphs', () => {
  test('takes a character from another font when its own lacks it, and says so when none has it', () => {
    const [known, unknown] = glyphsOf('三\u{2fa1d}\u{323af}').map(({ font }) => font).filter((font, index) => index === 0 || font === null);
    assert.equal(known, fonts.body);
    assert.equal(unknown, null);
  });

  test('drops controls, joiners and variation selectors, and sets tabs as spaces', () => {
    assert.equal(textOf(glyphsOf('三\u200b门\ufe00峡\u{e0101}\t市\u0007\ufeff')), '三门峡 市');
  });
});
