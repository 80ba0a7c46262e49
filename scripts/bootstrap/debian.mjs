import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { StopSentence } from './stop-sentence.mjs';

/**
 * Makes sure that Debian packages are there: looks for a file of each, and installs what is missing when root.
 *
 * @param {Record<string, string>} packages name → a file that the package brings
 * @throws StopSentence naming the command to run, when not root or when apt-get fails
 */
export function ensureDebianPackages(packages) {
  const missing = Object.entries(packages)
    .filter(([, file]) => !existsSync(file))
    .map(([name]) => name);
  if (missing.length === 0) return;
  const command = `apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  if (process.getuid?.() !== 0) {
    throw new StopSentence(`测试还需要系统软件包：${missing.join('、')}。请以 root 运行：\n  apt-get update && ${command}`);
  }
  process.stdout.write(`安装系统软件包：${missing.join('、')}\n`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const run = (line) => spawnSync('/bin/sh', ['-c', line], { env, encoding: 'utf8' });
  for (const line of ['apt-get update', command]) {
    const done = run(line);
    if (done.status !== 0) {
      const said = `${done.stdout ?? ''}${done.stderr ?? ''}`.trimEnd().split('\n').slice(-8).join('\n  ');
      throw new StopSentence(`“${line}”没有成功：\n  ${said}`);
    }
  }
}
