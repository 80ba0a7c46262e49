import { certificates, sm2 } from '../../../kernel/crypto/index.ts';
import { readLicenceIdentifier } from '../../../engines/identifiers/contract.ts';
import { proofText, readProofAddress, type OfflineFacts } from './offline-proof.ts';

/** What an inspector's device keeps: the root and the seals' certificates, as `GET /seals/trust` gives them (PEM). */
export interface OfflineTrust {
  readonly root: string;
  readonly certificates: readonly string[];
}

export type OfflineVerdict = { readonly valid: true; readonly facts: OfflineFacts; readonly issuer: string } | { readonly valid: false; readonly problem: string };

/**
 * Checks the QR code of a licence without a network: identifier, certificate, signature, term.
 *
 * A licence suspended or revoked since its issue still passes: only the online check knows.
 *
 * @param at - now, by the device's clock
 */
export function verifyOfflineProof(address: string, trust: OfflineTrust, at: Date): OfflineVerdict {
  const proof = readProofAddress(address);
  if (!proof) return { valid: false, problem: '二维码中没有离线核验信息' };
  const { facts, signature } = proof;
  const parts = readLicenceIdentifier(facts.identifier);
  if (!parts) return { valid: false, problem: '电子证照标识的校验位不符' };
  const known = trust.certificates.map((pem) => certificates.certificateFromPem(pem));
  const certificate = known.find((each) => each.serialNumber === facts.certificateSerial);
  if (!certificate) return { valid: false, problem: '没有发证机关的印章证书，请更新后再核验' };
  // A certificate that has run out since does not undo what it signed in its time.
  const chain = certificates.verifyChain(certificate, { roots: [certificates.certificateFromPem(trust.root)], at: certificate.validFrom });
  if (!chain.trusted) return { valid: false, problem: chain.reason };
  if (certificate.subject.unit !== parts.issuerCode) return { valid: false, problem: '印章不属于证照标识中的发证机关' };
  if (!sm2.verify(certificate.publicKey, Buffer.from(proofText(facts)), signature, { encoding: 'der' })) return { valid: false, problem: '签名不正确，二维码内容被改动过' };
  if (facts.validTo !== null && at.getTime() >= Date.parse(`${facts.validTo}T24:00:00+08:00`)) return { valid: false, problem: `证照已于 ${facts.validTo} 到期` };
  return { valid: true, facts, issuer: certificate.subject.organisation ?? certificate.subject.commonName };
}
