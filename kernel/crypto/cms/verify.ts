import { AppError } from '../../errors.ts';
import type { Certificate } from '../certificates/certificate.ts';
import { verify } from '../sm2/index.ts';
import { sm3 } from '../sm3.ts';
import { readSignedData, type SignedData } from './read.ts';

const LIMIT = 256 * 1024;

/** What a good signature says, or a sentence for people about a bad one. */
export type SignatureResult =
  | {
      readonly valid: true;
      /** The signer's certificate; whether it is trusted is asked of `verifyChain`. */
      readonly certificate: Certificate;
      /** Every SM2 certificate sent along, the signer's among them. */
      readonly certificates: readonly Certificate[];
      /** The time the signer claims, or null. */
      readonly signedAt: Date | null;
    }
  | { readonly valid: false; readonly reason: string };

/**
 * Checks a detached signature of the content: ours, or another's with SM2 and SM3, also under the
 * identifiers of PKCS #7 and without signed attributes. Trust in the certificate is not checked here.
 *
 * @param signature - DER; zeros after it, with which a PDF pads, are ignored
 */
export function verifyDetached(signature: Uint8Array, content: Uint8Array): SignatureResult {
  if (signature.length > LIMIT) return invalid('电子签名的数据过大');
  const signed = readOrExplain(signature);
  if ('valid' in signed) return signed;
  const { certificate, certificates, attributes } = signed;
  if (attributes && !attributes.digest.equals(sm3(content))) return invalid('签名之后内容已被修改');
  if (!maySignDocuments(certificate)) return invalid('签名所用的证书不是签名证书');
  const message = attributes ? attributes.encoded : content;
  if (!verify(certificate.publicKey, message, signed.signature, { encoding: 'der' })) {
    return invalid(attributes ? '电子签名不正确' : '电子签名不正确，或签名之后内容已被修改');
  }
  return { valid: true, certificate, certificates, signedAt: attributes?.signingTime ?? null };
}

const maySignDocuments = ({ keyUsage }: Certificate): boolean =>
  keyUsage === null || keyUsage.includes('digitalSignature') || keyUsage.includes('nonRepudiation');

function readOrExplain(signature: Uint8Array): SignedData | (SignatureResult & { valid: false }) {
  try {
    return readSignedData(signature);
  } catch (error) {
    if (error instanceof AppError) return invalid(`无法识别的电子签名：${error.message}`);
    throw error;
  }
}

const invalid = (reason: string): SignatureResult & { valid: false } => ({ valid: false, reason });
