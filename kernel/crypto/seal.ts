import { randomBytes } from 'node:crypto';
import { cryptoErrors } from './errors.ts';
import { keyIdPattern, type KeyPurpose, type KeyRing, sm4KeyFor } from './keys.ts';
import { decryptGcm, encryptGcm, NONCE_LENGTH, TAG_LENGTH } from './sm4.ts';

/*
 * Layout: version (1 byte, 1), length of the key id (1 byte), key id, nonce (12 bytes), ciphertext, tag
 * (16 bytes). Everything before the nonce is authenticated together with the associated data.
 *
 * Nonces are random, so one key should seal no more than 2^32 messages (NIST SP 800-38D, 8.3): rotate.
 */
const VERSION = 1;
const LABEL = 'seal 1';

export interface SealOptions {
  readonly ring: KeyRing;
  readonly purpose: KeyPurpose;
  /** Not encrypted and not stored, but bound: the same must be given to open. Text is UTF-8. */
  readonly associatedData: Uint8Array | string;
}

/** Encrypts and authenticates bytes with SM4-GCM under the current key of a purpose. */
export function seal(plaintext: Uint8Array, { ring, purpose, associatedData }: SealOptions): Buffer {
  const key = ring.current(purpose);
  const header = Buffer.concat([Buffer.of(VERSION, key.id.length), Buffer.from(key.id, 'latin1')]);
  const nonce = randomBytes(NONCE_LENGTH);
  const binding = { nonce, associatedData: bind(header, associatedData) };
  return Buffer.concat([header, nonce, encryptGcm(sm4KeyFor(key, LABEL), plaintext, binding)]);
}

/** Opens what `seal` made. @throws crypto.broken on any change or other associated data; crypto.unknownKey */
export function open(sealed: Uint8Array, { ring, purpose, associatedData }: SealOptions): Buffer {
  const [version, idLength = 0] = sealed;
  const header = Buffer.from(sealed.subarray(0, 2 + idLength));
  const keyId = header.toString('latin1', 2);
  const tooShort = sealed.length < header.length + NONCE_LENGTH + TAG_LENGTH;
  if (version !== VERSION || tooShort || !keyIdPattern.test(keyId)) throw cryptoErrors.broken();
  const key = ring.get(purpose, keyId);
  const nonce = sealed.subarray(header.length, header.length + NONCE_LENGTH);
  const binding = { nonce, associatedData: bind(header, associatedData) };
  return decryptGcm(sm4KeyFor(key, LABEL), sealed.subarray(header.length + NONCE_LENGTH), binding);
}

/** The header tells its own length, so header and associated data cannot be cut elsewhere. */
function bind(header: Buffer, associatedData: Uint8Array | string): Buffer {
  return Buffer.concat([header, Buffer.from(associatedData)]);
}
