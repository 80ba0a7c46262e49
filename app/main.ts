import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { ConfigError, readConfig, type Config } from '../kernel/config.ts';
import { startEmbedded, type EmbeddedServer } from '../kernel/db/embedded/start.ts';
import { collectMigrations, migrate } from '../kernel/db/migrate.ts';
import { buildWeb } from './build-web.ts';
import { checkContent, loadContent, readPack } from './content.ts';
import { connectionOf, openKernel } from './kernel.ts';
import { modules } from './modules.ts';
import { phase, say } from './progress.ts';
import { describeDemo } from './demo.ts';

/**
 * `npm start`: brings everything up in order and keeps the web and worker processes running until told to stop.
 *
 * A process that dies is started again; the database is stopped last.
 */
const root = path.join(import.meta.dirname, '..');
const children = new Map<string, ChildProcess>();
let database: EmbeddedServer | undefined;
let stopping = false;

process.on('SIGINT', () => void stop(0));
process.on('SIGTERM', () => void stop(0));

try {
  await start(readConfig(process.env));
} catch (error) {
  say(error instanceof ConfigError ? error.message : `启动失败：${(error as Error).message}`);
  if (!(error instanceof ConfigError) && process.env['LOG_LEVEL'] === 'debug') say(String((error as Error).stack));
  await stop(1);
}

async function start(config: Config): Promise<void> {
  await phase('构建网页', () => buildWeb(root));
  if (!config.databaseUrl) {
    database = await phase('启动内置数据库', () => startEmbedded({ dataDir: config.dataDir, log: () => undefined }));
    process.env['YIWANG_DATABASE_SOCKET'] = database.connection.host;
  }
  const connection = connectionOf(config, process.env);
  await phase('更新数据库结构', async () => {
    const ran = await migrate(connection, collectMigrations(root));
    return ran.length > 0 ? `执行 ${ran.length} 项变更` : '已是最新';
  });
  await phase('装载城市内容', () => load(config, connection));
  await phase('启动服务', async () => {
    keepRunning('worker', config);
    keepRunning('server', config);
    if (config.demo) keepRunning('../simulators/main', config);
    await untilReady(config);
  });
  say('');
  say(`  一网已就绪：${config.publicUrl}/          群众门户`);
  say(`              ${config.publicUrl}/staff/    工作人员`);
  if (config.demo) for (const line of describeDemo(config)) say(line);
  say('');
  say('  按 Ctrl-C 停止。');
}

async function load(config: Config, connection: ReturnType<typeof connectionOf>): Promise<string> {
  const files = readPack(config.contentPack);
  const problems = await checkContent(modules, files);
  if (problems.length > 0) {
    throw new Error(`内容包 ${config.contentPack} 有 ${problems.length} 处问题，例如 ${problems[0]?.path}：${problems[0]?.message}。运行 npm run content 查看全部`);
  }
  const { kernel, close } = await openKernel(config, connection);
  try {
    await loadContent(kernel, modules, files);
  } finally {
    await close();
  }
  return `${files.length} 个文件`;
}

const pauses = [0, 500, 2000, 5000, 15_000];

function keepRunning(name: string, config: Config, tries = 0): void {
  const child = fork(path.join(import.meta.dirname, `${name}.ts`), [], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], env: { ...process.env, DATA_DIR: config.dataDir } });
  children.set(name, child);
  const startedAt = Date.now();
  child.once('exit', (code, signal) => {
    children.delete(name);
    if (stopping) return;
    const again = Date.now() - startedAt > 60_000 ? 0 : tries + 1;
    say(`${name} 意外退出（${signal ?? code}），正在重新启动`);
    if (again >= pauses.length) void stop(1);
    else setTimeout(() => !stopping && keepRunning(name, config, again), pauses[again]);
  });
}

async function untilReady(config: Config): Promise<void> {
  const address = `http://${config.host === '0.0.0.0' ? '127.0.0.1' : config.host}:${config.port}/healthz`;
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    const ready = await fetch(address).then((answer) => answer.ok, () => false);
    if (ready && children.has('server')) return;
    if (stopping) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`服务未能在一分钟内就绪，请查看上面的日志；端口 ${config.port} 可能已被占用`);
}

async function stop(code: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  await Promise.all([...children.values()].map((child) => ended(child)));
  await database?.stop();
  process.exit(code);
}

/** Asks a process to end and waits; one that does not listen for twenty seconds is killed. */
function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => child.kill('SIGKILL'), 20_000);
    child.once('exit', () => {
      clearTimeout(force);
      resolve();
    });
    child.kill('SIGTERM');
  });
}
