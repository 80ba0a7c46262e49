import type { Context } from '../../../../kernel/context.ts';
import type { Download, InputOf } from '../../../../kernel/endpoint.ts';
import { openFile } from '../../../../kernel/files/store.ts';
import { renderFace } from '../../../../engines/documents/api.ts';
import { maskValue } from '../../../../engines/forms/contract.ts';
import { verificationOf } from '../actions/documents.ts';
import { licenceErrors, type LicenceDetail, type LicenceField, type licenceEndpoints } from '../contract.ts';
import type { LicenceDefinition } from '../definition.ts';
import { faceOf, type FaceValues } from '../face-values.ts';
import { nationalStatus } from '../rules.ts';
import { documentsOf, unseal } from '../store/licences.ts';
import { getTypeVersion } from '../store/types.ts';
import { tables } from '../tables.ts';
import { licenceQuery, toLicence, type LicenceRecord } from './licences.ts';
import { reach } from './reach.ts';

/** A licence within reach with its face, documents, versions and history; audited. @throws licences.notFound */
export async function licenceDetail(ctx: Context, id: string): Promise<LicenceDetail> {
  const row = await requireReadable(ctx, id, 'licences.read');
  const type = await getTypeVersion(ctx, row.type_id);
  const operations = await tables(ctx).selectFrom('licence_operation').selectAll().where('licence_id', '=', id).orderBy('seq').execute();
  const version = (column: 'id' | 'prior_id', value: string) => tables(ctx).selectFrom('licence').select(['id', 'version']).where(column, '=', value).executeTakeFirst();
  const licence = toLicence(ctx, row);
  ctx.audit('licences.view', id, { about: row.subject_id });
  return {
    ...licence,
    statusReason: row.status_reason,
    nationalStatus: nationalStatus[licence.standing],
    verificationCode: row.verification_code,
    typeCode: type.code,
    typeVersion: type.version,
    fields: fieldsOf(type.definition, valuesOf(row), true),
    documents: (await documentsOf(ctx, id)).map(({ variant, sm3, seal_use_id }) => ({ variant, sm3, sealUseId: seal_use_id })),
    operations: operations.map(({ operation, status, reason, actor_name, at }) => ({ operation, status, reason, actorName: actor_name, at: at.toISOString() })),
    prior: row.prior_id === null ? null : ((await version('id', row.prior_id)) ?? null),
    next: (await version('prior_id', id)) ?? null,
  };
}

/** Everything on a licence's face in the clear; says in the audit trail who looked and why. @throws licences.notFound */
export async function revealLicence(ctx: Context, { id, reason }: { id: string; reason: string }): Promise<{ holderName: string; holderNumber: string; fields: LicenceField[] }> {
  const row = await requireReadable(ctx, id, 'licences.reveal');
  const { definition } = await getTypeVersion(ctx, row.type_id);
  ctx.audit('licences.reveal', id, { about: row.subject_id, basis: reason });
  return { holderName: unseal(row, 'holder_name'), holderNumber: unseal(row, 'holder_number'), fields: fieldsOf(definition, valuesOf(row), false) };
}

/** A licence's document for an officer, to see or to save; audited. @throws licences.notFound, noSuchVariant */
export async function licenceFile(ctx: Context, { id, variant, download = false }: InputOf<typeof licenceEndpoints.file>): Promise<Download> {
  const row = await requireReadable(ctx, id, 'licences.read');
  ctx.audit(download ? 'licences.download' : 'licences.viewFile', id, { about: row.subject_id, ...(variant === undefined ? {} : { variant }) });
  return { ...(await openDocument(ctx, id, variant)), inline: !download };
}

/**
 * Opens a licence's document for another module, which decides whether the actor may see it and says why; audited.
 *
 * @param variant - the first (正本) when absent
 * @throws licences.notFound, noSuchVariant
 */
export async function openLicenceFile(ctx: Context, id: string, purpose: string, variant?: string): Promise<Download & { sm3: string }> {
  const row = await licenceQuery(ctx).where('licence.id', '=', id).executeTakeFirst();
  if (!row) throw licenceErrors.notFound({ id });
  ctx.audit('licences.openFile', id, { about: row.subject_id, basis: purpose });
  return openDocument(ctx, id, variant);
}

/** The values of a licence alone, in their places, for pre-printed paper whose number goes to the audit trail. @throws licences.notFound, noSuchVariant */
export async function overprint(ctx: Context, { id, variant, paperNumber, x = 0, y = 0 }: InputOf<typeof licenceEndpoints.overprint>): Promise<Download> {
  const row = await requireReadable(ctx, id, 'licences.print');
  const { definition } = await getTypeVersion(ctx, row.type_id);
  const chosen = variant ?? definition.face.variants[0] ?? '';
  if (!definition.face.variants.includes(chosen)) throw licenceErrors.noSuchVariant({ variant: chosen });
  const values = faceOf(row, valuesOf(row), { name: unseal(row, 'holder_name'), number: unseal(row, 'holder_number') });
  const { pdf } = await renderFace(definition.face, values, { at: ctx.now(), variant: chosen, verification: verificationOf(row), overprint: { x, y } });
  ctx.audit('licences.overprint', id, { about: row.subject_id, variant: chosen, paperNumber });
  return { name: `套打${row.number}（${chosen}）.pdf`, type: 'application/pdf', content: pdf, inline: true };
}

/** A stored document of a licence. @throws licences.noSuchVariant */
export async function openDocument(ctx: Context, id: string, variant: string | undefined): Promise<Download & { sm3: string }> {
  const documents = await documentsOf(ctx, id);
  const document = variant === undefined ? documents[0] : documents.find((each) => each.variant === variant);
  if (!document) throw licenceErrors.noSuchVariant({ variant: variant ?? '正本' });
  return openFile(ctx, document.file_id);
}

async function requireReadable(ctx: Context, id: string, permission: Parameters<typeof reach>[1]): Promise<LicenceRecord> {
  const row = await licenceQuery(ctx).where('licence.id', '=', id).where(reach(ctx, permission)).executeTakeFirst();
  if (!row) throw licenceErrors.notFound({ id });
  return row;
}

const valuesOf = (row: LicenceRecord): FaceValues => JSON.parse(unseal(row, 'field_values')) as FaceValues;

const fieldsOf = (definition: LicenceDefinition, values: FaceValues, hide: boolean): LicenceField[] =>
  definition.fields.map(({ key, label, mask }) => {
    const text = values[key] ?? '';
    const shown = hide && mask ? maskValue(mask, text) : text;
    return { key, label, value: shown, masked: shown !== text };
  });
