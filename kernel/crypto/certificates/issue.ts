import { randomBytes } from 'node:crypto';
import { bitString, context, objectIdentifier, sequence, time, unsignedInteger } from '../asn1.ts';
import { cryptoErrors } from '../errors.ts';
import { oids } from '../object-identifiers.ts';
import type { Signer } from '../signer.ts';
import type { PublicKey } from '../sm2/index.ts';
import { publicKeyToDer } from '../sm2/pem.ts';
import { type Certificate, parseCertificate } from './certificate.ts';
import { extensionsToDer, type KeyUsage } from './extensions.ts';
import { type DistinguishedName, nameToDer } from './names.ts';

/** What the key of a new certificate is for. Chinese practice gives one owner two: one to sign, one to encrypt. */
export type CertificateUse = 'sign' | 'encrypt' | 'authority';

const usages: Record<CertificateUse, readonly KeyUsage[]> = {
  sign: ['digitalSignature', 'nonRepudiation'],
  encrypt: ['keyEncipherment', 'dataEncipherment', 'keyAgreement'],
  authority: ['certificateSigning', 'crlSigning'],
};

export interface Validity {
  readonly validFrom: Date;
  /** The last second of validity. */
  readonly validTo: Date;
}

export interface RootRequest extends Validity {
  readonly subject: DistinguishedName;
  readonly signer: Signer;
}

export interface CertificateRequest extends Validity {
  readonly subject: DistinguishedName;
  readonly publicKey: PublicKey;
  readonly use: CertificateUse;
  readonly issuer: { readonly certificate: Certificate; readonly signer: Signer };
}

/** Makes a root authority's certificate, signed by itself: for demos and tests; a city has its licensed CA. */
export function createRoot({ subject, signer, validFrom, validTo }: RootRequest): Promise<Certificate> {
  const name = nameToDer(subject);
  const issuer = { name, keyId: null, signer };
  return build({ name, publicKey: signer.publicKey, use: 'authority', pathLength: null, issuer, validFrom, validTo });
}

/**
 * Issues a certificate under an authority; an authority issued here may itself issue, but not authorities.
 *
 * @throws crypto.cannotIssue if the issuer is no authority, is not the signer's, or expires sooner
 */
export async function issueCertificate(request: CertificateRequest): Promise<Certificate> {
  const { use, publicKey, validFrom, validTo } = request;
  const { certificate, signer } = request.issuer;
  const isAuthority = use === 'authority';
  if (!certificate.isAuthority) throw cryptoErrors.cannotIssue({ reason: '签发者的证书不是机构证书' });
  if (!certificate.publicKey.bytes.equals(signer.publicKey.bytes)) {
    throw cryptoErrors.cannotIssue({ reason: '签发者的证书与签名密钥不对应' });
  }
  if (isAuthority && certificate.pathLength === 0) throw cryptoErrors.cannotIssue({ reason: '签发者不能再签发机构证书' });
  if (validFrom < certificate.validFrom || validTo > certificate.validTo) {
    throw cryptoErrors.cannotIssue({ reason: '有效期超出签发者证书的有效期' });
  }
  const issuer = { name: certificate.encoded.subject, keyId: certificate.subjectKeyId, signer };
  const name = nameToDer(request.subject);
  return build({ name, publicKey, use, pathLength: isAuthority ? 0 : null, issuer, validFrom, validTo });
}

interface Parts extends Validity {
  readonly name: Buffer;
  readonly publicKey: PublicKey;
  readonly use: CertificateUse;
  readonly pathLength: number | null;
  readonly issuer: { readonly name: Buffer; readonly keyId: string | null; readonly signer: Signer };
}

async function build({ name, publicKey, use, pathLength, issuer, validFrom, validTo }: Parts): Promise<Certificate> {
  if (!(validFrom < validTo)) throw cryptoErrors.cannotIssue({ reason: '有效期的起止时间不正确' });
  const algorithm = sequence(objectIdentifier(oids.sm2WithSm3));
  const extensions = extensionsToDer({
    isAuthority: use === 'authority',
    pathLength,
    keyUsage: usages[use],
    subjectKey: publicKey,
    issuerKeyId: issuer.keyId,
    issuerKey: issuer.signer.publicKey,
  });
  const toBeSigned = sequence(
    context(0, unsignedInteger(Buffer.of(2))),
    unsignedInteger(newSerialNumber()),
    algorithm,
    issuer.name,
    sequence(time(validFrom), time(validTo)),
    name,
    publicKeyToDer(publicKey),
    context(3, extensions),
  );
  const signature = await issuer.signer.sign(toBeSigned);
  return parseCertificate(sequence(toBeSigned, algorithm, bitString(signature)));
}

/** 126 random bits; the leading bits keep it positive and of one length (RFC 5280, 4.1.2.2). */
function newSerialNumber(): Buffer {
  const bytes = randomBytes(16);
  bytes.writeUInt8((bytes.readUInt8(0) & 0x7f) | 0x40, 0);
  return bytes;
}
