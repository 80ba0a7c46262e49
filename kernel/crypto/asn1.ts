import { type BaseBlock, BitString, Constructed, fromBER, Integer, ObjectIdentifier, OctetString, Sequence, Set as Asn1Set } from 'asn1js';
import { AppError } from '../errors.ts';
import { cryptoErrors } from './errors.ts';

/*
 * Writing makes DER bytes at once, so that what is signed is what is sent. Reading is asn1js's, behind a
 * check of our own that lengths are DER and nest: asn1js lets an element reach beyond the one it is in.
 */
const MAX_DEPTH = 32;

/** Tag, length and contents. */
export function element(tag: number, ...contents: Uint8Array[]): Buffer {
  const content = Buffer.concat(contents);
  return Buffer.concat([Buffer.of(tag), lengthBytes(content.length), content]);
}

/** A DER length: one byte below 128, else a count and as few bytes as hold it. */
export function lengthBytes(length: number): Buffer {
  if (length < 0x80) return Buffer.of(length);
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(length);
  const significant = bytes.subarray(bytes.findIndex((byte) => byte !== 0));
  return Buffer.concat([Buffer.of(0x80 | significant.length), significant]);
}

/** An INTEGER from an unsigned number, big end first: no leading zeros but the one that keeps it positive. */
export function unsignedInteger(bytes: Uint8Array): Buffer {
  const first = bytes.findIndex((byte) => byte !== 0);
  const significant = first === -1 ? Buffer.of(0) : bytes.subarray(first);
  const sign = (significant[0] ?? 0) >= 0x80 ? [Buffer.of(0)] : [];
  return element(0x02, ...sign, significant);
}

export const sequence = (...parts: Uint8Array[]): Buffer => element(0x30, ...parts);
export const setOf = (...parts: Buffer[]): Buffer => element(0x31, ...parts.toSorted(Buffer.compare));
/** The context-specific constructed tag `[number]`, around or in place of another. */
export const context = (number: number, ...parts: Uint8Array[]): Buffer => element(0xa0 | number, ...parts);
export const objectIdentifier = (value: string): Buffer => Buffer.from(new ObjectIdentifier({ value }).toBER());
export const octetString = (bytes: Uint8Array): Buffer => element(0x04, bytes);
export const bitString = (bytes: Uint8Array, unusedBits = 0): Buffer => element(0x03, Buffer.of(unusedBits), bytes);
export const utf8String = (text: string): Buffer => element(0x0c, Buffer.from(text));
export const printableString = (text: string): Buffer => element(0x13, Buffer.from(text, 'latin1'));
export const boolean = (value: boolean): Buffer => element(0x01, Buffer.of(value ? 0xff : 0));

/** A time to the second: UTCTime until 2049, GeneralizedTime after (RFC 5280, 4.1.2.5). */
export function time(at: Date): Buffer {
  const digits = at.toISOString().replace(/[-:T]|\.\d+/g, '');
  return at.getUTCFullYear() < 2050 ? element(0x17, Buffer.from(digits.slice(2))) : element(0x18, Buffer.from(digits));
}

/** A node of a parsed structure. */
export type Node = BaseBlock;

/** An element in the strict form of DER, and the bytes after it; null if there is none. Tags have one byte. */
export function readElement(bytes: Buffer): { tag: number; content: Buffer; rest: Buffer } | null {
  const [tag, first] = bytes;
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) return null;
  const extra = first < 0x80 ? 0 : first & 0x7f;
  const start = 2 + extra;
  if (extra > 4 || bytes.length < start) return null;
  const length = first < 0x80 ? first : extra > 0 ? bytes.readUIntBE(2, extra) : -1;
  const end = start + length;
  if (length < 0 || end > bytes.length || !lengthBytes(length).equals(bytes.subarray(1, start))) return null;
  return { tag, content: bytes.subarray(start, end), rest: bytes.subarray(end) };
}

/** Whether the bytes are a row of elements, and within constructed ones likewise; strings are in one piece. */
function isNested(bytes: Buffer, depth: number): boolean {
  for (let rest = bytes; rest.length > 0; ) {
    const next = readElement(rest);
    if (!next) return false;
    const isConstructed = (next.tag & 0x20) !== 0;
    const isUniversal = next.tag < 0x40;
    const isSequenceOrSet = (next.tag & 0x1e) === 0x10;
    if (isUniversal && isConstructed !== isSequenceOrSet) return false;
    if (isConstructed && (depth === MAX_DEPTH || !isNested(next.content, depth + 1))) return false;
    rest = next.rest;
  }
  return true;
}

/**
 * Parses DER and hands the root to `read`; whatever is not as `read` expects becomes one error.
 *
 * Bytes after the structure must be zeros, with which PDF pads a signature.
 *
 * @param what - the name of the thing, in Chinese, for the message
 * @throws crypto.malformed
 */
export function parsing<T>(what: string, bytes: Uint8Array, read: (root: Node) => T): T {
  const input = Buffer.from(bytes);
  const padding = readElement(input)?.rest;
  const structure = input.subarray(0, input.length - (padding?.length ?? 0));
  const isStrict = padding?.every((byte) => byte === 0) && isNested(structure, 0);
  if (!isStrict) throw cryptoErrors.malformed({ what });
  try {
    const { offset, result } = fromBER(structure, { maxDepth: MAX_DEPTH, maxNodes: 5000, parseEmbedded: false });
    return offset === structure.length ? read(result) : unexpected();
  } catch (error) {
    // asn1js throws plain errors at values it cannot take, a time without digits for one.
    throw error instanceof AppError ? error : cryptoErrors.malformed({ what });
  }
}

/** The node as a node of this class; anything else is a malformed structure. */
export function expect<T extends Node>(node: Node | undefined, type: new () => T): T {
  if (!(node instanceof type)) unexpected();
  return node;
}

/** Refuses the structure being read, inside `parsing`. */
export function unexpected(): never {
  throw new Error('not the structure expected');
}

/** The elements of a SEQUENCE. */
export const childrenOf = (node: Node | undefined): Node[] => expect(node, Sequence).valueBlock.value;
/** The members of a SET. */
export const membersOf = (node: Node | undefined): Node[] => expect(node, Asn1Set).valueBlock.value;
export const encodingOf = (node: Node | undefined): Buffer => Buffer.from((node ?? unexpected()).valueBeforeDecodeView);
export const identifierOf = (node: Node | undefined): string => expect(node, ObjectIdentifier).getValue();
export const octetsOf = (node: Node | undefined): Buffer => Buffer.from(expect(node, OctetString).getValue());
export const integerBytesOf = (node: Node | undefined): Buffer => Buffer.from(expect(node, Integer).valueBlock.valueHexView);

/** The bytes of a BIT STRING that has whole bytes. */
export function bitsOf(node: Node | undefined): Buffer {
  const { valueBlock } = expect(node, BitString);
  return valueBlock.unusedBits === 0 ? Buffer.from(valueBlock.valueHexView) : unexpected();
}

/** Whether the node bears the context-specific constructed tag `[number]`. */
export const hasContextTag = (node: Node | undefined, number: number): node is Constructed =>
  node instanceof Constructed && node.idBlock.tagClass === 3 && node.idBlock.tagNumber === number;

/** What stands inside the context-specific tag `[number]`. */
export const taggedIn = (node: Node | undefined, number: number): Node[] =>
  hasContextTag(node, number) ? node.valueBlock.value : unexpected();
