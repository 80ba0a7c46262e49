import { sql, type Kysely } from 'kysely';
import type { Actor } from '../actor.ts';
import type { Origin } from '../context.ts';
import { newId } from '../id.ts';

export interface AuditEntry {
  readonly at: Date;
  readonly actor: Actor;
  readonly origin: Origin;
  readonly action: string;
  readonly target: string;
  readonly about: string | null;
  readonly basis: string | null;
  readonly detail: Record<string, unknown>;
}

/** Writes entries and marks them as not yet chained, in one statement of the caller's transaction. */
export async function writeAudit(database: Kysely<unknown>, entries: readonly AuditEntry[]): Promise<void> {
  const rows = entries.map((entry) => ({
    id: newId(entry.at),
    at: entry.at.toISOString(),
    actor_kind: entry.actor.kind,
    actor_id: entry.actor.id,
    actor_name: entry.actor.name,
    unit_id: entry.actor.unitId,
    action: entry.action,
    target: entry.target,
    about: entry.about,
    basis: entry.basis,
    detail: entry.detail,
    request_id: entry.origin.requestId,
    address: entry.origin.address,
  }));
  await sql`
    with written as (
      insert into audit_entry (id, at, actor_kind, actor_id, actor_name, unit_id, action, target, about, basis, detail, request_id, address)
      select id, at, actor_kind, actor_id, actor_name, unit_id, action, target, about, basis, detail, request_id, address
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row (
        id uuid, at timestamptz, actor_kind text, actor_id text, actor_name text, unit_id text, action text, target text,
        about text, basis text, detail jsonb, request_id text, address text)
      returning id, at
    )
    insert into audit_pending (entry_id, entry_at) select id, at from written
  `.execute(database);
}
