import { openTables } from '../../../kernel/context.ts';
import type { Settlement } from './contract.ts';

export interface JobTables {
  v_job: {
    id: number;
    task: string;
    queue: string | null;
    run_at: Date;
    attempts: number;
    max_attempts: number;
    last_error: string | null;
    created_at: Date;
    locked_at: Date | null;
  };
  v_schedule: { task: string; known_since: Date; last_execution: Date | null };
  dead_job: {
    id: string;
    task: string;
    payload: { key: string; payload: unknown };
    error: string;
    attempts: number;
    failed_at: Date;
    settled_at: Date | null;
    settled_by: string | null;
    settlement: Settlement | null;
  };
}

export const tables = openTables<JobTables>();
