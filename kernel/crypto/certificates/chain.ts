import { type Certificate, isSignedBy } from './certificate.ts';

/** Authorities between a certificate and its root; more is nobody's honest chain. */
const MAX_DEPTH = 5;

export interface Trust {
  /** Certificates relied on for themselves. */
  readonly roots: readonly Certificate[];
  /** Certificates that may stand in between; they need not be trustworthy. */
  readonly intermediates?: readonly Certificate[];
  /** The moment for which validity is asked: now, or that of a signature. */
  readonly at: Date;
}

/** The chain from the certificate to a root, both included, or a sentence for people. */
export type ChainResult =
  | { readonly trusted: true; readonly chain: readonly Certificate[] }
  | { readonly trusted: false; readonly reason: string };

/**
 * Follows a certificate to a trusted root: names, signatures, validity, authority of every issuer, lengths
 * of path, critical extensions. Revocation is a separate question.
 *
 * @source RFC 5280, section 6, without policies and name constraints
 */
export function verifyChain(certificate: Certificate, trust: Trust): ChainResult {
  const chain = [certificate];
  for (let depth = 0; ; depth++) {
    const subject = chain.at(-1)!;
    const problem = problemOf(subject, trust.at);
    if (problem) return untrusted(problem);
    if (trust.roots.some((root) => root.der.equals(subject.der))) return { trusted: true, chain };
    if (depth > MAX_DEPTH) return untrusted('证书链过长');
    const known = [...trust.roots, ...(trust.intermediates ?? [])];
    const named = known.filter(({ encoded }) => encoded.subject.equals(subject.encoded.issuer));
    if (named.length === 0) return untrusted('找不到可信的签发机构');
    const signers = named.filter((candidate) => isSignedBy(subject, candidate.publicKey));
    if (signers.length === 0) return untrusted('证书的签名不正确');
    const entitled = signers.filter((candidate) => maySign(candidate, chain));
    if (entitled.length === 0) return untrusted('签发者无权签发该证书');
    // A renewed authority has two certificates with one key: the one in force counts.
    chain.push(entitled.find((candidate) => !problemOf(candidate, trust.at)) ?? entitled[0]!);
  }
}

function problemOf(certificate: Certificate, at: Date): string | null {
  if (at < certificate.validFrom) return `证书“${certificate.subject.commonName}”尚未生效`;
  if (at > certificate.validTo) return `证书“${certificate.subject.commonName}”已过有效期`;
  return certificate.hasUnknownCritical ? '证书含有无法识别的关键扩展' : null;
}

/** Whether the issuer is an authority, and may have the authorities of the chain so far below it. */
function maySign(issuer: Certificate, chain: readonly Certificate[]): boolean {
  const authoritiesBelow = chain.length - 1;
  const maySignCertificates = issuer.keyUsage === null || issuer.keyUsage.includes('certificateSigning');
  return issuer.isAuthority && maySignCertificates && (issuer.pathLength === null || authoritiesBelow <= issuer.pathLength);
}

const untrusted = (reason: string): ChainResult => ({ trusted: false, reason });
