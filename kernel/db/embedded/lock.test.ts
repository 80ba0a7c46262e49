import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { takeLock } from './lock.ts';

describe('takeLock', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'lock-test-'));
  const file = path.join(folder, 'postgres.lock');
  after(() => rmSync(folder, { recursive: true }));

  it('is held by one at a time and can be taken again once given back', () => {
    const release = takeLock(file, folder);
    assert.throws(() => takeLock(file, folder), { code: 'embedded-database.inUse' });
    release();
    assert.deepEqual(readdirSync(folder), []);
    takeLock(file, folder)();
  });

  it('is taken over from a process that has ended', () => {
    writeFileSync(file, JSON.stringify({ pid: 4_194_305, started: 'earlier/1' }));
    takeLock(file, folder)();
  });

  it('is taken over when the process number now belongs to a later process', () => {
    writeFileSync(file, JSON.stringify({ pid: process.pid, started: 'earlier/1' }));
    takeLock(file, folder)();
  });

  it('is taken over when its content cannot be read', () => {
    writeFileSync(file, '{"pid":');
    takeLock(file, folder)();
  });

  it('gives back only what it holds itself', () => {
    const release = takeLock(file, folder);
    const other = JSON.stringify({ pid: 1, started: 'other' });
    writeFileSync(file, other);
    release();
    assert.equal(existsSync(file) && readFileSync(file, 'utf8'), other);
    rmSync(file);
  });
});
