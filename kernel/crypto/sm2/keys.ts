import { randomBytes } from 'node:crypto';
import { cryptoErrors } from '../errors.ts';
import { isOnCurve, prepareKey } from './curve.ts';

/** A point of the SM2 curve: 65 bytes, 04||x||y. Made by `publicKey`, which checks it. */
export interface PublicKey {
  readonly bytes: Buffer;
}

/** A handle to a private key; printing or logging it shows its public half only. */
export interface PrivateKey {
  readonly publicKey: PublicKey;
}

interface Secret {
  readonly number: Buffer;
  /** (1+d)^-1 modulo n in Montgomery form, ready for wasm/sm2.c */
  readonly inverse: Buffer;
}

/** The secrets live outside their handles, so that no logger or inspector walks into them. */
const secrets = new WeakMap<PrivateKey, Secret>();

/**
 * Takes a public key in its uncompressed form.
 *
 * @param bytes - 65 bytes, 04||x||y
 * @throws crypto.badKey unless it is a point of the curve
 */
export function publicKey(bytes: Uint8Array): PublicKey {
  const what = 'SM2 公钥';
  if (bytes.length !== 65 || bytes[0] !== 4) throw cryptoErrors.badKey({ what, reason: '应为 65 字节的未压缩格式' });
  if (!isOnCurve(bytes.subarray(1))) throw cryptoErrors.badKey({ what, reason: '不在 SM2 曲线上' });
  return { bytes: Buffer.from(bytes) };
}

/**
 * Takes a private key and computes its public half.
 *
 * @param bytes - 32 bytes, big end first
 * @throws crypto.badKey unless it is between 1 and n-2
 */
export function privateKey(bytes: Uint8Array): PrivateKey {
  const what = 'SM2 私钥';
  if (bytes.length !== 32) throw cryptoErrors.badKey({ what, reason: '应为 32 字节' });
  const number = Buffer.from(bytes);
  const prepared = prepareKey(number);
  if (prepared === null) throw cryptoErrors.badKey({ what, reason: '超出允许的范围' });
  const key = { publicKey: { bytes: Buffer.concat([Buffer.of(4), prepared.point]) } };
  secrets.set(key, { number, inverse: prepared.inverse });
  return key;
}

/** A new private key from the system's secure random source. */
export function generateKey(): PrivateKey {
  for (;;) {
    const number = randomBytes(32);
    if (prepareKey(number) !== null) return privateKey(number);
  }
}

/** The private number, 32 bytes: to be wrapped and stored, never logged. */
export function privateKeyBytes(key: PrivateKey): Buffer {
  return Buffer.from(secretOf(key).number);
}

/** What the operations need of a private key; a handle not made here is a programming mistake. */
export function secretOf(key: PrivateKey): Secret {
  const secret = secrets.get(key);
  if (secret === undefined) throw new Error('not a private key of this module');
  return secret;
}
