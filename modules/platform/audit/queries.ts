import { sql } from 'kysely';
import { addDays, chinaDate, chinaTime, daysBetween, startOfChinaDay } from '../../../kernel/dates.ts';
import type { Context } from '../../../kernel/context.ts';
import { page } from '../../../kernel/db/page.ts';
import type { Download, InputOf } from '../../../kernel/endpoint.ts';
import type { ListInput, Page } from '../../../kernel/lists.ts';
import { exportSheet, sheetType } from '../../../kernel/sheets.ts';
import { maskValue } from '../../../engines/forms/contract.ts';
import { subjectIdsOfAccount } from '../../records/subjects/api.ts';
import { actorKindLabels, auditErrors, exportLimit, maxDays, type AuditDetail, type auditEndpoints, type AuditEntry, type DataRead, type Verification } from './contract.ts';
import { tables } from './tables.ts';
import { titleOfAction } from './titles.ts';

type Filter = InputOf<typeof auditEndpoints.export>;

const entryQuery = (ctx: Context) =>
  tables(ctx)
    .selectFrom('v_audit')
    .leftJoin('v_unit', 'v_unit.id', 'v_audit.unit_id')
    .select([
      'v_audit.id', 'v_audit.at', 'v_audit.actor_kind', 'v_audit.actor_id', 'v_audit.actor_name', 'v_audit.action', 'v_audit.target', 'v_audit.about', 'v_audit.basis',
      'v_audit.address', 'v_audit.request_id', 'v_audit.detail', 'v_unit.name as unit_name', 'v_unit.bureau_name',
    ]);

type EntryRecord = Awaited<ReturnType<ReturnType<typeof entryQuery>['executeTakeFirstOrThrow']>>;

/** The first and the last day of a question, China Standard Time. @throws audit.badRange, rangeTooLong */
function daysOf(ctx: Context, { from, to }: Filter): { from: string; to: string } {
  const last = to ?? (from === undefined ? chinaDate(ctx.now()) : addDays(from, 6));
  const first = from ?? addDays(last, -6);
  if (first > last) throw auditErrors.badRange();
  if (daysBetween(first, last) >= maxDays) throw auditErrors.rangeTooLong({ days: maxDays });
  return { from: first, to: last };
}

function filteredQuery(ctx: Context, filter: Filter, permission: 'audit.read' | 'audit.export') {
  const { actor, actorKind, unitId, action, target, about, address, requestId } = filter;
  const days = daysOf(ctx, filter);
  const scope = ctx.actor.scope(permission);
  return entryQuery(ctx)
    .where('v_audit.at', '>=', startOfChinaDay(days.from))
    .where('v_audit.at', '<', startOfChinaDay(addDays(days.to, 1)))
    .$if(scope.units !== 'all', (q) => q.where(sql<boolean>`v_audit.unit_id = any(${[...scope.units]}::text[])`))
    .$if(actor !== undefined, (q) => q.where((eb) => eb.or([eb('v_audit.actor_id', '=', actor!), eb('v_audit.actor_name', '=', actor!)])))
    .$if(actorKind !== undefined, (q) => q.where('v_audit.actor_kind', '=', actorKind!))
    .$if(unitId !== undefined, (q) => q.where(sql<boolean>`v_unit.path @> array[${unitId}]::text[]`))
    .$if(action !== undefined, (q) => (action!.includes('.') ? q.where('v_audit.action', '=', action!) : q.where('v_audit.action', 'like', `${action}.%`)))
    .$if(target !== undefined, (q) => q.where('v_audit.target', '=', target!))
    .$if(about !== undefined, (q) => q.where('v_audit.about', '=', about!))
    .$if(address !== undefined, (q) => q.where('v_audit.address', '=', address!))
    .$if(requestId !== undefined, (q) => q.where('v_audit.request_id', '=', requestId!));
}

/** One page of the audit trail, the latest first; the look itself is audited. @throws audit.badRange, rangeTooLong */
export async function listEntries(ctx: Context, filter: InputOf<typeof auditEndpoints.list>): Promise<Page<AuditEntry>> {
  const found = await page(ctx, filteredQuery(ctx, filter, 'audit.read'), filter, { keys: { at: 'v_audit.at' }, id: 'v_audit.id', usual: '-at' });
  const { after: _after, size: _size, sort: _sort, ...asked } = filter;
  ctx.audit('audit.list', 'audit', { ...asked, about: filter.about ?? null });
  return { ...found, rows: found.rows.map(toEntry) };
}

/** One entry with all it says; the look itself is audited. @throws audit.notFound */
export async function getEntry(ctx: Context, id: string): Promise<AuditDetail> {
  const scope = ctx.actor.scope('audit.read');
  const row = await entryQuery(ctx)
    .where('v_audit.id', '=', id)
    .$if(scope.units !== 'all', (q) => q.where(sql<boolean>`v_audit.unit_id = any(${[...scope.units]}::text[])`))
    .executeTakeFirst();
  if (!row) throw auditErrors.notFound({ id });
  ctx.audit('audit.view', id, { about: row.about });
  const detail = Object.entries(row.detail).map(([name, value]) => ({ name, value: typeof value === 'string' ? value : JSON.stringify(value) }));
  return { ...toEntry(row), requestId: row.request_id, detail };
}

const toEntry = (row: EntryRecord): AuditEntry => ({
  id: row.id,
  at: row.at.toISOString(),
  actorKind: row.actor_kind,
  actorId: row.actor_id,
  actorName: row.actor_name,
  unitName: placeOf(row),
  action: row.action,
  actionTitle: titleOfAction(row.action),
  target: row.target,
  about: row.about,
  basis: row.basis,
  address: row.address,
});

const placeOf = (row: Pick<EntryRecord, 'unit_name' | 'bureau_name'>): string | null =>
  row.unit_name === null || row.unit_name === row.bureau_name ? row.bureau_name : `${row.bureau_name} ${row.unit_name}`;

const secondOf = (at: Date): string => `${chinaDate(at)} ${chinaTime(at)}:${String(at.getUTCSeconds()).padStart(2, '0')}`;

/** The entries a filter finds, as a workbook; the export itself is audited. @throws audit.badRange, rangeTooLong, tooMany */
export async function exportEntries(ctx: Context, filter: Filter): Promise<Download> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from (${filteredQuery(ctx, filter, 'audit.export').clearSelect().select(sql`1`.as('one')).limit(exportLimit + 1)}) found`.execute(tables(ctx));
  const count = rows[0]?.n ?? 0;
  if (count > exportLimit) throw auditErrors.tooMany({ limit: exportLimit.toLocaleString('en') });
  const { from, to } = daysOf(ctx, filter);
  const content = await exportSheet<EntryRecord>(
    '审计记录',
    [
      { title: '时间', width: 20, value: (row) => secondOf(row.at) },
      { title: '操作者类别', width: 12, value: (row) => actorKindLabels[row.actor_kind] },
      { title: '操作者', value: (row) => row.actor_name },
      { title: '账号', width: 24, value: (row) => row.actor_id },
      { title: '单位', width: 30, value: placeOf },
      { title: '动作', width: 20, value: (row) => titleOfAction(row.action) },
      { title: '动作名称', width: 24, value: (row) => row.action },
      { title: '对象', width: 38, value: (row) => row.target },
      { title: '所涉主体', width: 38, value: (row) => row.about },
      { title: '依据', width: 30, value: (row) => row.basis },
      { title: '网络地址', value: (row) => row.address },
      { title: '补充说明', width: 40, value: (row) => (Object.keys(row.detail).length === 0 ? null : JSON.stringify(row.detail)) },
      { title: '请求编号', width: 38, value: (row) => row.request_id },
      { title: '记录编号', width: 38, value: (row) => row.id },
    ],
    allEntries(ctx, filter),
  );
  ctx.audit('audit.export', 'audit', { ...filter, about: filter.about ?? null, from, to, count });
  return { name: `审计记录 ${from} 至 ${to}.xlsx`, type: sheetType, content };
}

const chunk = 1000;

async function* allEntries(ctx: Context, filter: Filter): AsyncIterable<EntryRecord> {
  let last: EntryRecord | undefined;
  for (;;) {
    const rows: EntryRecord[] = await filteredQuery(ctx, filter, 'audit.export')
      .$if(last !== undefined, (q) => q.where(sql<boolean>`(v_audit.at, v_audit.id) < (${last?.at}, ${last?.id})`))
      .orderBy('v_audit.at', 'desc')
      .orderBy('v_audit.id', 'desc')
      .limit(chunk)
      .execute();
    yield* rows;
    last = rows.at(-1);
    if (rows.length < chunk) return;
  }
}

/** One page of what others did with the actor's data, the latest first: who by unit and masked name, what, and why. */
export async function listMyReads(ctx: Context, input: ListInput): Promise<Page<DataRead>> {
  const ids = [ctx.actor.id, ...(await subjectIdsOfAccount(ctx, ctx.actor.id))];
  const query = entryQuery(ctx)
    .where('v_audit.about', 'in', ids)
    .where('v_audit.actor_id', '!=', ctx.actor.id);
  const found = await page(ctx, query, input, { keys: { at: 'v_audit.at' }, id: 'v_audit.id', usual: '-at' });
  ctx.audit('audit.myReads', ctx.actor.id);
  return { ...found, rows: found.rows.map(toDataRead) };
}

function toDataRead(row: EntryRecord): DataRead {
  const caseNumber = row.detail['caseNumber'];
  return {
    id: row.id,
    at: row.at.toISOString(),
    unitName: placeOf(row) ?? (row.actor_kind === 'application' ? row.actor_name : '本平台'),
    officer: row.actor_kind === 'staff' ? maskValue('name', row.actor_name) : null,
    action: titleOfAction(row.action),
    basis: row.basis,
    caseNumber: typeof caseNumber === 'string' ? caseNumber : null,
  };
}

const verificationQuery = (ctx: Context) => tables(ctx).selectFrom('audit_verification').selectAll();

type VerificationRecord = Awaited<ReturnType<ReturnType<typeof verificationQuery>['executeTakeFirstOrThrow']>>;

/** One page of verifications, the latest first. */
export async function listVerifications(ctx: Context, input: ListInput): Promise<Page<Verification>> {
  const found = await page(ctx, verificationQuery(ctx), input, { keys: { requestedAt: 'audit_verification.requested_at' }, id: 'audit_verification.id', usual: '-requestedAt' });
  return { ...found, rows: found.rows.map(toVerification) };
}

/** A verification by its id, which exists. */
export const getVerification = async (ctx: Context, id: string): Promise<Verification> => toVerification(await verificationQuery(ctx).where('id', '=', id).executeTakeFirstOrThrow());

const toVerification = (row: VerificationRecord): Verification => ({
  id: row.id,
  requestedBy: row.requested_by_name,
  requestedAt: row.requested_at.toISOString(),
  finishedAt: row.finished_at?.toISOString() ?? null,
  state: row.state,
  links: row.links,
  pending: row.pending,
  head: row.head,
  findingCount: row.finding_count,
  findings: row.findings,
});
