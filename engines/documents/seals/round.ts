import type { FontFile } from '../fonts/truetype.ts';
import { sealRed, type SealDrawing } from './model.ts';
import { drawCharacter, drawRow } from './lettering.ts';

const rim = 5.2;

/** Draws a round seal of radius 100: rim, star, name along the upper arc, purpose below the star, number along the lower arc. */
export function drawRoundSeal(font: FontFile, seal: SealDrawing): { body: string; aspect: number } {
  const parts = [arcName(font, seal), starPath(seal.purpose === undefined ? 36 : 33, seal.purpose === undefined ? 2 : -5)];
  if (seal.purpose !== undefined) parts.push(drawRow(font, seal.purpose, { y: seal.code === undefined ? 55 : 53, size: 19, room: 108 }));
  if (seal.code !== undefined) parts.push(arcNumber(font, seal.code));
  const ring = `<circle r="${100 - rim / 2}" fill="none" stroke="${sealRed}" stroke-width="${rim}"/>`;
  return { body: `${ring}<path d="${parts.join('')}"/>`, aspect: 1 };
}

/** The name fills about two thirds of the circle; the longer it is, the wider the arc and the narrower the characters. */
function arcName(font: FontFile, seal: SealDrawing): string {
  const characters = [...seal.unitName];
  const count = characters.length;
  const widest = seal.purpose === undefined ? 264 : 220;
  const height = count > 24 ? 21 : count > 16 ? 25 : 30;
  const radius = 100 - rim - 5 - height / 2;
  const arc = Math.min(widest, Math.max(140, count * 21));
  const step = arc / Math.max(count - 1, 1);
  const chord = 2 * radius * Math.sin((step * Math.PI) / 360);
  const width = Math.min(height * 0.9, chord * 0.92);
  return characters
    .map((character, index) => {
      const turn = -arc / 2 + index * step;
      const angle = (turn * Math.PI) / 180;
      return drawCharacter(font, character, { x: radius * Math.sin(angle), y: -radius * Math.cos(angle), turn, width, height });
    })
    .join('');
}

/** Digits that read from left to right along the bottom, their feet outward. */
function arcNumber(font: FontFile, code: string): string {
  const radius = 86.5;
  const step = 5.4;
  return [...code]
    .map((digit, index) => {
      const turn = (code.length - 1) / 2 - index;
      const angle = (turn * step * Math.PI) / 180;
      return drawCharacter(font, digit, { x: -radius * Math.sin(angle), y: radius * Math.cos(angle), turn: turn * step, width: 11.5, height: 11.5 });
    })
    .join('');
}

/** A five-pointed star; the inner corners lie where the lines between points cross. */
function starPath(radius: number, middle: number): string {
  const inner = radius * 0.382;
  const corners = Array.from({ length: 10 }, (_, index) => {
    const angle = (Math.PI * index) / 5 - Math.PI / 2;
    const reach = index % 2 === 0 ? radius : inner;
    return `${(reach * Math.cos(angle)).toFixed(2)} ${(middle + reach * Math.sin(angle)).toFixed(2)}`;
  });
  return `M${corners.join('L')}Z`;
}
