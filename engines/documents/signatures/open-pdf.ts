import { EncryptedPDFError, PDFDocument } from '@cantoo/pdf-lib';
import { documentErrors } from '../errors.ts';

const maxBytes = 50 * 1024 * 1024;

/**
 * Opens a PDF that came from anywhere.
 *
 * @throws documents.badPdf when it is too large, damaged or encrypted
 */
export async function openPdf(pdf: Uint8Array, options: { readonly forIncrementalUpdate?: boolean } = {}): Promise<PDFDocument> {
  if (pdf.length > maxBytes) throw documentErrors.badPdf({ reason: `文件超过 ${maxBytes / 1024 / 1024} MB` });
  const bytes = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.length);
  if (!bytes.subarray(0, 1024).includes('%PDF-')) throw documentErrors.badPdf({ reason: '不是 PDF 文件' });
  try {
    const document = await PDFDocument.load(pdf, { updateMetadata: false, throwOnInvalidObject: true, ...options });
    document.getPages();
    return document;
  } catch (cause) {
    // An encrypted file may already fail while its strings are read.
    const encrypted = cause instanceof EncryptedPDFError || bytes.includes('/Encrypt ');
    throw documentErrors.badPdf({ reason: encrypted ? '文件已加密' : '文件已损坏' });
  }
}

/** Counts the pages of a PDF. @throws documents.badPdf */
export const pdfPageCount = async (pdf: Uint8Array): Promise<number> => (await openPdf(pdf)).getPageCount();
