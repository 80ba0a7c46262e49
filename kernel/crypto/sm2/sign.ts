import { createHash } from 'node:crypto';
import { cryptoErrors } from '../errors.ts';
import { sm3 } from '../sm3.ts';
import { signDigest, verifyDigest } from './curve.ts';
import { signatureFromDer, signatureToDer } from './der.ts';
import { secretOf, type PrivateKey, type PublicKey } from './keys.ts';

/** The user id where no other is agreed (GM/T 0009-2012, section 10). */
export const DEFAULT_USER_ID = '1234567812345678';

export interface SignatureOptions {
  /** The signer's distinguishing id, part of what is signed; both ends must use the same. Text is UTF-8. */
  readonly userId?: string | Uint8Array;
  /** `raw` is r||s, 64 bytes, and the default; `der` is the form of certificates and of GB/T 35276. */
  readonly encoding?: 'raw' | 'der';
}

/**
 * Signs a message with SM2 and SM3.
 *
 * @source GB/T 32918.2-2016
 */
export function sign(key: PrivateKey, message: Uint8Array, options: SignatureOptions = {}): Buffer {
  const digest = digestWithIdentity(key.publicKey, message, options.userId);
  const signature = signDigest(digest, secretOf(key).inverse);
  return options.encoding === 'der' ? signatureToDer(signature) : signature;
}

/** Whether this is the key owner's signature of the message; false, never an error, for malformed signatures. */
export function verify(key: PublicKey, message: Uint8Array, signature: Uint8Array, options: SignatureOptions = {}): boolean {
  const raw = options.encoding === 'der' ? signatureFromDer(signature) : signature;
  if (raw?.length !== 64) return false;
  return verifyDigest(digestWithIdentity(key, message, options.userId), raw, key.bytes.subarray(1));
}

/** The number e that is signed: the hash of Z, which binds signer and curve, and the message. */
export function digestWithIdentity(key: PublicKey, message: Uint8Array, userId: string | Uint8Array = DEFAULT_USER_ID): Buffer {
  return createHash('sm3').update(identityHash(key, userId)).update(message).digest();
}

/** a||b||xG||yG of the recommended curve (GB/T 32918.5-2017). */
const curveParameters = Buffer.from(
  'fffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffc' +
    '28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93' +
    '32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7' +
    'bc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0',
  'hex',
);

const defaultIdentityHashes = new WeakMap<PublicKey, Buffer>();

/** Z = SM3(ENTL || id || curve || public key), where ENTL is the id's length in bits, two bytes. */
function identityHash(key: PublicKey, userId: string | Uint8Array): Buffer {
  const known = userId === DEFAULT_USER_ID ? defaultIdentityHashes.get(key) : undefined;
  if (known) return known;
  const id = Buffer.from(userId);
  if (id.length > 8191) throw cryptoErrors.tooLarge({ what: 'SM2 用户标识', limit: '8191 字节' });
  const bits = Buffer.alloc(2);
  bits.writeUInt16BE(id.length * 8);
  const z = sm3(Buffer.concat([bits, id, curveParameters, key.bytes.subarray(1)]));
  if (userId === DEFAULT_USER_ID) defaultIdentityHashes.set(key, z);
  return z;
}
