import { endsBlank, widthOf, type Glyph } from './glyphs.ts';

/** One line of a paragraph. */
export interface Line {
  readonly glyphs: readonly Glyph[];
  /** Left indent and width of the ink, in ems. */
  readonly indent: number;
  readonly width: number;
}

export interface Measure {
  /** Width of a line, in ems. */
  readonly width: number;
  /** Indent of the first line, and of the others, in ems. */
  readonly firstIndent?: number;
  readonly indent?: number;
  /** Opens the lines so that both edges are straight. */
  readonly justify?: boolean;
}

const setOf = (characters: string): ReadonlySet<number> => new Set([...characters].map((character) => character.codePointAt(0) ?? 0));

/** 避头: marks that may not begin a line (GB/T 15834). */
const neverFirst = setOf('，。、；：！？）》〉」』】〕〗］｝”’．·—…～％‰℃,.;:!?)]}%');
/** 避尾: marks that may not end a line. */
const neverLast = setOf('（《〈「『【〔〖［｛“‘([{￥$¥№');

const space = 0x20;

/** Part of a word or number in Latin letters, which stays in one piece. */
const isWordPart = (codePoint: number): boolean => codePoint > space && codePoint < 0x250 && codePoint !== 0xb7;

/**
 * Breaks glyphs into lines by the rules of Chinese setting.
 *
 * A closing mark may give up its blank half at the end of a line. A word wider than a line is broken anywhere.
 */
export function breakLines(glyphs: readonly Glyph[], measure: Measure): Line[] {
  const lines: Line[] = [];
  let start = 0;
  do {
    const indent = (lines.length === 0 ? measure.firstIndent : undefined) ?? measure.indent ?? 0;
    const end = findLineEnd(glyphs, start, measure.width - indent);
    lines.push(makeLine(glyphs.slice(start, end), indent, measure, end === glyphs.length));
    start = end;
    while (glyphs[start]?.codePoint === space) start++;
  } while (start < glyphs.length);
  return lines;
}

/** A hair's breadth, for sums of widths that should be equal. */
const tolerance = 1e-6;

function findLineEnd(glyphs: readonly Glyph[], start: number, width: number): number {
  let used = 0;
  let lastBreak = start;
  for (let index = start; index < glyphs.length; index++) {
    const glyph = glyphs[index];
    if (!glyph) break;
    if (index > start && mayBreakBefore(glyphs, index)) lastBreak = index;
    const atEnd = endsBlank(glyph) ? Math.min(glyph.advance, glyph.natural - 0.5) : glyph.codePoint === space ? 0 : glyph.advance;
    if (used + atEnd > width + tolerance) {
      if (lastBreak > start) return lastBreak;
      return Math.max(index, start + 1);
    }
    used += glyph.advance;
  }
  return glyphs.length;
}

function mayBreakBefore(glyphs: readonly Glyph[], index: number): boolean {
  const before = glyphs[index - 1]?.codePoint ?? 0;
  const after = glyphs[index]?.codePoint ?? 0;
  if (after === space || neverFirst.has(after) || neverLast.has(before)) return false;
  return !(isWordPart(before) && isWordPart(after));
}

function makeLine(all: readonly Glyph[], indent: number, measure: Measure, isLast: boolean): Line {
  const glyphs = [...all];
  while (glyphs.at(-1)?.codePoint === space) glyphs.pop();
  const natural = widthOf(glyphs);
  const excess = natural - (measure.width - indent);
  const last = glyphs.at(-1);
  if (last && excess > tolerance && endsBlank(last)) {
    glyphs[glyphs.length - 1] = { ...last, advance: last.advance - Math.min(excess, 0.5) };
    return { glyphs, indent, width: widthOf(glyphs) };
  }
  if (!measure.justify || isLast) return { glyphs, indent, width: natural };
  const opened = openUp(glyphs, -excess);
  return { glyphs: opened, indent, width: widthOf(opened) };
}

/** Spreads the room left in a line over its gaps, but not inside words; a line more than a fifth empty stays as it is. */
function openUp(glyphs: readonly Glyph[], room: number): readonly Glyph[] {
  const stretches = (index: number): boolean => {
    const here = glyphs[index]?.codePoint ?? 0;
    const next = glyphs[index + 1]?.codePoint;
    return next !== undefined && !(isWordPart(here) && isWordPart(next));
  };
  const gaps = glyphs.filter((_, index) => stretches(index)).length;
  if (gaps === 0 || room <= 0 || room > widthOf(glyphs) / 4) return glyphs;
  return glyphs.map((glyph, index) => (stretches(index) ? { ...glyph, advance: glyph.advance + room / gaps } : glyph));
}
