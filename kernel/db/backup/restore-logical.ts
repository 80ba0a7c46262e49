import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { escapeIdentifier, escapeLiteral, type Client, type ClientConfig } from 'pg';
import { listMaterialisedViews, listPartitions, listTables, qualified } from './catalogue.ts';
import { checkCopy, claimEmptyFolder, restoreFile } from './copy-files.ts';
import { copyIn } from './copy-stream.ts';
import { backupErrors } from './errors.ts';
import { withoutGuards } from './guards.ts';
import { readManifest, type FileEntry, type LogicalPart, type Manifest, type PartitionEntry } from './manifest.ts';
import { prepareForCopy, readLedger, withSession } from './session.ts';

export interface LogicalRestore {
  readonly from: string;
  /** An empty database, as a user who may own tables in it. */
  readonly connection: ClientConfig;
  /** Makes the schema: runs the migrations of this version. */
  readonly migrate: () => Promise<unknown>;
  readonly ledgerSql: string;
  /** Where files and keys of the backup go: empty or new folders; null when files are kept in object storage. */
  readonly folders: { readonly files: string | null; readonly keys: string | null };
  readonly log: (message: string) => void;
}

/**
 * Restores a logical backup into an empty database: migrations first, then all rows in one transaction, with foreign keys and
 * triggers set aside meanwhile and every foreign key checked at the end.
 *
 * @throws backup.incomplete, .damaged, .databaseNotEmpty, .differentVersion, .rowsMissing, .targetNotEmpty
 */
export async function restoreLogical(options: LogicalRestore): Promise<Manifest> {
  const { from, log } = options;
  const manifest = readManifest(from);
  const { database } = manifest;
  if (database.kind !== 'logical') throw backupErrors.physicalNeedsFolder();
  const folders = foldersToFill(options, manifest);
  for (const { folder } of folders) claimEmptyFolder(folder);
  log(`正在核对 ${manifest.files.length} 个文件的摘要`);
  for (const entry of manifest.files) await checkFile(from, entry);
  await withSession(options.connection, (client) => fillDatabase(client, manifest, database, options));
  for (const { name, folder, entries } of folders) {
    log(`正在恢复 ${folder}`);
    for (const entry of entries) await restoreFile(from, entry, path.join(folder, entry.path.slice(name.length + 1)));
  }
  return manifest;
}

async function fillDatabase(client: Client, manifest: Manifest, database: LogicalPart, options: LogicalRestore): Promise<void> {
  await prepareForCopy(client);
  await mustBeEmpty(client);
  options.log('正在建立表结构');
  await options.migrate();
  await mustMatch(client, options.ledgerSql, manifest, database);
  await client.query('begin');
  await addPartitions(client, database.partitions);
  await withoutGuards(client, () => loadTables(client, database, options));
  await setSequences(client, database);
  await client.query('commit');
  for (const view of await listMaterialisedViews(client)) await client.query(`refresh materialized view ${qualified(view)}`);
  await client.query('analyze');
}

async function checkFile(from: string, entry: FileEntry): Promise<void> {
  const file = path.join(from, entry.path);
  if (!existsSync(file)) return checkCopy(entry, null);
  const hash = createHash('sm3');
  let size = 0;
  for await (const chunk of createReadStream(file)) {
    hash.update(chunk as Buffer);
    size += (chunk as Buffer).length;
  }
  checkCopy(entry, { size, sm3: hash.digest('hex') });
}

async function mustBeEmpty(client: Client): Promise<void> {
  const tables = await listTables(client);
  if (tables.length > 0) throw backupErrors.databaseNotEmpty({ count: tables.length, example: `${tables[0]?.schema}.${tables[0]?.name}` });
}

const byId = (ledger: readonly string[]): Map<string, string> => new Map(ledger.map((line) => [line.split(' ')[0] ?? '', line]));

const key = (table: { readonly schema: string; readonly name: string }): string => `${table.schema}.${table.name}`;

/** Compares migrations, tables and columns of the fresh schema with those of the backup. */
async function mustMatch(client: Client, ledgerSql: string, manifest: Manifest, backup: LogicalPart): Promise<void> {
  const ours = byId(await readLedger(client, ledgerSql));
  const theirs = byId(backup.ledger);
  const present = new Map((await listTables(client)).map((table) => [key(table), table.shape.join()]));
  const kept = new Set(backup.tables.map(key));
  const differences = [
    ...[...theirs.keys()].filter((id) => !ours.has(id)).map((id) => `程序没有备份所用的数据库变更 ${id}`),
    ...[...ours.keys()].filter((id) => !theirs.has(id)).map((id) => `备份没有程序的数据库变更 ${id}`),
    ...[...ours].filter(([id, sum]) => theirs.has(id) && theirs.get(id) !== sum).map(([id]) => `数据库变更 ${id} 的内容不同`),
    ...backup.tables.filter((table) => present.get(key(table)) !== table.shape.join()).map((table) => `表 ${key(table)} 的列不同或表不存在`),
    ...[...present.keys()].filter((name) => !kept.has(name)).map((name) => `备份里没有表 ${name}`),
  ];
  if (differences.length > 0) {
    const shown = differences.slice(0, 5).join('；') + (differences.length > 5 ? `；等 ${differences.length} 处` : '');
    throw backupErrors.differentVersion({ differences: shown, platform: manifest.platform });
  }
}

/** Adds the partitions that the running system had made, each owned and guarded as its parent. */
async function addPartitions(client: Client, wanted: readonly PartitionEntry[]): Promise<void> {
  const present = new Set((await listPartitions(client)).map(qualified));
  for (const each of wanted) {
    if (present.has(qualified(each))) continue;
    const parent = qualified({ schema: each.parentSchema, name: each.parentName });
    await client.query(
      `create table ${qualified(each)} partition of ${parent} ${each.bound} ${each.key === null ? '' : `partition by ${each.key}`}`,
    );
    await client.query(likeParent(qualified(each), parent));
  }
}

/** Gives a new partition its parent's owner, rights and comment. */
const likeParent = (child: string, parent: string): string => `
  do $$
  declare
    child constant regclass := ${escapeLiteral(child)};
    parent constant regclass := ${escapeLiteral(parent)};
    entry record;
  begin
    execute format('alter table %s owner to %s', child, (select relowner::regrole from pg_class where oid = parent));
    for entry in select distinct grantee from pg_class, aclexplode(relacl) where oid = child and grantee <> relowner loop
      execute format('revoke all on %s from %s', child, case entry.grantee when 0 then 'public' else entry.grantee::regrole::text end);
    end loop;
    for entry in select grantee, privilege_type from pg_class, aclexplode(relacl) where oid = parent and grantee <> relowner loop
      execute format('grant %s on %s to %s', entry.privilege_type, child, case entry.grantee when 0 then 'public' else entry.grantee::regrole::text end);
    end loop;
    if obj_description(parent, 'pg_class') is not null then
      execute format('comment on table %s is %L', child, obj_description(parent, 'pg_class'));
    end if;
  end $$`;

async function loadTables(client: Client, { tables }: LogicalPart, { from, log }: LogicalRestore): Promise<void> {
  if (tables.length > 0) await client.query(`truncate ${tables.map(qualified).join(', ')}`);
  for (const [index, table] of tables.entries()) {
    const columns = table.columns.map((each) => escapeIdentifier(each)).join(', ');
    const unzip = createGunzip();
    const [, rows] = await Promise.all([
      pipeline(createReadStream(path.join(from, table.file)), unzip),
      copyIn(client, `copy ${qualified(table)} (${columns}) from stdin`, unzip),
    ]);
    if (rows !== table.rows) throw backupErrors.rowsMissing({ table: qualified(table), expected: table.rows, found: rows });
    if ((index + 1) % 50 === 0) log(`已恢复 ${index + 1}/${tables.length} 张表`);
  }
  log(`已恢复 ${tables.length} 张表，共 ${tables.reduce((sum, each) => sum + each.rows, 0)} 行`);
}

async function setSequences(client: Client, { sequences }: LogicalPart): Promise<void> {
  for (const each of sequences) {
    await client.query('select setval($1::regclass, $2::bigint, $3)', [qualified(each), each.lastValue, each.isCalled]);
  }
}

/** Pairs the folders that the backup holds with the places they go to. */
function foldersToFill({ folders }: LogicalRestore, manifest: Manifest): { name: string; folder: string; entries: FileEntry[] }[] {
  return Object.entries(folders).flatMap(([name, folder]) => {
    const entries = manifest.files.filter((each) => each.path.startsWith(`${name}/`));
    return folder === null || entries.length === 0 ? [] : [{ name, folder, entries }];
  });
}
