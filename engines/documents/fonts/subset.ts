import type { FontFile } from './truetype.ts';

/** A font cut down to some glyphs, renumbered from 0 in the order given. */
export interface FontSubset {
  readonly bytes: Uint8Array;
  /** Advance widths of the renumbered glyphs, in font units. */
  readonly advances: readonly number[];
}

/**
 * Cuts a font down to the glyphs given; glyph 0 (`.notdef`) must come first.
 *
 * The same glyph may be listed twice: a PDF then tells apart two characters that share one drawing.
 * Hints are left out, and so is the character map: a PDF with Identity-H encoding names glyphs by number.
 */
export function subsetFont(font: FontFile, glyphs: readonly number[]): FontSubset {
  const all = [...glyphs];
  const firstPlace = new Map<number, number>();
  for (const [place, glyph] of all.entries()) if (!firstPlace.has(glyph)) firstPlace.set(glyph, place);
  const placeOf = (glyph: number): number => {
    let place = firstPlace.get(glyph);
    if (place === undefined) {
      place = all.push(glyph) - 1;
      firstPlace.set(glyph, place);
    }
    return place;
  };

  const outlines: Uint8Array[] = [];
  // `all` grows while compound glyphs add their parts.
  for (let index = 0; index < all.length; index++) outlines.push(renumberParts(font.outlineOf(all[index] ?? 0), placeOf));

  return { bytes: assemble(font, all, outlines), advances: all.map((glyph) => font.advanceOf(glyph)) };
}

/** Returns a compound outline with its parts' numbers replaced; a simple outline comes back as it is. */
function renumberParts(outline: Uint8Array, placeOf: (glyph: number) => number): Uint8Array {
  if (outline.length === 0) return outline;
  const source = new DataView(outline.buffer, outline.byteOffset, outline.byteLength);
  if (source.getInt16(0) >= 0) return outline;
  const copy = outline.slice();
  const target = new DataView(copy.buffer);
  for (const part of compoundParts(source)) target.setUint16(part.at + 2, placeOf(part.glyph));
  return copy;
}

/** One part of a compound glyph: where its record starts, its flags and its glyph. */
export interface CompoundPart {
  readonly at: number;
  readonly flags: number;
  readonly glyph: number;
}

/** Lists the parts of a compound outline. */
export function compoundParts(outline: DataView): CompoundPart[] {
  const parts: CompoundPart[] = [];
  let at = 10;
  for (;;) {
    const flags = outline.getUint16(at);
    parts.push({ at, flags, glyph: outline.getUint16(at + 2) });
    const scaleBytes = flags & 0x08 ? 2 : flags & 0x40 ? 4 : flags & 0x80 ? 8 : 0;
    at += 4 + (flags & 0x01 ? 4 : 2) + scaleBytes;
    if (!(flags & 0x20)) return parts;
  }
}

function assemble(font: FontFile, glyphs: readonly number[], outlines: readonly Uint8Array[]): Uint8Array {
  const lengths = outlines.map((outline) => (outline.length + 3) & ~3);
  const glyf = new Uint8Array(lengths.reduce((sum, length) => sum + length, 0));
  const loca = new DataView(new ArrayBuffer((glyphs.length + 1) * 4));
  const hmtx = new DataView(new ArrayBuffer(glyphs.length * 4));
  let offset = 0;
  for (const [index, outline] of outlines.entries()) {
    glyf.set(outline, offset);
    loca.setUint32(index * 4, offset);
    hmtx.setUint16(index * 4, font.advanceOf(glyphs[index] ?? 0));
    hmtx.setInt16(index * 4 + 2, font.sideBearingOf(glyphs[index] ?? 0));
    offset += lengths[index] ?? 0;
  }
  loca.setUint32(glyphs.length * 4, offset);
  return packTables([
    ['glyf', glyf],
    ['head', headTable(font)],
    ['hhea', horizontalHeader(font, glyphs.length)],
    ['hmtx', new Uint8Array(hmtx.buffer)],
    ['loca', new Uint8Array(loca.buffer)],
    ['maxp', profileTable(glyphs.length, outlines)],
  ]);
}

function headTable(font: FontFile): Uint8Array {
  const head = new DataView(new ArrayBuffer(54));
  head.setUint32(0, 0x00010000);
  head.setUint32(4, 0x00010000);
  head.setUint32(12, 0x5f0f3cf5);
  head.setUint16(16, 0x000b);
  head.setUint16(18, font.unitsPerEm);
  for (const [index, bound] of font.bounds.entries()) head.setInt16(36 + index * 2, bound);
  head.setUint16(46, 6);
  head.setInt16(48, 2);
  head.setInt16(50, 1);
  return new Uint8Array(head.buffer);
}

function horizontalHeader(font: FontFile, count: number): Uint8Array {
  const header = new DataView(new ArrayBuffer(36));
  header.setUint32(0, 0x00010000);
  header.setInt16(4, font.ascent);
  header.setInt16(6, font.descent);
  header.setUint16(10, 2 * font.unitsPerEm);
  header.setInt16(18, 1);
  header.setUint16(34, count);
  return new Uint8Array(header.buffer);
}

/** `maxp` with upper bounds that hold for these outlines; readers size their buffers by them. */
function profileTable(count: number, outlines: readonly Uint8Array[]): Uint8Array {
  const longest = outlines.reduce((most, outline) => Math.max(most, outline.length), 0);
  const limit = Math.min(longest, 0xffff);
  const profile = new DataView(new ArrayBuffer(32));
  profile.setUint32(0, 0x00010000);
  profile.setUint16(4, count);
  for (const field of [6, 8, 10, 12]) profile.setUint16(field, limit);
  profile.setUint16(14, 1);
  profile.setUint16(28, 16);
  profile.setUint16(30, 4);
  return new Uint8Array(profile.buffer);
}

function packTables(tables: readonly (readonly [tag: string, bytes: Uint8Array])[]): Uint8Array {
  const headerLength = 12 + tables.length * 16;
  const total = tables.reduce((sum, [, bytes]) => sum + ((bytes.length + 3) & ~3), headerLength);
  const packed = new Uint8Array(total);
  const view = new DataView(packed.buffer);
  const power = Math.floor(Math.log2(tables.length));
  view.setUint32(0, 0x00010000);
  view.setUint16(4, tables.length);
  view.setUint16(6, 16 * 2 ** power);
  view.setUint16(8, power);
  view.setUint16(10, 16 * (tables.length - 2 ** power));
  let offset = headerLength;
  for (const [index, [tag, bytes]] of tables.entries()) {
    packed.set(bytes, offset);
    const record = 12 + index * 16;
    for (let letter = 0; letter < 4; letter++) packed[record + letter] = tag.charCodeAt(letter);
    view.setUint32(record + 4, checksum(view, offset, bytes.length));
    view.setUint32(record + 8, offset);
    view.setUint32(record + 12, bytes.length);
    offset += (bytes.length + 3) & ~3;
  }
  const adjustment = (0xb1b0afba - checksum(view, 0, total)) >>> 0;
  const head = tables.findIndex(([tag]) => tag === 'head');
  view.setUint32(view.getUint32(12 + head * 16 + 8) + 8, adjustment);
  return packed;
}

function checksum(view: DataView, from: number, length: number): number {
  let sum = 0;
  for (let at = from; at < from + length; at += 4) sum = (sum + view.getUint32(at)) >>> 0;
  return sum;
}
