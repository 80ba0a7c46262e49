import { createHmac, hash, hkdfSync, type KeyObject } from 'node:crypto';

/**
 * SM3 hash of the bytes, 32 bytes; text is taken as UTF-8.
 *
 * @source GB/T 32905-2016
 */
export function sm3(data: Uint8Array | string): Buffer {
  return hash('sm3', data, 'buffer');
}

/** HMAC with SM3 of the bytes, 32 bytes; text is taken as UTF-8. */
export function hmacSm3(key: KeyObject | Uint8Array, data: Uint8Array | string): Buffer {
  return createHmac('sm3', key).update(data).digest();
}

/**
 * Derives `length` bytes from a secret by HKDF (RFC 5869) over SM3; `label` separates one use from another.
 *
 * @param salt - random and public, or absent; with it one secret yields many independent keys
 */
export function hkdfSm3(secret: KeyObject | Uint8Array, label: string | Uint8Array, length: number, salt?: Uint8Array): Buffer {
  return Buffer.from(hkdfSync('sm3', secret, salt ?? Buffer.alloc(0), label, length));
}

/**
 * The key derivation function of SM2: SM3 over the secret and a counter, cut to `length` bytes.
 *
 * @source GB/T 32918.4-2016, 5.4.3
 */
export function kdfSm3(secret: Uint8Array, length: number): Buffer {
  const output = Buffer.alloc(Math.ceil(length / 32) * 32);
  const input = Buffer.alloc(secret.length + 4);
  input.set(secret);
  for (let offset = 0, counter = 1; offset < length; offset += 32, counter++) {
    input.writeUInt32BE(counter, secret.length);
    output.set(sm3(input), offset);
  }
  input.fill(0);
  return output.subarray(0, length);
}
