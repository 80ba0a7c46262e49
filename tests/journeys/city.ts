import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';

const root = path.join(import.meta.dirname, '../..');

/** A whole demo city, started as a person would start it, on ports and a folder of its own. */
export interface City {
  readonly url: string;
  readonly dataDir: string;
  /** What the SMS simulator shows, newest first. */
  lastCode(phone: string): Promise<string>;
  stop(): Promise<void>;
}

/** Starts database, web, worker and simulators, and waits until pages are served. */
export async function startCity(): Promise<City> {
  const port = await freePorts();
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'yiwang-city-'));
  const child = spawn(process.execPath, ['app/main.ts'], {
    cwd: root,
    env: { ...process.env, PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: 'error', DEMO: '1', NODE_TEST_CONTEXT: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let told = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (told = `${told}${chunk.toString()}`.slice(-20_000)));
  await until(() => told.includes('按 Ctrl-C 停止'), child, () => told);
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    dataDir,
    lastCode: async (phone) => {
      const page = await (await fetch(`http://127.0.0.1:${port + 1}/`)).text();
      const code = new RegExp(`${phone}</td><td>[^<]*验证码 (\\d{6})`).exec(page)?.[1];
      if (!code) throw new Error(`no code was sent to ${phone}`);
      return code;
    },
    stop: async () => {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await gone;
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function until(holds: () => boolean, child: ChildProcess, told: () => string): Promise<void> {
  const deadline = Date.now() + 180_000;
  while (!holds()) {
    if (child.exitCode !== null || Date.now() > deadline) {
      child.kill('SIGKILL');
      throw new Error(`the city did not start:\n${told()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** A port that is free together with the next one, where the simulators listen. */
async function freePorts(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 30_000);
    if ((await isFree(port)) && (await isFree(port + 1))) return port;
  }
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
