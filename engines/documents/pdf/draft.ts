import type { FontSet } from '../fonts/slots.ts';
import type { FontFile } from '../fonts/truetype.ts';
import { startCanvas, type Canvas } from './canvas.ts';
import { embedFont, type EmbeddedFont } from './embedded-font.ts';
import { rawStreamBody, startPdfFile, streamBody, type PdfFile } from './file.ts';
import type { ImageEntries, PreparedImage } from './image.ts';
import { dateString, numbers, textString } from './syntax.ts';

/** A PDF being drawn: pages, the fonts they use, and what no font could show. */
export interface PdfDraft {
  readonly fonts: FontSet;
  readonly pages: readonly Canvas[];
  readonly addPage: (width: number, height: number) => Canvas;
  /** Adds a picture and returns the resource name that canvases place it by. */
  readonly addImage: (image: PreparedImage) => string;
  /** Adds a drawing that fills a box of one by one, packed by `packForm`, and returns its resource name. */
  readonly addForm: (form: PackedForm) => string;
  readonly finish: (about: PdfInfo) => FinishedPdf;
}

/** What a PDF says of itself. */
export interface PdfInfo {
  readonly title: string;
  readonly author?: string;
  /** The moment of making; it alone decides the dates inside, so the same input gives the same bytes. */
  readonly at: Date;
}

export interface FinishedPdf {
  readonly pdf: Uint8Array<ArrayBuffer>;
  readonly pages: number;
  /** Characters that no font has, each once. */
  readonly missingGlyphs: readonly string[];
}

/** A drawing compressed once and reused in many documents. */
export interface PackedForm {
  readonly body: Uint8Array;
}

/** Packs PDF operators that draw in a box of the given size, top left corner first. */
export function packForm(operators: string, width: number, height: number): PackedForm {
  // A form is placed like an image: its box is one by one, lower left corner first.
  const matrix = numbers6(1 / width, 0, 0, -1 / height, 0, 1);
  return { body: streamBody(`/Type /XObject /Subtype /Form /BBox [0 0 ${numbers(width, height)}] /Matrix [${matrix}]`, operators) };
}

const numbers6 = (...values: readonly number[]): string => values.map((value) => value.toFixed(8)).join(' ');

/** Begins an empty PDF that sets text in the given fonts. */
export function startPdf(fonts: FontSet): PdfDraft {
  const file = startPdfFile();
  const pages: Canvas[] = [];
  const embedded = new Map<FontFile, EmbeddedFont>();
  const missing = new Set<number>();
  const drawings: number[] = [];
  const addDrawing = (body: Uint8Array): string => `X${drawings.push(file.add(body))}`;
  const host = {
    fontFor: (font: FontFile): EmbeddedFont => {
      let entry = embedded.get(font);
      if (!entry) {
        entry = embedFont(file, font, `F${embedded.size + 1}`);
        embedded.set(font, entry);
      }
      return entry;
    },
    missing: (codePoint: number): EmbeddedFont => {
      missing.add(codePoint);
      return host.fontFor(fonts.body);
    },
  };
  return {
    fonts,
    pages,
    addPage: (width, height) => {
      const canvas = startCanvas(width, height, host);
      pages.push(canvas);
      return canvas;
    },
    addImage: (image) => {
      const mask = image.mask && file.add(rawStreamBody(writeEntries(image.mask.entries), image.mask.bytes));
      return addDrawing(rawStreamBody(`${writeEntries(image.entries)}${mask ? ` /SMask ${mask} 0 R` : ''}`, image.bytes));
    },
    addForm: (form) => addDrawing(form.body),
    finish: (about) => ({
      pdf: writeDocument(file, pages, [...embedded.values()], drawings, about),
      pages: pages.length,
      missingGlyphs: [...missing].map((codePoint) => String.fromCodePoint(codePoint)),
    }),
  };
}

const writeEntries = (entries: ImageEntries): string =>
  Object.entries(entries)
    .map(([key, value]) => `/${key} ${typeof value === 'string' ? `/${value}` : Array.isArray(value) ? `[${value.join(' ')}]` : value}`)
    .join(' ');

function writeDocument(
  file: PdfFile,
  pages: readonly Canvas[],
  fonts: readonly EmbeddedFont[],
  drawings: readonly number[],
  about: PdfInfo,
): Uint8Array<ArrayBuffer> {
  for (const font of fonts) font.write();
  const fontList = fonts.map((font) => `/${font.resource} ${font.objectId} 0 R`).join(' ');
  const drawingList = drawings.map((id, index) => `/X${index + 1} ${id} 0 R`).join(' ');
  const resources = file.add(`<</Font <<${fontList}>> /XObject <<${drawingList}>>>>`);
  const tree = file.reserve();
  const leaves = pages.map((page) => {
    const content = file.add(streamBody('', page.content()));
    return file.add(
      `<</Type /Page /Parent ${tree} 0 R /MediaBox [0 0 ${numbers(page.width, page.height)}] /Resources ${resources} 0 R /Contents ${content} 0 R>>`,
    );
  });
  file.set(tree, `<</Type /Pages /Count ${leaves.length} /Kids [${leaves.map((leaf) => `${leaf} 0 R`).join(' ')}]>>`);
  const root = file.add(`<</Type /Catalog /Pages ${tree} 0 R /Lang (zh-CN) /ViewerPreferences <</DisplayDocTitle true>>>>`);
  const author = about.author === undefined ? '' : ` /Author ${textString(about.author)}`;
  const date = dateString(about.at);
  const info = file.add(`<</Title ${textString(about.title)}${author} /Producer ${textString('一网')} /CreationDate ${date} /ModDate ${date}>>`);
  return file.finish(root, info);
}
