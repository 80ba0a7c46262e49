import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Binaries } from './binaries.ts';
import { embeddedErrors } from './errors.ts';
import { commandAs, giveTo, type Identity } from './identity.ts';
import { findServerProcesses, readServerNote, signal } from './processes.ts';
import { asArguments } from './settings.ts';

export interface Launch {
  readonly binaries: Binaries;
  readonly identity: Identity;
  readonly cluster: string;
  /** Folder for the socket, removed with all in it when the server has ended. */
  readonly scratch: string;
  readonly settings: Record<string, string>;
  /** How the server is told to end: `INT` writes everything out, `QUIT` drops it. */
  readonly stopBy: 'INT' | 'QUIT';
  readonly log: (message: string) => void;
}

export interface Launched {
  readonly pid: number;
  /** Settles with the exit status when the server has ended, for whatever reason. */
  readonly exited: Promise<number>;
  /** Ends the server and waits for it; may be called more than once. */
  readonly stop: () => Promise<void>;
}

const guardian = path.join(import.meta.dirname, 'guardian.sh');

/**
 * Starts a server under its guardian and waits until it takes connections.
 *
 * @throws embedded-database.startFailed, embedded-database.startTooSlow
 */
export async function launch(plan: Launch): Promise<Launched> {
  const { command, args } = commandAs(plan.identity, plan.binaries.postgres, [
    '-D',
    plan.cluster,
    '-k',
    plan.scratch,
    ...asArguments(plan.settings),
  ]);
  const child = spawn('/bin/sh', [guardian, plan.stopBy, plan.scratch, command, ...args], {
    stdio: ['pipe', 'ignore', 'pipe'],
    detached: true,
    cwd: '/',
  });
  const exited = new Promise<number>((resolve) => {
    child.once('error', () => resolve(-1));
    child.once('exit', (code) => resolve(code ?? -1));
  });
  const spoken = collectTail(child);
  const pid = await untilReady(plan, child, () => lastWords(plan.cluster, spoken()));
  // From here on the guardian and its pipe do not keep the process alive.
  child.unref();
  (child.stdin as unknown as { unref(): void }).unref();
  (child.stderr as unknown as { unref(): void }).unref();
  return { pid, exited, stop: () => stop(plan.cluster, child, exited) };
}

/** Recovery after a crash may take minutes; longer than this it needs a person. */
const readyWithinSeconds = 600;

async function untilReady(plan: Launch, child: ChildProcess, reason: () => string): Promise<number> {
  const begun = Date.now();
  let told = begun;
  for (;;) {
    const note = readServerNote(plan.cluster);
    // The note may be an old one; the folder of the socket is new each time.
    if (note?.ready && note.socketDir === plan.scratch) return note.pid;
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) {
      throw embeddedErrors.startFailed({ reason: reason() });
    }
    if (Date.now() - told > 10_000) {
      told = Date.now();
      plan.log(`数据库正在恢复，已用 ${Math.round((told - begun) / 1000)} 秒`);
    }
    if (Date.now() - begun > readyWithinSeconds * 1000) {
      child.stdin?.end();
      throw embeddedErrors.startTooSlow({ seconds: readyWithinSeconds, reason: reason() });
    }
    await delay(15);
  }
}

async function stop(cluster: string, child: ChildProcess, exited: Promise<number>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.ref();
  child.stdin?.end();
  const ended = (withinMs: number): Promise<boolean> =>
    Promise.race([exited.then(() => true), delay(withinMs, false, { ref: false })]);
  if (await ended(30_000)) return;
  signal(findServerProcesses(cluster), 'SIGQUIT');
  if (await ended(5000)) return;
  signal(findServerProcesses(cluster), 'SIGKILL');
  await exited;
}

/** Keeps the last words of the server's standard error; what follows goes to the log file. */
function collectTail(child: ChildProcess): () => string {
  let tail = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    tail = (tail + text).slice(-4000);
  });
  return () => tail;
}

/** Why a start failed, in the server's own words: from its newest log file, or else from its standard error. */
function lastWords(cluster: string, spoken: string): string {
  const telling = /FATAL|PANIC|ERROR|HINT|DETAIL/;
  const all = `${newestLog(path.join(cluster, 'log'))}\n${spoken}`.split('\n').filter((line) => line.trim() !== '');
  const clear = all.filter((line) => telling.test(line));
  return (clear.length > 0 ? clear : all).slice(-3).join('；') || '没有留下说明';
}

function newestLog(folder: string): string {
  try {
    const files = readdirSync(folder).map((name) => path.join(folder, name));
    const newest = files.toSorted((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0];
    return newest ? readFileSync(newest, 'utf8').slice(-2000) : '';
  } catch {
    return '';
  }
}

/** A socket's path may have 107 bytes, of which PostgreSQL's file name takes up to 15. */
const longestSocketDir = 90;

/** Makes a private folder with a short path, for the socket and whatever else the run needs. */
export function makeScratch(identity: Identity): string {
  const roomy = path.join(os.tmpdir(), 'yiwang-');
  const scratch = mkdtempSync(Buffer.byteLength(roomy) + 6 <= longestSocketDir ? roomy : '/tmp/yiwang-');
  chmodSync(scratch, 0o700);
  giveTo(identity, scratch);
  return scratch;
}
