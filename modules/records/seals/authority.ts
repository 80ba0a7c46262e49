import type { Context } from '../../../kernel/context.ts';
import { certificates, type Certificate } from '../../../kernel/crypto/index.ts';
import { addYears, chinaDate, startOfChinaDay } from '../../../kernel/dates.ts';
import type { Unit } from '../../platform/organisations/contract.ts';
import { sealKeys } from './ports.ts';
import { validYears } from './rules.ts';
import { findAuthority, saveAuthority } from './store/authority.ts';

const rootYears = 20;

/** The last second before the day some years on, or back when negative. */
const endAfter = (at: Date, years: number): Date => new Date(startOfChinaDay(addYears(chinaDate(at), years)).getTime() - 1000);

/** Certificates count whole seconds. */
const toSecond = (at: Date): Date => new Date(Math.floor(at.getTime() / 1000) * 1000);

/** Certificates this platform relies on for themselves; none before the first seal was made. */
export async function trustedRoots(ctx: Context): Promise<Certificate[]> {
  const authority = await findAuthority(ctx);
  return authority ? [certificates.certificateFromPem(authority.certificate)] : [];
}

/**
 * Issues a signing certificate to a seal, naming unit and credit code.
 *
 * The issuer is a root of this installation, made at the first call: a city with a licensed CA replaces this function's inside.
 */
export async function issueSealCertificate(ctx: Context, sealName: string, unit: Unit, keyReference: string): Promise<Certificate> {
  const issuer = await authority(ctx);
  const signer = await sealKeys.get().signer(ctx, keyReference);
  return certificates.issueCertificate({
    subject: { country: 'CN', organisation: unit.name, unit: unit.uscc ?? '', commonName: sealName },
    publicKey: signer.publicKey,
    use: 'sign',
    issuer,
    validFrom: toSecond(ctx.now()),
    validTo: endAfter(ctx.now(), validYears),
  });
}

async function authority(ctx: Context) {
  if (!(await findAuthority(ctx))) await createAuthority(ctx);
  const row = await findAuthority(ctx);
  if (!row) throw new Error('the seal authority was not kept');
  return { certificate: certificates.certificateFromPem(row.certificate), signer: await sealKeys.get().signer(ctx, row.key_id) };
}

async function createAuthority(ctx: Context): Promise<void> {
  const keyId = await sealKeys.get().create(ctx);
  const root = await certificates.createRoot({
    subject: { country: 'CN', organisation: '一网政务服务平台', commonName: '一网电子印章根证书' },
    signer: await sealKeys.get().signer(ctx, keyId),
    // Begins a year back: a machine whose clock lags behind the one that made it must be able to use it.
    validFrom: endAfter(ctx.now(), -1),
    validTo: endAfter(ctx.now(), rootYears),
  });
  if (await saveAuthority(ctx, certificates.certificateToPem(root), keyId)) ctx.audit('seals.createAuthority', root.serialNumber);
  else await sealKeys.get().destroy(ctx, keyId);
}
