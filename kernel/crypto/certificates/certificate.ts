import { UTCTime } from 'asn1js';
import {
  bitsOf, childrenOf, encodingOf, expect, hasContextTag, identifierOf, integerBytesOf, type Node, parsing, taggedIn, unexpected,
} from '../asn1.ts';
import { cryptoErrors } from '../errors.ts';
import { oids } from '../object-identifiers.ts';
import { fromPem, toPem } from '../pem.ts';
import { type PublicKey, verify } from '../sm2/index.ts';
import { publicKeyFromNode } from '../sm2/pem.ts';
import { type Extensions, readExtensions } from './extensions.ts';
import { type DistinguishedName, nameFromNode } from './names.ts';

/** An SM2 certificate as X.509 version 3 holds it (RFC 5280; GB/T 20518, GM/T 0015). */
export interface Certificate extends Extensions {
  readonly der: Buffer;
  /** Hexadecimal, lower case, without leading zeros. */
  readonly serialNumber: string;
  readonly subject: DistinguishedName;
  readonly issuer: DistinguishedName;
  /** The first and the last second of validity. */
  readonly validFrom: Date;
  readonly validTo: Date;
  readonly publicKey: PublicKey;
  /** Parts as they stand in the certificate, for comparing, referring and checking. */
  readonly encoded: {
    readonly toBeSigned: Buffer;
    readonly serialNumber: Buffer;
    readonly issuer: Buffer;
    readonly subject: Buffer;
    /** DER */
    readonly signature: Buffer;
  };
}

const WHAT = '证书';
const LIMIT = 64 * 1024;

/**
 * Reads an SM2 certificate from DER. Nothing is verified yet: see `verifyChain`.
 *
 * @throws crypto.malformed, crypto.tooLarge beyond 64 KiB, crypto.badKey if its key is not an SM2 key
 */
export function parseCertificate(der: Uint8Array): Certificate {
  if (der.length > LIMIT) throw cryptoErrors.tooLarge({ what: WHAT, limit: '64 KB' });
  return parsing(WHAT, der, certificateFromNode);
}

/** Reads the first certificate of a PEM text. @throws as `parseCertificate` */
export function certificateFromPem(pem: string): Certificate {
  return parseCertificate(fromPem('CERTIFICATE', WHAT, pem));
}

/** A certificate as PEM, `CERTIFICATE`. */
export function certificateToPem(certificate: Certificate): string {
  return toPem('CERTIFICATE', certificate.der);
}

/** Whether the owner of the key signed the certificate; says nothing about trust. */
export function isSignedBy(certificate: Certificate, key: PublicKey): boolean {
  return verify(key, certificate.encoded.toBeSigned, certificate.encoded.signature, { encoding: 'der' });
}

/** Whether a certificate's node says it is signed with SM2, inside `parsing`. */
export const isSm2Certificate = (root: Node | undefined): boolean => {
  const [, algorithm] = childrenOf(root);
  return identifierOf(childrenOf(algorithm)[0]) === oids.sm2WithSm3;
};

/** A certificate from its node, inside `parsing`. */
export function certificateFromNode(root: Node | undefined): Certificate {
  const [toBeSigned, algorithm, signature] = childrenOf(root);
  const fields = childrenOf(toBeSigned);
  const [version] = fields;
  if (!integerBytesOf(taggedIn(version, 0)[0]).equals(Buffer.of(2))) unexpected();
  const [, serialNumber, innerAlgorithm, issuer, validity, subject, key, ...rest] = fields;
  if (!isSm2Certificate(root)) throw cryptoErrors.badKey({ what: WHAT, reason: '签名算法不是 SM2' });
  if (!encodingOf(algorithm).equals(encodingOf(innerAlgorithm))) unexpected();
  const [validFrom, validTo] = childrenOf(validity);
  const extensions = rest.find((node) => hasContextTag(node, 3));
  return {
    ...readExtensions(extensions ? childrenOf(taggedIn(extensions, 3)[0]) : []),
    der: encodingOf(root),
    serialNumber: integerBytesOf(serialNumber).toString('hex').replace(/^0+(?=.)/, ''),
    subject: nameFromNode(subject),
    issuer: nameFromNode(issuer),
    validFrom: timeOf(validFrom),
    validTo: timeOf(validTo),
    publicKey: publicKeyFromNode(key),
    encoded: {
      toBeSigned: encodingOf(toBeSigned),
      serialNumber: encodingOf(serialNumber),
      issuer: encodingOf(issuer),
      subject: encodingOf(subject),
      signature: bitsOf(signature),
    },
  };
}

/** A UTCTime or GeneralizedTime, which asn1js makes a kind of UTCTime. */
export function timeOf(node: Node | undefined): Date {
  const at = expect(node, UTCTime).toDate();
  return Number.isNaN(at.getTime()) ? unexpected() : at;
}

