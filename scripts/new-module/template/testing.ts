import type { Context } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/id.ts';
import { insertSampleRecord } from './store.ts';

/** Makes a record and returns its id. */
export async function aSampleRecord(ctx: Context, given: { name?: string; unitId?: string; createdBy?: string } = {}): Promise<string> {
  const id = newId(ctx.now());
  await insertSampleRecord(ctx, {
    id,
    unit_id: given.unitId ?? 'test-unit',
    name: given.name ?? `样例 ${id}`,
    note: null,
    created_by: given.createdBy ?? 'test-officer',
    created_at: ctx.now(),
  });
  return id;
}
