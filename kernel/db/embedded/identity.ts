import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Binaries } from './binaries.ts';
import { embeddedErrors } from './errors.ts';

/** As whom PostgreSQL runs: it refuses to run as root. */
export interface Identity {
  /** Command and arguments to put before the program; empty when the current user will do. */
  readonly prefix: readonly string[];
  /** Who must own the data folder, when that is not the current user. */
  readonly owner: { readonly uid: number; readonly gid: number } | null;
  /** Name for messages. */
  readonly user: string;
}

/** What the choice depends on; read from the machine unless a test says otherwise. */
export interface Circumstances {
  readonly uid: number;
  readonly canUnshare: () => boolean;
  readonly passwd: string;
}

/**
 * Chooses as whom to run a server on the given data folder.
 *
 * An ordinary user runs it himself. Root keeps an existing folder with its owner; a folder of root's own is served inside a
 * user namespace, where root's files belong to an ordinary user. Where namespaces are forbidden (many containers), an
 * unprivileged account takes over and must be given the folder.
 *
 * @throws embedded-database.noUser, embedded-database.notOwner
 */
export function chooseIdentity(cluster: string, machine: Circumstances = thisMachine()): Identity {
  const folder = statSync(cluster, { throwIfNoEntry: false });
  if (machine.uid !== 0) {
    if (folder && folder.uid !== machine.uid) throw embeddedErrors.notOwner({ path: cluster });
    return { prefix: [], owner: null, user: String(machine.uid) };
  }
  if (folder && folder.uid !== 0) return asUser({ uid: folder.uid, gid: folder.gid, name: String(folder.uid) });
  if (machine.canUnshare()) return { prefix: namespace, owner: null, user: 'root' };
  const account = findAccount(machine.passwd, 'postgres') ?? findAccount(machine.passwd, 'nobody');
  if (!account) throw embeddedErrors.noUser();
  return asUser(account);
}

const namespace: readonly string[] = ['unshare', '--user', '--map-user=1', '--map-group=1'];

function thisMachine(): Circumstances {
  return {
    uid: process.getuid?.() ?? -1,
    canUnshare: () => spawnSync(namespace[0] ?? '', [...namespace.slice(1), 'true'], { stdio: 'ignore' }).status === 0,
    passwd: readFileSync('/etc/passwd', 'utf8'),
  };
}

interface Account {
  readonly uid: number;
  readonly gid: number;
  readonly name: string;
}

const asUser = ({ uid, gid, name }: Account): Identity => ({
  prefix: ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', '--no-new-privs'],
  owner: { uid, gid },
  user: name,
});

function findAccount(passwd: string, name: string): Account | null {
  const fields = passwd
    .split('\n')
    .find((line) => line.startsWith(`${name}:`))
    ?.split(':');
  return fields ? { uid: Number(fields[2]), gid: Number(fields[3]), name } : null;
}

/** Splits a program and its arguments, run as the given identity, into what `spawn` takes. */
export function commandAs(identity: Identity, program: string, args: readonly string[]): { command: string; args: string[] } {
  const [command = program, ...rest] = [...identity.prefix, program, ...args];
  return { command, args: rest };
}

/** Gives a folder and all in it to the identity, if it is another than the current user. */
export function giveTo(identity: Identity, folder: string): void {
  if (identity.owner === null) return;
  spawnSync('chown', ['-R', '-h', `${identity.owner.uid}:${identity.owner.gid}`, folder], { stdio: 'ignore' });
}

/**
 * Makes sure that the identity can execute the programs and enter the folder that holds the data folder.
 *
 * @throws embedded-database.cannotExecute, embedded-database.cannotEnter
 */
export function checkAccess(identity: Identity, binaries: Binaries, cluster: string): void {
  const version = commandAs(identity, binaries.postgres, ['--version']);
  const run = spawnSync(version.command, version.args, { encoding: 'utf8' });
  if (run.status !== 0) {
    const reason = run.stderr?.trim() || run.error?.message || '没有说明原因';
    throw embeddedErrors.cannotExecute({ user: identity.user, path: binaries.postgres, reason });
  }
  if (identity.owner === null) return;
  const enter = commandAs(identity, 'test', ['-x', path.dirname(cluster)]);
  if (spawnSync(enter.command, enter.args).status !== 0) {
    throw embeddedErrors.cannotEnter({ user: identity.user, path: path.dirname(cluster) });
  }
}
