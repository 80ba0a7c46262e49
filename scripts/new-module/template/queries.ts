import { sql } from 'kysely';
import type { Context } from '../../../kernel/context.ts';
import { page } from '../../../kernel/db/page.ts';
import type { InputOf } from '../../../kernel/endpoint.ts';
import type { Page } from '../../../kernel/lists.ts';
import { sampleRecordErrors, type SampleRecord, type sampleRecordEndpoints } from './contract.ts';
import type { SampleRecordRow } from './store.ts';
import { tables } from './tables.ts';

/** The rows the actor may read. */
function withinReach(ctx: Context) {
  const { units, own } = ctx.actor.scope('sample-records.read');
  const query = tables(ctx).selectFrom('sample_record').selectAll();
  if (units === 'all') return query;
  return query.where(sql<boolean>`(unit_id = any(${[...units]}::text[]) or (${own} and created_by = ${ctx.actor.id}))`);
}

/** One page of what the actor may read, the newest first. */
export async function listSampleRecords(ctx: Context, filter: InputOf<typeof sampleRecordEndpoints.list>): Promise<Page<SampleRecord>> {
  const { text } = filter;
  const query = withinReach(ctx).$if(text !== undefined, (q) => q.where('name', 'like', `%${text}%`));
  const found = await page(ctx, query, filter, { keys: { createdAt: 'created_at', name: 'name' }, id: 'id', usual: '-createdAt' });
  return { ...found, rows: found.rows.map(toSampleRecord) };
}

/** @throws sample-records.notFound, also for what the actor may not read */
export async function getSampleRecord(ctx: Context, id: string): Promise<SampleRecord> {
  const row = await withinReach(ctx).where('id', '=', id).executeTakeFirst();
  if (!row) throw sampleRecordErrors.notFound({ id });
  return toSampleRecord(row);
}

/** A row as the contract shows it. */
export const toSampleRecord = (row: SampleRecordRow): SampleRecord => ({
  id: row.id,
  unitId: row.unit_id,
  name: row.name,
  note: row.note,
  createdAt: row.created_at.toISOString(),
});
