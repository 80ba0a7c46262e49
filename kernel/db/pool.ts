import pg from 'pg';
import type { Connection } from '../context.ts';
import { Kysely, PostgresDialect } from 'kysely';

/** Where a database is and which of its three roles to act as. */
export interface DatabaseTarget {
  /** `postgres://…`, or a socket folder with user and database for the embedded server. */
  readonly connection: string | { readonly host: string; readonly port?: number; readonly user: string; readonly database: string };
  /** `owner` migrates, `app` serves (cannot rewrite history), `reader` only reads. */
  readonly role: DatabaseRole;
  readonly max: number;
}

export type DatabaseRole = 'owner' | 'app' | 'reader';

export const roleNames: Readonly<Record<DatabaseRole, string>> = {
  owner: 'yiwang_owner',
  app: 'yiwang_app',
  reader: 'yiwang_reader',
};

const { builtins } = pg.types;
const parsers = new Map<number, (text: string) => unknown>([
  [builtins.INT8, Number],
  // Dates stay text: a calendar day has no instant.
  [builtins.DATE, (text) => text],
]);
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    parsers.get(oid) ?? pg.types.getTypeParser(oid, format as 'text')) as pg.CustomTypesConfig['getTypeParser'],
};

/** Opens a pool whose every session acts as the given role, in China Standard Time, with bounded statement and lock times. */
export function openPool(target: DatabaseTarget): pg.Pool {
  const place =
    typeof target.connection === 'string' ? { connectionString: target.connection } : { port: 5432, ...target.connection };
  const pool = new pg.Pool({
    ...place,
    max: target.max,
    types,
    application_name: `yiwang-${target.role}`,
    connectionTimeoutMillis: 10_000,
    // A process with nothing else to do may end; servers and workers have something else to do.
    allowExitOnIdle: true,
    options: [
      `-c role=${roleNames[target.role]}`,
      '-c timezone=Asia/Shanghai',
      ...(target.role === 'owner' ? [] : ['-c statement_timeout=30s', '-c lock_timeout=10s', '-c idle_in_transaction_session_timeout=60s']),
    ].join(' '),
  });
  // An idle connection lost (database restarted) is replaced at its next use; without a listener it would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** Wraps a pool for modules, which see only their own tables. */
export function openDatabase(pool: pg.Pool): Kysely<unknown> {
  return new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
}

/** Hides a database or transaction behind the opaque type that `openTables` opens. */
export const asConnection = (database: Kysely<never> | Kysely<unknown>): Connection => database as unknown as Connection;
