/**
 * `npm run backup -- --to DIR [--with-keys] [--logical]`: backs up the database, the file store and, if asked for, the key ring.
 *
 * The embedded database is copied physically, whether the server runs or not; `--logical` exports its rows instead, for a move
 * to another server or PostgreSQL version. A database named by DATABASE_URL is always exported.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig, type Config } from '../kernel/config.ts';
import { backupLogical } from '../kernel/db/backup/logical.ts';
import type { Manifest } from '../kernel/db/backup/manifest.ts';
import { backupPhysical } from '../kernel/db/backup/physical.ts';
import { clusterFolder, findRunning, startEmbedded } from '../kernel/db/embedded/start.ts';
import { runMain, StopSentence } from './bootstrap/stop-sentence.mjs';

const root = path.resolve(import.meta.dirname, '..');
const say = (message: string): void => console.log(message);

/** Lists the migrations that made a schema; backup and restore compare it. */
export const ledgerSql = 'select id, checksum from schema_migration';

if (import.meta.main) await runMain(main);

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { to: { type: 'string' }, 'with-keys': { type: 'boolean' }, logical: { type: 'boolean' } },
  });
  if (!values.to) throw new StopSentence('用法：npm run backup -- --to 备份目录 [--with-keys] [--logical]');
  const config = readConfig(process.env);
  const withKeys = values['with-keys'] === true;
  const begun = Date.now();
  const manifest = await backup(config, path.resolve(values.to), { withKeys, logical: values.logical === true });
  const megabytes = (manifest.totalBytes / 1024 / 1024).toFixed(1);
  say(`备份完成：${path.resolve(values.to)}，${manifest.files.length} 个文件，${megabytes} MB，用时 ${Math.round((Date.now() - begun) / 1000)} 秒`);
  if (config.s3) say('注意：文件库在对象存储中，不在本备份里，请使用对象存储自己的版本与跨区复制。');
  if (withKeys && !manifest.withKeys) say(`注意：没有找到密钥库（${path.join(config.dataDir, 'keys')}），备份里没有密钥。`);
  say(
    manifest.withKeys
      ? '警告：本备份含有密钥库。得到它的人可以解密全部受保护的数据，请加密保存，并与其他备份分开保管。'
      : '注意：本备份不含密钥库。没有密钥库，加密的数据不能恢复，请另行保管（见 docs/guides/backup-and-restore.md）。',
  );
  return 0;
}

async function backup(config: Config, to: string, { withKeys, logical }: { withKeys: boolean; logical: boolean }): Promise<Manifest> {
  const { version: platform } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
  const folders = {
    files: config.s3 ? null : path.join(config.dataDir, 'files'),
    keys: withKeys ? path.join(config.dataDir, 'keys') : null,
  };
  const common = { folders, to, platform, log: say };
  if (config.databaseUrl) return backupLogical({ ...common, ledgerSql, connection: { connectionString: config.databaseUrl } });
  return withServer(config.dataDir, (connection) =>
    logical
      ? backupLogical({ ...common, ledgerSql, connection })
      : backupPhysical({ ...common, connection, cluster: clusterFolder(config.dataDir) }),
  );
}

/** Uses the server that runs on the data folder, or starts one for the time of the work. */
async function withServer<T>(dataDir: string, work: (connection: NonNullable<ReturnType<typeof findRunning>>['connection']) => Promise<T>): Promise<T> {
  const running = findRunning(dataDir);
  if (running) return work(running.connection);
  if (!existsSync(clusterFolder(dataDir))) throw new StopSentence(`${dataDir} 里没有数据库。请用 DATA_DIR 指明数据目录。`);
  const server = await startEmbedded({ dataDir, log: say });
  try {
    return await work(server.connection);
  } finally {
    await server.stop();
  }
}
