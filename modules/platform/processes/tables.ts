import { openTables } from '../../../kernel/context.ts';
import type { Event, Graph, HistoryFact, State, Task } from '../../../engines/processes/contract.ts';
import type { UserViews } from '../users/contract.ts';
import type { InstanceStatus, ProcessViews, TaskStatus } from './contract.ts';

export interface ProcessTables extends ProcessViews {
  process_definition: { id: string; key: string; version: number; title: string; xml: string; graph: Graph; digest: string; published_at: Date; published_by: string };
  process_instance: {
    id: string;
    definition_id: string;
    subject: string;
    unit_id: string;
    state: State;
    status: InstanceStatus;
    parent_id: string | null;
    parent_token: number | null;
    started_at: Date;
    ended_at: Date | null;
  };
  process_step: { id: string; instance_id: string; at: Date; actor_id: string; event: Event; facts: HistoryFact[] };
  task: {
    id: string;
    instance_id: string;
    token: number;
    node: string;
    title: string;
    step: string | null;
    subject: string;
    unit_id: string;
    people: Task;
    assignee_id: string | null;
    status: TaskStatus;
    action: string | null;
    opinion: string | null;
    done_by: string | null;
    opened_at: Date;
    done_at: Date | null;
  };
  task_candidate: { task_id: string; role_code: string | null; unit_id: string | null; person_id: string | null };
  process_timer: { instance_id: string; token: number; due_at: Date; paused_left_ms: number | null };
  process_subscription: { instance_id: string; token: number; kind: 'message' | 'signal'; name: string; key: string | null };
  process_incident: { id: string; instance_id: string; token: number; node: string; code: string; text: string; tries: number; opened_at: Date; closed_at: Date | null };
}

export const tables = openTables<ProcessTables & Pick<UserViews, 'v_user'>>();
