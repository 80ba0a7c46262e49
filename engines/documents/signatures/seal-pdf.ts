import {
  PDFArray, PDFDict, PDFHexString, PDFName, PDFNumber, PDFRawStream, PDFString,
  type PDFContext, type PDFDocument, type PDFObject, type PDFRef,
} from '@cantoo/pdf-lib';
import { documentErrors } from '../errors.ts';
import { prepareImage, type PreparedImage } from '../pdf/image.ts';
import { dateString, number } from '../pdf/syntax.ts';
import type { SealPlace, SeamPlace } from '../places.ts';
import { impressionsOf, type Impression } from './impressions.ts';
import { openPdf } from './open-pdf.ts';

/** Signs bytes and returns a detached CMS SignedData in DER: a key of our own, a seal server, a hardware module. */
export type SignDetached = (bytes: Uint8Array) => Promise<Uint8Array>;

export interface PdfSeal {
  /** The seal's picture, PNG with transparency. */
  readonly image: Uint8Array;
  readonly place: SealPlace | SeamPlace;
  readonly sign: SignDetached;
  /** Whose seal it is, as readers show it. */
  readonly name: string;
  readonly reason: string;
  readonly location?: string;
  /** The moment of signing, as the signer's clock says. */
  readonly at: Date;
}

/** Room for the CMS with its certificates, in bytes. */
const signatureRoom = 6144;
const placeholder = 9_999_999_999;
const wholeRange = `[ 0 ${placeholder} ${placeholder} ${placeholder} ]`;

/**
 * Puts a seal on a PDF and signs the whole file, by appending to it: what was there stays byte for byte.
 *
 * A seam seal (骑缝章) is one signature whose picture is shared out over the pages.
 * A file that already bears seals keeps them valid. The signature is `adbe.pkcs7.detached`, so that readers without
 * SM2 still list it with its name, reason and time.
 *
 * @throws documents.badPdf for a file that is damaged, encrypted or closed to changes by its author
 * @throws documents.badImage, documents.signatureTooLong
 * @source ISO 32000-1 12.8; GM/T 0031 and GB/T 38540 govern the seal's picture and key, not this container
 */
export async function sealPdf(pdf: Uint8Array, seal: PdfSeal): Promise<Uint8Array<ArrayBuffer>> {
  const image = await prepareImage(seal.image);
  const document = await openPdf(pdf, { forIncrementalUpdate: true });
  const impressions = impressionsOf(document, seal.place);
  refuseClosed(document);
  const picture = addPicture(document.context, image);
  addField(document, seal, impressions.map((impression) => addWidget(document.context, impression, picture)));
  const appended = await document.commit({ useObjectStreams: false });
  return signPlaceholder(appended, pdf.length, seal.sign);
}

/** A certified document may forbid every later change, a seal included. */
function refuseClosed(document: PDFDocument): void {
  const certification = document.catalog.lookupMaybe(PDFName.of('Perms'), PDFDict)?.lookupMaybe(PDFName.of('DocMDP'), PDFDict);
  const reference = certification?.lookupMaybe(PDFName.of('Reference'), PDFArray)?.lookupMaybe(0, PDFDict);
  const permission = reference?.lookupMaybe(PDFName.of('TransformParams'), PDFDict)?.lookupMaybe(PDFName.of('P'), PDFNumber);
  if (permission?.asNumber() === 1) throw documentErrors.badPdf({ reason: '文件的作者已禁止任何修改' });
}

function addPicture(context: PDFContext, image: PreparedImage): PDFRef {
  const mask = image.mask && context.register(PDFRawStream.of(context.obj({ ...image.mask.entries }) as PDFDict, image.mask.bytes));
  const entries = context.obj({ ...image.entries, ...(mask ? { SMask: mask } : {}) }) as PDFDict;
  return context.register(PDFRawStream.of(entries, image.bytes));
}

/** Puts one impression on its page. */
function addWidget(context: PDFContext, impression: Impression, picture: PDFRef): PDFRef {
  const { page, x, y, width, height, pictureWidth, pictureLeft } = impression;
  const appearance = context.register(
    // Ink does not hide what is printed below it, so the picture darkens it instead of covering it.
    context.stream(`q /Ink gs ${number(pictureWidth)} 0 0 ${number(height)} ${number(-pictureLeft)} 0 cm /Seal Do Q`, {
      Type: 'XObject',
      Subtype: 'Form',
      BBox: [0, 0, width, height],
      Resources: { XObject: { Seal: picture }, ExtGState: { Ink: { BM: 'Multiply' } } },
    }),
  );
  const widget = context.register(
    context.obj({
      Type: 'Annot',
      Subtype: 'Widget',
      Rect: [x, y, x + width, y + height],
      // Printed with the page, and locked: a reader must not offer to move it.
      F: 132,
      P: page.ref,
      AP: { N: appearance },
    }),
  );
  const annotations = page.node.lookupMaybe(PDFName.of('Annots'), PDFArray);
  if (annotations) annotations.push(widget);
  else page.node.set(PDFName.of('Annots'), context.obj([widget]));
  return widget;
}

function signatureOf(context: PDFContext, seal: PdfSeal): PDFDict {
  return context.obj({
    Type: 'Sig',
    Filter: 'Adobe.PPKLite',
    SubFilter: 'adbe.pkcs7.detached',
    ByteRange: [0, placeholder, placeholder, placeholder],
    Contents: PDFHexString.of('0'.repeat(signatureRoom * 2)),
    M: PDFString.of(dateString(seal.at).slice(1, -1)),
    Name: PDFHexString.fromText(seal.name),
    Reason: PDFHexString.fromText(seal.reason),
    ...(seal.location === undefined ? {} : { Location: PDFHexString.fromText(seal.location) }),
  }) as PDFDict;
}

/** Adds the signature field to the form, which is made if the document has none. */
function addField(document: PDFDocument, seal: PdfSeal, widgets: readonly PDFRef[]): void {
  const { context, catalog } = document;
  const formName = PDFName.of('AcroForm');
  const fieldsName = PDFName.of('Fields');
  let form = catalog.lookupMaybe(formName, PDFDict);
  if (!form) {
    form = context.obj({ Fields: [] }) as PDFDict;
    catalog.set(formName, context.register(form));
  }
  if (!form.has(fieldsName)) form.set(fieldsName, context.obj([]));
  // 3: the form has signatures, and may only be appended to.
  form.set(PDFName.of('SigFlags'), PDFNumber.of(3));
  const fields = form.lookup(fieldsName, PDFArray);
  const field = signatureField(context, widgets, context.register(signatureOf(context, seal)));
  context.lookup(field, PDFDict).set(PDFName.of('T'), PDFString.of(`Seal${fields.size() + 1}`));
  fields.push(field);
}

/** A single widget is the field itself, as all readers know it; several are the field's kids. */
function signatureField(context: PDFContext, widgets: readonly PDFRef[], signature: PDFRef): PDFRef {
  const [first, ...others] = widgets;
  const setOn = (reference: PDFRef | undefined, key: string, value: PDFObject): void => {
    if (reference) context.lookup(reference, PDFDict).set(PDFName.of(key), value);
  };
  // Kids inherit the signature; some readers only look at a kid's own, so the first has it too.
  setOn(first, 'V', signature);
  if (first && others.length === 0) {
    setOn(first, 'FT', PDFName.of('Sig'));
    return first;
  }
  const field = context.register(context.obj({ FT: 'Sig', V: signature, Kids: [...widgets] }));
  for (const widget of widgets) setOn(widget, 'Parent', field);
  return field;
}

/** Fills in which bytes are signed (all but the signature itself), has them signed, and puts the signature in. */
async function signPlaceholder(appended: Uint8Array, from: number, sign: SignDetached): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = Buffer.from(appended);
  const rangeAt = bytes.indexOf(`/ByteRange ${wholeRange}`, from, 'latin1');
  const contentsAt = bytes.indexOf(`/Contents <${'0'.repeat(64)}`, from, 'latin1');
  if (rangeAt < 0 || contentsAt < 0) throw new Error('pdf-lib wrote the signature in an unknown form');
  const start = contentsAt + '/Contents '.length;
  const end = start + signatureRoom * 2 + 2;
  const range = `/ByteRange [0 ${start} ${end} ${bytes.length - end}]`;
  bytes.write(range.padEnd(`/ByteRange ${wholeRange}`.length), rangeAt, 'latin1');
  const signature = await sign(Buffer.concat([bytes.subarray(0, start), bytes.subarray(end)]));
  if (signature.length > signatureRoom) throw documentErrors.signatureTooLong();
  bytes.write(Buffer.from(signature).toString('hex'), start + 1, 'latin1');
  return new Uint8Array(bytes);
}
