import type { PDFDocument, PDFPage } from '@cantoo/pdf-lib';
import { documentErrors } from '../errors.ts';
import { pointsPerMm } from '../pdf/syntax.ts';
import type { SealPlace, SeamPlace } from '../places.ts';

/** The part of a seal's picture that one page shows. */
export interface Impression {
  readonly page: PDFPage;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Width of the whole picture, and how much of it lies left of this part. */
  readonly pictureWidth: number;
  readonly pictureLeft: number;
}

/** More pages than this share no picture: the strips would be too narrow to see. */
const pagesPerSeam = 12;

/**
 * Works out where a seal falls on the pages of a document.
 *
 * @throws documents.badPdf when the page is not there, or a seam is asked of a single page
 */
export function impressionsOf(document: PDFDocument, place: SealPlace | SeamPlace): Impression[] {
  const pages = document.getPages();
  if ('seamMm' in place) return seamImpressions(pages, place.seamMm * pointsPerMm);
  const page = pages[place.page - 1];
  if (!page) throw documentErrors.badPdf({ reason: `没有第 ${place.page} 页` });
  return [{ ...place, page, pictureWidth: place.width, pictureLeft: 0 }];
}

/** Cuts the picture into upright strips, one for each page's right edge; a long file gets several whole pictures. */
function seamImpressions(pages: readonly PDFPage[], size: number): Impression[] {
  if (pages.length < 2) throw documentErrors.badPdf({ reason: '只有一页，不能加盖骑缝章' });
  const groups = Math.ceil(pages.length / pagesPerSeam);
  const perGroup = Math.ceil(pages.length / groups);
  return pages.map((page, index) => {
    const group = Math.floor(index / perGroup);
    const strips = Math.min(perGroup, pages.length - group * perGroup);
    const width = size / strips;
    const edge = page.getCropBox();
    return {
      page,
      x: edge.x + edge.width - width,
      y: edge.y + (edge.height - size) / 2,
      width,
      height: size,
      pictureWidth: size,
      pictureLeft: (index % perGroup) * width,
    };
  });
}
