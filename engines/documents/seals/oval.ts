import type { FontFile } from '../fonts/truetype.ts';
import { sealRed, type SealDrawing } from './model.ts';
import { drawCharacter, drawRow } from './lettering.ts';

const rim = 5.2;
const aspect = 0.75;

/** Draws an oval seal 200 wide and 150 high: rim, name along the upper arc, purpose across the middle, number beneath. */
export function drawOvalSeal(font: FontFile, seal: SealDrawing): { body: string; aspect: number } {
  const parts = [arcName(font, seal.unitName)];
  if (seal.purpose !== undefined) parts.push(drawRow(font, seal.purpose, { y: seal.code === undefined ? 20 : 14, size: 20, room: 136 }));
  if (seal.code !== undefined) parts.push(drawRow(font, seal.code, { y: 43, size: 13, room: 92 }));
  const ring = `<ellipse rx="${100 - rim / 2}" ry="${100 * aspect - rim / 2}" fill="none" stroke="${sealRed}" stroke-width="${rim}"/>`;
  return { body: `${ring}<path d="${parts.join('')}"/>`, aspect };
}

/** Sets the name on an inner oval at even steps along its length, not of its angle: the ends would crowd. */
function arcName(font: FontFile, name: string): string {
  const characters = [...name];
  const height = characters.length > 18 ? 18 : 23;
  const [across, up] = [100 - rim - 4 - height / 2, 100 * aspect - rim - 4 - height / 2];
  const half = Math.min(100, Math.max(50, characters.length * 8)) * (Math.PI / 180);
  const track = trackOf(across, up, half);
  const step = track.length / Math.max(characters.length - 1, 1);
  const width = Math.min(height * 0.92, step * 0.94);
  return characters
    .map((character, index) => {
      const angle = track.angleAt(index * step);
      const [x, y] = [across * Math.sin(angle), -up * Math.cos(angle)];
      const turn = (Math.atan2(up * Math.sin(angle), across * Math.cos(angle)) * 180) / Math.PI;
      return drawCharacter(font, character, { x, y, turn, width, height });
    })
    .join('');
}

/** Measures the upper arc of an oval from `-half` to `half` radians off its top by short chords. */
function trackOf(across: number, up: number, half: number): { length: number; angleAt: (distance: number) => number } {
  const chords = 400;
  const angles = Array.from({ length: chords + 1 }, (_, index) => -half + (2 * half * index) / chords);
  const distances = [0];
  for (const [index, angle] of angles.slice(1).entries()) {
    const before = angles[index] ?? angle;
    const chord = Math.hypot(across * (Math.sin(angle) - Math.sin(before)), up * (Math.cos(angle) - Math.cos(before)));
    distances.push((distances[index] ?? 0) + chord);
  }
  const length = distances.at(-1) ?? 0;
  return {
    length,
    angleAt: (distance) => angles[Math.max(0, distances.findIndex((each) => each >= distance - 1e-9))] ?? half,
  };
}
