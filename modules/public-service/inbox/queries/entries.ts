import { sql, type RawBuilder } from 'kysely';
import type { Reach } from '../../../platform/processes/api.ts';
import type { CaseStatus } from '../../cases/contract.ts';
import type { InboxLevel, InboxTab } from '../contract.ts';

/** One task with its case, as every query of the inbox sees it. */
export interface Entry {
  task_id: string;
  case_id: string;
  number: string;
  item_id: string;
  item_name: string;
  applicant_shown: string;
  case_status: CaseStatus;
  clock_id: string | null;
  submitted_at: Date;
  unit_name: string;
  title: string;
  assignee_id: string | null;
  opened_at: Date;
  /** Of every task that is done. */
  done_at: Date | null;
  action: string | null;
  level: InboxLevel | null;
  due_at: Date;
}

const taskColumns = sql`t.id, t.subject, t.title, t.assignee_id, t.opened_at, t.done_at, t.action`;

const claimed = (reach: Reach): RawBuilder<unknown> => sql`
  select ${taskColumns} from v_task t where t.assignee_id = ${reach.userId} and t.status = 'open'`;

const claimable = ({ userId, roles, units }: Reach): RawBuilder<unknown> => sql`
  select ${taskColumns} from v_task t where t.assignee_id is null and t.status = 'open' and t.id in (
    select k.task_id from v_task_candidate k where k.person_id = ${userId}
      or (k.person_id is null and k.role_code = any(${[...roles]}::text[]) and k.unit_id = any(${[...units]}::text[])))`;

const done = (reach: Reach): RawBuilder<unknown> => sql`
  select ${taskColumns} from v_task t where t.done_by = ${reach.userId} and t.status = 'done'`;

const tabs: Readonly<Record<InboxTab, (reach: Reach) => RawBuilder<unknown>>> = {
  todo: (reach) => sql`${claimed(reach)} union all ${claimable(reach)}`,
  claimed,
  done,
};

/** Tells which case a task is about; null for a task about something else. */
export const caseOf = sql<string>`case when t.subject like 'cases/%' then substr(t.subject, 7)::uuid end`;

/** When a task falls due: its clock's date, and before a clock runs about five working days after the application. */
export const dueOf = sql<Date>`coalesce(k.due_at, c.submitted_at + interval '7 days')`;

/**
 * The tasks of a tab that are about cases, each with its case and clock.
 *
 * Starts from the officer's own tasks, so that it costs what she has to do and not what the city has.
 */
export const entriesOf = (tab: InboxTab, reach: Reach): RawBuilder<Entry> => sql<Entry>`(
  select t.id as task_id, t.title, t.assignee_id, t.opened_at, t.done_at, t.action,
    c.id as case_id, c.number, c.item_id, c.item_name, c.applicant_shown, c.status as case_status, c.clock_id, c.submitted_at,
    (select u.name from v_unit u where u.id = c.unit_id) as unit_name, k.level, ${dueOf} as due_at
  from (${tabs[tab](reach)}) t
  join v_case c on c.id = ${caseOf}
  left join v_clock k on k.id = c.clock_id)`;
