import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { embeddedErrors } from './errors.ts';

/** Who holds a data folder; the start time tells a process from a later one with the same number. */
interface Holder {
  readonly pid: number;
  readonly started: string;
}

/**
 * Takes a data folder for this process; a lock left by a process that no longer lives is taken over.
 *
 * @returns function that gives the folder back
 * @throws embedded-database.inUse
 */
export function takeLock(file: string, cluster: string): () => void {
  const mine = JSON.stringify({ pid: process.pid, started: startOf(process.pid) } satisfies Holder);
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, mine);
  try {
    if (!tryLink(draft, file)) {
      const holder = readHolder(file);
      if (holder && startOf(holder.pid) === holder.started) throw embeddedErrors.inUse({ path: cluster, pid: holder.pid });
      rmSync(file, { force: true });
      if (!tryLink(draft, file)) throw embeddedErrors.inUse({ path: cluster, pid: readHolder(file)?.pid ?? '不明' });
    }
  } finally {
    rmSync(draft, { force: true });
  }
  return () => {
    if (readText(file) === mine) rmSync(file, { force: true });
  };
}

/** A hard link appears at once with its whole content, so nobody ever reads half a lock. */
function tryLink(draft: string, file: string): boolean {
  try {
    linkSync(draft, file);
    return true;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw cause;
  }
}

function readHolder(file: string): Holder | null {
  try {
    const { pid, started } = JSON.parse(readFileSync(file, 'utf8')) as Partial<Holder>;
    return Number.isInteger(pid) && typeof started === 'string' ? { pid: pid as number, started } : null;
  } catch {
    return null;
  }
}

/** The boot and the clock tick in which a process started; empty when there is no such process. */
function startOf(pid: number): string {
  const stat = readText(`/proc/${pid}/stat`);
  // The second field is the program's name in brackets and may hold spaces.
  const ticks = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  return ticks ? `${readText('/proc/sys/kernel/random/boot_id')?.trim() ?? ''}/${ticks}` : '';
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
