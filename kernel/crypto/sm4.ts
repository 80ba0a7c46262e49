import { createCipheriv, createDecipheriv, createSecretKey, KeyObject, timingSafeEqual } from 'node:crypto';
import { cryptoErrors } from './errors.ts';
import { load } from './wasm/load.ts';

/** An SM4 key: 16 bytes, or the same in a key object, which is faster when used again. */
export type Sm4Key = KeyObject | Uint8Array;

const BLOCK = 16;
/** Length of a GCM nonce: 96 bits, the only length for which no two kinds of nonce can meet. */
export const NONCE_LENGTH = 12;
/** Length of a GCM tag: 128 bits; shorter ones are not offered. */
export const TAG_LENGTH = 16;

/**
 * Encrypts with SM4 in CBC mode and PKCS#7 padding: confidential, but not protected against change; for
 * systems that ask for it. Our own data goes through `seal`.
 *
 * @param iv - 16 bytes, random for every message
 * @source GB/T 32907-2016; GB/T 17964-2021
 */
export function encryptCbc(key: Sm4Key, iv: Uint8Array, plaintext: Uint8Array): Buffer {
  const cipher = createCipheriv('sm4-cbc', keyObject(key), exactly(BLOCK, iv, 'SM4 初始向量'));
  return Buffer.concat([cipher.update(plaintext), cipher.final()]);
}

/** Decrypts what `encryptCbc` made. @throws crypto.broken if the padding is wrong; a change may go unnoticed */
export function decryptCbc(key: Sm4Key, iv: Uint8Array, ciphertext: Uint8Array): Buffer {
  const decipher = createDecipheriv('sm4-cbc', keyObject(key), exactly(BLOCK, iv, 'SM4 初始向量'));
  if (ciphertext.length === 0 || ciphertext.length % BLOCK !== 0) throw cryptoErrors.broken();
  const start = decipher.update(ciphertext);
  try {
    return Buffer.concat([start, decipher.final()]);
  } catch {
    throw cryptoErrors.broken();
  }
}

/**
 * Encrypts, or decrypts, with SM4 in CTR mode: confidential, but not protected against change.
 *
 * @param counter - 16 bytes; no two messages under one key may share a part of the count
 */
export function cryptCtr(key: Sm4Key, counter: Uint8Array, data: Uint8Array): Buffer {
  return createCipheriv('sm4-ctr', keyObject(key), exactly(BLOCK, counter, 'SM4 计数器')).update(data);
}

/** What a GCM message is bound to: a nonce never used before under this key, and data that is not encrypted. */
export interface GcmBinding {
  readonly nonce: Uint8Array;
  readonly associatedData?: Uint8Array;
}

/**
 * Encrypts and authenticates with SM4-GCM; the tag of 16 bytes follows the ciphertext.
 *
 * @source RFC 8998; GB/T 36624-2018
 */
export function encryptGcm(key: Sm4Key, plaintext: Uint8Array, binding: GcmBinding): Buffer {
  const { ciphertext, tagMask, hashKey } = counterMode(keyObject(key), binding.nonce, plaintext);
  return Buffer.concat([ciphertext, tagOf(hashKey, tagMask, binding.associatedData, ciphertext)]);
}

/** Decrypts what `encryptGcm` made. @throws crypto.broken on any change of ciphertext, tag, nonce or associated data */
export function decryptGcm(key: Sm4Key, sealed: Uint8Array, binding: GcmBinding): Buffer {
  if (sealed.length < TAG_LENGTH) throw cryptoErrors.broken();
  const ciphertext = sealed.subarray(0, -TAG_LENGTH);
  const { ciphertext: plaintext, tagMask, hashKey } = counterMode(keyObject(key), binding.nonce, ciphertext);
  const tag = tagOf(hashKey, tagMask, binding.associatedData, ciphertext);
  if (!timingSafeEqual(tag, sealed.subarray(-TAG_LENGTH))) {
    plaintext.fill(0);
    throw cryptoErrors.broken();
  }
  return plaintext;
}

/** The counter runs from nonce||1, whose key stream masks the tag, over nonce||2 and on, for the data. */
function counterMode(key: KeyObject, nonce: Uint8Array, data: Uint8Array) {
  const counter = Buffer.concat([exactly(NONCE_LENGTH, nonce, 'SM4-GCM 随机数'), Buffer.of(0, 0, 0, 1)]);
  const cipher = createCipheriv('sm4-ctr', key, counter);
  return { tagMask: cipher.update(Buffer.alloc(BLOCK)), ciphertext: cipher.update(data), hashKey: hashKeyOf(key) };
}

const hashKeys = new WeakMap<KeyObject, Buffer>();

/** H, the encryption of a block of zeros. */
function hashKeyOf(key: KeyObject): Buffer {
  const known = hashKeys.get(key);
  if (known) return known;
  const hashKey = createCipheriv('sm4-ctr', key, Buffer.alloc(BLOCK)).update(Buffer.alloc(BLOCK));
  hashKeys.set(key, hashKey);
  return hashKey;
}

const AREA_SIZE = 65_536;
const ghash = load<{ start(): void; update(blocks: number): void; finish(): void }>('ghash', AREA_SIZE);

function tagOf(hashKey: Buffer, tagMask: Buffer, associatedData: Uint8Array = Buffer.alloc(0), ciphertext: Uint8Array): Buffer {
  const lengths = Buffer.alloc(BLOCK);
  lengths.writeBigUInt64BE(BigInt(associatedData.length) * 8n, 0);
  lengths.writeBigUInt64BE(BigInt(ciphertext.length) * 8n, 8);
  ghash.area.set(hashKey);
  ghash.call.start();
  for (const part of [associatedData, ciphertext, lengths]) hashPadded(part);
  ghash.call.finish();
  return Buffer.from(tagMask.map((byte, i) => byte ^ ghash.area[i]!));
}

/** Feeds the bytes to GHASH, zeros filling the last block. */
function hashPadded(bytes: Uint8Array): void {
  for (let offset = 0; offset < bytes.length; offset += AREA_SIZE) {
    const part = bytes.subarray(offset, offset + AREA_SIZE);
    const blocks = Math.ceil(part.length / BLOCK);
    ghash.area.set(part);
    ghash.area.fill(0, part.length, blocks * BLOCK);
    ghash.call.update(blocks);
  }
}

function keyObject(key: Sm4Key): KeyObject {
  if (key instanceof KeyObject) return key;
  return createSecretKey(exactly(16, key, 'SM4 密钥'));
}

function exactly(length: number, bytes: Uint8Array, what: string): Uint8Array {
  if (bytes.length !== length) throw cryptoErrors.badKey({ what, reason: `应为 ${length} 字节` });
  return bytes;
}
