import { createHash } from 'node:crypto';
import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import { backupErrors } from './errors.ts';

const text = Type.String({ maxLength: 4000 });
const count = Type.Integer({ minimum: 0 });

/** One copied file; `path` is relative to the backup, with `/`. */
const FileEntry = Type.Object({ path: text, size: count, sm3: Type.String({ pattern: '^[0-9a-f]{64}$' }) });

const Table = Type.Object({
  schema: text,
  name: text,
  /** Columns to copy, in order; computed ones are left out. */
  columns: Type.Array(text),
  /** Name and type of every column, sorted by name: what a target must have. */
  shape: Type.Array(text),
  rows: count,
  file: text,
});

const Partition = Type.Object({
  schema: text,
  name: text,
  parentSchema: text,
  parentName: text,
  /** Such as `FOR VALUES FROM (…) TO (…)`. */
  bound: text,
  /** Such as `RANGE (at)`, when it is itself divided; else null. */
  key: Type.Union([text, Type.Null()]),
});

const Physical = Type.Object({
  kind: Type.Literal('physical'),
  /** Folders that must exist even when empty, relative to the backup. */
  folders: Type.Array(text),
  systemIdentifier: text,
  startLsn: text,
  stopLsn: text,
});

const Logical = Type.Object({
  kind: Type.Literal('logical'),
  /** Rows of the migration ledger, as text: a target must have just these. */
  ledger: Type.Array(text),
  tables: Type.Array(Table),
  partitions: Type.Array(Partition),
  sequences: Type.Array(Type.Object({ schema: text, name: text, lastValue: text, isCalled: Type.Boolean() })),
});

const ManifestSchema = Type.Object({
  format: Type.Literal(1),
  /** When the backup was finished, ISO 8601 in UTC. */
  createdAt: text,
  /** Version of the platform that made it. */
  platform: text,
  /** Version of the PostgreSQL server. */
  postgres: text,
  withKeys: Type.Boolean(),
  totalBytes: count,
  files: Type.Array(FileEntry),
  database: Type.Union([Physical, Logical]),
});

export type Manifest = Static<typeof ManifestSchema>;
export type FileEntry = Static<typeof FileEntry>;
export type TableEntry = Static<typeof Table>;
export type PartitionEntry = Static<typeof Partition>;
export type PhysicalPart = Static<typeof Physical>;
export type LogicalPart = Static<typeof Logical>;

const fileName = 'manifest.json';
const sumName = 'manifest.sm3';
const largest = 512 * 1024 * 1024;

/** Writes the manifest and its checksum; the manifest comes last, so that a backup cut short has none. */
export function writeManifest(folder: string, manifest: Manifest): void {
  const content = `${JSON.stringify(manifest, null, 1)}\n`;
  writeFileSync(path.join(folder, sumName), `${sm3(content)}  ${fileName}\n`, { mode: 0o600 });
  writeFileSync(path.join(folder, `${fileName}.new`), content, { mode: 0o600 });
  renameSync(path.join(folder, `${fileName}.new`), path.join(folder, fileName));
}

/**
 * Reads a backup's manifest and checks its form and checksum; says nothing yet about the files it lists.
 *
 * @throws backup.incomplete, backup.damaged
 */
export function readManifest(folder: string): Manifest {
  const file = path.join(folder, fileName);
  const size = statSync(file, { throwIfNoEntry: false })?.size;
  if (size === undefined) throw backupErrors.incomplete({ path: folder, reason: `没有 ${fileName}` });
  if (size > largest) throw backupErrors.damaged({ path: file, reason: '清单过大' });
  const content = readFileSync(file, 'utf8');
  if (readSum(folder) !== sm3(content)) throw backupErrors.damaged({ path: file, reason: '与 SM3 摘要不符' });
  const manifest = parse(content);
  if (!Value.Check(ManifestSchema, manifest)) throw backupErrors.damaged({ path: file, reason: '格式不认识' });
  const outside = [...manifest.files.map((each) => each.path), ...foldersOf(manifest)].find((each) => !staysInside(each));
  if (outside !== undefined) throw backupErrors.damaged({ path: file, reason: `含有不允许的路径 ${outside}` });
  return manifest;
}

const foldersOf = ({ database }: Manifest): string[] => (database.kind === 'physical' ? database.folders : []);

const staysInside = (relative: string): boolean =>
  /^(database|files|keys)(\/|$)/.test(relative) && !relative.split('/').some((part) => part === '' || part === '.' || part === '..') && !relative.includes('\0');

function readSum(folder: string): string {
  try {
    return readFileSync(path.join(folder, sumName), 'utf8').slice(0, 64);
  } catch {
    return '';
  }
}

function parse(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return null;
  }
}

const sm3 = (content: string): string => createHash('sm3').update(content).digest('hex');
