/** The engine of official documents: letters, licences, print sheets, seals and their signatures, as PDF. */
export * from './contract.ts';
export { checkTemplate, compileTemplate, type TemplateOptions } from './letters/compile.ts';
export { renderLetter, type LetterOptions, type RenderedLetter } from './letters/render.ts';
export { checkFace, compileFace } from './faces/check.ts';
export { renderFace, type FaceOptions, type RenderedFace } from './faces/render.ts';
export { renderSheet, type SheetOptions } from './sheets.ts';
export { drawSeal } from './seals/draw.ts';
export { sealPdf, type PdfSeal, type SignDetached } from './signatures/seal-pdf.ts';
export { verifyPdfSignatures, type DetachedVerdict, type PdfSignature, type VerifyDetached } from './signatures/verify.ts';
export type { LaterChanges } from './signatures/revisions.ts';
export { pdfPageCount } from './signatures/open-pdf.ts';
export { findText, sealOver } from './signatures/find-text.ts';
export type { FinishedPdf } from './pdf/draft.ts';
