import { randomFillSync } from 'node:crypto';
import { load } from '../wasm/load.ts';

/** The functions of wasm/sm2.c; each answers 1 for done and 0 for refused. */
interface Functions {
  start(): void;
  check_point(): number;
  prepare_key(): number;
  sign(): number;
  verify(): number;
  encapsulate(): number;
  decapsulate(): number;
}

const { call, area, wipe } = load<Functions>('sm2', 320);
call.start();

/** The exchange area, as laid out in wasm/sm2.c. */
const slot = {
  digest: area.subarray(0, 32),
  nonce: area.subarray(32, 64),
  secret: area.subarray(64, 96),
  inverse: area.subarray(96, 128),
  signature: area.subarray(128, 192),
  point: area.subarray(192, 256),
  shared: area.subarray(256, 320),
};

/** Fills the 32 bytes of a one-time secret number; the standard's examples, in tests, replace it. */
export type NonceSource = (target: Buffer) => void;

/** Whether the 64 bytes x||y are a point of the curve. */
export function isOnCurve(point: Uint8Array): boolean {
  slot.point.set(point);
  return call.check_point() === 1;
}

/** The public point of a private number and the inverse its signatures need; null outside [1, n-2]. */
export function prepareKey(secret: Uint8Array): { point: Buffer; inverse: Buffer } | null {
  slot.secret.set(secret);
  const accepted = call.prepare_key() === 1;
  const prepared = accepted ? { point: Buffer.from(slot.point), inverse: Buffer.from(slot.inverse) } : null;
  wipe();
  return prepared;
}

/** Signs a digest; draws numbers until one is accepted, nearly always the first. */
export function signDigest(digest: Uint8Array, inverse: Uint8Array, nonce: NonceSource = randomFillSync): Buffer {
  slot.digest.set(digest);
  slot.inverse.set(inverse);
  do nonce(slot.nonce);
  while (call.sign() === 0);
  const signature = Buffer.from(slot.signature);
  wipe();
  return signature;
}

/** Whether r||s is the signature of the digest under the point. */
export function verifyDigest(digest: Uint8Array, signature: Uint8Array, point: Uint8Array): boolean {
  slot.digest.set(digest);
  slot.signature.set(signature);
  slot.point.set(point);
  return call.verify() === 1;
}

/** A fresh point C1 and what only the owner of `point` can compute from it; null if `point` is not on the curve. */
export function encapsulate(point: Uint8Array, nonce: NonceSource = randomFillSync): { c1: Buffer; shared: Buffer } | null {
  if (!isOnCurve(point)) return null;
  do {
    slot.point.set(point);
    nonce(slot.nonce);
  } while (call.encapsulate() === 0);
  const result = { c1: Buffer.from(slot.point), shared: Buffer.from(slot.shared) };
  wipe();
  return result;
}

/** What the sender computed with `encapsulate`; null if C1 is not on the curve. */
export function decapsulate(c1: Uint8Array, secret: Uint8Array): Buffer | null {
  slot.point.set(c1);
  slot.secret.set(secret);
  const shared = call.decapsulate() === 1 ? Buffer.from(slot.shared) : null;
  wipe();
  return shared;
}
