import { sql, type Kysely } from 'kysely';
import type { Origin } from '../context.ts';
import { newId } from '../id.ts';
import { enqueueAll } from '../jobs/enqueue.ts';
import type { ModuleManifest } from '../module.ts';

export interface AnnouncedEvent {
  readonly name: string;
  readonly payload: Record<string, unknown>;
  readonly at: Date;
  readonly origin: Origin;
}

/** Event name → tasks to run for it, one for each module that listens. */
export type Subscriptions = ReadonlyMap<string, readonly string[]>;

/** Task name under which a module's reaction to an event is queued. */
export const reactionTask = (module: string, event: string): string => `on:${module}:${event}`;

/** Collects who listens to what from the manifests. */
export function subscriptionsOf(modules: readonly ModuleManifest[]): Subscriptions {
  const found = new Map<string, string[]>();
  for (const module of modules) {
    for (const event of Object.keys(module.on ?? {})) {
      found.set(event, [...(found.get(event) ?? []), reactionTask(module.name, event)]);
    }
  }
  return found;
}

/** Writes events and queues every reaction, in the caller's transaction. */
export async function writeEvents(
  database: Kysely<unknown>,
  subscriptions: Subscriptions,
  events: readonly AnnouncedEvent[],
): Promise<void> {
  const rows = events.map((event) => ({
    id: newId(event.at),
    name: event.name,
    payload: event.payload,
    at: event.at.toISOString(),
    request_id: event.origin.requestId,
  }));
  await sql`
    insert into event (id, name, payload, at, request_id)
    select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as row (id uuid, name text, payload jsonb, at timestamptz, request_id text)
  `.execute(database);
  await enqueueAll(
    database,
    rows.flatMap((row) =>
      (subscriptions.get(row.name) ?? []).map((task) => ({ task, payload: { key: `${task}:${row.id}`, payload: row.payload } })),
    ),
  );
}
