export { signDetached, type SignatureRequest } from './sign.ts';
export { type SignatureResult, verifyDetached } from './verify.ts';
