import {
  childrenOf, element, encodingOf, hasContextTag, identifierOf, membersOf, type Node, octetsOf, parsing, taggedIn, unexpected,
} from '../asn1.ts';
import { type Certificate, certificateFromNode, isSm2Certificate, timeOf } from '../certificates/certificate.ts';
import { oids } from '../object-identifiers.ts';

/** A signature with one signer, taken apart; nothing is verified. */
export interface SignedData {
  /** Every SM2 certificate sent along, the signer's among them. */
  readonly certificates: readonly Certificate[];
  /** The one the signer names by issuer and serial number. */
  readonly certificate: Certificate;
  /** Null if the content is signed directly. */
  readonly attributes: SignedAttributes | null;
  /** DER */
  readonly signature: Buffer;
}

export interface SignedAttributes {
  /** As a SET in the order sent: the form that is signed. */
  readonly encoded: Buffer;
  readonly digest: Buffer;
  readonly signingTime: Date | null;
}

const signedDataTypes = new Set<string>([oids.gmSignedData, oids.pkcs7SignedData]);
const contentTypes = new Set<string>([oids.gmData, oids.pkcs7Data]);
const signatureAlgorithms = new Set<string>([oids.sm2Signature, oids.sm2WithSm3, oids.sm2Curve]);

/**
 * Reads a detached SignedData with SM2 and SM3 and exactly one signer.
 *
 * @throws crypto.malformed for anything else, and as `parseCertificate` for its certificates
 */
export function readSignedData(bytes: Uint8Array): SignedData {
  return parsing('电子签名', bytes, (root) => {
    const [type, wrapped] = childrenOf(root);
    require(signedDataTypes.has(identifierOf(type)));
    const [, , contentInfo, ...rest] = childrenOf(taggedIn(wrapped, 0)[0]);
    const contentParts = childrenOf(contentInfo);
    const contentType = identifierOf(contentParts[0]);
    require(contentTypes.has(contentType) && contentParts.length === 1);

    const certificatesNode = rest.find((node) => hasContextTag(node, 0));
    const sent = certificatesNode ? taggedIn(certificatesNode, 0) : [];
    const certificates = sent.filter(isSm2Certificate).map(certificateFromNode);
    const signers = membersOf(rest.at(-1));
    require(signers.length === 1);
    return { certificates, ...readSigner(signers[0]!, certificates, contentType) };
  });
}

function readSigner(node: Node, certificates: readonly Certificate[], contentType: string): Omit<SignedData, 'certificates'> {
  const [, identity, digestAlgorithm, ...rest] = childrenOf(node);
  require(algorithmOf(digestAlgorithm) === oids.sm3);
  const [first] = rest;
  const hasAttributes = hasContextTag(first, 0);
  const [signatureAlgorithm, signature] = hasAttributes ? rest.slice(1) : rest;
  require(signatureAlgorithms.has(algorithmOf(signatureAlgorithm)));

  const [issuer, serialNumber] = childrenOf(identity).map(encodingOf);
  const certificate = certificates.find(
    ({ encoded }) => issuer?.equals(encoded.issuer) && serialNumber?.equals(encoded.serialNumber),
  );
  return {
    certificate: certificate ?? unexpected(),
    attributes: hasAttributes ? readAttributes(taggedIn(first, 0), contentType) : null,
    signature: octetsOf(signature),
  };
}

/** Refuses attributes without a digest of the content, or of another type of content (RFC 5652, 11.1 and 11.2). */
function readAttributes(nodes: readonly Node[], contentType: string): SignedAttributes {
  const attributes = nodes.map(childrenOf);
  const valueOf = (oid: string): Node | undefined => {
    const matches = attributes.filter(([kind]) => identifierOf(kind) === oid);
    require(matches.length <= 1);
    const values = matches[0] ? membersOf(matches[0][1]) : [];
    require(matches.length === values.length);
    return values[0];
  };
  require(identifierOf(valueOf(oids.contentType)) === contentType);
  const signingTime = valueOf(oids.signingTime);
  return {
    encoded: element(0x31, ...nodes.map(encodingOf)),
    digest: octetsOf(valueOf(oids.messageDigest)),
    signingTime: signingTime ? timeOf(signingTime) : null,
  };
}

const algorithmOf = (node: Node | undefined): string => identifierOf(childrenOf(node)[0]);

function require(condition: boolean): void {
  if (!condition) unexpected();
}
