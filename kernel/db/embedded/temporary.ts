import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { type Binaries, findBinaries } from './binaries.ts';
import { account, createCluster } from './cluster.ts';
import { checkAccess, chooseIdentity, giveTo, type Identity } from './identity.ts';
import { launch, makeScratch } from './launch.ts';
import type { EmbeddedServer } from './start.ts';
import { temporarySettings } from './settings.ts';

const cache = path.join(import.meta.dirname, '../../../var/cache');

/**
 * Starts an empty server for tests in a folder of its own below the system's temporary folder.
 *
 * It trades safety for speed (no fsync). Server and folder vanish when `stop` is called or the process ends in whatever way,
 * a crash included; a test may simply leave it running.
 */
export async function startTemporary(): Promise<EmbeddedServer> {
  const binaries = findBinaries();
  const identity = chooseIdentity('');
  const template = findTemplate(binaries, identity);
  const scratch = makeScratch(identity);
  try {
    const cluster = path.join(scratch, 'data');
    checkAccess(identity, binaries, cluster);
    copy(template, cluster);
    giveTo(identity, cluster);
    const server = await launch({
      binaries,
      identity,
      cluster,
      scratch,
      settings: { ...temporarySettings, listen_addresses: '' },
      stopBy: 'QUIT',
      log: () => undefined,
    });
    return { connection: { host: scratch, port: 5432, ...account }, ...server };
  } catch (cause) {
    rmSync(scratch, { recursive: true, force: true });
    throw cause;
  }
}

/** An initialised data folder to copy from, made once a version and user; several processes may want it at the same time. */
function findTemplate(binaries: Binaries, identity: Identity): string {
  const template = path.join(cache, `postgres-${binaries.version}-${identity.user}`);
  if (existsSync(template)) return template;
  mkdirSync(cache, { recursive: true });
  const workshop = mkdtempSync(path.join(cache, 'making-'));
  giveTo(identity, workshop);
  try {
    const made = path.join(workshop, 'data');
    createCluster(made, binaries, identity);
    renameSync(made, template);
  } catch (cause) {
    // Another process may have been quicker; a folder that is not empty cannot be renamed over.
    if (!existsSync(template)) throw cause;
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
  return template;
}

function copy(from: string, to: string): void {
  const done = spawnSync('cp', ['-a', '--reflink=auto', from, to], { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(done.stderr);
}
