import type { FontSet } from '../fonts/slots.ts';
import type { Canvas } from '../pdf/canvas.ts';
import { findGlyphs, type Span } from './glyphs.ts';
import { breakLines, type Line, type Measure } from './line-breaking.ts';
import type { Slab } from './slabs.ts';

export type Align = 'left' | 'centre' | 'right' | 'justify';

export interface TextStyle {
  /** Size of type and distance between lines, in points. */
  readonly size: number;
  readonly leading: number;
  readonly align?: Align;
  /** Indents in ems. */
  readonly firstIndent?: number;
  readonly indent?: number;
  readonly colour?: string;
}

/** Where the baseline runs in a line of this height: the ideographs' boxes stand in its middle. */
export const baselineIn = (size: number, leading: number): number => (leading - size) / 2 + size * 0.88;

/** Breaks text into lines for a column of the given width in points; a line end in the text ends a line. */
export function setLines(fonts: FontSet, spans: readonly Span[], width: number, style: TextStyle): Line[] {
  const measure: Measure = {
    width: width / style.size,
    justify: style.align === 'justify',
    ...(style.firstIndent === undefined ? {} : { firstIndent: style.firstIndent }),
    ...(style.indent === undefined ? {} : { indent: style.indent }),
  };
  return splitAtLineEnds(spans).flatMap((part) => breakLines(findGlyphs(fonts, part), measure));
}

function splitAtLineEnds(spans: readonly Span[]): Span[][] {
  const parts: Span[][] = [[]];
  for (const { text, slot } of spans) {
    for (const [index, piece] of text.split(/\r\n|\r|\n/).entries()) {
      if (index > 0) parts.push([]);
      parts.at(-1)?.push({ text: piece, slot });
    }
  }
  return parts;
}

/** Draws one line in a column: `top` is the top of its leading. */
export function drawLine(canvas: Canvas, line: Line, x: number, top: number, width: number, style: TextStyle): void {
  const room = width - (line.indent + line.width) * style.size;
  const shift = style.align === 'centre' ? room / 2 : style.align === 'right' ? room : 0;
  canvas.text(line.glyphs, x + line.indent * style.size + shift, top + baselineIn(style.size, style.leading), style.size, style.colour);
}

/** Sets a paragraph as slabs, one a line. */
export function paragraphSlabs(fonts: FontSet, spans: readonly Span[], width: number, style: TextStyle): Slab[] {
  return setLines(fonts, spans, width, style).map((line) => ({
    height: style.leading,
    draw: (canvas, x, y) => drawLine(canvas, line, x, y, width, style),
  }));
}

/** Sets a title in as few lines as it needs, of about equal length. */
export function titleSlabs(fonts: FontSet, spans: readonly Span[], width: number, style: TextStyle): Slab[] {
  const count = setLines(fonts, spans, width, style).length;
  let narrow = width / count;
  while (narrow < width && setLines(fonts, spans, narrow, style).length > count) narrow += style.size / 2;
  const balanced = Math.min(narrow, width);
  return paragraphSlabs(fonts, spans, balanced, style).map((slab) => ({
    ...slab,
    draw: (canvas, x, y) => slab.draw(canvas, x + (width - balanced) / 2, y),
  }));
}
