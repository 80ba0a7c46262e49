import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import fc from 'fast-check';
// @ts-expect-error fontkit has no types; here it is the second opinion
import * as fontkit from 'fontkit';
import { glyphPath } from './outline.ts';
import { openFonts } from './slots.ts';
import { subsetFont } from './subset.ts';
import { openFont } from './truetype.ts';

interface OtherGlyph { id: number; advanceWidth: number; path: { toSVG: () => string; commands: { args: number[] }[]; bbox: Record<string, number> } }
interface OtherFont { numGlyphs: number; unitsPerEm: number; ascent: number; postscriptName: string; glyphForCodePoint: (codePoint: number) => OtherGlyph; getGlyph: (id: number) => OtherGlyph }

const font = openFonts().body;
const other = (bytes: Uint8Array): OtherFont => fontkit.create(Buffer.from(bytes));
const reference = other(readFileSync(font.path));
const withFile = (bytes: Uint8Array, use: (path: string) => void): void => {
  const folder = mkdtempSync(join(tmpdir(), 'documents-font-'));
  try {
    writeFileSync(join(folder, 'font.ttf'), bytes);
    use(join(folder, 'font.ttf'));
  } finally {
    rmSync(folder, { recursive: true });
  }
};
/** Corner points of an SVG path, for comparing drawings that may start elsewhere or be written otherwise. */
const numbersOf = (path: string): number[] => (path.match(/-?\d+(\.\d+)?/g) ?? []).map(Number);

describe('openFont', () => {
  test('reads names and measures as fontkit does', () => {
    assert.equal(font.name, reference.postscriptName);
    assert.equal(font.glyphCount, reference.numGlyphs);
    assert.equal(font.unitsPerEm, reference.unitsPerEm);
    assert.equal(font.ascent, reference.ascent);
  });

  test('finds the glyph and the width of any character as fontkit does', () => {
    const codePoint = fc.oneof(fc.integer({ min: 0x20, max: 0x7e }), fc.integer({ min: 0x3000, max: 0x9fff }), fc.integer({ min: 0x20000, max: 0x323ff }));
    fc.assert(
      fc.property(codePoint, (each) => {
        const glyph = reference.glyphForCodePoint(each);
        assert.equal(font.glyphOf(each), glyph.id);
        assert.equal(font.advanceOf(font.glyphOf(each)), glyph.advanceWidth);
      }),
      { numRuns: 300 },
    );
  });

  test('draws outlines as fontkit does, compound glyphs included', () => {
    for (const character of '三门峡市监督管理局㐂0Aéñ·（') {
      const glyph = font.glyphOf(character.codePointAt(0) ?? 0);
      const ours = numbersOf(glyphPath(font, glyph, [1, 0, 0, 1, 0, 0]));
      const theirs = numbersOf(reference.getGlyph(glyph).path.toSVG());
      const extent = (values: number[]): number[] => [Math.min(...values), Math.max(...values)];
      assert.deepEqual(extent(ours), extent(theirs), character);
      assert.ok(ours.length >= theirs.length - 4, character);
    }
  });

  test('reads a font that has only the older map of the basic plane', () => {
    const bytes = new Uint8Array(readFileSync(font.path));
    const view = new DataView(bytes.buffer);
    const tables = Array.from({ length: view.getUint16(4) }, (_, index) => 12 + index * 16);
    const record = tables.find((at) => view.getUint32(at) === 0x636d6170) ?? 0;
    const cmap = view.getUint32(record + 8);
    for (let index = 0; index < view.getUint16(cmap + 2); index++) {
      const entry = cmap + 4 + index * 8;
      if (view.getUint16(cmap + view.getUint32(entry + 4)) === 12) view.setUint16(entry, 9);
    }
    withFile(bytes, (path) => {
      const old = openFont(path);
      for (const character of '三门峡A9，') assert.equal(old.glyphOf(character.codePointAt(0) ?? 0), font.glyphOf(character.codePointAt(0) ?? 0));
      assert.equal(old.glyphOf(0x20bb7), 0);
    });
  });

  test('refuses a missing file, a file that is no font and a font with CFF outlines, each in Chinese', () => {
    assert.throws(() => openFont('/nowhere/at-all.ttf'), { code: 'documents.unusableFont' });
    for (const content of ['', 'not a font at all', 'OTTO\0\x01\0\0\0\0\0\0']) {
      withFile(Buffer.from(content, 'latin1'), (path) => assert.throws(() => openFont(path), { code: 'documents.unusableFont', message: /字体文件不能使用/ }));
    }
  });
});

describe('subsetFont', () => {
  test('keeps the drawing and width of every glyph, as fontkit sees them', () => {
    const characters = [...'三门峡市éÅ，。A１'];
    const glyphs = [0, ...characters.map((character) => font.glyphOf(character.codePointAt(0) ?? 0))];
    const subset = subsetFont(font, glyphs);
    const cut = other(subset.bytes);
    for (const [place, glyph] of glyphs.entries()) {
      assert.equal(cut.getGlyph(place).path.toSVG(), reference.getGlyph(glyph).path.toSVG());
      assert.equal(cut.getGlyph(place).advanceWidth, reference.getGlyph(glyph).advanceWidth);
      assert.equal(subset.advances[place], reference.getGlyph(glyph).advanceWidth);
    }
  });

  test('may hold one glyph twice, and is small', () => {
    const glyph = font.glyphOf('峡'.codePointAt(0) ?? 0);
    const subset = subsetFont(font, [0, glyph, glyph]);
    const cut = other(subset.bytes);
    assert.equal(cut.numGlyphs, 3);
    assert.equal(cut.getGlyph(1).path.toSVG(), cut.getGlyph(2).path.toSVG());
    assert.ok(subset.bytes.length < 2500);
  });

  test('has right checksums in its directory', () => {
    const { bytes } = subsetFont(font, [0, 100, 200, 300]);
    const view = new DataView(bytes.buffer);
    let sum = 0;
    for (let at = 0; at < bytes.length; at += 4) sum = (sum + view.getUint32(at)) >>> 0;
    assert.equal(sum, 0xb1b0afba);
  });
});
