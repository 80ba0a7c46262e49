/**
 * `npm run restore -- --from DIR --data-dir NEWDIR`: restores a backup into a new data folder; a logical backup goes into the
 * empty database named by DATABASE_URL when that is set, and only its files into the data folder.
 */
import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig, type Config } from '../kernel/config.ts';
import { backupErrors } from '../kernel/db/backup/errors.ts';
import { claimEmptyFolder } from '../kernel/db/backup/copy-files.ts';
import { readManifest, type Manifest } from '../kernel/db/backup/manifest.ts';
import { restoreLogical } from '../kernel/db/backup/restore-logical.ts';
import { restorePhysical } from '../kernel/db/backup/restore-physical.ts';
import { startEmbedded } from '../kernel/db/embedded/start.ts';
import { collectMigrations, migrate } from '../kernel/db/migrate.ts';
import type { DatabaseTarget } from '../kernel/db/pool.ts';
import { ledgerSql } from './backup.ts';
import { runMain, StopSentence } from './bootstrap/stop-sentence.mjs';

const root = path.resolve(import.meta.dirname, '..');
const say = (message: string): void => console.log(message);

await runMain(async () => {
  const { values } = parseArgs({ options: { from: { type: 'string' }, 'data-dir': { type: 'string' } } });
  const { from, 'data-dir': dataDir } = values;
  if (!from || !dataDir) throw new StopSentence('用法：npm run restore -- --from 备份目录 --data-dir 新的数据目录');
  const config = readConfig(process.env);
  const manifest = readManifest(path.resolve(from));
  say(`备份时间 ${manifest.createdAt}，平台 ${manifest.platform}，PostgreSQL ${manifest.postgres}`);
  await restore(manifest, { config, from: path.resolve(from), dataDir: path.resolve(dataDir) });
  say(`恢复完成。用这个数据目录启动：DATA_DIR=${path.resolve(dataDir)} npm start`);
  if (!manifest.withKeys) {
    say(`注意：备份不含密钥库。启动前请把另行保管的密钥库放到 ${path.join(path.resolve(dataDir), 'keys')}，否则加密的数据不能解密。`);
  }
  return 0;
});

async function restore(manifest: Manifest, { config, from, dataDir }: { config: Config; from: string; dataDir: string }): Promise<void> {
  if (manifest.database.kind === 'physical') {
    if (config.databaseUrl) throw backupErrors.physicalNeedsFolder();
    await restorePhysical({ from, dataDir, log: say });
    return;
  }
  claimEmptyFolder(dataDir);
  const folders = { files: config.s3 ? null : path.join(dataDir, 'files'), keys: path.join(dataDir, 'keys') };
  const into = (connection: DatabaseTarget['connection']): Promise<Manifest> =>
    restoreLogical({
      from,
      connection: typeof connection === 'string' ? { connectionString: connection } : connection,
      migrate: () => migrate(connection, collectMigrations(root)),
      ledgerSql,
      folders,
      log: say,
    });
  if (config.databaseUrl) {
    await into(config.databaseUrl);
    return;
  }
  const server = await startEmbedded({ dataDir, log: say });
  try {
    await into(server.connection);
    await server.stop();
  } catch (cause) {
    await server.stop();
    // The folder was empty before; a half-made database must not be mistaken for a restored one.
    for (const name of readdirSync(dataDir)) rmSync(path.join(dataDir, name), { recursive: true });
    throw cause;
  }
}
