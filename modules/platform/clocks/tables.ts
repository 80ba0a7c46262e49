import { openTables } from '../../../kernel/context.ts';
import type { ClockEntry, Level } from '../../../engines/clocks/contract.ts';
import type { ClockStatus, ClockViews } from './contract.ts';

export interface ClockTables extends ClockViews {
  working_calendar: { id: string; data: string; changed_at: Date };
  clock: {
    id: string;
    subject: string;
    unit_id: string;
    state: ClockStatus;
    level: Level;
    worst_level: Level;
    promised_due_at: Date | null;
    statutory_due_at: Date | null;
    due_at: Date;
    next_change_at: Date | null;
    started_at: Date;
    stopped_at: Date | null;
  };
  clock_entry: { clock_id: string; seq: number; entry: ClockEntry; recorded_by: string; recorded_at: Date };
}

export const tables = openTables<ClockTables>();
