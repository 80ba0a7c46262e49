import { spawn } from 'node:child_process';
import { createWriteStream, globSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { StopSentence } from './stop-sentence.mjs';

/**
 * One stage of `npm test`: either `command`, a check that counts as one test, or `files`, patterns of node:test files.
 *
 * @typedef {{ name: string, title: string, group?: string, command?: string[], files?: string[],
 *   debian?: Record<string, string>, minutes?: number }} Stage
 * @typedef {{ stage: string, file: string, name: string, result: 'pass' | 'fail' | 'skip', ms: number, error?: string }} TestResult
 */

/** Keeps the stages whose name or group is listed in `only` (comma separated); all without a list. */
export function selectStages(stages, only) {
  if (!only) return stages;
  const words = only.split(',').map((word) => word.trim());
  const known = new Set(stages.flatMap(({ name, group }) => [name, group ?? name]));
  const unknown = words.filter((word) => !known.has(word));
  if (unknown.length > 0) throw new StopSentence(`没有名为 ${unknown.join('、')} 的阶段。可用的有：${[...known].join('、')}`);
  return stages.filter(({ name, group }) => words.includes(name) || words.includes(group ?? name));
}

/**
 * Runs one stage, showing its output and keeping it in a log file.
 *
 * @param {Stage} stage
 * @param {{ root: string, logDir: string, grep?: string, env: NodeJS.ProcessEnv, show: (chunk: Buffer) => void }} options
 * @returns {Promise<{ stage: Stage, seconds: number, tests: TestResult[], logFile: string }>}
 */
export async function runStage(stage, options) {
  mkdirSync(options.logDir, { recursive: true });
  const logFile = path.join(options.logDir, `${stage.name}.log`);
  const begun = performance.now();
  const tests = await (stage.files ? runTests : runCheck)(stage, { ...options, logFile });
  const seconds = (performance.now() - begun) / 1000;
  return { stage, seconds, tests: tests.map((test) => ({ stage: stage.name, ...test })), logFile };
}

async function runCheck(stage, options) {
  const [program, ...args] = stage.command;
  const outcome = await run(program, args, stage, options);
  return [verdict(stage, outcome.ok, outcome.reason, outcome.ms)];
}

async function runTests(stage, options) {
  const files = globSync(stage.files, { cwd: options.root }).toSorted();
  if (files.length === 0) return [verdict(stage, false, `没有找到测试文件：${stage.files.join('、')}`)];
  const results = path.join(options.logDir, `${stage.name}.jsonl`);
  rmSync(results, { force: true });
  const args = [
    '--test',
    '--test-isolation=none',
    '--test-reporter=spec',
    '--test-reporter-destination=stdout',
    `--test-reporter=${new URL('reporter.mjs', import.meta.url).href}`,
    `--test-reporter-destination=${results}`,
    ...(options.grep ? [`--test-name-pattern=${options.grep}`] : []),
    ...files,
  ];
  const outcome = await run(process.execPath, args, stage, options);
  const tests = readResults(results).flatMap((test) => {
    // Node reports a file without tests as one passed test of the file's name.
    if (test.name !== test.file || test.result !== 'pass') return [test];
    return options.grep ? [] : [{ ...test, result: 'fail', error: '文件里没有测试' }];
  });
  const failed = tests.some(({ result }) => result === 'fail');
  // A crash or a hang leaves no failed test behind, and a run without tests looks like a success.
  if (!outcome.ok && !failed) tests.push(verdict(stage, false, outcome.reason));
  else if (tests.length === 0 && !options.grep) tests.push(verdict(stage, false, '没有运行任何测试'));
  return tests;
}

const verdict = (stage, ok, error, ms = 0) => ({
  file: stage.command?.find((word) => /\.(ts|json)$/.test(word)) ?? '',
  name: stage.title,
  result: ok ? 'pass' : 'fail',
  ms,
  ...(ok ? {} : { error }),
});

/** Suites are left out unless they failed by themselves, in a hook: their tests are counted one by one. */
export function readResults(file) {
  let text = '';
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return [];
  }
  const lines = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
  const failedInside = (suite) =>
    lines.some((each) => each !== suite && each.result === 'fail' && each.file === suite.file && each.name.startsWith(`${suite.name} › `));
  return lines
    .filter((each) => each.kind === 'test' || (each.result === 'fail' && !failedInside(each)))
    .map(({ kind: _kind, ...test }) => test);
}

function run(program, args, stage, { root, logFile, env, show }) {
  const limit = (stage.minutes ?? 5) * 60_000;
  const begun = performance.now();
  return new Promise((resolve) => {
    const log = createWriteStream(logFile);
    log.write(`$ ${[program, ...args].join(' ')}\n`);
    const child = spawn(program, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        show(chunk);
        log.write(chunk);
      });
    }
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      child.kill('SIGKILL');
    }, limit);
    // A Ctrl-C reaches only this process when it is attended (see runtime.mjs).
    const stop = (signal) => {
      child.kill(signal);
      process.exit(130);
    };
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stop);
    const finish = (ok, reason) => {
      clearTimeout(timer);
      for (const signal of ['SIGINT', 'SIGTERM']) process.off(signal, stop);
      if (reason) log.write(`\n${reason}\n`);
      log.end(() => resolve({ ok, reason, ms: Math.round(performance.now() - begun) }));
    };
    let impossible = '';
    child.once('error', (error) => {
      impossible = `不能运行 ${program}：${error.message}`;
    });
    child.once('close', (code, signal) => {
      if (impossible) finish(false, impossible);
      else if (late) finish(false, `超过 ${stage.minutes ?? 5} 分钟没有结束，已强制停止`);
      else finish(code === 0, code === 0 ? '' : `${program} 结束时状态为 ${code ?? signal}`);
    });
  });
}
