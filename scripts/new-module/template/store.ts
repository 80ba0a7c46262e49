import type { Context } from '../../../kernel/context.ts';
import { tables, type SampleRecordTables } from './tables.ts';

export type SampleRecordRow = SampleRecordTables['sample_record'];

/** Adds a row; false when its unit has one of that name. */
export async function insertSampleRecord(ctx: Context, row: SampleRecordRow): Promise<boolean> {
  const result = await tables(ctx)
    .insertInto('sample_record')
    .values(row)
    .onConflict((conflict) => conflict.columns(['unit_id', 'name']).doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}
