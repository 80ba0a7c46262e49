import type { Kysely } from 'kysely';
import type { Actor } from './actor.ts';

/** A database handle nobody can query until a module opens it with its own table types. */
export interface Connection {
  readonly __opaque: unique symbol;
}

/** Where the work came from: one web request, one job, one event. */
export interface Origin {
  /** Appears in answers, logs and the audit trail, so that the three can be joined. */
  readonly requestId: string;
  /** Network address of the caller; null for the platform's own work. */
  readonly address: string | null;
  /** What the caller's program says it is; null for the platform's own work. */
  readonly agent: string | null;
  /** Token of the device the caller has used before; null when there is none. */
  readonly device: string | null;
}

/** What an audit entry may say beside who, what and when. Never secrets, never whole records. */
export interface AuditDetail {
  /** The person or organisation whose data was touched; makes the entry appear under 谁看过我的数据. */
  about?: string | null;
  /** Why the actor was allowed to: a law, a duty, the person's own request. */
  basis?: string;
  [key: string]: unknown;
}

/** Everything one request, job or event carries. Passed first to every action and query. */
export interface Context {
  readonly connection: Connection;
  readonly actor: Actor;
  readonly origin: Origin;
  /** The current instant; tests set it. */
  now(): Date;
  /** Adds one entry to the audit trail; written in this transaction, with the change it tells of. */
  audit(action: string, target: string, detail?: AuditDetail): void;
  /** Announces a fact; other modules' handlers run after this transaction has committed, each exactly once. */
  announce(event: string, payload: Record<string, unknown>): void;
}

/** Opens a connection with the tables a module owns or may read; naming any other table fails to compile. */
export const openTables =
  <Tables>() =>
  (ctx: Pick<Context, 'connection'>): Kysely<Tables> =>
    ctx.connection as unknown as Kysely<Tables>;
