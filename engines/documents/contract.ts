/** What the browser may use: the shapes of letters, faces, seals and sheets, and the filling of letters for a preview. */
export { documentErrors } from './errors.ts';
export { fillLetter, type FillOptions } from './letters/fill.ts';
export type { CompiledTemplate, FilledLetter, LetterBlank, LetterBlock, TableColumn, TemplateProblem, TextRun } from './letters/model.ts';
export type { FontSlot } from './fonts/model.ts';
export type { FaceField, FacePicture, FaceProblem, FaceText, LicenceFace } from './faces/model.ts';
export type { SealDrawing, SealPicture } from './seals/model.ts';
export type { SealPlace, SeamPlace, Verification } from './places.ts';
export type { Sheet, SheetSection } from './sheet-model.ts';
export { spellDate, spellValue } from './spelling.ts';
