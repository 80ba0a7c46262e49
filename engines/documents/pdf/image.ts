import { createHash } from 'node:crypto';
import { deflateSync, inflateSync } from 'node:zlib';
import { JpegEmbedder, PDFContext, PDFName, PDFStream, PngEmbedder } from '@cantoo/pdf-lib';
import { documentErrors } from '../errors.ts';

/** Entries of an image's dictionary but for its length and mask; strings stand for PDF names. */
export type ImageEntries = Readonly<Record<string, string | number | number[]>>;

/** A picture decoded once and packed as PDF wants it, with its transparency apart. */
export interface PreparedImage {
  readonly width: number;
  readonly height: number;
  readonly entries: ImageEntries;
  readonly bytes: Uint8Array;
  readonly mask: { readonly entries: ImageEntries; readonly bytes: Uint8Array } | null;
}

const maxBytes = 4 * 1024 * 1024;
const maxSide = 4000;
const kept = 64;
const prepared = new Map<string, Promise<PreparedImage>>();

/**
 * Decodes a PNG or JPEG picture for use in PDFs; the last 64 pictures are remembered, as a seal comes back all day.
 *
 * @throws documents.badImage for another format, more than 4 MB or more than 4000 pixels a side
 */
export async function prepareImage(picture: Uint8Array): Promise<PreparedImage> {
  const key = createHash('sm3').update(picture).digest('base64');
  let image = prepared.get(key);
  prepared.delete(key);
  image ??= decode(picture);
  prepared.set(key, image);
  for (const oldest of prepared.keys()) {
    if (prepared.size <= kept) break;
    prepared.delete(oldest);
  }
  return image;
}

async function decode(picture: Uint8Array): Promise<PreparedImage> {
  const context = PDFContext.create();
  try {
    const embedder = await readPicture(picture);
    const stream = context.lookup(await embedder.embedIntoContext(context), PDFStream);
    const mask = stream.dict.lookupMaybe(PDFName.of('SMask'), PDFStream);
    const { width, height, colorSpace } = embedder;
    return {
      width,
      height,
      entries: imageEntries(embedder, embedder instanceof PngEmbedder ? 'FlateDecode' : 'DCTDecode', colorSpace),
      bytes: mask ? unifyInk(stream.getContents(), mask.getContents()) : stream.getContents(),
      mask: mask ? { entries: imageEntries(embedder, 'FlateDecode', 'DeviceGray'), bytes: mask.getContents() } : null,
    };
  } catch (cause) {
    throw documentErrors.badImage({ reason: cause instanceof Error ? cause.message : String(cause) });
  }
}

/** Colours this near to each other are one ink whose edges were smoothed. */
const inkTolerance = 24;

/** Makes a picture in one ink a plane of that ink: its shape is in the mask, and the colours at the edges only cost 25 KB a seal. */
function unifyInk(packedColours: Uint8Array, packedMask: Uint8Array): Uint8Array {
  const mask = inflateSync(packedMask);
  const solid = mask.indexOf(255);
  if (solid < 0) return packedColours;
  const colours = inflateSync(packedColours);
  const ink = colours.subarray(solid * 3, solid * 3 + 3);
  const [red = 0, green = 0, blue = 0] = ink;
  for (let pixel = 0; pixel < mask.length; pixel++) {
    // Faint pixels lost their colour to rounding; they are not seen anyway.
    if ((mask[pixel] ?? 0) < 32) continue;
    const distance = Math.max(
      Math.abs((colours[pixel * 3] ?? 0) - red), Math.abs((colours[pixel * 3 + 1] ?? 0) - green), Math.abs((colours[pixel * 3 + 2] ?? 0) - blue),
    );
    if (distance > inkTolerance) return packedColours;
  }
  return deflateSync(Buffer.alloc(colours.length, ink));
}

function imageEntries(image: { width: number; height: number; bitsPerComponent: number }, filter: string, colourSpace: string): ImageEntries {
  const entries = {
    Type: 'XObject', Subtype: 'Image', Width: image.width, Height: image.height,
    BitsPerComponent: image.bitsPerComponent, ColorSpace: colourSpace, Filter: filter,
  };
  // JPEG pictures in four colours are stored inverted, by the habit of the programs that write them.
  return colourSpace === 'DeviceCMYK' ? { ...entries, Decode: [1, 0, 1, 0, 1, 0, 1, 0] } : entries;
}

const isPng = (picture: Uint8Array): boolean => [0x89, 0x50, 0x4e, 0x47].every((byte, index) => picture[index] === byte);

async function readPicture(picture: Uint8Array): Promise<PngEmbedder | JpegEmbedder> {
  if (picture.length > maxBytes) throw new Error('too many bytes');
  const view = new DataView(picture.buffer, picture.byteOffset, picture.byteLength);
  // Size is read before decoding: a small file may claim a huge picture.
  if (isPng(picture) && Math.max(view.getUint32(16), view.getUint32(20)) > maxSide) throw new Error('too many pixels');
  return isPng(picture) ? PngEmbedder.for(picture) : JpegEmbedder.for(picture);
}
