import type { Context } from '../../../kernel/context.ts';
import { certificates, cms, sm3, type Certificate } from '../../../kernel/crypto/index.ts';
import { findFile, readFileBytes } from '../../../kernel/files/store.ts';
import { verifyPdfSignatures, type PdfSignature } from '../../../engines/documents/api.ts';
import { getUnit } from '../../platform/organisations/api.ts';
import { trustedRoots } from './authority.ts';
import { sealErrors, sealStatusLabels, type SealCheck } from './contract.ts';
import { findSealByCertificate, findUsesOf, isSealedFile, statusAt } from './store/seals.ts';

/** What the cryptography found out about one signature. */
interface Found {
  readonly certificate: Certificate | null;
  readonly intermediates: readonly Certificate[];
  readonly signedAt: Date | null;
  readonly sm3Signed: string;
}

/**
 * Checks every seal of a PDF: unchanged, whole, issued under our root, in force when it was put on, and in our log.
 *
 * @throws documents.badPdf
 */
export async function verifySealedPdf(ctx: Context, pdf: Uint8Array): Promise<SealCheck[]> {
  const found: Found[] = [];
  const signatures = await verifyPdfSignatures(pdf, async (bytes, signature) => {
    const result = cms.verifyDetached(signature, bytes);
    const sm3Signed = sm3(bytes).toString('hex');
    // The engine hands the signer's name back with the signature it belongs to, in document order: the place in our list serves.
    const signer = String(found.length);
    if (!result.valid) {
      found.push({ certificate: null, intermediates: [], signedAt: null, sm3Signed });
      return { valid: false, signer, problem: result.reason };
    }
    found.push({ certificate: result.certificate, intermediates: result.certificates, signedAt: result.signedAt, sm3Signed });
    return { valid: true, signer };
  });
  const roots = await trustedRoots(ctx);
  const checks: SealCheck[] = [];
  for (const signature of signatures) checks.push(await check(ctx, signature, signature.signer === null ? undefined : found[Number(signature.signer)], roots));
  return checks;
}

/** Checks a file a stranger sends: only one that left this platform is taken apart. @throws seals.badFile */
export async function verifyForPublic(ctx: Context, { pdf: base64 }: { pdf: string }): Promise<{ known: boolean; sm3: string; checks: SealCheck[] }> {
  const pdf = Buffer.from(base64, 'base64');
  if (pdf.subarray(0, 5).toString('latin1') !== '%PDF-') throw sealErrors.badFile();
  const digest = sm3(pdf).toString('hex');
  const known = await isSealedFile(ctx, digest);
  return { known, sm3: digest, checks: known ? await verifySealedPdf(ctx, pdf) : [] };
}

/** Checks a file the actor has uploaded. @throws seals.fileNotFound; documents.badPdf */
export async function inspectUpload(ctx: Context, { fileId }: { fileId: string }): Promise<{ sm3: string; checks: SealCheck[] }> {
  const file = await findFile(ctx, fileId);
  if (file?.createdBy !== ctx.actor.id) throw sealErrors.fileNotFound();
  return { sm3: file.sm3, checks: await verifySealedPdf(ctx, await readFileBytes(ctx, fileId)) };
}

async function check(ctx: Context, signature: PdfSignature, found: Found | undefined, roots: readonly Certificate[]): Promise<SealCheck> {
  const certificate = found?.certificate ?? null;
  const at = found?.signedAt ?? signature.at;
  const chain = certificate && at ? certificates.verifyChain(certificate, { roots, intermediates: found?.intermediates ?? [], at }) : null;
  const seal = certificate && chain?.trusted ? await findSealByCertificate(ctx, certificate.serialNumber) : undefined;
  const status = seal && at ? await statusAt(ctx, seal.id, at) : undefined;
  const uses = seal && found ? await findUsesOf(ctx, found.sm3Signed) : [];
  const logged = uses.some((use) => use.seal_id === seal?.id);
  const unitName = seal ? (await getUnit(ctx, seal.unit_id)).name : null;
  const problem = firstProblem([
    !signature.intact && (signature.problem ?? '签名无效'),
    signature.changedAfter === 'other' && '盖章之后文件又被改动',
    chain === null && '签名没有时间，无法核对证书',
    chain?.trusted === false && chain.reason,
    !seal && '签名证书不属于本平台的任何印章',
    status !== 'inForce' && `盖章时印章不在使用状态（${status ? sealStatusLabels[status] : '尚未申请'}）`,
    !logged && '用印记录中没有这次盖章',
  ]);
  return {
    valid: problem === null,
    problem,
    name: signature.name,
    reason: signature.reason,
    location: signature.location,
    at: at?.toISOString() ?? null,
    signer: certificate && certificates.formatName(certificate.subject),
    certificateSerial: certificate?.serialNumber ?? null,
    intact: signature.intact,
    coversWholeDocument: signature.coversWholeDocument,
    changedAfter: signature.changedAfter,
    trusted: chain?.trusted === true,
    unitName,
    inForce: seal ? status === 'inForce' : null,
    logged,
  };
}

const firstProblem = (problems: readonly (string | false | undefined)[]): string | null => problems.find((each): each is string => typeof each === 'string') ?? null;
