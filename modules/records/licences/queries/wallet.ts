import { chinaDate } from '../../../../kernel/dates.ts';
import type { Context } from '../../../../kernel/context.ts';
import type { Download } from '../../../../kernel/endpoint.ts';
import { subjectIdsOfAccount } from '../../subjects/api.ts';
import { licenceErrors, standingLabels, type WalletLicence } from '../contract.ts';
import { standingOn } from '../rules.ts';
import { unseal } from '../store/licences.ts';
import { getTypeVersion } from '../store/types.ts';
import { openDocument } from './detail.ts';
import { licenceQuery, type LicenceRecord } from './licences.ts';

/** The licences of the citizen who asks and of the organisations she represents, newest first; replaced ones stay in their history. */
export async function wallet(ctx: Context): Promise<{ rows: WalletLicence[] }> {
  const subjects = await subjectIdsOfAccount(ctx, ctx.actor.id);
  if (subjects.length === 0) return { rows: [] };
  const rows = await licenceQuery(ctx).where('licence.subject_id', 'in', subjects).where('licence.status', '!=', 'replaced').orderBy('licence.created_at', 'desc').limit(500).execute();
  const shown: WalletLicence[] = [];
  for (const row of rows) shown.push(await toWallet(ctx, row));
  return { rows: shown };
}

/** A document of one of the citizen's own licences; audited. @throws licences.notFound, noSuchVariant */
export async function walletFile(ctx: Context, { id, variant }: { id: string; variant?: string }): Promise<Download> {
  const subjects = await subjectIdsOfAccount(ctx, ctx.actor.id);
  const row = subjects.length === 0 ? undefined : await licenceQuery(ctx).where('licence.id', '=', id).where('licence.subject_id', 'in', subjects).executeTakeFirst();
  if (!row) throw licenceErrors.notFound({ id });
  ctx.audit('licences.downloadOwn', id, { about: row.subject_id, basis: '本人' });
  return openDocument(ctx, id, variant);
}

async function toWallet(ctx: Context, row: LicenceRecord): Promise<WalletLicence> {
  const standing = standingOn({ status: row.status, validFrom: row.valid_from, validTo: row.valid_to }, chinaDate(ctx.now()));
  const { definition } = await getTypeVersion(ctx, row.type_id);
  return {
    id: row.id,
    name: row.type_name,
    number: row.number,
    holder: unseal(row, 'holder_name'),
    issuer: row.issuer_name,
    issuedOn: row.issued_on,
    validTo: row.valid_to,
    status: standing,
    statusLabel: standingLabels[standing],
    variants: [...definition.face.variants],
  };
}
