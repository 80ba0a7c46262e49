import { createHash } from 'node:crypto';
import { createWriteStream, mkdirSync } from 'node:fs';
import path from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { escapeIdentifier, type Client, type ClientConfig } from 'pg';
import { listPartitions, listSequences, listTables, listUnsupported, qualified, type FoundTable } from './catalogue.ts';
import { checkSpace, claimEmptyFolder } from './copy-files.ts';
import { copyOut } from './copy-stream.ts';
import { backupErrors } from './errors.ts';
import { copyFolders, type BackupFolders } from './folders.ts';
import type { FileEntry, LogicalPart, Manifest, TableEntry } from './manifest.ts';
import { finish } from './physical.ts';
import { prepareForCopy, readLedger, withSession } from './session.ts';

export interface LogicalBackup {
  /** Who may read every table: owner or superuser. */
  readonly connection: ClientConfig;
  /** Statement that lists the migrations that made the schema: id first, then checksum. */
  readonly ledgerSql: string;
  readonly folders: BackupFolders;
  readonly to: string;
  readonly platform: string;
  readonly log: (message: string) => void;
}

/**
 * Exports every table of every user schema as one moment shows them, while work goes on: one compressed COPY file a table, the
 * state of all sequences, and the platform's files.
 *
 * Holds rows, not definitions: the migrations of the same version make those anew.
 *
 * @throws backup.targetNotEmpty, .noSpace, .cannotConnect, .unsupported
 */
export async function backupLogical(options: LogicalBackup): Promise<Manifest> {
  const { folders, to, log } = options;
  claimEmptyFolder(to);
  checkSpace(to, [folders.files, folders.keys].filter((each) => each !== null));
  const { files, part, postgres } = await withSession(options.connection, (client) => exportDatabase(client, options));
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

async function exportDatabase(
  client: Client,
  { ledgerSql, to, log }: LogicalBackup,
): Promise<{ files: FileEntry[]; part: LogicalPart; postgres: string }> {
  await prepareForCopy(client);
  await client.query('begin isolation level repeatable read read only');
  const unsupported = await listUnsupported(client);
  if (unsupported.length > 0) throw backupErrors.unsupported({ what: unsupported.join('、') });
  const found = await listTables(client);
  // Keeps anyone from changing or emptying a table before its turn comes; reading and writing rows goes on.
  if (found.length > 0) await client.query(`lock table ${found.map(qualified).join(', ')} in access share mode`);
  const ledger = await readLedger(client, ledgerSql);

  mkdirSync(path.join(to, 'database'), { recursive: true, mode: 0o700 });
  const files: FileEntry[] = [];
  const tables: TableEntry[] = [];
  for (const [index, table] of found.entries()) {
    const file = `database/${String(index + 1).padStart(4, '0')}.${safeName(table)}.copy.gz`;
    const { rows, entry } = await exportTable(client, table, to, file);
    files.push(entry);
    tables.push({ schema: table.schema, name: table.name, columns: table.columns, shape: table.shape, rows, file });
    if ((index + 1) % 50 === 0) log(`已导出 ${index + 1}/${found.length} 张表`);
  }
  const part: LogicalPart = {
    kind: 'logical',
    ledger,
    tables,
    partitions: await listPartitions(client),
    sequences: await listSequences(client),
  };
  const version = await client.query<{ version: string }>(`select current_setting('server_version') as version`);
  await client.query('commit');
  log(`已导出 ${tables.length} 张表，共 ${tables.reduce((sum, each) => sum + each.rows, 0)} 行`);
  return { files, part, postgres: version.rows[0]?.version ?? '' };
}

const safeName = ({ schema, name }: FoundTable): string => `${schema}.${name}`.replaceAll(/[^A-Za-z0-9_.-]/g, '_').slice(0, 120);

async function exportTable(client: Client, table: FoundTable, to: string, file: string): Promise<{ rows: number; entry: FileEntry }> {
  const columns = table.columns.map((each) => escapeIdentifier(each)).join(', ');
  // ONLY: rows of tables that inherit from this one are exported with those.
  const source = `select ${columns} from ${table.partitioned ? '' : 'only '}${qualified(table)}`;
  const { stream, rows } = copyOut(client, `copy (${source}) to stdout`);
  const hash = createHash('sm3');
  let size = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      size += chunk.length;
      done(null, chunk);
    },
  });
  await pipeline(stream, createGzip({ level: 1 }), measure, createWriteStream(path.join(to, file), { flags: 'wx', mode: 0o600 }));
  return { rows: rows(), entry: { path: file, size, sm3: hash.digest('hex') } };
}
