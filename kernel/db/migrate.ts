import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { runMigrations } from 'graphile-worker';
import pg from 'pg';
import { quietLogger } from '../jobs/queue-logger.ts';
import { openPool, roleNames, type DatabaseTarget } from './pool.ts';

export interface Migration {
  /** File name without ending; starts with its timestamp, which orders migrations across modules. */
  readonly id: string;
  /** `kernel`, or the module's folder below `modules/`. */
  readonly owner: string;
  readonly sql: string;
  readonly checksum: string;
}

const namePattern = /^(\d{8}T\d{4}_[a-z0-9_]+)\.sql$/;

/**
 * Collects the migrations of the kernel and of all modules, in the order in which they run.
 *
 * @throws Error when a file name has no timestamp or two files share one id
 */
export function collectMigrations(root: string): Migration[] {
  const folders = [
    { owner: 'kernel', folder: path.join(root, 'kernel/migrations') },
    ...readdirSync(path.join(root, 'modules'), { withFileTypes: true })
      .filter((area) => area.isDirectory())
      .flatMap((area) =>
        readdirSync(path.join(root, 'modules', area.name), { withFileTypes: true })
          .filter((module) => module.isDirectory())
          .map((module) => ({
            owner: `${area.name}/${module.name}`,
            folder: path.join(root, 'modules', area.name, module.name, 'migrations'),
          })),
      ),
  ];
  const found = folders.flatMap(({ owner, folder }) => readFolder(owner, folder));
  found.sort((a, b) => (a.id < b.id ? -1 : 1));
  const twice = found.find((each, index) => found[index - 1]?.id === each.id);
  if (twice) throw new Error(`two migrations are called ${twice.id}`);
  return found;
}

function readFolder(owner: string, folder: string): Migration[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return [];
  }
  return names.map((name) => {
    const id = namePattern.exec(name)?.[1];
    if (!id) throw new Error(`migration file name must be YYYYMMDDThhmm_words.sql: ${owner}/${name}`);
    const sql = readFileSync(path.join(folder, name), 'utf8');
    return { id, owner, sql, checksum: createHash('sm3').update(sql).digest('hex') };
  });
}

const advisoryLock = 7_203_117;

/**
 * Brings a database up to date: creates the three roles, then runs what has not run yet, each file in its own transaction.
 *
 * Safe to start several times at once; the second waits and finds nothing to do.
 *
 * @returns ids of the migrations that ran now
 * @throws Error when an applied file was changed or removed since
 */
export async function migrate(
  connection: DatabaseTarget['connection'],
  migrations: readonly Migration[],
  onProgress: (id: string) => void = () => undefined,
): Promise<string[]> {
  const client = new pg.Client(typeof connection === 'string' ? { connectionString: connection } : { port: 5432, ...connection });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [advisoryLock]);
    await createRoles(client);
    await migrateQueue(connection);
    await client.query(`set role ${roleNames.owner}; set timezone to 'Asia/Shanghai'`);
    await client.query(ledgerTable);
    const applied = await client.query<{ id: string; checksum: string }>('select id, checksum from schema_migration');
    refuseChanged(applied.rows, migrations);
    const done = new Set(applied.rows.map((row) => row.id));
    const ran: string[] = [];
    for (const each of migrations) {
      if (done.has(each.id)) continue;
      onProgress(each.id);
      await run(client, each);
      ran.push(each.id);
    }
    await closeViews(client);
    return ran;
  } finally {
    await client.end();
  }
}

async function run(client: pg.Client, migration: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query(migration.sql);
    await client.query('insert into schema_migration (id, owner, checksum) values ($1, $2, $3)', [
      migration.id,
      migration.owner,
      migration.checksum,
    ]);
    await client.query('commit');
  } catch (cause) {
    await client.query('rollback');
    throw new Error(`migration ${migration.owner}/${migration.id} failed: ${(cause as Error).message}`, { cause });
  }
}

function refuseChanged(applied: readonly { id: string; checksum: string }[], migrations: readonly Migration[]): void {
  const known = new Map(migrations.map((each) => [each.id, each.checksum]));
  const changed = applied.filter((row) => known.get(row.id) !== row.checksum).map((row) => row.id);
  if (changed.length > 0) {
    throw new Error(`applied migrations were changed or removed since: ${changed.join(', ')}; write a new migration instead`);
  }
}

/** Roles belong to the whole server, so another database may have made them; only what is missing is created. */
async function createRoles(client: pg.Client): Promise<void> {
  for (const role of Object.values(roleNames)) {
    await client.query(`do $$ begin create role ${role} nologin; exception when duplicate_object or unique_violation then null; end $$`);
    await client.query(`grant ${role} to current_user`);
  }
  await client.query(`
    do $$ begin execute format('grant create, connect, temporary on database %I to ${roleNames.owner}', current_database()); end $$;
    grant usage, create on schema public to ${roleNames.owner};
    grant usage on schema public to ${roleNames.app}, ${roleNames.reader};
    create extension if not exists pg_trgm;
    create extension if not exists btree_gin;
    set role ${roleNames.owner};
    alter default privileges in schema public grant select, insert, update, delete on tables to ${roleNames.app};
    alter default privileges in schema public grant usage, select on sequences to ${roleNames.app};
    alter default privileges in schema public grant select on tables to ${roleNames.reader};
    reset role;
  `);
}

/**
 * Lets the serving role read views and write none: a simple view is writable in PostgreSQL, with its owner's rights, and would
 * be a way around what the tables refuse.
 */
async function closeViews(client: pg.Client): Promise<void> {
  await client.query(`
    do $$ declare name text; begin
      for name in select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'v' loop
        execute format('revoke insert, update, delete on %I from ${roleNames.app}', name);
      end loop;
    end $$;
    revoke insert, update, delete on schema_migration from ${roleNames.app};
  `);
}

/** The job queue brings its own schema; the platform reaches it only through `enqueue_jobs` and `v_job`. */
async function migrateQueue(connection: DatabaseTarget['connection']): Promise<void> {
  const pool = openPool({ connection, role: 'owner', max: 1 });
  try {
    await runMigrations({ pgPool: pool, logger: quietLogger });
  } finally {
    await pool.end();
  }
}

const ledgerTable = `
  create table if not exists schema_migration (
    id text primary key,
    owner text not null,
    checksum text not null,
    applied_at timestamptz(3) not null default now()
  );
  comment on table schema_migration is '已执行的数据库变更';
  comment on column schema_migration.id is '变更编号（时间戳加英文说明）';
  comment on column schema_migration.owner is '所属模块';
  comment on column schema_migration.checksum is '脚本的 SM3 摘要，防止事后改动';
  comment on column schema_migration.applied_at is '执行时间';
`;
