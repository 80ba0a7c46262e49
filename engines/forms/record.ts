import type { CompiledField } from './definition.ts';
import { readRows, type GivenRow } from './rows.ts';
import type { Setting } from './state.ts';
import { own } from './values.ts';

/** A field, what the record holds for it (or for the cell), and whether this step may write there. */
export interface Recorded {
  readonly field: CompiledField;
  readonly mayWrite: boolean;
  readonly stored: unknown;
}

/** The value of the record, or the default where this step may write and nothing is recorded yet. */
export const baseline = ({ field, mayWrite, stored }: Recorded): unknown => (stored === undefined && mayWrite ? field.default : stored);

/** The rows a sub-table starts from. */
export function recordedRows(setting: Setting, field: CompiledField): readonly GivenRow[] {
  return readRows(baseline({ field, mayWrite: setting.access.mayWrite(field.key), stored: own(setting.stored, field.key) })) ?? [];
}
