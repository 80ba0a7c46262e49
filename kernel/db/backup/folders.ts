import { existsSync } from 'node:fs';
import path from 'node:path';
import { copyFolder } from './copy-files.ts';
import type { FileEntry } from './manifest.ts';

/** Folders of the platform that belong into a backup beside the database; absent or null ones are left out. */
export interface BackupFolders {
  /** The file store; null when files are kept in object storage, which has its own copies. */
  readonly files: string | null;
  /** The key ring; null unless the operator asks for it, since whoever has a copy can read what it protects. */
  readonly keys: string | null;
}

/**
 * Copies the file store and, if asked for, the key ring.
 *
 * Call after the database has been copied: a file is stored before the row that names it, so every row of the copy then finds
 * its file.
 */
export async function copyFolders(folders: BackupFolders, to: string): Promise<FileEntry[]> {
  const entries: FileEntry[] = [];
  for (const [name, folder] of Object.entries(folders) as ['files' | 'keys', string | null][]) {
    if (folder === null || !existsSync(folder)) continue;
    entries.push(...(await copyFolder(folder, path.join(to, name), { prefix: name })).files);
  }
  return entries;
}
