import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Builds the pages when their sources have changed since the last build. */
export async function buildWeb(root: string): Promise<void> {
  const stamp = path.join(root, 'dist/web/.stamp');
  const wanted = sourceDigest(root);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  const { build } = await import('vite');
  for (const mode of ['portal', 'staff']) await build({ configFile: path.join(root, 'vite.config.ts'), mode, logLevel: 'error' });
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}

const sources = ['web', 'modules', 'engines', 'kernel', 'vite.config.ts', 'package-lock.json'];

/** Digest over names, sizes and times of everything the pages are made of; a content that is touched is rebuilt, which does no harm. */
function sourceDigest(root: string): string {
  const hash = createHash('sm3');
  for (const source of sources) for (const line of describe(path.join(root, source))) hash.update(line);
  return hash.digest('hex');
}

function describe(place: string): string[] {
  const stats = statSync(place);
  if (stats.isDirectory()) return readdirSync(place).toSorted().flatMap((name) => describe(path.join(place, name)));
  return /\.(tsx?|css|html|svg|json|mjs)$/.test(place) && !/\.test\.tsx?$/.test(place) ? [`${place}\n${stats.size}\n${stats.mtimeMs}\n`] : [];
}
