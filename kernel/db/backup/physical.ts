import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Client } from 'pg';
import { checkSpace, claimEmptyFolder, copyFile, copyFolder, type Choice } from './copy-files.ts';
import { backupErrors } from './errors.ts';
import { copyFolders, type BackupFolders } from './folders.ts';
import { writeManifest, type FileEntry, type Manifest, type PhysicalPart } from './manifest.ts';
import { withSession } from './session.ts';

export interface PhysicalBackup {
  /** How to reach the running server as superuser. */
  readonly connection: { readonly host: string; readonly port: number; readonly user: string; readonly database: string };
  /** The server's data folder. */
  readonly cluster: string;
  readonly folders: BackupFolders;
  /** Empty or new folder for the backup. */
  readonly to: string;
  /** Version of the platform. */
  readonly platform: string;
  readonly log: (message: string) => void;
}

/**
 * Copies a running server's data folder while work goes on, with the write-ahead log that makes the copy whole, and the
 * platform's files.
 *
 * Holds every transaction committed before the copy of the database ended.
 *
 * @source PostgreSQL 18 documentation, 25.3.3 "Making a Base Backup Using the Low Level API"
 * @throws backup.targetNotEmpty, backup.noSpace, backup.unsupported
 */
export async function backupPhysical(options: PhysicalBackup): Promise<Manifest> {
  const { cluster, folders, to, log } = options;
  claimEmptyFolder(to);
  checkSpace(to, [cluster, folders.files, folders.keys].filter((each) => each !== null));
  if (readdirSync(path.join(cluster, 'pg_tblspc')).length > 0) throw backupErrors.unsupported({ what: '表空间' });

  log('正在复制数据库');
  const { files, part, postgres } = await withSession(options.connection, (client) =>
    copyDatabase(client, cluster, path.join(to, 'database')),
  );
  log('正在复制文件库');
  files.push(...(await copyFolders(folders, to)));
  return finish(to, {
    format: 1,
    createdAt: new Date().toISOString(),
    platform: options.platform,
    postgres,
    withKeys: files.some((each) => each.path.startsWith('keys/')),
    totalBytes: files.reduce((sum, each) => sum + each.size, 0),
    files,
    database: part,
  });
}

/** Writes the manifest only after everything else has reached the disk. */
export function finish(to: string, manifest: Manifest): Manifest {
  spawnSync('sync', ['-f', to]);
  writeManifest(to, manifest);
  spawnSync('sync', ['-f', to]);
  return manifest;
}

async function copyDatabase(client: Client, cluster: string, target: string): Promise<{ files: FileEntry[]; part: PhysicalPart; postgres: string }> {
  // The slot, gone with the session, keeps the server from recycling the log that the copy needs.
  await client.query(`select pg_create_physical_replication_slot($1, true, true)`, [`backup_${process.pid}_${Date.now()}`]);
  await client.query(`select pg_backup_start('yiwang', fast => true)`);
  const { files, folders } = await copyFolder(cluster, target, { prefix: 'database', choose: chooseForCopy });
  await mustCopy(files, cluster, target, 'global/pg_control');
  const { rows } = await client.query<Stop>(stopSql);
  const stop = rows[0] as Stop;
  files.push(await writeLabel(target, stop.labelfile));
  const [, startLsn = '', first = ''] = /^START WAL LOCATION: (\S+) \(file ([0-9A-F]{24})\)/m.exec(stop.labelfile) ?? [];
  for (const segment of logSegments(cluster, first, stop.last_segment)) await mustCopy(files, cluster, target, `pg_wal/${segment}`);
  const part = { kind: 'physical', folders, systemIdentifier: stop.system_identifier, startLsn, stopLsn: stop.lsn } as const;
  return { files, part, postgres: stop.version };
}

interface Stop {
  readonly lsn: string;
  readonly labelfile: string;
  readonly last_segment: string;
  readonly system_identifier: string;
  readonly version: string;
}

const stopSql = `
  select stop.lsn::text, stop.labelfile, pg_walfile_name(stop.lsn) as last_segment,
         (select system_identifier::text from pg_control_system()), current_setting('server_version') as version
    from pg_backup_stop(wait_for_archive => false) as stop`;

/** What a server makes anew, what belongs to this run of it, and what is copied at its own time. */
function chooseForCopy(relative: string): Choice {
  if (/^pg_wal\/[^/]+$/.test(relative)) return relative.endsWith('.history') ? 'copy' : 'empty';
  if (/^(pg_dynshmem|pg_notify|pg_replslot|pg_serial|pg_snapshots|pg_stat_tmp|pg_subtrans|log)$/.test(relative)) return 'empty';
  if (/^(postmaster\.(pid|opts)|current_logfiles|backup_label(\.old)?|tablespace_map(\.old)?|global\/pg_control)$/.test(relative)) return 'leave';
  if (/(^|\/)(pgsql_tmp[^/]*|pg_internal\.init[^/]*)$/.test(relative)) return 'leave';
  return 'copy';
}

function logSegments(cluster: string, first: string, last: string): string[] {
  const names = readdirSync(path.join(cluster, 'pg_wal')).filter((name) => /^[0-9A-F]{24}$/.test(name) && name >= first && name <= last);
  if (!names.includes(first) || !names.includes(last)) throw new Error(`write-ahead log ${first} to ${last} is incomplete`);
  return names.toSorted();
}

async function mustCopy(files: FileEntry[], cluster: string, target: string, relative: string): Promise<void> {
  const copied = await copyFile(path.join(cluster, relative), path.join(target, relative));
  if (copied === null) throw new Error(`${relative} vanished during the backup`);
  files.push({ path: `database/${relative}`, ...copied });
}

/** Tells the restored server where to begin its recovery; without it the copy would be silently corrupt. */
async function writeLabel(target: string, content: string): Promise<FileEntry> {
  await writeFile(path.join(target, 'backup_label'), content, { mode: 0o600 });
  return { path: 'database/backup_label', size: Buffer.byteLength(content), sm3: createHash('sm3').update(content).digest('hex') };
}
