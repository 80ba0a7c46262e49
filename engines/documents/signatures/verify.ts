import { PDFArray, PDFDict, PDFHexString, PDFName, PDFNumber, PDFString, type PDFDocument } from '@cantoo/pdf-lib';
import { AppError } from '../../../kernel/errors.ts';
import { documentErrors } from '../errors.ts';
import { openPdf } from './open-pdf.ts';
import { changesAfter, type LaterChanges } from './revisions.ts';

/** What the cryptography says of a detached CMS signature over some bytes. */
export interface DetachedVerdict {
  readonly valid: boolean;
  /** The signer's certificate as its subject names it; null when it cannot be read. */
  readonly signer: string | null;
  /** Why it is not valid, for people. */
  readonly problem?: string;
}

/** Checks a detached CMS signature: digest, signature, certificate and its chain. Zeros may follow the signature, as PDF pads it. */
export type VerifyDetached = (bytes: Uint8Array, signature: Uint8Array) => Promise<DetachedVerdict>;

/** A seal found in a PDF, and whether what it signed still stands. */
export interface PdfSignature {
  readonly field: string;
  /** From the certificate; the name below is only what the signer wrote. */
  readonly signer: string | null;
  readonly name: string | null;
  readonly reason: string | null;
  readonly location: string | null;
  /** The signer's own clock; null when absent. */
  readonly at: Date | null;
  /** The bytes signed are unchanged and the signature is valid. */
  readonly intact: boolean;
  /** Nothing stands outside the signed bytes but the signature itself. */
  readonly coversWholeDocument: boolean;
  /** What was appended after this signature. */
  readonly changedAfter: LaterChanges;
  /** Why it is not intact, for people; null when it is. */
  readonly problem: string | null;
}

const maxSignatures = 30;

/**
 * Lists the signatures of a PDF in the order they were made, each checked.
 *
 * A signature is only as good as `verify`: pass one that trusts the right authorities.
 *
 * @throws documents.badPdf
 */
export async function verifyPdfSignatures(pdf: Uint8Array, verify: VerifyDetached): Promise<PdfSignature[]> {
  try {
    return await readSignatures(pdf, verify);
  } catch (cause) {
    // A damaged file can break the reader anywhere; whoever asks wants to hear that it is damaged.
    if (cause instanceof AppError) throw cause;
    throw documentErrors.badPdf({ reason: '文件已损坏' });
  }
}

async function readSignatures(pdf: Uint8Array, verify: VerifyDetached): Promise<PdfSignature[]> {
  const document = await openPdf(pdf);
  const found: { end: number; signature: PdfSignature }[] = [];
  for (const { field, dictionary } of signatureFields(document)) {
    const signed = readSigned(pdf, dictionary);
    const verdict: DetachedVerdict =
      typeof signed === 'string' ? { valid: false, signer: null, problem: signed } : await verify(signed.bytes, signed.signature);
    const end = typeof signed === 'string' ? 0 : signed.end;
    found.push({
      end,
      signature: {
        field,
        signer: verdict.signer,
        name: readText(dictionary, 'Name'),
        reason: readText(dictionary, 'Reason'),
        location: readText(dictionary, 'Location'),
        at: readDate(dictionary),
        intact: verdict.valid,
        coversWholeDocument: end === pdf.length,
        changedAfter: end === 0 ? 'other' : await changesAfter(pdf, end, document),
        problem: verdict.valid ? null : (verdict.problem ?? '签名无效，文件在盖章后被改动过'),
      },
    });
  }
  return found.toSorted((a, b) => a.end - b.end).map(({ signature }) => signature);
}

function signatureFields(document: PDFDocument): { field: string; dictionary: PDFDict }[] {
  const found: { field: string; dictionary: PDFDict }[] = [];
  const seen = new Set<PDFDict>();
  const visit = (list: PDFArray | undefined, path: string): void => {
    for (let index = 0; index < (list?.size() ?? 0) && found.length < maxSignatures; index++) {
      const field = list?.lookupMaybe(index, PDFDict);
      if (!field || seen.has(field)) continue;
      seen.add(field);
      const name = [path, readText(field, 'T')].filter(Boolean).join('.');
      const value = field.lookupMaybe(PDFName.of('V'), PDFDict);
      if (field.lookup(PDFName.of('FT')) === PDFName.of('Sig') && value) found.push({ field: name, dictionary: value });
      visit(field.lookupMaybe(PDFName.of('Kids'), PDFArray), name);
    }
  };
  visit(document.catalog.lookupMaybe(PDFName.of('AcroForm'), PDFDict)?.lookupMaybe(PDFName.of('Fields'), PDFArray), '');
  return found;
}

/**
 * Reads the bytes a signature covers; a sentence when its range is not honest.
 *
 * The range must start at 0 and leave out exactly the signature's own hexadecimal string: anything more left out could be changed unseen.
 */
function readSigned(pdf: Uint8Array, dictionary: PDFDict): { bytes: Uint8Array; signature: Uint8Array; end: number } | string {
  const range = dictionary.lookupMaybe(PDFName.of('ByteRange'), PDFArray)?.asArray().map((each) => (each instanceof PDFNumber ? each.asNumber() : Number.NaN));
  const contents = dictionary.lookup(PDFName.of('Contents'));
  const [from, gapStart, gapEnd, rest] = range ?? [];
  if (range?.length !== 4 || from === undefined || gapStart === undefined || gapEnd === undefined || rest === undefined || !(contents instanceof PDFHexString)) {
    return '签名缺少所覆盖的范围';
  }
  const end = gapEnd + rest;
  if (from !== 0 || !range.every(Number.isInteger) || gapStart <= 0 || gapEnd <= gapStart || rest < 0 || end > pdf.length) return '签名所覆盖的范围不合规';
  const gap = Buffer.from(pdf.buffer, pdf.byteOffset + gapStart, gapEnd - gapStart).toString('latin1');
  if (gap !== `<${contents.asString()}>`) return '签名所覆盖的范围不合规';
  const bytes = Buffer.concat([pdf.subarray(0, gapStart), pdf.subarray(gapEnd, end)]);
  return { bytes, signature: contents.asBytes(), end };
}

function readText(dictionary: PDFDict, key: string): string | null {
  const value = dictionary.lookup(PDFName.of(key));
  return value instanceof PDFHexString || value instanceof PDFString ? value.decodeText() : null;
}

const datePattern = /^D:(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?(\d{2})?(?:(Z)|([+-]\d{2})'?(\d{2})?'?)?/;

/** Reads the claimed time; null when there is none that can be read. */
function readDate(dictionary: PDFDict): Date | null {
  const [, year, month = '01', day = '01', hour = '00', minute = '00', second = '00', , zone = '+00', zoneMinutes = '00'] =
    datePattern.exec(readText(dictionary, 'M') ?? '') ?? [];
  const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}:${zoneMinutes}`);
  return Number.isNaN(at.getTime()) ? null : at;
}
