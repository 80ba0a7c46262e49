// Plain JavaScript that runs on Node 20 without dependencies.
import { spawn } from 'node:child_process';
import { createWriteStream, existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { StopSentence } from './stop-sentence.mjs';

/**
 * Brings `node_modules` in line with `package-lock.json`: nothing to do, or an installation by npm, tried twice.
 *
 * @param {{ root: string, logFile: string, tell: (note: string) => void, pauseMs?: number }} options
 * @returns {Promise<string>} word for the progress line
 * @throws StopSentence with the end of npm's output
 */
export async function ensureInstalled({ root, logFile, tell, pauseMs = 3000 }) {
  if (findStale(root) === null) return '已就绪';
  mkdirSync(path.dirname(logFile), { recursive: true });
  if (!(await runNpm(root, logFile, tell))) {
    tell('未成功，稍后重试一次');
    await delay(pauseMs);
    if (!(await runNpm(root, logFile, tell))) throw new StopSentence(explainFailure(logFile));
  }
  const stale = findStale(root);
  if (stale !== null) throw new StopSentence(`安装依赖后仍不完整：${stale}。请查看 ${logFile}，并检查 npm 的 os、cpu、omit 设置。`);
  return '完成';
}

/**
 * Says in what way `node_modules` differs from `package-lock.json`; null when it does not.
 *
 * npm keeps its own record of what it installed, so an installation made by hand counts as well. Optional packages for other
 * platforms may be missing, but not those that the platform needs: its Node and its PostgreSQL.
 */
export function findStale(root, platform = process.platform, arch = process.arch) {
  const wanted = readPackages(path.join(root, 'package-lock.json'));
  if (wanted === null) return '缺少 package-lock.json';
  const installed = readPackages(path.join(root, 'node_modules/.package-lock.json'));
  if (installed === null) return '尚未安装';
  const needed = new Set(Object.keys(wanted['']?.optionalDependencies ?? {}).map((name) => `node_modules/${name}`));
  for (const [place, entry] of Object.entries(wanted)) {
    if (place === '' || entry.link) continue;
    const found = installed[place];
    if (!found && entry.optional && !(needed.has(place) && suits(entry, platform, arch))) continue;
    if (!found) return `缺少 ${place.replace('node_modules/', '')}`;
    if (found.version !== entry.version || found.integrity !== entry.integrity) {
      return `${place.replace('node_modules/', '')} 应为 ${entry.version}`;
    }
  }
  return null;
}

const suits = (entry, platform, arch) => (entry.os ?? [platform]).includes(platform) && (entry.cpu ?? [arch]).includes(arch);

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
  } catch {
    return null;
  }
}

/**
 * Not `npm ci`: it refuses a lock file that lacks packages for platforms its author's registry did not have. `--no-save` keeps
 * to the versions of the lock file and leaves it as it is; `findStale` then compares every version and checksum.
 *
 * Development and optional packages are asked for by name, whatever the machine's npm settings leave out: both are needed.
 */
const npmArguments = ['install', '--no-save', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=http'];

function runNpm(root, logFile, tell) {
  return new Promise((resolve) => {
    const log = createWriteStream(logFile, { flags: 'a' });
    log.write(`\n===== ${new Date().toISOString()} npm ${npmArguments.join(' ')}\n`);
    const child = spawn('npm', npmArguments, { cwd: root, env: environmentForNpm(root), stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.pipe(log, { end: false });
    child.stderr.pipe(log, { end: false });
    const places = topLevelPlaces(root);
    const timer = setInterval(() => {
      const present = places.filter((place) => existsSync(path.join(root, place, 'package.json'))).length;
      tell(present === 0 ? '正在下载' : `已安装 ${present}/${places.length} 个包`);
    }, 500);
    const pass = (signal) => child.kill(signal);
    const end = (ok) => {
      clearInterval(timer);
      for (const signal of ['SIGINT', 'SIGTERM']) process.off(signal, pass);
      log.end(() => resolve(ok));
    };
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, pass);
    child.once('error', (error) => log.write(`${error.message}\n`));
    child.once('close', (code, signal) => {
      // Interrupted by a person: no second try.
      if (signal === 'SIGINT' || signal === 'SIGTERM' || code === 130) process.exit(130);
      end(code === 0);
    });
  });
}

/** The project's own Node is about to be replaced, so npm must run on the machine's. */
function environmentForNpm(root) {
  const own = path.join(root, 'node_modules', '.bin');
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter((folder) => path.resolve(folder) !== own);
  return { ...process.env, PATH: folders.join(path.delimiter) };
}

const topLevelPlaces = (root) =>
  Object.entries(readPackages(path.join(root, 'package-lock.json')) ?? {})
    .filter(([place, entry]) => place !== '' && !entry.optional && place.lastIndexOf('node_modules/') === 0)
    .map(([place]) => place);

function explainFailure(logFile) {
  const lines = readFileSync(logFile, 'utf8').trimEnd().split('\n');
  const said = lines.slice(lines.findLastIndex((line) => line.startsWith('====='))).filter((line) => !line.startsWith('npm http'));
  const errors = said.filter((line) => /^npm (error|ERR!) \S/.test(line));
  return [
    '安装依赖没有成功（已试两次）。请检查网络和 npm 的镜像设置（npm config get registry），然后重新运行。',
    `npm 的说明如下，全文在 ${logFile}：`,
    ...(errors.length > 0 ? errors.slice(0, 15) : said.slice(-15)).map((line) => `  ${line}`),
  ].join('\n');
}
