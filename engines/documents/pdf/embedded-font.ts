import { subsetFont } from '../fonts/subset.ts';
import type { FontFile } from '../fonts/truetype.ts';
import { streamBody, type PdfFile } from './file.ts';
import { number, numbers, utf16Hex } from './syntax.ts';

/** A font inside one PDF: it gives each character used a code and embeds no more than those. */
export interface EmbeddedFont {
  readonly resource: string;
  readonly objectId: number;
  /** The four hexadecimal digits that show the character. */
  readonly code: (codePoint: number) => string;
  /** Writes the font's objects; call once, after the last page. */
  readonly write: () => void;
}

/**
 * Begins embedding a font as a composite font with Identity-H encoding.
 *
 * Codes belong to characters, not to glyphs: where 一 and the radical ⼀ share a drawing, copying still gives what was written.
 */
export function embedFont(file: PdfFile, font: FontFile, resource: string): EmbeddedFont {
  const objectId = file.reserve();
  const codes = new Map<number, string>();
  const glyphs = [0];
  return {
    resource,
    objectId,
    code: (codePoint) => {
      let code = codes.get(codePoint);
      if (!code) {
        code = (glyphs.push(font.glyphOf(codePoint)) - 1).toString(16).padStart(4, '0');
        codes.set(codePoint, code);
      }
      return code;
    },
    write: () => writeFont(file, font, objectId, glyphs, codes),
  };
}

function writeFont(file: PdfFile, font: FontFile, objectId: number, glyphs: readonly number[], codes: ReadonlyMap<number, string>): void {
  const subset = subsetFont(font, glyphs);
  const scale = 1000 / font.unitsPerEm;
  const name = `${subsetTag(glyphs)}+${font.name}`;
  const fontFile = file.add(streamBody(`/Length1 ${subset.bytes.length}`, subset.bytes));
  const descriptor = file.add(
    `<</Type /FontDescriptor /FontName /${name} /Flags 4 /FontBBox [${numbers(...font.bounds.map((bound) => bound * scale))}] /ItalicAngle 0` +
      ` /Ascent ${number(font.ascent * scale)} /Descent ${number(font.descent * scale)} /CapHeight ${number(font.ascent * scale * 0.64)} /StemV 80` +
      ` /FontFile2 ${fontFile} 0 R>>`,
  );
  const widths = subset.advances.slice(0, glyphs.length).map((advance) => number(advance * scale));
  const descendant = file.add(
    `<</Type /Font /Subtype /CIDFontType2 /BaseFont /${name} /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>>` +
      ` /FontDescriptor ${descriptor} 0 R /CIDToGIDMap /Identity /DW 1000 /W [0 [${widths.join(' ')}]]>>`,
  );
  const toUnicode = file.add(streamBody('', unicodeMap(codes)));
  file.set(
    objectId,
    `<</Type /Font /Subtype /Type0 /BaseFont /${name} /Encoding /Identity-H /DescendantFonts [${descendant} 0 R] /ToUnicode ${toUnicode} 0 R>>`,
  );
}

/** Six letters that differ when the glyphs do: programs that merge PDFs take fonts of one name for one font. */
function subsetTag(glyphs: readonly number[]): string {
  let hash = 0x811c9dc5;
  for (const glyph of glyphs) hash = Math.imul(hash ^ glyph, 0x01000193) >>> 0;
  let tag = '';
  for (let letter = 0; letter < 6; letter++) {
    tag += String.fromCharCode(65 + (hash % 26));
    hash = Math.floor(hash / 26);
  }
  return tag;
}

const mapHead =
  '/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n' +
  '/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n' +
  '1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n';
const mapFoot = 'endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n';

/** The map from codes back to Unicode, which searching and copying go by; at most 100 entries a block. */
function unicodeMap(codes: ReadonlyMap<number, string>): string {
  const entries = [...codes].map(([codePoint, code]) => `<${code}> <${utf16Hex(String.fromCodePoint(codePoint))}>\n`);
  let blocks = '';
  for (let from = 0; from < entries.length; from += 100) {
    const block = entries.slice(from, from + 100);
    blocks += `${block.length} beginbfchar\n${block.join('')}endbfchar\n`;
  }
  return mapHead + blocks + mapFoot;
}
