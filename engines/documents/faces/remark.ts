import { documentErrors } from '../errors.ts';
import type { Canvas } from '../pdf/canvas.ts';
import type { PdfDraft } from '../pdf/draft.ts';
import { findGlyphs, widthOf } from '../typesetting/glyphs.ts';

const maxLength = 120;
const remarkColour = '#d6d6d6';

/**
 * Repeats a remark slantwise over the page, pale under the text, and once in full at the foot.
 *
 * @throws documents.tooLong beyond 120 characters
 */
export function drawRemark(draft: PdfDraft, canvas: Canvas, remark: string): void {
  if (remark.length > maxLength) throw documentErrors.tooLong({ limit: maxLength, unit: '个字' });
  const glyphs = findGlyphs(draft.fonts, [{ text: remark, slot: 'heading' }]);
  const width = widthOf(glyphs);
  const size = Math.min(16, canvas.width / 2 / Math.max(width, 1));
  const step = { x: width * size + 70, y: 100 };
  const reach = Math.hypot(canvas.width, canvas.height) / 2;
  canvas.turned(canvas.width / 2, canvas.height / 2, 20, () => {
    for (let row = 0, y = -reach; y < reach; row++, y += step.y) {
      for (let x = -reach - (row % 2) * (step.x / 2); x < reach; x += step.x) canvas.text(glyphs, x, y, size, remarkColour);
    }
  });
  const foot = Math.min(9, (canvas.width * 0.8) / Math.max(width, 1));
  canvas.text(glyphs, (canvas.width - width * foot) / 2, canvas.height - foot, foot);
}
