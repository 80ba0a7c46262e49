import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { cryptoErrors } from './errors.ts';
import { type KeyFile, type KeyPurpose, keyPurposes, type KeyRingOptions, openKeyFile, type StoredKey } from './key-file.ts';
import { hkdfSm3 } from './sm3.ts';

export type { KeyPurpose, KeyRingOptions } from './key-file.ts';

export const keyIdPattern = /^[a-z0-9-]{1,32}$/;

/** One key of the ring. What works with it is derived from the secret by `deriveKey`. */
export interface RingKey {
  /** Opaque and unique, in the form of `keyIdPattern`; stands in what the key encrypted. */
  readonly id: string;
  readonly purpose: KeyPurpose;
  readonly createdAt: Date;
  /** 32 bytes; a key object does not show them when printed or logged. */
  readonly secret: KeyObject;
}

/**
 * The working keys, held in memory. How they are guarded at rest is the adapter's affair: here a file,
 * wrapped by a master secret; in an HSM adapter, wrapped by a key that never leaves the HSM.
 */
export interface KeyRing {
  /** The key that encrypts now: the newest of its purpose. */
  current(purpose: KeyPurpose): RingKey;
  /** The key with this id, of whatever age, for decryption. @throws crypto.unknownKey */
  get(purpose: KeyPurpose, id: string): RingKey;
  /** All keys of the purpose, newest first. */
  all(purpose: KeyPurpose): readonly RingKey[];
  /** Makes a new current key and keeps the older ones; data under them stays readable. */
  rotate(purpose: KeyPurpose): Promise<RingKey>;
}

/**
 * Opens the key ring in a file, making it with a key for each purpose at the first start.
 *
 * A ring without protection is wrapped as soon as a master secret is configured. Another process'
 * rotation is noticed when data under its new key is first read.
 *
 * @throws crypto.keyStore if the file is damaged, open to others, or wrapped by another master secret
 */
export async function openKeyRing(options: KeyRingOptions): Promise<KeyRing> {
  const file = await openKeyFile(options, () => keyPurposes.map(newStoredKey));
  let keys = ringKeys(file);
  const all = (purpose: KeyPurpose): RingKey[] => keys.filter((key) => key.purpose === purpose);
  const find = (purpose: KeyPurpose, id: string): RingKey | undefined => all(purpose).find((key) => key.id === id);

  return {
    all,
    current: (purpose) => all(purpose)[0] ?? missing(`${purpose}:current`),
    get: (purpose, id) => {
      const known = find(purpose, id);
      if (known) return known;
      if (file.reload()) keys = ringKeys(file);
      return find(purpose, id) ?? missing(id);
    },
    rotate: async (purpose) => {
      const fresh = newStoredKey(purpose);
      await file.add(fresh);
      keys = ringKeys(file);
      return find(purpose, fresh.id) ?? missing(fresh.id);
    },
  };
}

/**
 * Derives the bytes for one use of a key, so that no two uses share them.
 *
 * @param label - names the use and its version, e.g. `field 1`
 * @param salt - see `hkdfSm3`
 */
export function deriveKey(key: RingKey, label: string | Uint8Array, length: number, salt?: Uint8Array): Buffer {
  return hkdfSm3(key.secret, label, length, salt);
}

const derivedSm4Keys = new WeakMap<RingKey, Map<string, KeyObject>>();

/** The SM4 key for one use of a ring key, derived once. */
export function sm4KeyFor(key: RingKey, label: string): KeyObject {
  const known = derivedSm4Keys.get(key) ?? new Map<string, KeyObject>();
  derivedSm4Keys.set(key, known);
  const derived = known.get(label) ?? createSecretKey(deriveKey(key, label, 16));
  known.set(label, derived);
  return derived;
}

function ringKeys(file: KeyFile): RingKey[] {
  return file.keys().map(({ id, purpose, createdAt, secret }) => ({
    id,
    purpose,
    createdAt: new Date(createdAt),
    secret: createSecretKey(secret, 'base64'),
  }));
}

function newStoredKey(purpose: KeyPurpose): StoredKey {
  return {
    id: randomBytes(6).toString('hex'),
    purpose,
    createdAt: new Date().toISOString(),
    secret: randomBytes(32).toString('base64'),
  };
}

function missing(keyId: string): never {
  throw cryptoErrors.unknownKey({ keyId });
}
