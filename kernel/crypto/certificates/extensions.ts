import { BitString, Boolean as Asn1Boolean, Integer } from 'asn1js';
import {
  bitString, boolean, childrenOf, element, expect, identifierOf, type Node, objectIdentifier, octetsOf, octetString, parsing,
  sequence, unexpected, unsignedInteger,
} from '../asn1.ts';
import { oids } from '../object-identifiers.ts';
import type { PublicKey } from '../sm2/index.ts';
import { sm3 } from '../sm3.ts';

/** What a key may be used for, in the order of the bits of X.509. */
export const keyUsages = [
  'digitalSignature', 'nonRepudiation', 'keyEncipherment', 'dataEncipherment', 'keyAgreement', 'certificateSigning', 'crlSigning',
] as const;
export type KeyUsage = (typeof keyUsages)[number];

/** What the extensions of a certificate say. */
export interface Extensions {
  /** Whether the key may sign certificates (basicConstraints). */
  readonly isAuthority: boolean;
  /** How many further authorities may stand below; null for no limit. */
  readonly pathLength: number | null;
  /** Null if the certificate does not restrict the use of its key. */
  readonly keyUsage: readonly KeyUsage[] | null;
  /** Hexadecimal, or null. */
  readonly subjectKeyId: string | null;
  /** Whether it holds a critical extension unknown here, so that it must not be relied on. */
  readonly hasUnknownCritical: boolean;
}

/** The leftmost 160 bits of the key's SM3 hash (RFC 7093, method 1, with SM3). */
const keyIdOf = (key: PublicKey): Buffer => sm3(key.bytes).subarray(0, 20);

export interface ExtensionValues {
  readonly isAuthority: boolean;
  readonly pathLength: number | null;
  readonly keyUsage: readonly KeyUsage[];
  readonly subjectKey: PublicKey;
  /** From the issuer's certificate if it has one, else computed from its key. */
  readonly issuerKeyId: string | null;
  readonly issuerKey: PublicKey;
}

/** DER of the list of extensions of a new certificate. */
export function extensionsToDer(values: ExtensionValues): Buffer {
  const pathLength = values.pathLength === null ? [] : [unsignedInteger(Buffer.of(values.pathLength))];
  const constraints = values.isAuthority ? sequence(boolean(true), ...pathLength) : sequence();
  const issuerKeyId = values.issuerKeyId === null ? keyIdOf(values.issuerKey) : Buffer.from(values.issuerKeyId, 'hex');
  return sequence(
    extension(oids.basicConstraints, true, constraints),
    extension(oids.keyUsage, true, usageBits(values.keyUsage)),
    extension(oids.subjectKeyIdentifier, false, octetString(keyIdOf(values.subjectKey))),
    extension(oids.authorityKeyIdentifier, false, sequence(element(0x80, issuerKeyId))),
  );
}

/** Reads the extensions used here and notes critical ones that are not. */
export function readExtensions(nodes: readonly Node[]): Extensions {
  const extensions: Extensions = { isAuthority: false, pathLength: null, keyUsage: null, subjectKeyId: null, hasUnknownCritical: false };
  const seen = new Set<string>();
  for (const node of nodes) {
    const [kind, ...rest] = childrenOf(node);
    const oid = identifierOf(kind);
    if (seen.has(oid)) unexpected();
    seen.add(oid);
    const critical = rest.length > 1 && expect(rest[0], Asn1Boolean).getValue();
    const reader = readers[oid];
    const value = octetsOf(rest.at(-1));
    Object.assign(extensions, reader ? parsing('证书扩展', value, reader) : critical && { hasUnknownCritical: true });
  }
  return extensions;
}

const readers: Record<string, (root: Node) => Partial<Extensions>> = {
  [oids.basicConstraints]: (root) => {
    const [authority, pathLength] = childrenOf(root);
    const isAuthority = authority !== undefined && expect(authority, Asn1Boolean).getValue();
    return { isAuthority, pathLength: pathLength === undefined ? null : expect(pathLength, Integer).valueBlock.valueDec };
  },
  [oids.keyUsage]: (root) => {
    const [bits = 0] = expect(root, BitString).valueBlock.valueHexView;
    return { keyUsage: keyUsages.filter((_, index) => (bits & (0x80 >> index)) !== 0) };
  },
  [oids.subjectKeyIdentifier]: (root) => ({ subjectKeyId: octetsOf(root).toString('hex') }),
  // Only a hint for finding the issuer; chains are built by name and signature.
  [oids.authorityKeyIdentifier]: () => ({}),
};

function extension(oid: string, critical: boolean, value: Buffer): Buffer {
  return sequence(objectIdentifier(oid), ...(critical ? [boolean(true)] : []), octetString(value));
}

/** A named BIT STRING in DER: zeros at the end are cut off. */
function usageBits(usages: readonly KeyUsage[]): Buffer {
  const indexes = usages.map((usage) => keyUsages.indexOf(usage));
  const byte = indexes.reduce((bits, index) => bits | (0x80 >> index), 0);
  return bitString(Buffer.of(byte), 7 - Math.max(...indexes));
}
