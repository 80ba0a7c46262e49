import type { FontFile } from '../fonts/truetype.ts';
import { widthOf, type Glyph } from '../typesetting/glyphs.ts';
import type { EmbeddedFont } from './embedded-font.ts';
import { number, numbers } from './syntax.ts';

/** One page to draw on: points from the top left corner, colours as `#rrggbb`. */
export interface Canvas {
  readonly width: number;
  readonly height: number;
  /** Sets glyphs in a row from `x` on the baseline `y`. */
  readonly text: (glyphs: readonly Glyph[], x: number, y: number, size: number, colour?: string) => void;
  readonly line: (x1: number, y1: number, x2: number, y2: number, stroke: Stroke) => void;
  readonly frame: (box: Box, stroke: Stroke) => void;
  readonly fillBox: (box: Box, colour: string) => void;
  /** Fills a path given in PDF operators. */
  readonly fillPath: (path: string, colour: string) => void;
  /** Shows an image or a form by its resource name, stretched over a box. */
  readonly place: (resource: string, box: Box) => void;
  /** Draws with the page turned counter-clockwise about a point, which becomes the origin. */
  readonly turned: (x: number, y: number, degrees: number, draw: () => void) => void;
  readonly content: () => string;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Stroke {
  readonly width: number;
  readonly colour?: string;
}

/** What a canvas asks of its document. */
export interface CanvasHost {
  readonly fontFor: (font: FontFile) => EmbeddedFont;
  /** Notes a character that no font has, and returns the font that carries its code unseen. */
  readonly missing: (codePoint: number) => EmbeddedFont;
}

const black = '#000000';

/** Writes a colour `#rrggbb` as three parts. */
export const colourParts = (colour: string): string =>
  [1, 3, 5].map((at) => number(Number.parseInt(colour.slice(at, at + 2), 16) / 255)).join(' ');

/** Begins a page of the given size in points. */
export function startCanvas(width: number, height: number, host: CanvasHost): Canvas {
  // The page is turned over once, so that all measures run from the top left corner.
  const parts = [`1 0 0 -1 0 ${number(height)} cm\n`];
  const write = (operators: string): void => {
    parts.push(operators, '\n');
  };
  const boxPath = (box: Box): string => `${numbers(box.x, box.y, box.width, box.height)} re`;
  const stroked = (path: string, stroke: Stroke): void =>
    write(`${colourParts(stroke.colour ?? black)} RG ${number(stroke.width)} w ${path} S`);

  const canvas: Canvas = {
    width,
    height,
    text: (glyphs, x, y, size, colour = black) => {
      let left = x;
      for (const run of fontRuns(glyphs)) {
        const font = run[0]?.font;
        if (font) write(textOperators(host.fontFor(font), run, left, y, size, colour));
        else for (const [index, glyph] of run.entries()) write(missingGlyph(host, glyph, left + index * size, y, size, colour));
        left += widthOf(run) * size;
      }
    },
    line: (x1, y1, x2, y2, stroke) => stroked(`${numbers(x1, y1)} m ${numbers(x2, y2)} l`, stroke),
    frame: (box, stroke) => stroked(boxPath(box), stroke),
    fillBox: (box, colour) => write(`${colourParts(colour)} rg ${boxPath(box)} f`),
    fillPath: (path, colour) => write(`${colourParts(colour)} rg ${path} f`),
    place: (resource, box) => write(`q ${numbers(box.width, 0, 0, -box.height, box.x, box.y + box.height)} cm /${resource} Do Q`),
    turned: (x, y, degrees, draw) => {
      const angle = (-degrees * Math.PI) / 180;
      write(`q ${numbers(Math.cos(angle), Math.sin(angle), -Math.sin(angle), Math.cos(angle), x, y)} cm`);
      draw();
      write('Q');
    },
    content: () => parts.join(''),
  };
  return canvas;
}

function fontRuns(glyphs: readonly Glyph[]): Glyph[][] {
  const runs: Glyph[][] = [];
  for (const glyph of glyphs) {
    const run = runs.at(-1);
    if (run && run[0]?.font === glyph.font) run.push(glyph);
    else runs.push([glyph]);
  }
  return runs;
}

function textOperators(font: EmbeddedFont, run: readonly Glyph[], x: number, y: number, size: number, colour: string): string {
  let shown = '<';
  for (const glyph of run) {
    shown += font.code(glyph.codePoint);
    const closeUp = Math.round((glyph.natural - glyph.advance) * 10000) / 10;
    if (closeUp !== 0) shown += `>${closeUp}<`;
  }
  return `${colourParts(colour)} rg BT /${font.resource} ${number(size)} Tf 1 0 0 -1 ${numbers(x, y)} Tm [${shown}>] TJ ET`;
}

/** A frame with the code point in hexadecimal; an unseen code beneath keeps the character for copying and searching. */
function missingGlyph(host: CanvasHost, glyph: Glyph, x: number, y: number, size: number, colour: string): string {
  const font = host.missing(glyph.codePoint);
  const unseen = `BT 3 Tr /${font.resource} ${number(size)} Tf 1 0 0 -1 ${numbers(x, y)} Tm <${font.code(glyph.codePoint)}> Tj 0 Tr ET`;
  const inset = size * 0.06;
  const frame = `${colourParts(colour)} RG ${number(size * 0.04)} w ${numbers(x + inset, y - size * 0.82, size - 2 * inset, size * 0.88)} re S`;
  return `${unseen} ${frame} ${segmentDigits(glyph.codePoint.toString(16).toUpperCase(), x, y, size)}`;
}

/** Seven strokes as on a pocket calculator: the digits must not need a font, since the font may be what is missing. */
const segments: Readonly<Record<string, string>> = {
  '0': 'abcdef', '1': 'bc', '2': 'abged', '3': 'abgcd', '4': 'fgbc', '5': 'afgcd', '6': 'afgcde', '7': 'abc',
  '8': 'abcdefg', '9': 'abcdfg', A: 'abcefg', B: 'cdefg', C: 'adef', D: 'bcdeg', E: 'adefg', F: 'aefg',
};
const segmentEnds: Readonly<Record<string, readonly [number, number, number, number]>> = {
  a: [0, 0, 1, 0], b: [1, 0, 1, 1], c: [1, 1, 1, 2], d: [0, 2, 1, 2], e: [0, 1, 0, 2], f: [0, 0, 0, 1], g: [0, 1, 1, 1],
};

function segmentDigits(hex: string, x: number, y: number, size: number): string {
  const perRow = Math.ceil(hex.length / 2);
  const step = (size * 0.7) / perRow;
  const height = size * 0.13;
  let path = '';
  for (const [index, digit] of [...hex].entries()) {
    const left = x + size * 0.15 + (index % perRow) * step + step * 0.15;
    const top = y - size * 0.7 + Math.floor(index / perRow) * size * 0.38;
    for (const segment of segments[digit] ?? '') {
      const [x1, y1, x2, y2] = segmentEnds[segment] ?? [0, 0, 0, 0];
      path += `${numbers(left + x1 * step * 0.6, top + y1 * height)} m ${numbers(left + x2 * step * 0.6, top + y2 * height)} l `;
    }
  }
  return `${path}S`;
}
