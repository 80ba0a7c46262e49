import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Builds the pages when their sources have changed since the last build. */
export async function buildWeb(root: string): Promise<void> {
  const stamp = path.join(root, 'dist/web/.stamp');
  const wanted = sourceDigest(root);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  for (const mode of ['portal', 'staff']) await runVite(root, mode);
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}

/** The builder changes its process's environment, so it gets a process of its own. */
function runVite(root: string, mode: string): Promise<void> {
  const args = [path.join(root, 'node_modules/vite/bin/vite.js'), 'build', '--mode', mode, '--logLevel', 'error'];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let told = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (told += chunk.toString()));
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`网页（${mode}）构建失败：\n${told.slice(-3000)}`))));
  });
}

const sources = ['web', 'modules', 'engines', 'kernel', 'vite.config.ts', 'package-lock.json'];

/** Digest over names, sizes and times of everything the pages are made of; a file that is merely touched is rebuilt, which does no harm. */
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
