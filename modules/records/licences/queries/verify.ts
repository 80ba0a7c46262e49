import type { Context } from '../../../../kernel/context.ts';
import { readFileBytes } from '../../../../kernel/files/store.ts';
import { maskValue } from '../../../../engines/forms/contract.ts';
import { readLicenceIdentifier } from '../../../../engines/identifiers/contract.ts';
import { verifySealedPdf } from '../../seals/api.ts';
import { standingLabels, type Verified } from '../contract.ts';
import { readVerificationCode } from '../rules.ts';
import { documentsOf } from '../store/licences.ts';
import { licenceQuery, toLicence } from './licences.ts';

/** Tells anybody whether a licence exists, what it is worth today, and whether its kept document still stands; nothing personal. */
export async function verifyLicence(ctx: Context, { identifier }: { identifier: string }): Promise<Verified> {
  const row = await findPublic(ctx, identifier.trim());
  const checkedAt = ctx.now().toISOString();
  if (!row) {
    const nothing = { name: null, number: null, holder: null, issuer: null, issuedOn: null, validFrom: null, validTo: null };
    return { found: false, ...nothing, status: null, statusLabel: null, sm3: null, sealValid: null, checkedAt };
  }
  const licence = toLicence(ctx, row);
  const [document] = await documentsOf(ctx, row.id);
  const checks = document ? await verifySealedPdf(ctx, await readFileBytes(ctx, document.file_id)) : [];
  return {
    found: true,
    name: licence.typeName,
    number: licence.holderKind === 'person' ? maskValue('idNumber', licence.number) : licence.number,
    holder: licence.holderName,
    issuer: licence.issuerName,
    issuedOn: licence.issuedOn,
    validFrom: licence.validFrom,
    validTo: licence.validTo,
    status: licence.standing,
    statusLabel: standingLabels[licence.standing],
    sm3: document?.sm3 ?? null,
    sealValid: checks.length > 0 && checks.every(({ valid }) => valid),
    checkedAt,
  };
}

/** By identifier, whose check character must be right, or by the code printed below the QR code. */
async function findPublic(ctx: Context, text: string) {
  const code = readVerificationCode(text);
  if (readLicenceIdentifier(text)) return licenceQuery(ctx).where('licence.identifier', '=', text).executeTakeFirst();
  return code === null ? undefined : licenceQuery(ctx).where('licence.verification_code', '=', code).executeTakeFirst();
}
