import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { modules } from '../app/modules.ts';

/** Checks what a machine can check of ARCHITECTURE.md; prints every breach and ends with 1 if there is one. */
const root = path.join(import.meta.dirname, '..');
const breaches: string[] = [];

interface Graph {
  modules: { source: string; dependencies: { resolved: string }[] }[];
  summary: { violations: { rule: { name: string }; from: string; to: string }[] };
}

const folders = ['kernel', 'engines', 'modules', 'app', 'web', 'scripts', 'simulators', 'tests'].filter((name) => existsSync(path.join(root, name)));
const graph = cruise();

for (const { rule, from, to } of graph.summary.violations) breaches.push(`${rule.name}: ${from} → ${to}`);
checkUses();
checkAccess();
checkErrorCodes();
checkLinks();
checkGlossary();

if (breaches.length > 0) {
  console.error(breaches.map((breach) => `  ✗ ${breach}`).join('\n'));
  console.error(`架构检查发现 ${breaches.length} 处问题`);
  process.exit(1);
}
console.log(`架构检查通过：${graph.modules.length} 个文件，${modules.length} 个模块`);

function cruise(): Graph {
  const binary = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const args = [binary, ...folders, '--config', '.dependency-cruiser.cjs', '--output-type', 'json'];
  try {
    return JSON.parse(execFileSync(process.execPath, args, { cwd: root, maxBuffer: 2 ** 28, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })) as Graph;
  } catch (error) {
    // The tool ends with the number of breaches; its answer is on standard output all the same.
    return JSON.parse((error as { stdout: string }).stdout) as Graph;
  }
}

/** A manifest's `uses` are exactly the modules its folder imports. */
function checkUses(): void {
  const owner = (file: string): string | undefined => /^modules\/[^/]+\/([^/]+)\//.exec(file)?.[1];
  const isTest = (file: string): boolean => /\.test\.tsx?$|\/testing\.ts$/.test(file);
  for (const module of modules) {
    const said = new Set(module.uses);
    const real = new Set(
      graph.modules
        .filter((file) => owner(file.source) === module.name && !isTest(file.source))
        .flatMap((file) => file.dependencies.map((dependency) => owner(dependency.resolved)))
        .filter((name): name is string => name !== undefined && name !== module.name),
    );
    for (const name of said) if (!real.has(name)) breaches.push(`uses: ${module.name} says it uses ${name} but imports nothing of it`);
    for (const name of real) if (!said.has(name)) breaches.push(`uses: ${module.name} imports ${name} without saying so`);
  }
}

/** Every permission an endpoint asks for is declared, and every declared permission is asked for. */
function checkAccess(): void {
  const general = new Set(['public', 'signedIn', 'citizen', 'staff']);
  const declared = new Map(modules.flatMap((module) => Object.keys(module.permissions).map((permission) => [permission, module.name] as const)));
  const asked = new Set<string>();
  for (const module of modules) {
    for (const [name, endpoint] of Object.entries(module.routes?.endpoints ?? {})) {
      asked.add(endpoint.access);
      if (!general.has(endpoint.access) && !declared.has(endpoint.access)) breaches.push(`access: ${module.name}.${name} asks for ${endpoint.access}, which no module declares`);
    }
    for (const permission of Object.keys(module.permissions)) {
      if (!permission.startsWith(`${module.name}.`)) breaches.push(`access: permission ${permission} of ${module.name} must begin with the module's name`);
    }
  }
  const source = graph.modules.filter((file) => /^modules\/.*\.ts$/.test(file.source)).map((file) => readFileSync(path.join(root, file.source), 'utf8')).join('\n');
  for (const permission of declared.keys()) {
    const inCode = new RegExp(`(can|scope)\\(\\s*'${permission.replaceAll('.', '\\.')}'`).test(source);
    if (!asked.has(permission) && !inCode) breaches.push(`access: nothing asks for permission ${permission}`);
  }
}

/** Error codes begin with the module's name and no two tables share one. */
function checkErrorCodes(): void {
  const seen = new Map<string, string>();
  for (const file of graph.modules.map((each) => each.source).filter((source) => /^(kernel|engines|modules)\/.*\.ts$/.test(source) && !source.endsWith('.test.ts'))) {
    for (const [, name] of readFileSync(path.join(root, file), 'utf8').matchAll(/defineErrors\('([\w-]+)'/g)) {
      if (seen.has(name as string)) breaches.push(`errors: ${file} and ${seen.get(name as string)} both define errors of ${name}`);
      seen.set(name as string, file);
    }
  }
}

/** Links between our own documents lead somewhere. */
function checkLinks(): void {
  for (const file of documents('.')) {
    for (const [, target] of readFileSync(path.join(root, file), 'utf8').matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^(https?:|mailto:|#)/.test(target as string)) continue;
      const place = path.join(root, path.dirname(file), (target as string).split('#')[0] as string);
      if (!existsSync(place)) breaches.push(`links: ${file} points to ${target}, which is not there`);
    }
  }
}

function documents(folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const place = path.join(folder, entry.name);
    if (entry.isDirectory()) return ['node_modules', 'dist', 'var', '.git'].includes(entry.name) ? [] : documents(place);
    return entry.name.endsWith('.md') ? [place] : [];
  });
}

/** Words the glossary rules out are not used as names. Its table “not” column lists them. */
function checkGlossary(): void {
  const rows = readFileSync(path.join(root, 'GLOSSARY.md'), 'utf8').matchAll(/^\|[^|]*\|[^|]*\|[^|]*\|([^|]*)\|$/gm);
  const banned = [...rows].flatMap(([, cell]) => [...(cell as string).matchAll(/`(\w+)`/g)].map((match) => match[1] as string));
  for (const file of graph.modules.map((each) => each.source).filter((source) => /^(kernel|engines|modules|app)\/.*\.tsx?$/.test(source))) {
    const text = readFileSync(path.join(root, file), 'utf8');
    for (const word of banned) {
      if (new RegExp(`\\b(const|let|function|type|interface|class)\\s+${word}\\b|\\b${word}\\??:`).test(text)) breaches.push(`glossary: ${file} uses the name ${word}`);
    }
  }
}
