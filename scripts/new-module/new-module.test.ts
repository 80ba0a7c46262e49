import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { addToList } from './list.ts';
import { readNames } from './names.ts';
import { writeModule } from './write.ts';

const repository = path.join(import.meta.dirname, '../..');
const now = new Date('2026-11-21T17:05:00Z');

describe('readNames', () => {
  it('gives every form the files need', () => {
    assert.deepEqual(readNames('operations/work-orders', '工单'), {
      area: 'operations',
      name: 'work-orders',
      title: '工单',
      type: 'WorkOrder',
      value: 'workOrder',
      table: 'work_order',
      types: 'WorkOrders',
      values: 'workOrders',
    });
  });

  it('finds what one of the things is called', () => {
    const tableOf = (name: string): string => readNames(`area/${name}`, '名称').table;
    assert.deepEqual(['permits', 'registries', 'boxes', 'addresses', 'licences', 'intake', 'status'].map(tableOf), ['permit', 'registry', 'box', 'address', 'licence', 'intake', 'status']);
  });

  it('keeps clear of words of SQL and JavaScript', () => {
    assert.deepEqual(['orders', 'users', 'classes'].map((name) => readNames(`area/${name}`, '名称').value), ['orderRecord', 'userRecord', 'classRecord']);
  });

  it('refuses names that are not English words joined by hyphens, and titles that are not Chinese', () => {
    for (const place of ['permits', 'records/', 'records/Permits', 'records/work_orders', 'records/许可', 'records/a/b', 'records/-permits', 'records/1st', '../permits', '']) {
      assert.throws(() => readNames(place, '许可'), /应写作“分区\/名称”/, place);
    }
    assert.throws(() => readNames(`records/${'a'.repeat(41)}`, '许可'), /过长/);
    for (const title of ['Permits', '许', "许可'", '许可`', '']) assert.throws(() => readNames('records/permits', title), /2 到 12 个汉字/, title);
  });
});

describe('addToList', () => {
  const source = `import type { ModuleManifest } from '../kernel/module.ts';
import clocks from '../modules/platform/clocks/module.ts';
import users from '../modules/platform/users/module.ts';

/** Every capability. */
export const modules: readonly ModuleManifest[] = [clocks, users];
`;

  it('puts import and name into their alphabetical places', () => {
    assert.equal(
      addToList(source, { area: 'platform', name: 'sign-in' }),
      source.replace("import users from", "import signIn from '../modules/platform/sign-in/module.ts';\nimport users from").replace('[clocks, users]', '[clocks, signIn, users]'),
    );
  });

  it('begins and ends the imports', () => {
    const both = addToList(addToList(source, { area: 'data', name: 'quality' }), { area: 'records', name: 'zones' });
    assert.deepEqual([...both.matchAll(/from '(.*)'/g)].map((match) => match[1]?.split('/').at(-2)), ['kernel', 'quality', 'clocks', 'users', 'zones']);
  });

  it('keeps a list that has a line for each', () => {
    const long = source.replace('[clocks, users]', '[\n  clocks,\n  users,\n]');
    assert.match(addToList(long, { area: 'platform', name: 'roles' }), /= \[\n {2}clocks,\n {2}roles,\n {2}users,\n\];\n$/);
  });

  it('breaks a list that grows too wide', () => {
    const wide = Array.from({ length: 12 }, (_, n) => `module${n}name`).reduce((text, name) => addToList(text, { area: 'a', name }), source);
    assert.match(wide, /= \[\n {2}clocks,\n/);
  });

  it('understands the list of this repository', () => {
    assert.match(addToList(readFileSync(path.join(repository, 'app/modules.ts'), 'utf8'), { area: 'zones', name: 'zebras' }), /^import zebras from[^]*\bzebras\b,?\s*\];\n$/m);
  });

  it('refuses a file it does not understand', () => {
    assert.throws(() => addToList('export const modules = all();', { area: 'a', name: 'b' }), /请手工加入/);
  });
});

describe('writeModule', () => {
  let root: string;
  before(() => {
    root = mkdtempSync(path.join(os.tmpdir(), 'yiwang-new-module-'));
    for (const name of ['kernel', 'engines', 'web', 'tsconfig.base.json', '.oxlintrc.json', 'package.json']) cpSync(path.join(repository, name), path.join(root, name), { recursive: true });
    for (const name of ['node_modules', 'var/cache']) {
      mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
      mkdirSync(path.join(repository, name), { recursive: true });
      symlinkSync(path.join(repository, name), path.join(root, name));
    }
    mkdirSync(path.join(root, 'app'));
    writeFileSync(path.join(root, 'app/modules.ts'), "import type { ModuleManifest } from '../kernel/module.ts';\n\nexport const modules: readonly ModuleManifest[] = [];\n");
    for (const [half, include] of [['server', ['modules', 'app']], ['web', ['modules/*/*/web']]] as const) {
      const given = JSON.parse(readFileSync(path.join(repository, `tsconfig.${half}.json`), 'utf8')) as object;
      writeFileSync(path.join(root, `tsconfig.${half}.json`), JSON.stringify({ ...given, include }));
    }
    writeModule(root, readNames('operations/inspection-orders', '巡检单'), now);
  });
  after(() => rmSync(root, { recursive: true, force: true }));

  const run = (...command: string[]): string => {
    const [program = '', ...given] = command;
    const { stdout, stderr } = spawnSync(program, given, { cwd: root, encoding: 'utf8', timeout: 60_000 });
    return `${stdout}${stderr}`;
  };
  /** What the compiler complains of, beside the furniture the pages stand on. */
  const complaints = (half: string): string[] =>
    run(process.execPath, 'node_modules/typescript7/bin/tsc', '-p', `tsconfig.${half}.json`).split('\n').filter((line) => !/^((web|kernel|engines)\/|\s|$)/.test(line));

  it('writes the files every module has, the migration with its time in China', () => {
    const written = ['contract.ts', 'migrations/20261122T0105_create_inspection_order.sql', 'tables.ts', 'store.ts', 'queries.ts', 'actions.ts', 'routes.ts', 'module.ts', 'api.ts', 'testing.ts', 'actions.test.ts', 'README.md', 'web/pages.tsx', 'web/InspectionOrderList.tsx'];
    for (const file of written) assert.ok(existsSync(path.join(root, 'modules/operations/inspection-orders', file)), file);
  });

  it('leaves no trace of the model’s own names', () => {
    assert.equal(run('grep', '-rniE', 'sample|样例', path.join(root, 'modules')), '');
  });

  it('writes code that compiles, in server and browser, and that the linter accepts', () => {
    assert.deepEqual(complaints('server'), []);
    assert.deepEqual(complaints('web'), []);
    assert.match(run(process.execPath, 'node_modules/oxlint/bin/oxlint', 'modules'), /Found 0 warnings and 0 errors/);
  });

  it('writes a module that passes its own test on a real database', () => {
    const output = run(process.execPath, '--test', '--test-reporter=tap', 'modules/operations/inspection-orders/actions.test.ts');
    assert.match(output, /# pass 4\n# fail 0/);
  });

  it('refuses a name, a table or an address that is taken, and writes nothing', () => {
    const write = (place: string): unknown => writeModule(root, readNames(place, '巡检单'), now);
    const before = readFileSync(path.join(root, 'app/modules.ts'), 'utf8');
    assert.throws(() => write('records/inspection-orders'), /已有模块 modules\/operations\/inspection-orders/);
    assert.throws(() => write('records/files'), /已有名为 file 的表/);
    mkdirSync(path.join(root, 'modules/records/papers'), { recursive: true });
    writeFileSync(path.join(root, 'modules/records/papers/contract.ts'), "export const e = { path: '/maps/:id' };\n");
    assert.throws(() => write('records/maps'), /接口地址 \/maps 已被使用/);
    assert.equal(readFileSync(path.join(root, 'app/modules.ts'), 'utf8'), before);
    assert.equal(existsSync(path.join(root, 'modules/records/maps')), false);
  });
});
