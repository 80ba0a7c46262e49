import type { Context } from '../../../kernel/context.ts';
import type { InputOf } from '../../../kernel/endpoint.ts';
import { newId } from '../../../kernel/id.ts';
import { sampleRecordErrors, type SampleRecord, type sampleRecordEndpoints } from './contract.ts';
import { toSampleRecord } from './queries.ts';
import { insertSampleRecord } from './store.ts';

/**
 * Registers a record of the officer's own unit.
 *
 * @throws sample-records.noUnit, nameTaken
 */
export async function createSampleRecord(ctx: Context, { name, note }: InputOf<typeof sampleRecordEndpoints.create>): Promise<SampleRecord> {
  const unitId = ctx.actor.unitId;
  if (unitId === null) throw sampleRecordErrors.noUnit();
  const row = { id: newId(ctx.now()), unit_id: unitId, name, note: note ?? null, created_by: ctx.actor.id, created_at: ctx.now() };
  if (!(await insertSampleRecord(ctx, row))) throw sampleRecordErrors.nameTaken({ name });
  ctx.audit('sample-records.create', row.id, { name });
  ctx.announce('sample-records.created', { sampleRecordId: row.id });
  return toSampleRecord(row);
}
