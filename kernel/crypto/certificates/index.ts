export { type Certificate, certificateFromPem, certificateToPem, parseCertificate } from './certificate.ts';
export { type ChainResult, type Trust, verifyChain } from './chain.ts';
export type { KeyUsage } from './extensions.ts';
export { type CertificateRequest, type CertificateUse, createRoot, issueCertificate, type RootRequest } from './issue.ts';
export { type DistinguishedName, formatName } from './names.ts';
