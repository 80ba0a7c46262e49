import { documentErrors } from './errors.ts';
import type { FontSlot } from './fonts/model.ts';
import { openFonts, type FontSet } from './fonts/slots.ts';
import type { Canvas } from './pdf/canvas.ts';
import { startPdf, type FinishedPdf } from './pdf/draft.ts';
import { pointsPerMm } from './pdf/syntax.ts';
import type { Sheet, SheetSection } from './sheet-model.ts';
import { findGlyphs, widthOf, type Span } from './typesetting/glyphs.ts';
import { paragraphSlabs, titleSlabs } from './typesetting/paragraph.ts';
import { drawSlabs, gap, keepLast, type PageFrame, type Slab } from './typesetting/slabs.ts';
import { rowSlabs, tableSlabs, type Column, type TableStyle } from './typesetting/table.ts';

export interface SheetOptions {
  /** The moment of making. */
  readonly at: Date;
  readonly fonts?: Partial<Record<FontSlot, string>>;
}

const size = 10.5;
const margin = 18 * pointsPerMm;
const labelShade = '#f2f2f2';
const maxRows = 5000;
const maxCharacters = 500_000;

/**
 * Makes a print sheet in black and white: a form as filled, a case, a list.
 *
 * Pairs of label and value stand two to a line where both are short. Every page says 第 1 页，共 3 页.
 *
 * @throws documents.tooLong beyond 5,000 rows or 500,000 characters
 */
export function renderSheet(sheet: Sheet, options: SheetOptions): FinishedPdf {
  refuseTooLong(sheet);
  const fonts = openFonts(options.fonts);
  const draft = startPdf(fonts);
  const frame = frameOf(sheet.landscape === true);
  const style: TableStyle = { size, leading: 15, padding: 4.5, maxHeight: frame.height };
  drawSlabs(draft, [...headSlabs(fonts, sheet, frame), ...sheet.sections.flatMap((section) => sectionSlabs(fonts, section, frame, style))], frame);
  for (const [index, canvas] of draft.pages.entries()) drawFoot(fonts, canvas, frame, sheet.footer ?? '', `第 ${index + 1} 页，共 ${draft.pages.length} 页`);
  return draft.finish({ title: sheet.title, at: options.at });
}

function refuseTooLong(sheet: Sheet): void {
  const rows = sheet.sections.flatMap((section): readonly (readonly string[])[] => ('columns' in section ? section.rows : section.pairs));
  if (rows.length > maxRows) throw documentErrors.tooLong({ limit: maxRows, unit: '行' });
  const characters = rows.reduce((sum, row) => row.reduce((all, text) => all + text.length, sum), 0);
  if (characters > maxCharacters) throw documentErrors.tooLong({ limit: maxCharacters, unit: '个字' });
}

function frameOf(landscape: boolean): PageFrame {
  const [short, long] = [210 * pointsPerMm, 297 * pointsPerMm];
  const [pageWidth, pageHeight] = landscape ? [long, short] : [short, long];
  return { pageWidth, pageHeight, left: margin, top: margin, width: pageWidth - 2 * margin, height: pageHeight - 2 * margin - 14 };
}

function headSlabs(fonts: FontSet, sheet: Sheet, frame: PageFrame): Slab[] {
  const title = titleSlabs(fonts, [{ text: sheet.title, slot: 'title' }], frame.width, { size: 18, leading: 28, align: 'centre' });
  const subtitle = sheet.subtitle ? paragraphSlabs(fonts, [{ text: sheet.subtitle, slot: 'body' }], frame.width, { size, leading: 18, align: 'centre' }) : [];
  return [...title, ...subtitle, gap(8)];
}

function sectionSlabs(fonts: FontSet, section: SheetSection, frame: PageFrame, style: TableStyle): Slab[] {
  const title = section.title
    ? [...keepLast(paragraphSlabs(fonts, [{ text: section.title, slot: 'heading' }], frame.width, { size: 12, leading: 20 }), 1), keepGap(3)]
    : [];
  const body = 'columns' in section ? listSlabs(fonts, section.columns, section.rows, frame, style) : pairSlabs(fonts, section.pairs, frame, style);
  return [...title, ...body, gap(12)];
}

const keepGap = (height: number): Slab => ({ ...gap(height), keepWithNext: true });

const cell = (text: string, slot: FontSlot = 'body'): Span[] => [{ text, slot }];

/** Lays pairs on a grid of label, value, label, value; a long value takes the whole line. */
function pairSlabs(fonts: FontSet, pairs: readonly (readonly [string, string])[], frame: PageFrame, style: TableStyle): Slab[] {
  const widestLabel = Math.max(0, ...pairs.map(([name]) => widthOf(findGlyphs(fonts, cell(name, 'strong'))) * size));
  const label = Math.min(Math.max(widestLabel + 2 * style.padding + 1, frame.width * 0.14), frame.width * 0.24);
  const half = frame.width / 2 - label;
  const [labelColumn, halfColumn, wideColumn]: [Column, Column, Column] = [
    { width: label, align: 'left', shade: labelShade },
    { width: half, align: 'left' },
    { width: frame.width - label, align: 'left' },
  ];
  const fitsHalf = (value: string): boolean => !value.includes('\n') && widthOf(findGlyphs(fonts, cell(value))) * size <= half - 2 * style.padding;
  const slabs: Slab[] = [];
  for (let at = 0; at < pairs.length; at++) {
    const [name, value] = pairs[at] ?? ['', ''];
    const next = pairs[at + 1];
    if (fitsHalf(value) && next && fitsHalf(next[1])) {
      const cells = [cell(name, 'strong'), cell(value), cell(next[0], 'strong'), cell(next[1])];
      slabs.push(...rowSlabs(fonts, [labelColumn, halfColumn, labelColumn, halfColumn], cells, style));
      at += 1;
    } else {
      slabs.push(...rowSlabs(fonts, [labelColumn, wideColumn], [cell(name, 'strong'), cell(value)], style));
    }
  }
  return slabs;
}

function listSlabs(fonts: FontSet, columns: readonly string[], rows: readonly (readonly string[])[], frame: PageFrame, style: TableStyle): Slab[] {
  const widths = shareWidths(fonts, columns, rows, frame.width - columns.length * 2 * style.padding);
  const laid = widths.map((width): Column => ({ width: width + 2 * style.padding, align: 'left' }));
  return tableSlabs(fonts, laid, columns.map((text) => cell(text, 'strong')), rows.map((row) => row.map((text) => cell(text))), style);
}

const sampled = 50;
/** A column never falls below three characters. */
const narrowest = 3 * size;

/** Gives each column what its content asks for, up to a limit, and shares what is left or lacking in proportion. */
function shareWidths(fonts: FontSet, columns: readonly string[], rows: readonly (readonly string[])[], room: number): number[] {
  const limit = (room / columns.length) * 2.5;
  const wanted = columns.map((title, index) => {
    const texts = [title, ...rows.slice(0, sampled).map((row) => row[index] ?? '')];
    const widest = Math.max(...texts.map((text) => widthOf(findGlyphs(fonts, cell(text))) * size));
    return Math.max(narrowest, Math.min(widest + 1, limit));
  });
  const total = wanted.reduce((sum, width) => sum + width, 0);
  if (total <= room) return wanted.map((width) => width + (room - total) / columns.length);
  const spare = Math.max(total - narrowest * columns.length, 1);
  return wanted.map((width) => narrowest + ((width - narrowest) / spare) * (room - narrowest * columns.length));
}

function drawFoot(fonts: FontSet, canvas: Canvas, frame: PageFrame, footer: string, pageText: string): void {
  const y = frame.top + frame.height + 20;
  const page = findGlyphs(fonts, cell(pageText));
  canvas.text(findGlyphs(fonts, cell(footer)), frame.left, y, 9);
  canvas.text(page, frame.left + frame.width - widthOf(page) * 9, y, 9);
}
