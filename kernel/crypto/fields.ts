import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { cryptoErrors } from './errors.ts';
import { deriveKey, type KeyRing, type RingKey, sm4KeyFor } from './keys.ts';
import { hmacSm3 } from './sm3.ts';
import { decryptGcm, encryptGcm, NONCE_LENGTH } from './sm4.ts';

/** Where a field stands; a ciphertext copied to another row, column or table does not decrypt. */
export interface FieldContext {
  readonly table: string;
  readonly column: string;
  /** The row's id, which must not change. */
  readonly row: string;
}

const PREFIX = 'sm4g:1';
const LABEL = 'field 1';
const pattern = /^sm4g:1:([a-z0-9-]{1,32}):([A-Za-z0-9+/]+={0,2})$/;

/**
 * Encrypts a field of a row with SM4-GCM under the current `data` key.
 *
 * @returns `sm4g:1:<key id>:<base64 of nonce, ciphertext, tag>`, different each time
 */
export function encryptField(ring: KeyRing, plaintext: string, context: FieldContext): string {
  const key = ring.current('data');
  const nonce = randomBytes(NONCE_LENGTH);
  const sealed = encryptGcm(sm4KeyFor(key, LABEL), Buffer.from(plaintext), { nonce, associatedData: bind(key.id, context) });
  return `${PREFIX}:${key.id}:${Buffer.concat([nonce, sealed]).toString('base64')}`;
}

/** Decrypts what `encryptField` made for the same context. @throws crypto.broken, crypto.unknownKey */
export function decryptField(ring: KeyRing, text: string, context: FieldContext): string {
  const [, keyId, base64] = pattern.exec(text) ?? [];
  if (keyId === undefined || base64 === undefined) throw cryptoErrors.broken();
  const key = ring.get('data', keyId);
  const bytes = Buffer.from(base64, 'base64');
  const binding = { nonce: bytes.subarray(0, NONCE_LENGTH), associatedData: bind(keyId, context) };
  if (bytes.length < NONCE_LENGTH) throw cryptoErrors.broken();
  return decryptGcm(sm4KeyFor(key, LABEL), bytes.subarray(NONCE_LENGTH), binding).toString('utf8');
}

/**
 * A stable code of a value, by which an encrypted column can be searched for equal values: 128 bits of
 * HMAC-SM3 as 32 hexadecimal digits. It shows which rows hold equal values, and nothing else.
 *
 * @param label - keeps columns apart that must not be comparable, e.g. `person.idNumber`
 * @param normalisedText - in the one spelling all equal values share (case, width, spaces)
 */
export function blindIndex(ring: KeyRing, label: string, normalisedText: string): string {
  return indexUnder(ring.current('index'), label, normalisedText);
}

/** The value's codes under every `index` key, newest first: search with these while a rotation is being worked off. */
export function blindIndexCandidates(ring: KeyRing, label: string, normalisedText: string): string[] {
  return ring.all('index').map((key) => indexUnder(key, label, normalisedText));
}

const indexKeys = new WeakMap<RingKey, KeyObject>();

function indexUnder(key: RingKey, label: string, text: string): string {
  const macKey = indexKeys.get(key) ?? createSecretKey(deriveKey(key, 'blind index 1', 32));
  indexKeys.set(key, macKey);
  return hmacSm3(macKey, JSON.stringify([label, text])).toString('hex', 0, 16);
}

function bind(keyId: string, { table, column, row }: FieldContext): Buffer {
  return Buffer.from(JSON.stringify([PREFIX, keyId, table, column, row]));
}
