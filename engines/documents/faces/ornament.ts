import { colourParts } from '../pdf/canvas.ts';
import { number, numbers, pointsPerMm } from '../pdf/syntax.ts';
import type { LicenceFace } from './model.ts';

/** Draws the border and the rosette of a face as PDF operators, in points from the top left corner. */
export function drawOrnament(face: LicenceFace): string {
  const width = face.page.width * pointsPerMm;
  const height = face.page.height * pointsPerMm;
  const rosette = face.rosette ? drawRosette(width / 2, height / 2, Math.min(width, height), face.rosette.colour) : '';
  if (face.border.style === 'none') return rosette;
  const margin = face.border.margin * pointsPerMm;
  const colour = `${colourParts(face.border.colour)} RG ${colourParts(face.border.colour)} rg\n`;
  const frame = { left: margin, top: margin, right: width - margin, bottom: height - margin };
  return rosette + colour + (face.border.style === 'double' ? drawDoubleLine(frame) : drawOrnateBorder(frame));
}

interface Frame {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const inset = (frame: Frame, by: number): Frame => ({ left: frame.left + by, top: frame.top + by, right: frame.right - by, bottom: frame.bottom - by });
const rectangle = (frame: Frame, width: number): string =>
  `${number(width)} w ${numbers(frame.left, frame.top, frame.right - frame.left, frame.bottom - frame.top)} re S\n`;

const drawDoubleLine = (frame: Frame): string => rectangle(frame, 2.6) + rectangle(inset(frame, 5), 0.7);

/** Depth of the ornate band between its lines, in points. */
const band = 20;

/** A strong line, a band of interlaced waves between thin lines, and a key fret (回纹) in each corner. */
function drawOrnateBorder(frame: Frame): string {
  const outer = inset(frame, 5);
  const inner = inset(outer, band);
  return rectangle(frame, 2.6) + rectangle(outer, 0.6) + rectangle(inner, 0.6) + rectangle(inset(inner, 3), 1.2) + drawWaves(outer) + drawCorners(outer);
}

function drawWaves(outer: Frame): string {
  const middle = inset(outer, band / 2);
  const reach = (band / 2) * 0.72;
  const from = { x: outer.left + band, y: outer.top + band };
  const to = { x: outer.right - band, y: outer.bottom - band };
  let path = '0.45 w\n';
  for (const y of [middle.top, middle.bottom]) path += waves(from.x, to.x, reach, (along, across) => [along, y + across]);
  for (const x of [middle.left, middle.right]) path += waves(from.y, to.y, reach, (along, across) => [x + across, along]);
  return path;
}

/** Six sine curves of shifted phase; each quarter wave is one Bézier curve. */
function waves(from: number, to: number, reach: number, at: (along: number, across: number) => [number, number]): string {
  const periods = Math.round((to - from) / 34);
  const quarter = (to - from) / periods / 4;
  // Control points by which a cubic curve follows a quarter of a sine to within 0.1 %.
  const [near, far, rise] = [0.3642, 0.6358, 0.5523];
  let path = '';
  for (const [strand, height] of [1, 0.62, 0.24, -0.24, -0.62, -1].entries()) {
    const top = reach * height * (strand % 2 === 0 ? 1 : 0.92);
    path += `${numbers(...at(from, 0))} m `;
    for (let step = 0; step < periods * 4; step++) {
      const sign = step % 4 < 2 ? top : -top;
      const rising = step % 2 === 0;
      const start = from + step * quarter;
      const first = rising ? at(start + near * quarter, sign * rise) : at(start + near * quarter, sign);
      const second = rising ? at(start + far * quarter, sign) : at(start + far * quarter, sign * rise);
      path += `${numbers(...first, ...second, ...at(start + quarter, rising ? sign : 0))} c `;
    }
    path += 'S\n';
  }
  return path;
}

/** Corners of a key fret turning inward, on a grid of ten by ten. */
const fret: readonly (readonly [number, number])[] = [[0.8, 9.2], [0.8, 0.8], [9.2, 0.8], [9.2, 7.6], [2.4, 7.6], [2.4, 2.4], [7.6, 2.4], [7.6, 6], [4, 6], [4, 4], [6, 4]];

function drawCorners(outer: Frame): string {
  const unit = band / 10;
  const corners = [
    [outer.left, outer.top, 1, 1], [outer.right, outer.top, -1, 1], [outer.left, outer.bottom, 1, -1], [outer.right, outer.bottom, -1, -1],
  ] as const;
  let path = '1.1 w 0 J 0 j\n';
  for (const [x, y, right, down] of corners) {
    const points = fret.map(([column, row]) => numbers(x + right * column * unit, y + down * row * unit));
    path += `${points[0]} m ${points.slice(1).map((point) => `${point} l`).join(' ')} S\n`;
    path += `0.6 w ${numbers(x, y, right * band, down * band)} re S 1.1 w\n`;
  }
  return path;
}

/** Distance of a Bézier control point that makes a quarter ellipse. */
const round = 0.5523;

/** Slim ellipses turned about one point; where they cross they draw a rosette as on bank notes. */
function drawRosette(x: number, y: number, room: number, colour: string): string {
  let path = `q ${colourParts(colour)} RG 0.5 w\n`;
  for (const { petals, long, short } of [{ petals: 36, long: 0.31, short: 0.11 }, { petals: 24, long: 0.17, short: 0.055 }]) {
    for (let petal = 0; petal < petals; petal++) {
      const angle = (Math.PI * petal) / petals;
      path += ellipse(x, y, room * long, room * short, angle);
    }
  }
  return `${path}Q\n`;
}

function ellipse(x: number, y: number, long: number, short: number, angle: number): string {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const at = (along: number, across: number): string => numbers(x + along * long * cos - across * short * sin, y + along * long * sin + across * short * cos);
  return (
    `${at(1, 0)} m ${at(1, round)} ${at(round, 1)} ${at(0, 1)} c ${at(-round, 1)} ${at(-1, round)} ${at(-1, 0)} c ` +
    `${at(-1, -round)} ${at(-round, -1)} ${at(0, -1)} c ${at(round, -1)} ${at(1, -round)} ${at(1, 0)} c S\n`
  );
}
