import type { FontSet } from '../fonts/slots.ts';
import type { Canvas } from '../pdf/canvas.ts';
import type { Span } from './glyphs.ts';
import type { Line } from './line-breaking.ts';
import { drawLine, setLines, type TextStyle } from './paragraph.ts';
import type { Slab } from './slabs.ts';

export interface Column {
  /** Width in points. */
  readonly width: number;
  readonly align: 'left' | 'centre' | 'right';
  /** Background, as of a column of labels. */
  readonly shade?: string;
}

export interface TableStyle {
  readonly size: number;
  readonly leading: number;
  readonly padding: number;
  /** Tallest row in one piece, in points; a taller one goes on in the next piece. */
  readonly maxHeight: number;
}

const rule = 0.5;

/** Sets a row of cells as one slab, or several when it is taller than a page. */
export function rowSlabs(fonts: FontSet, columns: readonly Column[], cells: readonly (readonly Span[])[], style: TableStyle): Slab[] {
  const textStyles = columns.map((column): TextStyle => ({ size: style.size, leading: style.leading, align: column.align }));
  const lines = columns.map((column, index) =>
    setLines(fonts, cells[index] ?? [], column.width - 2 * style.padding, textStyles[index] ?? { size: style.size, leading: style.leading }),
  );
  const tallest = Math.max(1, ...lines.map((cell) => cell.length));
  const perPiece = Math.max(1, Math.floor((style.maxHeight - 2 * style.padding) / style.leading));
  const pieces: Slab[] = [];
  for (let from = 0; from < tallest; from += perPiece) {
    const piece = lines.map((cell) => cell.slice(from, from + perPiece));
    pieces.push(rowPiece(columns, piece, textStyles, style));
  }
  return pieces;
}

function rowPiece(columns: readonly Column[], cells: readonly (readonly Line[])[], textStyles: readonly TextStyle[], style: TableStyle): Slab {
  const height = Math.max(1, ...cells.map((cell) => cell.length)) * style.leading + 2 * style.padding;
  return {
    height,
    draw: (canvas, x, y) => {
      let left = x;
      for (const [index, column] of columns.entries()) {
        const box = { x: left, y, width: column.width, height };
        if (column.shade) canvas.fillBox(box, column.shade);
        canvas.frame(box, { width: rule });
        drawCell(canvas, cells[index] ?? [], box, textStyles[index], style);
        left += column.width;
      }
    },
  };
}

function drawCell(
  canvas: Canvas,
  lines: readonly Line[],
  box: { x: number; y: number; width: number; height: number },
  textStyle: TextStyle | undefined,
  style: TableStyle,
): void {
  if (!textStyle) return;
  const top = box.y + (box.height - lines.length * style.leading) / 2;
  for (const [index, line] of lines.entries()) {
    drawLine(canvas, line, box.x + style.padding, top + index * style.leading, box.width - 2 * style.padding, textStyle);
  }
}

/** Sets a table whose header comes again on each page. */
export function tableSlabs(
  fonts: FontSet,
  columns: readonly Column[],
  header: readonly (readonly Span[])[],
  rows: readonly (readonly (readonly Span[])[])[],
  style: TableStyle,
): Slab[] {
  const heads = columns.map((column): Column => ({ ...column, align: 'centre', shade: '#f2f2f2' }));
  const top = rowSlabs(fonts, heads, header, style).map((slab) => ({ ...slab, keepWithNext: rows.length > 0 }));
  const [first] = top;
  const body = rows.flatMap((row) => rowSlabs(fonts, columns, row, { ...style, maxHeight: style.maxHeight - (first?.height ?? 0) }));
  return [...top, ...body.map((slab) => (first && top.length === 1 ? { ...slab, repeat: first } : slab))];
}
