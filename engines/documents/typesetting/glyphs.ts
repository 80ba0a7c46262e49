import type { FontSlot } from '../fonts/model.ts';
import type { FontSet } from '../fonts/slots.ts';
import type { FontFile } from '../fonts/truetype.ts';

/** Text in one typeface. */
export interface Span {
  readonly text: string;
  readonly slot: FontSlot;
}

/** A character ready to be set; widths in ems. */
export interface Glyph {
  readonly codePoint: number;
  /** Null when no font has the character: a frame with its number is drawn instead. */
  readonly font: FontFile | null;
  /** The font's own width. */
  readonly natural: number;
  /** The width it takes in the line, after spaces were closed or opened. */
  readonly advance: number;
}

/** Controls, joiners and marks of direction. */
const unseen = /[\p{Cc}\p{Cf}]/gu;
/** Marks that ask for another drawing of the character before them; the usual one is shown. */
const variationSelectors = /\p{Variation_Selector}/gu;

/** Drops what cannot be set; tabs and line ends become spaces. */
export const settable = (text: string): string => text.replace(/[\t\n\r\u2028\u2029]+/g, ' ').replace(unseen, '').replace(variationSelectors, '');

/**
 * Finds the glyphs of a text, taking a character from another slot when its own font lacks it.
 *
 * Two full-width marks in a row give up the blank half between them, as in 》（.
 */
export function findGlyphs(fonts: FontSet, spans: readonly Span[]): Glyph[] {
  const glyphs: Glyph[] = [];
  for (const { text, slot } of spans) {
    for (const character of settable(text)) glyphs.push(findGlyph(fonts, slot, character.codePointAt(0) ?? 0));
  }
  return glyphs.map((glyph, index) => {
    const next = glyphs[index + 1];
    return next && closesUp(glyph, next) ? { ...glyph, advance: glyph.advance - 0.5 } : glyph;
  });
}

function findGlyph(fonts: FontSet, slot: FontSlot, codePoint: number): Glyph {
  const font = [fonts[slot], fonts.body, fonts.heading].find((candidate) => candidate.glyphOf(codePoint) !== 0);
  if (!font) return { codePoint, font: null, natural: 1, advance: 1 };
  const width = font.advanceOf(font.glyphOf(codePoint)) / font.unitsPerEm;
  return { codePoint, font, natural: width, advance: width };
}

/** The width of glyphs set one after the other, in ems. */
export const widthOf = (glyphs: readonly Glyph[]): number => glyphs.reduce((sum, glyph) => sum + glyph.advance, 0);

const codePointsOf = (characters: string): ReadonlySet<number> => new Set([...characters].map((character) => character.codePointAt(0) ?? 0));

/** Full-width marks whose ink is in the left half. */
const closing = codePointsOf('，。、；：！？）》〉」』】〕〗］｝”’．');
/** Full-width marks whose ink is in the right half. */
const opening = codePointsOf('（《〈「『【〔〖［｛“‘');

const isWide = (glyph: Glyph): boolean => glyph.natural > 0.9;

/** Whether the right half of the mark is blank, so that it may be given up at the end of a line. */
export const endsBlank = (glyph: Glyph): boolean => isWide(glyph) && closing.has(glyph.codePoint);

const closesUp = (glyph: Glyph, next: Glyph): boolean =>
  isWide(glyph) &&
  isWide(next) &&
  ((closing.has(glyph.codePoint) && (closing.has(next.codePoint) || opening.has(next.codePoint))) ||
    (opening.has(glyph.codePoint) && opening.has(next.codePoint)));
