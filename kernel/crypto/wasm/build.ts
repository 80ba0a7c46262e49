import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const folder = import.meta.dirname;
const modules = ['sm2', 'ghash'] as const;

/** Another major version of clang may well translate the same source into other bytes. */
const compiler = { name: 'clang', version: '14' };

const compile = ['--target=wasm32', '-O2', '-msimd128', '-mbulk-memory', '-ffreestanding', '-Wall', '-Wextra', '-Werror'];
const link = ['-nostdlib', '-Wl,--no-entry', '-Wl,--strip-all', '-Wl,--stack-first', '-Wl,-z,stack-size=16384'];

export type RebuildResult = { checked: false; reason: string } | { checked: true; different: string[]; choices: string[] };

/**
 * Translates the C sources again in a scratch folder and compares the result with the committed `.wasm`
 * files byte by byte; `different` names those that are not the same.
 *
 * `choices` names the modules in whose code the compiler made a conditional choice (`select`) of what
 * the source writes as a mask; in SM2 that could let timing depend on a secret.
 */
export function rebuildMatches(): RebuildResult {
  const reason = missingCompiler();
  if (reason !== null) return { checked: false, reason };
  const scratch = mkdtempSync(path.join(tmpdir(), 'yiwang-wasm-'));
  try {
    for (const name of modules) build(name, scratch);
    return {
      checked: true,
      different: modules.filter((name) => !bytes(scratch, name).equals(bytes(folder, name))),
      choices: modules.filter((name) => /\bi(32|64)\.select\b/.test(assembly(name))),
    };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

const bytes = (where: string, name: string): Buffer => readFileSync(path.join(where, `${name}.wasm`));

function missingCompiler(): string | null {
  const { status, stdout } = spawnSync(compiler.name, ['--version'], { encoding: 'utf8' });
  if (status !== 0) return `${compiler.name} is not installed`;
  const version = /version (\d+)/.exec(stdout)?.[1];
  return version === compiler.version ? null : `needs ${compiler.name} ${compiler.version}, found ${version}`;
}

function build(name: string, target: string): void {
  const file = path.join(target, `${name}.wasm`);
  clang([...compile, ...link, '-o', file, `${name}.c`]);
  chmodSync(file, 0o644);
}

const assembly = (name: string): string => clang([...compile, '-S', '-o', '-', `${name}.c`]);

function clang(parameters: string[]): string {
  const { status, stdout, stderr } = spawnSync(compiler.name, parameters, { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${compiler.name} failed: ${stderr}`);
  return stdout;
}

if (import.meta.main) {
  const reason = missingCompiler();
  if (reason !== null) throw new Error(reason);
  for (const name of modules) build(name, folder);
  process.stdout.write(`${modules.map((name) => `${name}.wasm`).join(', ')} written; now run build.test.ts\n`);
}
