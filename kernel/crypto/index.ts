/** The front door of Chinese cryptography; README.md says what it promises. */
export * as certificates from './certificates/index.ts';
export type { Certificate } from './certificates/index.ts';
export * as cms from './cms/index.ts';
export { cryptoErrors } from './errors.ts';
export { blindIndex, blindIndexCandidates, decryptField, encryptField, type FieldContext } from './fields.ts';
export { decryptFile, encryptFile, type FileEncryptionOptions } from './files.ts';
export { type CheckSystem, mod11_10, mod37_36 } from './iso7064.ts';
export { deriveKey, type KeyPurpose, type KeyRing, type KeyRingOptions, openKeyRing, type RingKey } from './keys.ts';
export { hashPassword, needsRehash, verifyPassword } from './passwords.ts';
export { open, seal, type SealOptions } from './seal.ts';
export { localSigner, type Signer } from './signer.ts';
export * as sm2 from './sm2/index.ts';
export { hkdfSm3, hmacSm3, sm3 } from './sm3.ts';
export * as sm4 from './sm4.ts';
export { equalSecrets, newOneTimeCode, newToken, tokenDigest } from './tokens.ts';
