// Plain JavaScript that runs on Node 20 without dependencies.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { StopSentence } from './stop-sentence.mjs';

const neededMajor = 24;

/**
 * Finds the Node that the platform runs on: the one that came with the packages, or else the machine's own if it is new enough.
 *
 * @returns {string} path of the program
 * @throws StopSentence
 */
export function findRuntime(root) {
  const bundled = path.join(root, 'node_modules/.bin/node');
  if (existsSync(bundled) && majorOf(bundled) >= neededMajor) return bundled;
  if (majorOf(process.execPath) >= neededMajor) return process.execPath;
  throw new StopSentence(
    `需要 Node ${neededMajor}。本机的 Node 是 ${process.version}，而随依赖安装的 Node ${neededMajor} 不存在或不能在本机（${process.platform} ${process.arch}）运行。\n` +
      `请安装 Node ${neededMajor} 或更新的版本后重试；如果安装依赖时略去了可选依赖（--omit=optional），请删除 node_modules 后重新运行。`,
  );
}

function majorOf(program) {
  const { stdout } = spawnSync(program, ['--version'], { encoding: 'utf8' });
  return Number(/^v(\d+)/.exec(stdout ?? '')?.[1] ?? 0);
}

/**
 * Runs a script and passes on how it ended.
 *
 * The script hears of a Ctrl-C or SIGTERM once and is given time to stop; a second one, at least a second later, ends it by
 * force. It has a session of its own, so that the terminal does not signal it as well; should this process be killed, it is
 * told to stop (see follow-parent.mjs).
 *
 * @param {{ node: string, script: string, args: string[], env: NodeJS.ProcessEnv, cwd: string }} options
 * @returns {Promise<number>} exit status, 128 + number for a signal
 */
export function runAttended({ node, script, args, env, cwd }) {
  return new Promise((resolve, reject) => {
    const child = spawn(node, ['--import', new URL('follow-parent.mjs', import.meta.url).href, script, ...args], {
      cwd,
      env,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      detached: true,
    });
    let firstAt = 0;
    const pass = (signal) => {
      const now = Date.now();
      if (firstAt === 0) {
        firstAt = now;
        process.stderr.write('\n正在停止……（再按一次 Ctrl-C 强制结束）\n');
        child.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal);
      } else if (now - firstAt > 1000) {
        // Within the first second it is npm, which repeats the terminal's Ctrl-C.
        process.stderr.write('\n强制结束\n');
        child.kill('SIGKILL');
      }
    };
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.on(signal, pass);
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      for (const each of signals) process.off(each, pass);
      resolve(code ?? 128 + (signalNumbers[signal] ?? 0));
    });
  });
}

const signalNumbers = { SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGABRT: 6, SIGKILL: 9, SIGSEGV: 11, SIGTERM: 15 };
