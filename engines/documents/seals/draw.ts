import { Resvg } from '@resvg/resvg-js';
import { documentErrors } from '../errors.ts';
import { openFonts } from '../fonts/slots.ts';
import { sealRed, type SealDrawing, type SealPicture } from './model.ts';
import { drawOvalSeal } from './oval.ts';
import { drawRoundSeal } from './round.ts';

const pixels = 600;

/**
 * Draws a seal picture from its words.
 *
 * @throws documents.badSeal when the words do not fit
 * @source 国发〔1999〕25号 (sizes, star, arc); GB/T 38540-2020 (picture inside an electronic seal)
 */
export function drawSeal(drawing: SealDrawing): SealPicture {
  checkSeal(drawing);
  const font = openFonts().strong;
  const { body, aspect } = drawing.kind === 'round' ? drawRoundSeal(font, drawing) : drawOvalSeal(font, drawing);
  const widthMm = drawing.sizeMm ?? (drawing.kind === 'round' ? 42 : 40);
  const heightMm = widthMm * aspect;
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${widthMm}mm" height="${heightMm}mm" viewBox="-100 ${-100 * aspect} 200 ${200 * aspect}">` +
    `<g fill="${sealRed}" stroke="none">${body}</g></svg>`;
  const png = new Uint8Array(new Resvg(svg, { fitTo: { mode: 'width', value: pixels }, font: { loadSystemFonts: false } }).render().asPng());
  return { svg, png, widthMm, heightMm };
}

function checkSeal(drawing: SealDrawing): void {
  const refuse = (reason: string): never => {
    throw documentErrors.badSeal({ reason });
  };
  const font = openFonts().strong;
  const length = (text: string): number => [...text].length;
  if (length(drawing.unitName) < 2 || length(drawing.unitName) > 36) refuse('单位名称应有 2 到 36 个字');
  if (drawing.purpose !== undefined && (length(drawing.purpose) < 1 || length(drawing.purpose) > 14)) refuse('用途应有 1 到 14 个字');
  if (drawing.code !== undefined && !/^\d{13}$/.test(drawing.code)) refuse('印章编码应是 13 位数字');
  if (drawing.sizeMm !== undefined && !(drawing.sizeMm >= 20 && drawing.sizeMm <= 70)) refuse('印章尺寸应在 20 到 70 毫米之间');
  const strange = [...`${drawing.unitName}${drawing.purpose ?? ''}`].filter((character) => font.glyphOf(character.codePointAt(0) ?? 0) === 0);
  if (strange.length > 0) refuse(`字库中没有“${strange.join('')}”`);
}
