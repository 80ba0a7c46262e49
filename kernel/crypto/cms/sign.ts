import { context, element, objectIdentifier, octetString, sequence, setOf, time, unsignedInteger } from '../asn1.ts';
import type { Certificate } from '../certificates/certificate.ts';
import { cryptoErrors } from '../errors.ts';
import { oids } from '../object-identifiers.ts';
import type { Signer } from '../signer.ts';
import { sm3 } from '../sm3.ts';

/*
 * SignedData of GB/T 35275-2017 (GM/T 0010-2012): PKCS #7 with Chinese identifiers, here always with one
 * signer, the content outside, and the signed attributes contentType, signingTime and messageDigest.
 */

export interface SignatureRequest {
  /** The bytes signed; they do not become part of the signature. */
  readonly content: Uint8Array;
  readonly certificate: Certificate;
  readonly signer: Signer;
  /** What the signer claims as the time; only a timestamp proves it. */
  readonly signedAt: Date;
  /** Authorities to send along, so that others can build the chain. */
  readonly intermediates?: readonly Certificate[];
}

/**
 * Makes a detached signature, DER, as a PDF or a file beside the document holds it.
 *
 * @throws crypto.badKey if the certificate is not the signer's
 */
export async function signDetached(request: SignatureRequest): Promise<Buffer> {
  const { certificate, signer, signedAt } = request;
  if (!certificate.publicKey.bytes.equals(signer.publicKey.bytes)) {
    throw cryptoErrors.badKey({ what: '签名密钥', reason: '与证书不对应' });
  }
  const attributes = [
    attribute(oids.contentType, objectIdentifier(oids.gmData)),
    attribute(oids.signingTime, time(signedAt)),
    attribute(oids.messageDigest, octetString(sm3(request.content))),
  ].toSorted(Buffer.compare);
  // Signed as a SET, sent under the tag [0] in its place (RFC 5652, 5.4).
  const signature = await signer.sign(setOf(...attributes));
  const signerInfo = sequence(
    unsignedInteger(Buffer.of(1)),
    sequence(certificate.encoded.issuer, certificate.encoded.serialNumber),
    algorithm(oids.sm3),
    context(0, ...attributes),
    algorithm(oids.sm2Signature),
    octetString(signature),
  );
  // The signer's first: the order is free here, and some software looks no further.
  const certificates = [certificate, ...(request.intermediates ?? [])].map(({ der }) => der);
  const signedData = sequence(
    unsignedInteger(Buffer.of(1)),
    setOf(algorithm(oids.sm3)),
    sequence(objectIdentifier(oids.gmData)),
    context(0, ...certificates),
    setOf(signerInfo),
  );
  return sequence(objectIdentifier(oids.gmSignedData), context(0, signedData));
}

const algorithm = (oid: string): Buffer => sequence(objectIdentifier(oid), element(0x05));

const attribute = (oid: string, value: Buffer): Buffer => sequence(objectIdentifier(oid), setOf(value));
