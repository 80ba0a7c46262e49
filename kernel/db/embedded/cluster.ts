import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Binaries } from './binaries.ts';
import { embeddedErrors } from './errors.ts';
import { commandAs, giveTo, type Identity } from './identity.ts';

/** Superuser and database of every server started here. */
export const account = { user: 'postgres', database: 'yiwang' } as const;

/**
 * Makes sure that a data folder exists and fits the programs: creates it whole or not at all, refuses what it does not know.
 *
 * @throws embedded-database.foreignFiles, .wrongVersion, .createFailed
 */
export function prepareCluster(cluster: string, binaries: Binaries, identity: Identity): void {
  const found = readVersion(cluster);
  if (found === null) {
    if (existsSync(cluster) && readdirSync(cluster).length > 0) throw embeddedErrors.foreignFiles({ path: cluster });
    createCluster(cluster, binaries, identity);
  } else if (found !== binaries.major) {
    throw embeddedErrors.wrongVersion({ path: cluster, found, ours: binaries.major });
  }
  giveTo(identity, cluster);
}

function readVersion(cluster: string): string | null {
  try {
    return readFileSync(path.join(cluster, 'PG_VERSION'), 'utf8').trim();
  } catch {
    return null;
  }
}

/** Built beside its place and moved there when complete, so a run that is cut short leaves nothing that looks like data. */
export function createCluster(cluster: string, binaries: Binaries, identity: Identity): void {
  const draft = `${cluster}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true, mode: 0o700 });
  chmodSync(draft, 0o700);
  giveTo(identity, draft);
  try {
    run(identity, binaries.initdb, [...initOptions, '-D', draft]);
    run(identity, binaries.postgres, ['--single', '-D', draft, 'postgres'], `create database ${account.database}\n`);
    renameSync(draft, cluster);
  } catch (cause) {
    rmSync(draft, { recursive: true, force: true });
    throw embeddedErrors.createFailed({ path: cluster, reason: (cause as Error).message });
  }
}

/**
 * Text sorts by code point, the same on every machine and with every system library; order by pronunciation is asked for
 * with an ICU collation where people see it. On the socket the folder's rights decide who may connect; TCP asks a password.
 */
const initOptions: readonly string[] = [
  `--username=${account.user}`,
  '--auth-local=trust',
  '--auth-host=scram-sha-256',
  '--encoding=UTF8',
  '--locale=C.UTF-8',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--text-search-config=simple',
  '--no-instructions',
];

function run(identity: Identity, program: string, args: readonly string[], input = ''): void {
  const { command, args: all } = commandAs(identity, program, args);
  const done = spawnSync(command, all, { input, encoding: 'utf8', cwd: '/' });
  if (done.status !== 0) throw new Error(done.stderr?.trim().split('\n').slice(-5).join('\n') || done.error?.message || '没有说明原因');
}
