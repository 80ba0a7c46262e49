import { randomUUID } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import type { Actor } from './actor.ts';
import { writeAudit, type AuditEntry } from './audit/write.ts';
import { openTables, type AuditDetail, type Context, type Origin } from './context.ts';
import { asConnection } from './db/pool.ts';
import { writeEvents, type AnnouncedEvent, type Subscriptions } from './events/announce.ts';

/** What every process of the platform works with; made once at start. */
export interface Kernel {
  readonly database: Kysely<unknown>;
  readonly subscriptions: Subscriptions;
  readonly now: () => Date;
}

/** Who acts, and where the work came from. */
export interface Occasion {
  readonly actor: Actor;
  readonly origin: Origin;
}

/** An origin for work the platform starts by itself. */
export const ownOrigin = (): Origin => ({ requestId: randomUUID(), address: null, agent: null, device: null });

/**
 * Runs work in one transaction: its changes, its audit entries and the events it announces commit together or not at all.
 *
 * Isolation is READ COMMITTED; actions lock the rows they decide on.
 */
export async function inTransaction<T>(kernel: Kernel, occasion: Occasion, work: (ctx: Context) => Promise<T>): Promise<T> {
  return kernel.database.transaction().execute(async (transaction) => {
    const { ctx, flush } = openContext(kernel, occasion, transaction);
    const result = await work(ctx);
    await flush();
    return result;
  });
}

/** Runs reading work without a transaction; what it audits is written before it returns, so nothing is shown unaudited. */
export async function inReading<T>(kernel: Kernel, occasion: Occasion, work: (ctx: Context) => Promise<T>): Promise<T> {
  const { ctx, flush } = openContext(kernel, occasion, kernel.database);
  const result = await work(ctx);
  await flush();
  return result;
}

interface Gathered {
  readonly entries: AuditEntry[];
  readonly events: AnnouncedEvent[];
}

/** What contexts have gathered, found by their `audit` function, which copies of a context share. */
const gathered = new WeakMap<Context['audit'], Gathered>();

export type Attempt<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Error };

/** Runs part of a transaction so that its failure takes back only that part: changes, audit entries and events. */
export async function attempt<T>(ctx: Context, work: () => Promise<T>): Promise<Attempt<T>> {
  const database = openTables<unknown>()(ctx);
  const { entries, events } = gathered.get(ctx.audit) ?? { entries: [], events: [] };
  const before = [entries.length, events.length] as const;
  await sql`savepoint attempt`.execute(database);
  try {
    const value = await work();
    await sql`release savepoint attempt`.execute(database);
    return { ok: true, value };
  } catch (error) {
    await sql`rollback to savepoint attempt`.execute(database);
    [entries.length, events.length] = before;
    return { ok: false, error: error as Error };
  }
}

/** A context on a database or transaction, and the function that writes what it has gathered. */
export function openContext(kernel: Kernel, { actor, origin }: Occasion, database: Kysely<unknown>): { ctx: Context; flush(): Promise<void> } {
  const entries: AuditEntry[] = [];
  const events: AnnouncedEvent[] = [];
  const audit: Context['audit'] = (action, target, { about = null, basis, ...detail }: AuditDetail = {}) => {
    entries.push({ at: kernel.now(), actor, origin, action, target, about, basis: basis ?? null, detail });
  };
  gathered.set(audit, { entries, events });
  return {
    ctx: {
      connection: asConnection(database),
      actor,
      origin,
      now: kernel.now,
      audit,
      announce: (name, payload) => {
        events.push({ name, payload, at: kernel.now(), origin });
      },
    },
    flush: async () => {
      if (entries.length > 0) await writeAudit(database, entries);
      if (events.length > 0) await writeEvents(database, kernel.subscriptions, events);
    },
  };
}
