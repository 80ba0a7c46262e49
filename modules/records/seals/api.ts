export { applySeal, signWithSeal, type PdfSealRequest, type SealRequest } from './actions/apply.ts';
export { sealKeys, sealsOnFirstUse, type SealKeys } from './ports.ts';
export { nameOnSeal } from './rules.ts';
export { storedSealKeys } from './store/keys.ts';
export { verifySealedPdf } from './verify.ts';
