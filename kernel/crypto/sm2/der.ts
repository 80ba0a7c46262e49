/**
 * The two small DER structures of SM2 (GB/T 35276-2017, GM/T 0009): signature and ciphertext. Reading is
 * strict: one encoding for each value, nothing left over; anything else is null.
 */
import { octetString, readElement, sequence, unsignedInteger } from '../asn1.ts';

const INTEGER = 0x02;
const OCTETS = 0x04;
const SEQUENCE = 0x30;

/** SM2Signature ::= SEQUENCE { r INTEGER, s INTEGER } from r||s, 64 bytes. */
export function signatureToDer(signature: Uint8Array): Buffer {
  return sequence(unsignedInteger(signature.subarray(0, 32)), unsignedInteger(signature.subarray(32)));
}

/** r||s, 64 bytes, from DER; null if it is not exactly that. */
export function signatureFromDer(der: Uint8Array): Buffer | null {
  const [r, s] = contentsOf(der, [INTEGER, INTEGER])?.map(fixedNumber) ?? [];
  return r && s ? Buffer.concat([r, s]) : null;
}

/** SM2Cipher ::= SEQUENCE { x INTEGER, y INTEGER, hash OCTET STRING, cipher OCTET STRING } from 04||C1||C3||C2. */
export function ciphertextToDer(raw: Uint8Array): Buffer {
  const [x, y, c3, c2] = [raw.subarray(1, 33), raw.subarray(33, 65), raw.subarray(65, 97), raw.subarray(97)];
  return sequence(unsignedInteger(x), unsignedInteger(y), octetString(c3), octetString(c2));
}

/** 04||C1||C3||C2 from DER; null if it is not exactly that. */
export function ciphertextFromDer(der: Uint8Array): Buffer | null {
  const [first, second, c3, c2] = contentsOf(der, [INTEGER, INTEGER, OCTETS, OCTETS]) ?? [];
  const x = first && fixedNumber(first);
  const y = second && fixedNumber(second);
  return x && y && c2 && c3?.length === 32 ? Buffer.concat([Buffer.of(4), x, y, c3, c2]) : null;
}

/** The 32 bytes of an INTEGER's content; null if it is negative, padded or longer. */
function fixedNumber(content: Buffer): Buffer | null {
  const [first = 0x80, second = 0x80] = content;
  if (first >= 0x80 || (first === 0 && content.length > 1 && second < 0x80)) return null;
  const significant = first === 0 ? content.subarray(1) : content;
  return significant.length <= 32 ? Buffer.concat([Buffer.alloc(32 - significant.length), significant]) : null;
}

/** The contents of a SEQUENCE's elements if their tags are exactly these. */
function contentsOf(der: Uint8Array, tags: readonly number[]): Buffer[] | null {
  const outer = readElement(Buffer.from(der));
  if (outer?.tag !== SEQUENCE || outer.rest.length > 0) return null;
  const contents: Buffer[] = [];
  let rest = outer.content;
  for (const tag of tags) {
    const next = readElement(rest);
    if (next?.tag !== tag) return null;
    contents.push(next.content);
    rest = next.rest;
  }
  return rest.length === 0 ? contents : null;
}
