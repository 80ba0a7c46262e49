import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { findRuntime } from './runtime.mjs';

const place = mkdtempSync(path.join(os.tmpdir(), 'runtime-test-'));
after(() => rmSync(place, { recursive: true }));
const runtime = new URL('runtime.mjs', import.meta.url).href;

/** Runs a script attended by a process of its own. */
function attend(name, source) {
  const script = path.join(place, `${name}.mjs`);
  writeFileSync(script, source);
  const code = `import { runAttended } from '${runtime}';
    process.exitCode = await runAttended({ node: process.execPath, script: '${script}', args: ['one'], env: process.env, cwd: '${place}' });`;
  const attendant = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { out: '', err: '' };
  attendant.stdout.on('data', (chunk) => (said.out += chunk));
  attendant.stderr.on('data', (chunk) => (said.err += chunk));
  return { attendant, said, ended: once(attendant, 'close').then(([status]) => status) };
}

async function until(holds) {
  while (!holds()) await delay(10);
}

const staysAlive = `setInterval(() => {}, 1000); console.log('pid ' + process.pid);`;
const pidOf = (said) => Number(/pid (\d+)/.exec(said.out)?.[1]);

describe('runAttended', { timeout: 30_000 }, () => {
  it('passes on arguments, output and exit status', async () => {
    const { said, ended } = attend('status', `console.log(process.argv[2]); process.exitCode = 7;`);
    assert.equal(await ended, 7);
    assert.equal(said.out, 'one\n');
  });

  it('ends with 128 and the signal’s number when the script was killed', async () => {
    const { ended } = attend('killed', `process.kill(process.pid, 'SIGKILL'); setInterval(() => {}, 1000);`);
    assert.equal(await ended, 137);
  });

  it('tells the script once however often npm repeats a Ctrl-C, waits for it and passes its status on', async () => {
    const { attendant, said, ended } = attend(
      'gentle',
      `let times = 0; process.on('SIGINT', () => { times += 1; setTimeout(() => { console.log('heard ' + times); process.exit(0); }, 300); }); ${staysAlive}`,
    );
    await until(() => pidOf(said));
    attendant.kill('SIGINT');
    attendant.kill('SIGINT');
    assert.equal(await ended, 0);
    assert.match(said.out, /heard 1\n/);
    assert.match(said.err, /正在停止/);
  });

  it('ends the script by force at the second Ctrl-C', async () => {
    const { attendant, said, ended } = attend('deaf', `process.on('SIGINT', () => {}); ${staysAlive}`);
    await until(() => pidOf(said));
    attendant.kill('SIGINT');
    await until(() => said.err.includes('正在停止'));
    const repeat = setInterval(() => attendant.kill('SIGINT'), 100);
    assert.equal(await ended, 137);
    clearInterval(repeat);
    assert.match(said.err, /强制结束/);
  });

  it('lets the script stop when its attendant is killed', async () => {
    const { attendant, said } = attend(
      'orphan',
      `import { writeFileSync } from 'node:fs';
       process.on('SIGTERM', () => { writeFileSync('${place}/stopped', 'yes'); process.exit(0); }); ${staysAlive}`,
    );
    await until(() => pidOf(said));
    attendant.kill('SIGKILL');
    await until(() => existsSync(path.join(place, 'stopped')) && !existsSync(`/proc/${pidOf(said)}`));
    assert.equal(readFileSync(path.join(place, 'stopped'), 'utf8'), 'yes');
  });
});

describe('findRuntime', () => {
  const root = path.join(place, 'root');
  const bundled = path.join(root, 'node_modules/.bin/node');
  const install = (version) => {
    mkdirSync(path.dirname(bundled), { recursive: true });
    writeFileSync(bundled, `#!/bin/sh\necho ${version}\n`);
    chmodSync(bundled, 0o755);
  };

  it('prefers the Node that came with the packages', () => {
    install('v24.1.0');
    assert.equal(findRuntime(root), bundled);
  });

  it('falls back to the machine’s own when that one is missing, too old or does not run', () => {
    install('v22.1.0');
    assert.equal(findRuntime(root), process.execPath);
    assert.equal(findRuntime(path.join(place, 'nothing')), process.execPath);
  });
});
