import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { clusterFolder, startEmbedded } from '../embedded/start.ts';
import { listTables } from './catalogue.ts';
import { checkSpace, claimEmptyFolder, restoreFile } from './copy-files.ts';
import { backupErrors } from './errors.ts';
import { readManifest, type Manifest } from './manifest.ts';
import { withSession } from './session.ts';

/**
 * Restores a physical backup into a new data folder: every file compared with the manifest, then the server started once, so
 * that it replays its log and is seen to work, and stopped again.
 *
 * Nothing appears under its final name before all files are right.
 *
 * @throws backup.targetNotEmpty, .incomplete, .damaged, .noSpace, embedded-database.*
 */
export async function restorePhysical(options: {
  readonly from: string;
  /** Empty or new data folder of the platform. */
  readonly dataDir: string;
  readonly log: (message: string) => void;
}): Promise<Manifest> {
  const { from, dataDir, log } = options;
  const manifest = readManifest(from);
  if (manifest.database.kind !== 'physical') throw backupErrors.incomplete({ path: from, reason: '不是物理备份' });
  claimEmptyFolder(dataDir);
  checkSpace(dataDir, [from]);
  const draft = path.join(dataDir, '.restoring');
  try {
    log(`正在恢复 ${manifest.files.length} 个文件并核对摘要`);
    for (const folder of manifest.database.folders) await mkdir(path.join(draft, folder), { recursive: true, mode: 0o700 });
    for (const entry of manifest.files) await restoreFile(from, entry, path.join(draft, entry.path));
    await rename(path.join(draft, 'database'), clusterFolder(dataDir));
    for (const name of ['files', 'keys']) {
      if (existsSync(path.join(draft, name))) await rename(path.join(draft, name), path.join(dataDir, name));
    }
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  log('正在启动恢复出的数据库，核对能否使用');
  await tryOut(dataDir, log);
  return manifest;
}

async function tryOut(dataDir: string, log: (message: string) => void): Promise<void> {
  const server = await startEmbedded({ dataDir, log });
  try {
    const tables = await withSession(server.connection, listTables);
    log(`数据库可以使用，共 ${tables.length} 张表`);
  } finally {
    await server.stop();
  }
}
