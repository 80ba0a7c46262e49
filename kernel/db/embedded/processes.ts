import { existsSync, readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { embeddedErrors } from './errors.ts';

/** What a running server writes into `postmaster.pid`. */
export interface ServerNote {
  readonly pid: number;
  readonly port: number;
  readonly socketDir: string;
  readonly ready: boolean;
}

/** Reads the note of the server that runs, or last ran, on a data folder; null when there is none or it is incomplete. */
export function readServerNote(cluster: string): ServerNote | null {
  let lines: string[];
  try {
    lines = readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return null;
  }
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  if (!Number.isInteger(pid) || pid <= 1 || !Number.isInteger(port)) return null;
  return { pid, port, socketDir: lines[4] ?? '', ready: lines[7]?.trim() === 'ready' };
}

/** Lists the PostgreSQL processes at work in a data folder: each of them makes it its working folder. */
export function findServerProcesses(cluster: string): number[] {
  let real: string;
  try {
    real = realpathSync(cluster);
  } catch {
    return [];
  }
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readlinkSync(`/proc/${pid}/cwd`) === real && path.basename(readlinkSync(`/proc/${pid}/exe`)) === 'postgres';
      } catch {
        return false;
      }
    })
    .map(Number);
}

/**
 * Ends what an earlier run left behind after its process was killed, so that the folder can be served again.
 *
 * Call only while holding the folder's lock.
 *
 * @throws embedded-database.cannotStop
 */
export async function clearLeftovers(cluster: string, log: (message: string) => void): Promise<void> {
  const left = findServerProcesses(cluster);
  const note = readServerNote(cluster);
  if (left.length > 0) {
    log(`发现上次遗留的数据库进程（${left.length} 个），正在停止`);
    // The main process ends the others in order; without it they are told one by one.
    if (note && left.includes(note.pid)) signal([note.pid], 'SIGINT');
    else signal(left, 'SIGTERM');
    if (!(await gone(cluster, 30_000))) signal(findServerProcesses(cluster), 'SIGQUIT');
    if (!(await gone(cluster, 5000))) signal(findServerProcesses(cluster), 'SIGKILL');
    if (!(await gone(cluster, 5000))) throw embeddedErrors.cannotStop({ pids: findServerProcesses(cluster).join('、') });
  }
  // PostgreSQL itself sees through a note whose process is gone, but not through a number that another program has now.
  if (note && existsSync(`/proc/${note.pid}`)) rmSync(path.join(cluster, 'postmaster.pid'), { force: true });
}

async function gone(cluster: string, withinMs: number): Promise<boolean> {
  const end = Date.now() + withinMs;
  while (findServerProcesses(cluster).length > 0) {
    if (Date.now() > end) return false;
    await delay(25);
  }
  return true;
}

/** Sends a signal to each process; one that ended meanwhile is no fault. */
export function signal(pids: readonly number[], name: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'ESRCH') throw cause;
    }
  }
}
