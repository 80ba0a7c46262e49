import type { Config } from '../kernel/config.ts';
import { collectMigrations, migrate } from '../kernel/db/migrate.ts';
import type { DatabaseTarget } from '../kernel/db/pool.ts';
import { checkContent, loadContent, readPack } from './content.ts';
import { openKernel } from './kernel.ts';
import { modules } from './modules.ts';

/** Brings the database's structure up to date. */
export async function migrateAll(root: string, connection: DatabaseTarget['connection']): Promise<void> {
  await migrate(connection, collectMigrations(root));
}

/**
 * Checks the city's content and makes the database hold it.
 *
 * @throws Error naming the first fault and how to see them all
 */
export async function loadCity(config: Config, connection: DatabaseTarget['connection']): Promise<void> {
  const { kernel, close } = await openKernel(config, connection);
  try {
    const files = readPack(config.contentPack);
    const problems = await checkContent(modules, files);
    if (problems.length > 0) {
      throw new Error(`内容包 ${config.contentPack} 有 ${problems.length} 处问题，例如 ${problems[0]?.path}：${problems[0]?.message}。运行 npm run content 查看全部`);
    }
    await loadContent(kernel, modules, files);
  } finally {
    await close();
  }
}
