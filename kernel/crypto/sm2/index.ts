export { decrypt, encrypt, type EncryptionOptions } from './encrypt.ts';
export { generateKey, privateKey, type PrivateKey, privateKeyBytes, publicKey, type PublicKey } from './keys.ts';
export { privateKeyFromPem, privateKeyToPem, publicKeyFromPem, publicKeyToPem } from './pem.ts';
export { DEFAULT_USER_ID, sign, type SignatureOptions, verify } from './sign.ts';
