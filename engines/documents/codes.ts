import bwip from 'bwip-js';
import QRCode from 'qrcode';
import type { Canvas } from './pdf/canvas.ts';
import { numbers } from './pdf/syntax.ts';

/** Draws a QR code that fills a square; error correction M, the quiet zone is the caller's. */
export function drawQrCode(canvas: Canvas, text: string, x: number, y: number, size: number): void {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  const module = size / modules.size;
  let path = '';
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size; column++) {
      if (!modules.get(row, column)) continue;
      let end = column + 1;
      while (end < modules.size && modules.get(row, end)) end += 1;
      path += `${numbers(x + column * module, y + row * module, (end - column) * module, module)} re `;
      column = end;
    }
  }
  canvas.fillPath(path, '#000000');
}

/** Whether text can stand in a Code 128 barcode: printable ASCII, at most 48 characters. */
export const fitsBarcode = (text: string): boolean => /^[\x20-\x7e]{1,48}$/.test(text);

/** Draws a Code 128 barcode that fills a box; the text beneath is the caller's. */
export function drawBarcode(canvas: Canvas, text: string, box: { x: number; y: number; width: number; height: number }): void {
  const [symbol] = bwip.raw({ bcid: 'code128', text });
  if (!symbol || !('sbs' in symbol)) throw new Error('not a linear barcode');
  const unit = box.width / symbol.sbs.reduce((sum, width) => sum + width, 0);
  let left = box.x;
  let path = '';
  for (const [index, width] of symbol.sbs.entries()) {
    // Bars and spaces take turns, a bar first.
    if (index % 2 === 0) path += `${numbers(left, box.y, width * unit, box.height)} re `;
    left += width * unit;
  }
  canvas.fillPath(path, '#000000');
}
