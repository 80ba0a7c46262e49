import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { modules } from '../app/modules.ts';
import { startTemporary } from '../kernel/db/embedded/temporary.ts';
import { collectMigrations, migrate } from '../kernel/db/migrate.ts';
import { openDatabase, openPool } from '../kernel/db/pool.ts';
import { openApiDocument } from '../kernel/http/openapi.ts';
import { kernelJobs } from '../kernel/jobs/housekeeping.ts';
import { ownersOf, renderDictionary } from './generate/data-dictionary.ts';
import { findRefusals, renderErrors } from './generate/errors.ts';
import { renderJson } from './generate/json.ts';
import { placeModules, renderModuleMap } from './generate/module-map.ts';
import { renderPermissions, type GrantingRole } from './generate/permissions.ts';
import { renderSchema } from './generate/schema-sql.ts';
import { readSchema, type Schema } from './generate/schema.ts';

/**
 * `npm run generate [-- --check]`: writes what can be told from the code alone into `docs/generated/`.
 *
 * With `--check` it writes nothing and ends with 1 when a file differs, so that a review sees what a change changes.
 */
const root = path.join(import.meta.dirname, '..');
const folder = 'docs/generated';
const pack = 'sanmenxia';

const texts = await generateAll();
if (process.argv.includes('--check')) reportStale(texts);
else writeAll(texts);

/** File name → its whole text. */
async function generateAll(): Promise<ReadonlyMap<string, string>> {
  const migrations = collectMigrations(root);
  const schema = await schemaAfter(migrations);
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
  const { roles } = parse(readFileSync(path.join(root, 'content', pack, 'roles.yaml'), 'utf8')) as { roles: GrantingRole[] };
  return new Map([
    ['openapi.json', `${renderJson(openApiDocument(modules, version))}\n`],
    ['errors.md', renderErrors(await findRefusals(root, modules))],
    ['permissions.md', renderPermissions(modules, roles, pack)],
    ['modules.md', renderModuleMap(placeModules(root, modules), kernelJobs)],
    ['data-dictionary.md', renderDictionary(schema, ownersOf(migrations))],
    ['schema.sql', renderSchema(schema)],
  ]);
}

/** Runs all migrations on an empty database and reads what came of them. */
async function schemaAfter(migrations: ReturnType<typeof collectMigrations>): Promise<Schema> {
  const server = await startTemporary();
  try {
    const { host, user, database: name } = server.connection;
    await migrate({ host, user, database: name }, migrations);
    const database = openDatabase(openPool({ connection: { host, user, database: name }, role: 'reader', max: 1 }));
    const schema = await readSchema(database);
    await database.destroy();
    return schema;
  } finally {
    await server.stop();
  }
}

function writeAll(texts: ReadonlyMap<string, string>): void {
  mkdirSync(path.join(root, folder), { recursive: true });
  for (const [name, text] of texts) writeFileSync(path.join(root, folder, name), text);
  console.log(`已写出 ${folder}/ 下 ${texts.size} 个文件：${[...texts.keys()].join('、')}`);
}

function reportStale(texts: ReadonlyMap<string, string>): void {
  const onDisk = (name: string): string | null => {
    const file = path.join(root, folder, name);
    return existsSync(file) ? readFileSync(file, 'utf8') : null;
  };
  const stale = [...texts].filter(([name, text]) => onDisk(name) !== text).map(([name]) => name);
  for (const name of stale) console.error(`${folder}/${name} 与代码不一致，请运行 npm run generate，看清差异后一并提交`);
  if (stale.length > 0) process.exit(1);
  console.log(`${folder}/ 下 ${texts.size} 个文件与代码一致`);
}
