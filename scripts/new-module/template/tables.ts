import { openTables } from '../../../kernel/context.ts';

export interface SampleRecordTables {
  sample_record: { id: string; unit_id: string; name: string; note: string | null; created_by: string; created_at: Date };
}

export const tables = openTables<SampleRecordTables>();
