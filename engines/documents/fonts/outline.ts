import { compoundParts } from './subset.ts';
import type { FontFile } from './truetype.ts';

/** A 2×3 matrix: x' = a·x + c·y + e, y' = b·x + d·y + f. */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

interface Point {
  readonly x: number;
  readonly y: number;
  readonly onCurve: boolean;
}

const maxParts = 8;

/** Draws a glyph as an SVG path, its points moved by a matrix; font units grow upwards. */
export function glyphPath(font: FontFile, glyph: number, matrix: Matrix, depth = 0): string {
  const outline = font.outlineOf(glyph);
  if (outline.length === 0 || depth > maxParts) return '';
  const view = new DataView(outline.buffer, outline.byteOffset, outline.byteLength);
  if (view.getInt16(0) >= 0) return readContours(view).map((contour) => contourPath(contour, matrix)).join('');
  return compoundParts(view)
    .map((part) => glyphPath(font, part.glyph, multiply(matrix, partMatrix(view, part.at, part.flags)), depth + 1))
    .join('');
}

const multiply = (m: Matrix, n: Matrix): Matrix => [
  m[0] * n[0] + m[2] * n[1], m[1] * n[0] + m[3] * n[1],
  m[0] * n[2] + m[2] * n[3], m[1] * n[2] + m[3] * n[3],
  m[0] * n[4] + m[2] * n[5] + m[4], m[1] * n[4] + m[3] * n[5] + m[5],
];

function partMatrix(view: DataView, at: number, flags: number): Matrix {
  const wide = (flags & 0x01) !== 0;
  const [dx, dy] = wide ? [view.getInt16(at + 4), view.getInt16(at + 6)] : [view.getInt8(at + 4), view.getInt8(at + 5)];
  const from = at + (wide ? 8 : 6);
  const scale = (offset: number): number => view.getInt16(from + offset) / 0x4000;
  if (flags & 0x08) return [scale(0), 0, 0, scale(0), dx, dy];
  if (flags & 0x40) return [scale(0), 0, 0, scale(2), dx, dy];
  if (flags & 0x80) return [scale(0), scale(2), scale(4), scale(6), dx, dy];
  return [1, 0, 0, 1, dx, dy];
}

/** Reads the contours of a simple glyph: ends, flags with repeats, then x and y as differences. */
function readContours(view: DataView): Point[][] {
  const contours = view.getInt16(0);
  const ends = Array.from({ length: contours }, (_, index) => view.getUint16(10 + index * 2));
  const count = (ends.at(-1) ?? -1) + 1;
  let at = 10 + contours * 2;
  at += 2 + view.getUint16(at);
  const flags: number[] = [];
  while (flags.length < count) {
    const flag = view.getUint8(at++);
    flags.push(flag);
    if (flag & 0x08) for (let repeats = view.getUint8(at++); repeats > 0; repeats--) flags.push(flag);
  }
  const readAxis = (short: number, same: number): number[] => {
    let value = 0;
    return flags.map((flag) => {
      if (flag & short) value += flag & same ? view.getUint8(at++) : -view.getUint8(at++);
      else if (!(flag & same)) {
        value += view.getInt16(at);
        at += 2;
      }
      return value;
    });
  };
  const xs = readAxis(0x02, 0x10);
  const ys = readAxis(0x04, 0x20);
  const points = flags.map((flag, index): Point => ({ x: xs[index] ?? 0, y: ys[index] ?? 0, onCurve: (flag & 1) !== 0 }));
  return ends.map((end, index) => points.slice(index === 0 ? 0 : (ends[index - 1] ?? 0) + 1, end + 1));
}

const middle = (p: Point, q: Point): Point => ({ x: (p.x + q.x) / 2, y: (p.y + q.y) / 2, onCurve: true });

/** Two control points in a row have a point of the curve midway between them. */
function contourPath(contour: readonly Point[], matrix: Matrix): string {
  const [first] = contour;
  const last = contour.at(-1);
  if (!first || !last) return '';
  const start = first.onCurve ? first : last.onCurve ? last : middle(first, last);
  const write = (point: Point): string =>
    `${(matrix[0] * point.x + matrix[2] * point.y + matrix[4]).toFixed(2)} ${(matrix[1] * point.x + matrix[3] * point.y + matrix[5]).toFixed(2)}`;
  let path = `M${write(start)}`;
  let control: Point | null = null;
  const rest = first.onCurve ? contour.slice(1) : last.onCurve ? contour.slice(0, -1) : contour;
  for (const point of [...rest, start]) {
    if (point.onCurve) {
      path += control ? `Q${write(control)} ${write(point)}` : `L${write(point)}`;
      control = null;
    } else {
      if (control) path += `Q${write(control)} ${write(middle(control, point))}`;
      control = point;
    }
  }
  return `${path}Z`;
}
