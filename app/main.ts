import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { ConfigError, readConfig, type Config } from '../kernel/config.ts';
import { startEmbedded, type EmbeddedServer } from '../kernel/db/embedded/start.ts';
import { log } from '../kernel/log.ts';
import { createProgress } from '../scripts/bootstrap/progress.mjs';
import { buildWeb } from './build-web.ts';
import { describeDemo } from './demo.ts';
import { connectionOf } from './kernel.ts';
import { loadCity, migrateAll } from './prepare.ts';

/**
 * `npm start`: brings everything up in order and keeps database, web, worker and simulators running until told to stop.
 *
 * A process that dies is started again, the database too; the database is stopped last.
 */
const root = path.join(import.meta.dirname, '..');
const children = new Map<string, ChildProcess>();
let database: EmbeddedServer | undefined;
let stopping = false;
/** Milliseconds before a process that died is started again; after the last, the platform gives up. */
const pauses = [0, 500, 2000, 5000, 15_000];

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

process.on('SIGINT', () => void stop(0));
process.on('SIGTERM', () => void stop(0));

try {
  await start(readConfig(process.env));
} catch (error) {
  say(error instanceof ConfigError ? error.message : `\n启动失败：${(error as Error).message}`);
  log.debug({ err: error as Error }, 'start failed');
  await stop(1);
}

async function start(config: Config): Promise<void> {
  const progress = createProgress(6, 1);
  await progress.step('构建网页', () => buildWeb(root));
  await progress.step(config.databaseUrl ? '连接数据库' : '启动内置数据库', () => openDatabase(config));
  const connection = connectionOf(config, process.env);
  await progress.step('更新数据库结构', () => migrateAll(root, connection));
  await progress.step('装载城市内容', () => loadCity(config, connection));
  await progress.step('启动服务', async () => {
    startChildren(config);
    await untilReady(config);
  });
  say(`\n  一网已就绪：\n    群众门户　${config.publicUrl}/\n    工作人员　${config.publicUrl}/staff/`);
  if (config.demo) for (const line of describeDemo(config)) say(line);
  say('\n  按 Ctrl-C 停止。');
}

async function openDatabase(config: Config): Promise<void> {
  if (config.databaseUrl) return;
  database = await startEmbedded({ dataDir: config.dataDir, log: (message) => log.warn({ part: 'database' }, message) });
  process.env['YIWANG_DATABASE_SOCKET'] = database.connection.host;
  void database.exited.then(() => (stopping ? undefined : reopenDatabase(config)));
}

/** The database was killed: it recovers at its next start, and the processes need its new place. */
async function reopenDatabase(config: Config): Promise<void> {
  say('数据库意外退出，正在重新启动');
  const running = [...children.values()];
  children.clear();
  for (const child of running) child.removeAllListeners('exit');
  await Promise.all(running.map(ended));
  if (stopping) return;
  try {
    await openDatabase(config);
    startChildren(config);
  } catch (error) {
    say(`数据库无法重新启动：${(error as Error).message}`);
    await stop(1);
  }
}

function startChildren(config: Config): void {
  keepRunning('app/worker.ts', config);
  keepRunning('app/server.ts', config);
  if (config.demo) keepRunning('simulators/main.ts', config);
}

function keepRunning(script: string, config: Config, tries = 0): void {
  const child = fork(path.join(root, script), [], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], env: { ...process.env, DATA_DIR: config.dataDir } });
  children.set(script, child);
  const startedAt = Date.now();
  child.once('exit', (code, signal) => {
    children.delete(script);
    if (stopping) return;
    const again = Date.now() - startedAt > 60_000 ? 0 : tries + 1;
    say(`${script} 意外退出（${signal ?? code}），正在重新启动`);
    if (again >= pauses.length) void stop(1);
    else setTimeout(() => !stopping && !children.has(script) && keepRunning(script, config, again), pauses[again]);
  });
}

async function untilReady(config: Config): Promise<void> {
  const address = `http://${config.host === '0.0.0.0' ? '127.0.0.1' : config.host}:${config.port}/healthz`;
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline && !stopping) {
    const ready = await fetch(address).then((answer) => answer.ok, () => false);
    if (ready && children.has('app/server.ts')) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  if (!stopping) throw new Error(`服务未能在一分钟内就绪；端口 ${config.port} 可能已被占用，请查看上面的日志`);
}

async function stop(code: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  await Promise.all([...children.values()].map(ended));
  await database?.stop();
  process.exit(code);
}

/** Asks a process to end and waits; one that does not listen for twenty seconds is killed. */
function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const force = setTimeout(() => child.kill('SIGKILL'), 20_000);
    child.once('exit', () => {
      clearTimeout(force);
      resolve();
    });
    child.kill('SIGTERM');
  });
}
