import { sql } from 'kysely';
import type { Context } from '../../../kernel/context.ts';
import { certificates } from '../../../kernel/crypto/index.ts';
import { addDays, startOfChinaDay } from '../../../kernel/dates.ts';
import { page } from '../../../kernel/db/page.ts';
import type { Download, InputOf, OutputOf } from '../../../kernel/endpoint.ts';
import { openFile } from '../../../kernel/files/store.ts';
import type { Page } from '../../../kernel/lists.ts';
import { sealErrors, type Seal, type SealDetail, type SealUse, type sealEndpoints } from './contract.ts';
import { findAuthority } from './store/authority.ts';
import { tables } from './tables.ts';

const sealQuery = (ctx: Context) =>
  tables(ctx).selectFrom('seal').innerJoin('v_unit', 'v_unit.id', 'seal.unit_id').selectAll('seal').select(['v_unit.name as unit_name', 'v_unit.division_name']);

type SealRecord = Awaited<ReturnType<ReturnType<typeof sealQuery>['executeTakeFirstOrThrow']>>;

/** Whether rows of a column of unit ids are within reach of a permission. */
function reach(ctx: Context, column: 'seal.unit_id' | 'seal_use.unit_id') {
  const { units } = ctx.actor.scope('seals.read');
  return units === 'all' ? sql<boolean>`true` : sql<boolean>`${sql.ref(column)} = any(${[...units]}::text[])`;
}

/** One page of the seals within reach, newest first. */
export async function listSeals(ctx: Context, filter: InputOf<typeof sealEndpoints.list>): Promise<Page<Seal>> {
  const { text, kind, status, unitId } = filter;
  const query = sealQuery(ctx)
    .where(reach(ctx, 'seal.unit_id'))
    .$if(text !== undefined, (q) => q.where((eb) => eb.or([eb('seal.name', 'like', `%${text}%`), eb('seal.code', '=', text ?? '')])))
    .$if(kind !== undefined, (q) => q.where('seal.kind', '=', kind!))
    .$if(status !== undefined, (q) => q.where('seal.status', '=', status!))
    .$if(unitId !== undefined, (q) => q.where(sql<boolean>`v_unit.path @> array[${unitId}]::text[]`));
  const found = await page(ctx, query, filter, {
    keys: { requestedAt: 'seal.requested_at', changedAt: 'seal.changed_at', name: 'seal.name' },
    id: 'seal.id',
    usual: '-requestedAt',
  });
  return { ...found, rows: found.rows.map((row) => toSeal(ctx, row)) };
}

/** A seal, whoever asks. @throws seals.notFound */
export async function getSeal(ctx: Context, id: string): Promise<Seal> {
  const row = await sealQuery(ctx).where('seal.id', '=', id).executeTakeFirst();
  if (!row) throw sealErrors.notFound({ id });
  return toSeal(ctx, row);
}

/** A seal within reach, with its certificate and its history. @throws seals.notFound */
export async function getSealDetail(ctx: Context, id: string): Promise<SealDetail> {
  const row = await sealQuery(ctx).where('seal.id', '=', id).where(reach(ctx, 'seal.unit_id')).executeTakeFirst();
  if (!row) throw sealErrors.notFound({ id });
  const changes = await tables(ctx).selectFrom('seal_change').selectAll().where('seal_id', '=', id).orderBy('seq').execute();
  return {
    ...toSeal(ctx, row),
    requestedBy: changes[0]?.actor_name ?? '',
    certificate: row.certificate === null ? null : certificateWords(row.certificate),
    changes: changes.map((change) => ({ status: change.status, reason: change.reason, actorName: change.actor_name, at: change.at.toISOString() })),
  };
}

/** The picture of a seal within reach. @throws seals.notFound */
export async function sealPicture(ctx: Context, { id }: { id: string }): Promise<Download> {
  const row = await sealQuery(ctx).where('seal.id', '=', id).where(reach(ctx, 'seal.unit_id')).executeTakeFirst();
  if (!row) throw sealErrors.notFound({ id });
  return { ...(await openFile(ctx, row.picture_file_id)), inline: true };
}

/** One page of the uses within reach, newest first. */
export async function listUses(ctx: Context, filter: InputOf<typeof sealEndpoints.uses>): Promise<Page<SealUse>> {
  const { sealId, unitId, actor, document, from, until } = filter;
  const query = tables(ctx)
    .selectFrom('seal_use')
    .innerJoin('seal', 'seal.id', 'seal_use.seal_id')
    .innerJoin('v_unit', 'v_unit.id', 'seal_use.unit_id')
    .select([
      'seal_use.id', 'seal_use.seal_id', 'seal_use.kind', 'seal_use.document', 'seal_use.reason', 'seal_use.actor_name', 'seal_use.at',
      'seal_use.place', 'seal_use.sm3_before', 'seal_use.sm3_after', 'seal_use.file_id', 'seal.name as seal_name', 'v_unit.name as unit_name',
    ])
    .where(reach(ctx, 'seal_use.unit_id'))
    .$if(sealId !== undefined, (q) => q.where('seal_use.seal_id', '=', sealId!))
    .$if(unitId !== undefined, (q) => q.where(sql<boolean>`v_unit.path @> array[${unitId}]::text[]`))
    .$if(actor !== undefined, (q) => q.where((eb) => eb.or([eb('seal_use.actor_name', '=', actor!), eb('seal_use.actor_id', '=', actor!)])))
    .$if(document !== undefined, (q) => q.where('seal_use.document', '=', document!))
    .$if(from !== undefined, (q) => q.where('seal_use.at', '>=', startOfChinaDay(from!)))
    .$if(until !== undefined, (q) => q.where('seal_use.at', '<', startOfChinaDay(addDays(until!, 1))));
  const found = await page(ctx, query, filter, { keys: { at: 'seal_use.at' }, id: 'seal_use.id', usual: '-at' });
  return {
    ...found,
    rows: found.rows.map((row) => ({
      id: row.id,
      sealId: row.seal_id,
      sealName: row.seal_name,
      unitName: row.unit_name,
      kind: row.kind,
      document: row.document,
      reason: row.reason,
      actorName: row.actor_name,
      at: row.at.toISOString(),
      place: row.place,
      sm3Before: row.sm3_before,
      sm3After: row.sm3_after,
      hasFile: row.file_id !== null,
    })),
  };
}

/** The file of a use made by hand, within reach; audited. @throws seals.useNotFound */
export async function usedFile(ctx: Context, { id }: { id: string }): Promise<Download> {
  const row = await tables(ctx).selectFrom('seal_use').select('file_id').where('id', '=', id).where(reach(ctx, 'seal_use.unit_id')).executeTakeFirst();
  if (!row?.file_id) throw sealErrors.useNotFound({ id });
  ctx.audit('seals.readFile', id);
  return openFile(ctx, row.file_id);
}

/** The root's certificate and those of all seals that ever were in force, for checks without a network. */
export async function trustList(ctx: Context): Promise<OutputOf<typeof sealEndpoints.trust>> {
  const rows = await sealQuery(ctx).where('seal.certificate', 'is not', null).orderBy('seal.requested_at').execute();
  return {
    root: (await findAuthority(ctx))?.certificate ?? null,
    certificates: rows.map((row) => ({ serial: row.certificate_serial ?? '', sealName: row.name, unitName: row.unit_name, status: row.status, certificate: row.certificate ?? '' })),
  };
}

function certificateWords(pem: string): SealDetail['certificate'] {
  const { subject, issuer, serialNumber, validFrom, validTo } = certificates.certificateFromPem(pem);
  return {
    subject: certificates.formatName(subject),
    issuer: certificates.formatName(issuer),
    serial: serialNumber,
    validFrom: validFrom.toISOString(),
    validTo: validTo.toISOString(),
  };
}

const toSeal = (ctx: Context, row: SealRecord): Seal => ({
  id: row.id,
  unitId: row.unit_id,
  unitName: row.unit_name,
  divisionName: row.division_name,
  kind: row.kind,
  purpose: row.purpose,
  name: row.name,
  code: row.code,
  shape: row.shape,
  sizeMm: Number(row.size_mm),
  status: row.status,
  statusReason: row.status_reason,
  expired: row.status === 'inForce' && row.valid_to !== null && row.valid_to < ctx.now(),
  certificateSerial: row.certificate_serial,
  validFrom: row.valid_from?.toISOString() ?? null,
  validTo: row.valid_to?.toISOString() ?? null,
  requestedAt: row.requested_at.toISOString(),
  changedAt: row.changed_at.toISOString(),
});
