import { chinaDate } from '../../../kernel/dates.ts';
import { drawQrCode } from '../codes.ts';
import type { FontSlot } from '../fonts/model.ts';
import { openFonts, type FontSet } from '../fonts/slots.ts';
import type { Canvas } from '../pdf/canvas.ts';
import { startPdf, type FinishedPdf, type PdfDraft } from '../pdf/draft.ts';
import { pointsPerMm } from '../pdf/syntax.ts';
import { spellDate } from '../spelling.ts';
import { findGlyphs, widthOf, type Span } from '../typesetting/glyphs.ts';
import { baselineIn, paragraphSlabs, titleSlabs, type TextStyle } from '../typesetting/paragraph.ts';
import { drawSlabs, gap, keepLast, type PageFrame, type Slab } from '../typesetting/slabs.ts';
import { tableSlabs, type TableStyle } from '../typesetting/table.ts';
import type { SealPlace, Verification } from '../places.ts';
import type { FilledLetter, LetterBlock, TextRun } from './model.ts';

export interface LetterOptions {
  /** The moment of making, which is the date of the letter when it names none. */
  readonly at: Date;
  readonly verification?: Verification;
  /** Diameter of the seal to leave room for, in millimetres; 42 when not given. */
  readonly sealMm?: number;
  /** Font files of the city's own. */
  readonly fonts?: Partial<Record<FontSlot, string>>;
}

export interface RenderedLetter extends FinishedPdf {
  /** Where the seal goes; null for a letter without one. */
  readonly sealPlace: SealPlace | null;
}

// GB/T 9704-2012: size 3 type (16 pt), 28 characters a line, 22 lines a page, title in size 2 (22 pt), page number in size 4 (14 pt).
const size = 16;
const leading = 28;
const page = { width: 210 * pointsPerMm, height: 297 * pointsPerMm };
const columnWidth = 28 * size;
const frame: PageFrame = {
  pageWidth: page.width,
  pageHeight: page.height,
  left: (page.width - columnWidth) / 2,
  top: 37 * pointsPerMm,
  width: columnWidth,
  height: 225 * pointsPerMm,
};

const bodyStyle: TextStyle = { size, leading, align: 'justify', firstIndent: 2 };
const plainStyle: TextStyle = { size, leading, align: 'justify' };
const titleStyle: TextStyle = { size: 22, leading: 36, align: 'centre' };
const tableStyle: TableStyle = { size: 12, leading: 18, padding: 5, maxHeight: frame.height };

/**
 * Makes the PDF of a filled letter in the layout of official documents.
 *
 * The same letter and options give the same bytes.
 *
 * @source GB/T 9704-2012 党政机关公文格式
 */
export function renderLetter(letter: FilledLetter, options: LetterOptions): RenderedLetter {
  const fonts = openFonts(options.fonts);
  const draft = startPdf(fonts);
  const signature = signatureSlab(draft, letter, options);
  const slabs = [...headSlabs(fonts, letter), ...letter.blocks.flatMap((block) => blockSlabs(fonts, block))];
  drawSlabs(draft, [...keepLast(slabs, 2), signature.slab], frame);
  for (const [index, canvas] of draft.pages.entries()) drawFoot(fonts, canvas, index + 1, options.verification);
  const finished = draft.finish({ title: letter.title, author: letter.signer, at: options.at });
  return { ...finished, sealPlace: letter.sealed ? signature.sealPlace() : null };
}

function headSlabs(fonts: FontSet, letter: FilledLetter): Slab[] {
  const title = (text: string): Slab[] => titleSlabs(fonts, [{ text, slot: 'title' }], frame.width, titleStyle);
  const number = letter.number === null ? [] : paragraphSlabs(fonts, [{ text: letter.number, slot: 'body' }], frame.width, { size, leading, align: 'centre' });
  const addressee = letter.addressee === null ? [] : paragraphSlabs(fonts, [{ text: `${letter.addressee}：`, slot: 'body' }], frame.width, plainStyle);
  return [...title(letter.signer), ...title(letter.title), gap(6), ...number, gap(leading - 6), ...addressee];
}

const spansOf = (runs: readonly TextRun[], slot: FontSlot = 'body'): Span[] =>
  runs.map((run) => ({ text: run.text, slot: run.strong ? 'strong' : slot }));

const isBlank = (runs: readonly TextRun[]): boolean => runs.every((run) => run.text.trim() === '');

function blockSlabs(fonts: FontSet, block: LetterBlock): Slab[] {
  const paragraph = (spans: readonly Span[]): Slab[] => paragraphSlabs(fonts, spans, frame.width, bodyStyle);
  switch (block.kind) {
    case 'heading':
      return keepLast(paragraph(spansOf(block.runs, block.level === 1 ? 'heading' : 'subheading')), 1);
    case 'paragraph':
      return isBlank(block.runs) ? [] : paragraph(spansOf(block.runs));
    case 'list':
      return block.items.flatMap((item, index) => {
        const mark = block.ordered ? `${index + 1}．` : '——';
        return paragraph([{ text: mark, slot: 'body' }, ...spansOf(item)]);
      });
    case 'table': {
      const shares = block.columns.reduce((sum, column) => sum + column.share, 0);
      const columns = block.columns.map(({ share, align }) => ({ width: (share / shares) * frame.width, align }));
      const header = block.header.map((cell) => spansOf(cell, 'strong'));
      const rows = block.rows.map((row) => row.map((cell) => spansOf(cell)));
      return [gap(6), ...tableSlabs(fonts, columns, header, rows, tableStyle), gap(8)];
    }
  }
}

interface SignatureSlab {
  readonly slab: Slab;
  readonly sealPlace: () => SealPlace | null;
}

/** Signer over date at the right, seal over both, and the code for checking at the left. */
function signatureSlab(draft: PdfDraft, letter: FilledLetter, options: LetterOptions): SignatureSlab {
  const { fonts } = draft;
  const seal = (options.sealMm ?? 42) * pointsPerMm;
  const signer = findGlyphs(fonts, [{ text: letter.signer, slot: 'body' }]);
  const date = findGlyphs(fonts, [{ text: letter.date ?? spellDate(chinaDate(options.at)), slot: 'body' }]);
  const signerSize = Math.min(size, frame.width / widthOf(signer));
  // The date stands four characters from the right, the signer over its middle, a long one as far right as it fits.
  const dateCentre = frame.width - (4 + widthOf(date) / 2) * size;
  const centre = Math.min(dateCentre, frame.width - (widthOf(signer) / 2) * signerSize);
  // 居中下压: the names stand a little below the middle of the seal, whose top is within a line of the text.
  const sealTop = 12;
  const signerTop = letter.sealed ? Math.max(leading, sealTop + seal / 2 - leading + 10) : leading * 1.5;
  const height = Math.max(signerTop + 2 * leading, letter.sealed ? sealTop + seal : 0, options.verification ? 110 : 0);
  let place: SealPlace | null = null;
  const slab: Slab = {
    height,
    draw: (canvas, x, y) => {
      canvas.text(signer, x + centre - (widthOf(signer) / 2) * signerSize, y + signerTop + baselineIn(size, leading), signerSize);
      canvas.text(date, x + centre - (widthOf(date) / 2) * size, y + signerTop + leading + baselineIn(size, leading), size);
      if (options.verification) drawVerification(fonts, canvas, options.verification, x, y + 24);
      place = { page: draft.pages.length, x: x + centre - seal / 2, y: page.height - (y + sealTop + seal), width: seal, height: seal };
    },
  };
  return { slab, sealPlace: () => place };
}

const codeSize = 22 * pointsPerMm;
const small = 9;

function drawVerification(fonts: FontSet, canvas: Canvas, verification: Verification, x: number, y: number): void {
  drawQrCode(canvas, verification.url, x, y, codeSize);
  const caption = findGlyphs(fonts, [{ text: '扫码核验真伪', slot: 'body' }]);
  canvas.text(caption, x + (codeSize - widthOf(caption) * small) / 2, y + codeSize + 14, small);
}

/** Page number at the outer edge between dashes, and the line that says how to check without a phone. */
function drawFoot(fonts: FontSet, canvas: Canvas, number: number, verification: Verification | undefined): void {
  const y = frame.top + frame.height + 7 * pointsPerMm + 10;
  const text = findGlyphs(fonts, [{ text: `— ${number} —`, slot: 'body' }]);
  const x = number % 2 === 1 ? frame.left + frame.width - (widthOf(text) + 1) * 14 : frame.left + 14;
  canvas.text(text, x, y, 14);
  if (!verification) return;
  const line = findGlyphs(fonts, [{ text: `核验码：${verification.code}　核验网址：${verification.site}`, slot: 'body' }]);
  const lineX = number % 2 === 1 ? frame.left : frame.left + frame.width - widthOf(line) * small;
  canvas.text(line, lineX, y, small);
}
