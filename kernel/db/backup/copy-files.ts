import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, statfsSync, statSync, type Dirent } from 'node:fs';
import { mkdir, open, readdir } from 'node:fs/promises';
import path from 'node:path';
import { backupErrors } from './errors.ts';
import type { FileEntry } from './manifest.ts';

/** What to do with a file or folder found while copying; `empty` makes the folder but copies nothing in it, and leaves files out. */
export type Choice = 'copy' | 'leave' | 'empty';

/**
 * Copies a folder with all in it and sums up what it wrote.
 *
 * A file that vanishes meanwhile is left out; whatever is neither file nor folder is not copied.
 *
 * @param choose decides by the path relative to `from`, with `/`
 * @param prefix goes before the paths in the result
 */
export async function copyFolder(
  from: string,
  to: string,
  { prefix, choose = () => 'copy' }: { prefix: string; choose?: (relative: string) => Choice },
): Promise<{ files: FileEntry[]; folders: string[] }> {
  const files: FileEntry[] = [];
  const folders: string[] = [];
  const visit = async (relative: string): Promise<void> => {
    await mkdir(path.join(to, relative), { recursive: true, mode: 0o700 });
    folders.push(path.posix.join(prefix, relative));
    for (const entry of await listFolder(path.join(from, relative))) {
      const inner = path.posix.join(relative, entry.name);
      const choice = choose(inner);
      if (choice === 'leave' || (choice === 'empty' && entry.isFile())) continue;
      if (entry.isFile()) {
        const copied = await copyFile(path.join(from, inner), path.join(to, inner));
        if (copied) files.push({ path: path.posix.join(prefix, inner), ...copied });
      } else if (entry.isDirectory() && choice === 'copy') {
        await visit(inner);
      } else if (entry.isDirectory()) {
        await mkdir(path.join(to, inner), { recursive: true, mode: 0o700 });
        folders.push(path.posix.join(prefix, inner));
      }
    }
  };
  await visit('');
  return { files, folders };
}

async function listFolder(folder: string): Promise<Dirent[]> {
  try {
    return (await readdir(folder, { withFileTypes: true })).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  } catch (cause) {
    if (isAbsent(cause)) return [];
    throw cause;
  }
}

const isAbsent = (cause: unknown): boolean => (cause as NodeJS.ErrnoException).code === 'ENOENT';

const largestRead = 1024 * 1024;

/** Copies one file and sums up the bytes written; null when it is not there. */
export async function copyFile(from: string, to: string): Promise<{ size: number; sm3: string } | null> {
  const source = await open(from, 'r').catch((cause: unknown) => {
    if (isAbsent(cause)) return null;
    throw cause;
  });
  if (source === null) return null;
  try {
    const target = await open(to, 'wx', 0o600);
    try {
      const hash = createHash('sm3');
      const buffer = Buffer.allocUnsafe(Math.min(Math.max((await source.stat()).size, 1), largestRead));
      let size = 0;
      for (;;) {
        const { bytesRead } = await source.read(buffer, 0, buffer.length);
        if (bytesRead === 0) return { size, sm3: hash.digest('hex') };
        const part = buffer.subarray(0, bytesRead);
        hash.update(part);
        await target.write(part);
        size += bytesRead;
      }
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

/** Restores one file and compares what it wrote with the manifest. @throws backup.damaged */
export async function restoreFile(backup: string, entry: FileEntry, to: string): Promise<void> {
  await mkdir(path.dirname(to), { recursive: true, mode: 0o700 });
  checkCopy(entry, await copyFile(path.join(backup, entry.path), to));
}

/** Compares what was read of a file with what the manifest says. @throws backup.damaged */
export function checkCopy(entry: FileEntry, found: { size: number; sm3: string } | null): void {
  if (found === null) throw backupErrors.damaged({ path: entry.path, reason: '文件不存在' });
  if (found.size !== entry.size) throw backupErrors.damaged({ path: entry.path, reason: `应为 ${entry.size} 字节，实为 ${found.size} 字节` });
  if (found.sm3 !== entry.sm3) throw backupErrors.damaged({ path: entry.path, reason: '内容与 SM3 摘要不符' });
}

/** Makes a folder, or accepts an empty one. @throws backup.targetNotEmpty */
export function claimEmptyFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (readdirSync(folder).length > 0) throw backupErrors.targetNotEmpty({ path: folder });
}

/** Makes sure that a disk has room for copies of the given folders. @throws backup.noSpace */
export function checkSpace(target: string, sources: readonly string[]): void {
  const needed = sources.reduce((sum, source) => sum + sizeOf(source), 0);
  const { bavail, bsize } = statfsSync(target);
  const MB = 1024 * 1024;
  if (bavail * bsize < needed * 1.05) {
    throw backupErrors.noSpace({ path: target, needed: Math.ceil(needed / MB), free: Math.floor((bavail * bsize) / MB) });
  }
}

function sizeOf(folder: string): number {
  if (!existsSync(folder)) return 0;
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).reduce(
    (sum, name) => sum + (statSync(path.join(folder, name), { throwIfNoEntry: false })?.size ?? 0),
    0,
  );
}
