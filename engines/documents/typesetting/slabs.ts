import { documentErrors } from '../errors.ts';
import type { Canvas } from '../pdf/canvas.ts';
import type { PdfDraft } from '../pdf/draft.ts';

/** A piece of a column that is never cut: a line of text, a row of a table, a signature. */
export interface Slab {
  readonly height: number;
  /** Draws with its top left corner at the point given. */
  readonly draw: (canvas: Canvas, x: number, y: number) => void;
  /** Stays on the page of the slab after it, as a heading does. */
  readonly keepWithNext?: boolean;
  /** Drawn again when a page begins with this slab, as a table's header is. */
  readonly repeat?: Slab;
  /** Blank room, dropped at the top of a page. */
  readonly blank?: boolean;
}

/** Where the column stands on every page, in points. */
export interface PageFrame {
  readonly pageWidth: number;
  readonly pageHeight: number;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const maxPages = 300;

/** Blank room between slabs. */
export const gap = (height: number): Slab => ({ height, draw: () => undefined, blank: true });

/**
 * Draws slabs one below the other, on as many pages as they need.
 *
 * @throws documents.tooLong beyond 300 pages
 */
export function drawSlabs(draft: PdfDraft, slabs: readonly Slab[], frame: PageFrame): void {
  let canvas = draft.addPage(frame.pageWidth, frame.pageHeight);
  let used = 0;
  const place = (slab: Slab): void => {
    slab.draw(canvas, frame.left, frame.top + used);
    used += slab.height;
  };
  const turn = (): void => {
    if (draft.pages.length === maxPages) throw documentErrors.tooLong({ limit: maxPages, unit: '页' });
    canvas = draft.addPage(frame.pageWidth, frame.pageHeight);
    used = 0;
  };
  for (const group of keptGroups(slabs)) {
    const height = heightOf(group);
    if (used > 0 && used + height > frame.height + 0.01) turn();
    for (const slab of group) {
      if (used > 0 && used + slab.height > frame.height + 0.01) turn();
      if (used === 0 && slab.blank) continue;
      if (used === 0 && slab.repeat) place(slab.repeat);
      place(slab);
    }
  }
}

const heightOf = (slabs: readonly Slab[]): number => slabs.reduce((sum, slab) => sum + slab.height, 0);

function keptGroups(slabs: readonly Slab[]): Slab[][] {
  const groups: Slab[][] = [[]];
  for (const slab of slabs) {
    groups.at(-1)?.push(slab);
    if (!slab.keepWithNext) groups.push([]);
  }
  return groups.filter((group) => group.length > 0);
}

/** Ties the last slabs to what follows, so that it does not stand alone on a page. */
export function keepLast(slabs: readonly Slab[], count: number): Slab[] {
  return slabs.map((slab, index) => (index >= slabs.length - count ? { ...slab, keepWithNext: true } : slab));
}
