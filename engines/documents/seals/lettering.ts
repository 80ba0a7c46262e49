import { glyphPath } from '../fonts/outline.ts';
import type { FontFile } from '../fonts/truetype.ts';

/** Where one character of a seal stands: the middle of its box, its turn in degrees, its size in width and height. */
export interface Stand {
  readonly x: number;
  readonly y: number;
  readonly turn: number;
  readonly width: number;
  readonly height: number;
}

/** Draws one character filling a stand; a narrow stand makes a narrow character, as engravers cut long names. */
export function drawCharacter(font: FontFile, character: string, stand: Stand): string {
  const glyph = font.glyphOf(character.codePointAt(0) ?? 0);
  const angle = (stand.turn * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const across = stand.width / font.unitsPerEm;
  const up = stand.height / font.unitsPerEm;
  // The box of an ideograph reaches from 0.12 em below the baseline to 0.88 em above.
  const centreX = font.advanceOf(glyph) / 2;
  const centreY = font.unitsPerEm * 0.38;
  const [a, b, c, d] = [across * cos, across * sin, up * sin, -up * cos];
  return glyphPath(font, glyph, [a, b, c, d, stand.x - a * centreX - c * centreY, stand.y - b * centreX - d * centreY]);
}

/** Draws characters in a row about a middle, each narrower when the room is short. */
export function drawRow(font: FontFile, text: string, row: { y: number; size: number; room: number }): string {
  const characters = [...text];
  const advances = characters.map((character) => (font.advanceOf(font.glyphOf(character.codePointAt(0) ?? 0)) / font.unitsPerEm) * row.size);
  const natural = advances.reduce((sum, advance) => sum + advance, 0);
  const squeeze = Math.min(1, row.room / natural);
  let left = (-natural * squeeze) / 2;
  return characters
    .map((character, index) => {
      const advance = (advances[index] ?? 0) * squeeze;
      left += advance;
      return drawCharacter(font, character, { x: left - advance / 2, y: row.y, turn: 0, width: row.size * squeeze * 0.97, height: row.size });
    })
    .join('');
}
