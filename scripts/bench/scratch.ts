import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';

/**
 * Lends a folder for as long as the work takes and removes it.
 *
 * It lies in `var/`, where an installation's data lie, since the system's temporary folder may be in memory, where nothing
 * has to be written out.
 */
export async function withScratch<T>(root: string, work: (folder: string) => Promise<T>): Promise<T> {
  const base = path.join(root, 'var');
  mkdirSync(base, { recursive: true });
  const folder = mkdtempSync(path.join(base, 'bench-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
