import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** A demonstration that was started for a race. */
export interface Demo {
  readonly url: string;
  /** From the command to the first page, in seconds. */
  readonly seconds: number;
  /** What it has said so far of its own steps: title and seconds. */
  steps(): { readonly title: string; readonly seconds: number }[];
  /** Ends it as Ctrl-C would, and waits until everything is down. */
  stop(): Promise<void>;
}

export interface DemoOptions {
  readonly command: readonly [program: string, ...given: string[]];
  /** The checkout. */
  readonly folder: string;
  readonly dataDir: string;
  /** Seconds after which it counts as not started. */
  readonly patience: number;
}

/** Characters of what it says that are kept. */
const mostKept = 20_000;

/** Settings of whoever runs the bench that must not reach the demonstration. */
const notPassedOn = new Set(['DATABASE_URL', 'PUBLIC_URL', 'NODE_ENV', 'DEMO', 'CONTENT_PACK', 'YIWANG_DATABASE_SOCKET', 'NODE_COMPILE_CACHE']);

/**
 * Starts a demonstration on a free port of this machine and waits for the first page.
 *
 * @throws Error with the end of what it said when it ends or takes too long
 */
export async function startDemo({ command: [program, ...given], folder, dataDir, patience }: DemoOptions): Promise<Demo> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const inherited = Object.entries(process.env).filter(([name]) => !notPassedOn.has(name));
  const env = { ...Object.fromEntries(inherited), PATH: pathOfPeople(), HOST: '127.0.0.1', PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: 'warn' };
  const begun = performance.now();
  const child = spawn(program, given, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said = `${said}${chunk.toString()}`.slice(-mostKept)));
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  // Whoever breaks the bench off must not leave it running.
  const endWithUs = (): boolean => child.kill('SIGTERM');
  process.once('exit', endWithUs);
  const stop = (): Promise<void> => end(child, ended).finally(() => process.off('exit', endWithUs));
  try {
    await firstPage(url, child, begun + patience * 1000);
    return { url, seconds: (performance.now() - begun) / 1000, steps: () => stepsIn(said), stop };
  } catch (cause) {
    await stop();
    throw new Error(`the demonstration did not start: ${(cause as Error).message}\n${said.trim().slice(-2000)}`, { cause });
  }
}

/** Reads lines such as `[3/6] 启动内置数据库 …… 完成（0.9 秒）`. */
const stepsIn = (said: string): { title: string; seconds: number }[] =>
  [...said.matchAll(/\[\d+\/\d+\] (\S+) …… [^（]*（([\d.]+) 秒）/g)].map(([, title = '', seconds]) => ({ title, seconds: Number(seconds) }));

/** The first of two neighbouring ports nobody listens on; a demonstration's simulators take the second. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < 20; tries += 1) {
    const port = await tryPort(0);
    if (port !== null && (await tryPort(port + 1)) !== null) return port;
  }
  throw new Error('no two neighbouring ports are free');
}

const tryPort = (wanted: number): Promise<number | null> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen(wanted, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : null));
    });
  });

/** The machine's own programs first: `npm run` puts the packages' Node before them. */
const pathOfPeople = (): string => (process.env['PATH'] ?? '').split(path.delimiter).filter((folder) => !folder.includes('node_modules')).join(path.delimiter);

async function firstPage(url: string, child: ChildProcess, deadline: number): Promise<void> {
  while (performance.now() < deadline) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error('it ended by itself');
    const shown = await fetch(url, { signal: AbortSignal.timeout(5000) }).then((answer) => answer.ok && answer.headers.get('content-type')?.includes('html'), () => false);
    if (shown) return;
    await delay(50);
  }
  throw new Error('it took too long');
}

const patienceToEnd = 45_000;

async function end(child: ChildProcess, ended: Promise<void>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  child.kill('SIGTERM');
  const inTime = await Promise.race([ended.then(() => true), delay(patienceToEnd, false, { ref: false })]);
  if (inTime) return;
  // Its own group, which nobody else is in.
  process.kill(-child.pid, 'SIGKILL');
  await ended;
  throw new Error('the demonstration did not stop when it was told to');
}
