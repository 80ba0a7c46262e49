import { drawBarcode, drawQrCode, fitsBarcode } from '../codes.ts';
import { documentErrors } from '../errors.ts';
import type { FontSlot } from '../fonts/model.ts';
import { openFonts } from '../fonts/slots.ts';
import type { Canvas } from '../pdf/canvas.ts';
import { packForm, startPdf, type FinishedPdf, type PackedForm, type PdfDraft } from '../pdf/draft.ts';
import { prepareImage } from '../pdf/image.ts';
import { pointsPerMm } from '../pdf/syntax.ts';
import type { SealPlace, Verification } from '../places.ts';
import { spellValue } from '../spelling.ts';
import { findGlyphs, widthOf, type Glyph } from '../typesetting/glyphs.ts';
import { breakLines, type Line } from '../typesetting/line-breaking.ts';
import { baselineIn, drawLine, setLines, type TextStyle } from '../typesetting/paragraph.ts';
import type { FaceField, FaceText, LicenceFace } from './model.ts';
import { drawOrnament } from './ornament.ts';
import { drawRemark } from './remark.ts';

export interface FaceOptions {
  /** The moment of making. */
  readonly at: Date;
  /** 正本 or another variant of the face; the first when not given. */
  readonly variant?: string;
  readonly verification?: Verification;
  /** PNG or JPEG files by the keys of the face's pictures; a picture not given leaves its place blank. */
  readonly pictures?: Readonly<Record<string, Uint8Array>>;
  /** Prints the values only, for pre-printed paper (套打), moved by so many millimetres as the printer needs. */
  readonly overprint?: { readonly x: number; readonly y: number };
  /** Marks a copy with its use, user and term (加注件), across the page and at its foot. */
  readonly remark?: string;
  /** Who issues it, as the PDF names its author. */
  readonly issuer?: string;
  readonly fonts?: Partial<Record<FontSlot, string>>;
}

export interface RenderedFace extends FinishedPdf {
  readonly sealPlace: SealPlace | null;
  /** Keys of required fields that had no value. */
  readonly blanks: readonly string[];
  /** Keys of fields whose value did not fit even at the smallest size; it runs below its room. */
  readonly overflows: readonly string[];
}

const maxValueLength = 2000;

const mm = (length: number): number => length * pointsPerMm;

/**
 * Makes the PDF of a licence from its face and the values of its fields.
 *
 * The same face, values and options give the same bytes. The seal is not drawn: `sealPdf` puts it on with its signature.
 *
 * @throws documents.badImage for a picture that is neither PNG nor JPEG; documents.tooLong for a value beyond 2,000 characters
 */
export async function renderFace(face: LicenceFace, values: Readonly<Record<string, unknown>>, options: FaceOptions): Promise<RenderedFace> {
  const draft = startPdf(openFonts(options.fonts));
  const canvas = draft.addPage(mm(face.page.width), mm(face.page.height));
  const variant = options.variant ?? face.variants[0];
  const shown = <Element extends { readonly only: readonly string[] | null }>(elements: readonly Element[]): Element[] =>
    elements.filter(({ only }) => only === null || (variant !== undefined && only.includes(variant)));

  const blanks: string[] = [];
  const overflows: string[] = [];
  const drawValues = (): void => {
    for (const field of shown(face.fields)) {
      const value = spellValue(values[field.key]);
      if (value.length > maxValueLength) throw documentErrors.tooLong({ limit: maxValueLength, unit: '个字' });
      if (value === '' && field.required) blanks.push(field.key);
      if (!drawValue(draft, canvas, field, value)) overflows.push(field.key);
    }
    drawCodes(draft, canvas, face, values, options.verification);
  };
  if (options.overprint) {
    canvas.turned(mm(options.overprint.x), mm(options.overprint.y), 0, drawValues);
  } else {
    canvas.place(draft.addForm(ornamentOf(face)), { x: 0, y: 0, width: canvas.width, height: canvas.height });
    await placePictures(draft, canvas, shown(face.pictures), options.pictures ?? {});
    if (options.remark !== undefined) drawRemark(draft, canvas, options.remark);
    for (const text of shown(face.texts)) drawFaceText(draft, canvas, text);
    for (const field of shown(face.fields)) drawLabel(draft, canvas, field);
    drawValues();
  }
  const title = variant === undefined ? face.name : `${face.name}（${variant}）`;
  const finished = draft.finish({ title, at: options.at, ...(options.issuer === undefined ? {} : { author: options.issuer }) });
  return { ...finished, sealPlace: sealPlace(face), blanks, overflows };
}

const ornaments = new WeakMap<LicenceFace, PackedForm>();

/** The ornament is the same on every licence of a face, so it is drawn and compressed once. */
function ornamentOf(face: LicenceFace): PackedForm {
  let form = ornaments.get(face);
  if (!form) {
    form = packForm(drawOrnament(face), mm(face.page.width), mm(face.page.height));
    ornaments.set(face, form);
  }
  return form;
}

async function placePictures(
  draft: PdfDraft,
  canvas: Canvas,
  places: LicenceFace['pictures'],
  pictures: Readonly<Record<string, Uint8Array>>,
): Promise<void> {
  for (const place of places) {
    const picture = pictures[place.key];
    if (!picture) continue;
    const image = await prepareImage(picture);
    const scale = Math.min(mm(place.width) / image.width, mm(place.height) / image.height);
    const [width, height] = [image.width * scale, image.height * scale];
    const box = { x: mm(place.x) + (mm(place.width) - width) / 2, y: mm(place.y) + (mm(place.height) - height) / 2, width, height };
    canvas.place(draft.addImage(image), box);
  }
}

function drawFaceText(draft: PdfDraft, canvas: Canvas, element: FaceText): void {
  const leading = element.size * 1.5;
  const style: TextStyle = { size: element.size, leading, align: element.align, colour: element.colour };
  const lines = setLines(draft.fonts, [{ text: element.text, slot: element.font }], mm(element.width), style);
  for (const [index, line] of lines.entries()) {
    const glyphs = spaceOut(line.glyphs, element.spacing);
    drawLine(canvas, { ...line, glyphs, width: widthOf(glyphs) }, mm(element.x), mm(element.y) + index * leading, mm(element.width), style);
  }
}

/** Opens every gap between glyphs by so many ems. */
const spaceOut = (glyphs: readonly Glyph[], spacing: number): readonly Glyph[] =>
  spacing === 0 ? glyphs : glyphs.map((glyph, index) => (index === glyphs.length - 1 ? glyph : { ...glyph, advance: glyph.advance + spacing }));

const lineHeight = 1.45;

const baselineOf = (field: FaceField): number => mm(field.y) + baselineIn(field.size, field.size * lineHeight);

/** Draws a value; false when it does not fit. */
function drawValue(draft: PdfDraft, canvas: Canvas, field: FaceField, value: string): boolean {
  if (value === '') return true;
  const { style, lines, fits } = fitValue(draft, field, value);
  const left = mm(field.x + field.labelWidth);
  // A value set smaller on one line keeps the label's baseline.
  const top = lines.length === 1 ? baselineOf(field) - baselineIn(style.size, style.leading) : mm(field.y);
  for (const [index, line] of lines.entries()) drawLine(canvas, line, left, top + index * style.leading, mm(field.width), style);
  return fits;
}

/** Room between a label and its value, in ems of the field's size. */
const labelGap = 1;

function drawLabel(draft: PdfDraft, canvas: Canvas, field: FaceField): void {
  if (field.label === '') return;
  const glyphs = findGlyphs(draft.fonts, [{ text: field.label, slot: 'strong' }]);
  const room = mm(field.labelWidth) / field.size - labelGap - widthOf(glyphs);
  const gaps = glyphs.length - 1;
  const size = room < 0 ? field.size * (1 + room / widthOf(glyphs)) : field.size;
  canvas.text(spaceOut(glyphs, gaps > 0 && room > 0 ? room / gaps : 0), mm(field.x), baselineOf(field), size);
}

/** Sets a value as large as its room allows. */
function fitValue(draft: PdfDraft, field: FaceField, value: string): { style: TextStyle; lines: Line[]; fits: boolean } {
  const glyphs = findGlyphs(draft.fonts, [{ text: value, slot: 'body' }]);
  for (let size = field.size; ; size = Math.max(field.minSize, size - 0.5)) {
    const style: TextStyle = { size, leading: size * lineHeight, align: field.align };
    const lines = breakLines(glyphs, { width: mm(field.width) / size });
    const fits = lines.length * style.leading <= mm(field.height) + 0.01;
    if (fits || size <= field.minSize) return { style, lines, fits };
  }
}

function drawCodes(
  draft: PdfDraft,
  canvas: Canvas,
  face: LicenceFace,
  values: Readonly<Record<string, unknown>>,
  verification: Verification | undefined,
): void {
  const caption = (text: string, centre: number, y: number, size: number): void => {
    const glyphs = findGlyphs(draft.fonts, [{ text, slot: 'body' }]);
    canvas.text(glyphs, centre - (widthOf(glyphs) * size) / 2, y, size);
  };
  if (face.qrCode && verification) {
    const { x, y, size } = face.qrCode;
    drawQrCode(canvas, verification.url, mm(x), mm(y), mm(size));
    caption('扫码核验真伪', mm(x + size / 2), mm(y + size) + 12, 8);
    caption(`核验码 ${verification.code}`, mm(x + size / 2), mm(y + size) + 23, 7);
  }
  const code = face.barcode ? spellValue(values[face.barcode.key]) : '';
  if (face.barcode && fitsBarcode(code)) {
    const { x, y, width, height } = face.barcode;
    drawBarcode(canvas, code, { x: mm(x), y: mm(y), width: mm(width), height: mm(height) });
    caption(code, mm(x + width / 2), mm(y + height) + 9, 8);
  }
}

function sealPlace(face: LicenceFace): SealPlace | null {
  if (!face.seal) return null;
  const { x, y, size } = face.seal;
  return { page: 1, x: mm(x - size / 2), y: mm(face.page.height - y - size / 2), width: mm(size), height: mm(size) };
}
