import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { ensureDebianPackages } from './debian.mjs';
import { createProgress } from './progress.mjs';
import { runStage, selectStages } from './stages.mjs';
import { renderSummary, writeResults } from './summary.mjs';

const brief = (outcome) => outcome.tests.map(({ name, result }) => `${result} ${name}`);

describe('the stages of npm test', { timeout: 60_000 }, () => {
  let root;
  beforeEach(() => {
    root = mkdtempSync(path.join(os.tmpdir(), 'stages-test-'));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  // Without this a run inside a run takes itself for a worker of the outer one.
  const { NODE_TEST_CONTEXT: _context, ...env } = process.env;
  const run = (stage, source, options = {}) => {
    writeFileSync(path.join(root, 'a.test.mjs'), `import { describe, it, before } from 'node:test';\n${source ?? ''}`);
    return runStage({ name: 'part', title: '部分', ...stage }, { root, logDir: path.join(root, 'log'), env, show: () => undefined, ...options });
  };
  const tests = { files: ['*.test.mjs'] };

  it('lists every test with the names of its suites, and counts suites and skipped tests apart', async () => {
    const outcome = await run(
      tests,
      `describe('cases', () => { it('opens', () => {}); describe('late', () => { it('warns (SH-012)', () => { throw new Error('no warning'); }); }); });
       it('alone', () => {}); it.skip('later', () => {});`,
    );
    assert.deepEqual(brief(outcome), ['pass cases › opens', 'fail cases › late › warns (SH-012)', 'pass alone', 'skip later']);
    assert.equal(outcome.tests[1].error, 'no warning');
    assert.match(outcome.tests[1].file, /a\.test\.mjs$/);
    assert.match(readFileSync(outcome.logFile, 'utf8'), /no warning/);
  });

  it('counts a suite that failed in a hook', async () => {
    const outcome = await run(tests, `describe('cases', () => { before(() => { throw new Error('no database'); }); it('opens', () => {}); });`);
    assert.ok(outcome.tests.some(({ result }) => result === 'fail'));
  });

  it('fails when a file cannot be loaded, a process ends early, or nothing is found', async () => {
    for (const source of [`import './missing.mjs';`, `it('opens', () => {}); process.exit(3);`, '']) {
      const outcome = await run(tests, source);
      assert.ok(outcome.tests.some(({ result }) => result === 'fail'), source || 'an empty file');
    }
    const nothing = await run({ files: ['nowhere/*.test.ts'] });
    assert.deepEqual(brief(nothing), ['fail 部分']);
  });

  it('stops a stage that hangs', async () => {
    const outcome = await run({ ...tests, minutes: 0.01 }, `it('waits', () => new Promise(() => setInterval(() => {}, 1000)));`);
    assert.match(outcome.tests.at(-1).error, /没有结束/);
  });

  it('runs only the tests whose name matches', async () => {
    const outcome = await run(tests, `it('opens', () => {}); it('closes', () => {});`, { grep: 'close' });
    assert.deepEqual(brief(outcome), ['pass closes']);
  });

  it('counts a check as one test', async () => {
    assert.deepEqual(brief(await run({ command: ['true'] })), ['pass 部分']);
    assert.deepEqual(brief(await run({ command: ['sh', '-c', 'exit 2'] })), ['fail 部分']);
    assert.deepEqual(brief(await run({ command: ['/nonexistent'] })), ['fail 部分']);
  });

  it('closes with the sum for machines and writes every test down', async () => {
    const outcomes = [await run({ command: ['true'] }), await run(tests, `it('opens', () => {}); it('fails', () => { throw new Error('why'); });`)];
    const summary = renderSummary(outcomes);
    assert.equal(summary.split('\n').at(-1), '2 passed, 1 failed');
    assert.match(summary, /✖ .*a\.test\.mjs fails\n {4}why/);
    const file = path.join(root, 'var/test-results.json');
    writeResults(file, outcomes);
    const written = JSON.parse(readFileSync(file, 'utf8'));
    assert.deepEqual(written.map(({ stage, result }) => `${stage} ${result}`), ['part pass', 'part pass', 'part fail']);
  });

  it('selects stages by name or group and refuses an unknown one', () => {
    const stages = [{ name: 'lint' }, { name: 'kernel', group: 'unit' }, { name: 'engines', group: 'unit' }];
    assert.deepEqual(selectStages(stages, 'unit').map(({ name }) => name), ['kernel', 'engines']);
    assert.deepEqual(selectStages(stages, 'lint,engines').map(({ name }) => name), ['lint', 'engines']);
    assert.throws(() => selectStages(stages, 'unti'), /没有名为 unti 的阶段。可用的有：lint、kernel、unit、engines/);
  });
});

describe('ensureDebianPackages', () => {
  it('asks nothing of a machine that has the files', () => {
    ensureDebianPackages({ 'no-such-package': process.execPath });
  });

  it('tells an ordinary user exactly what to run', (context) => {
    context.mock.method(process, 'getuid', () => 1000);
    assert.throws(() => ensureDebianPackages({ chromium: '/nonexistent/chromium' }), /apt-get update && apt-get install -y --no-install-recommends chromium/);
  });
});

describe('createProgress', () => {
  it('prints one line a step in a log, with the word the step returns', async () => {
    const out = collect(false);
    const progress = createProgress(6, 1, out);
    await progress.step('启动数据库', (tell) => tell('恢复中'));
    await progress.step('检查页面', () => '已就绪');
    assert.equal(out.text.replaceAll(/\d+\.\d/g, 'N'), '[2/6] 启动数据库 …… 完成（N 秒）\n[3/6] 检查页面 …… 已就绪（N 秒）\n');
  });

  it('replaces notes on a terminal and says which step did not finish', async () => {
    const out = collect(true);
    const step = createProgress(6, 0, out).step('安装依赖', (tell) => {
      tell('已安装 1/2 个包');
      throw new Error('x');
    });
    await assert.rejects(step, /x/);
    assert.match(out.text.split('\r\u001B[K').at(-1), /^\[1\/6\] 安装依赖 …… 未完成/);
  });
});

function collect(isTTY) {
  const out = { text: '', isTTY, write: (text) => (out.text += text) };
  return out;
}
