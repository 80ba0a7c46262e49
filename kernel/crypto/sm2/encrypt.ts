import { timingSafeEqual } from 'node:crypto';
import { cryptoErrors } from '../errors.ts';
import { kdfSm3, sm3 } from '../sm3.ts';
import { decapsulate, encapsulate, type NonceSource } from './curve.ts';
import { ciphertextFromDer, ciphertextToDer } from './der.ts';
import { secretOf, type PrivateKey, type PublicKey } from './keys.ts';

/** SM2 encryption is meant for keys and short texts; more is for `seal` under a random key. */
const LIMIT = 1 << 20;

/** C1 with its leading 04, and C3. */
const OVERHEAD = 65 + 32;

export interface EncryptionOptions {
  /** `raw` is 04||C1||C3||C2 and the default; `der` is the SM2Cipher of GB/T 35276. */
  readonly encoding?: 'raw' | 'der';
}

/**
 * Encrypts up to 1 MiB for the owner of a public key, in the order C1||C3||C2.
 *
 * @throws crypto.malformed for an empty plaintext, which the standard leaves undefined; crypto.tooLarge
 * @source GB/T 32918.4-2016
 */
export function encrypt(key: PublicKey, plaintext: Uint8Array, options: EncryptionOptions = {}): Buffer {
  if (plaintext.length === 0) throw cryptoErrors.malformed({ what: '待加密内容' });
  if (plaintext.length > LIMIT) throw cryptoErrors.tooLarge({ what: '待加密内容', limit: '1 MB' });
  const raw = encryptWith(key, plaintext);
  return options.encoding === 'der' ? ciphertextToDer(raw) : raw;
}

/**
 * Decrypts what `encrypt`, or another SM2 implementation in the order C1||C3||C2, made.
 *
 * @throws crypto.broken if it was changed, is malformed, or was made for another key
 */
export function decrypt(key: PrivateKey, ciphertext: Uint8Array, options: EncryptionOptions = {}): Buffer {
  if (ciphertext.length > LIMIT + 2 * OVERHEAD) throw cryptoErrors.tooLarge({ what: '密文', limit: '1 MB' });
  const raw = options.encoding === 'der' ? ciphertextFromDer(ciphertext) : ciphertext;
  if (!raw || raw.length <= OVERHEAD || raw[0] !== 4) throw cryptoErrors.broken();
  const shared = decapsulate(raw.subarray(1, 65), secretOf(key).number);
  const plaintext = shared && mask(shared, raw.subarray(OVERHEAD));
  if (!plaintext || !timingSafeEqual(check(shared, plaintext), raw.subarray(65, OVERHEAD))) throw cryptoErrors.broken();
  return plaintext;
}

/** `encrypt` with the one-time number from a given source: for the standard's example, in tests. */
export function encryptWith(key: PublicKey, plaintext: Uint8Array, nonce?: NonceSource): Buffer {
  for (;;) {
    const agreed = encapsulate(key.bytes.subarray(1), nonce);
    if (agreed === null) throw new Error('a PublicKey holds a point that is not on the curve');
    const c2 = mask(agreed.shared, plaintext);
    if (c2) return Buffer.concat([Buffer.of(4), agreed.c1, check(agreed.shared, plaintext), c2]);
  }
}

/** The bytes with the derived key stream added; null for a stream of zeros, which the standard forbids. */
function mask(shared: Buffer, bytes: Uint8Array): Buffer | null {
  const stream = kdfSm3(shared, bytes.length);
  let any = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = stream[i]!;
    any |= byte;
    stream[i] = byte ^ bytes[i]!;
  }
  return any === 0 ? null : stream;
}

/** C3, the hash that shows the plaintext to be the right one. */
function check(shared: Buffer, plaintext: Uint8Array): Buffer {
  return sm3(Buffer.concat([shared.subarray(0, 32), plaintext, shared.subarray(32)]));
}
