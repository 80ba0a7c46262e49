import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import Type from 'typebox';
import { endpoint } from '../../kernel/endpoint.ts';
import { defineErrors } from '../../kernel/errors.ts';
import { defineModule } from '../../kernel/module.ts';
import * as fc from 'fast-check';
import { ownersOf, renderDictionary } from './data-dictionary.ts';
import { findRefusals, renderErrors } from './errors.ts';
import { renderJson } from './json.ts';
import { sortedBy, table } from './markdown.ts';
import { announcedIn, placeModules, renderModuleMap } from './module-map.ts';
import { renderPermissions } from './permissions.ts';
import type { Schema } from './schema.ts';

const permitErrors = defineErrors('permits', { notFound: { kind: 'not_found', text: '未找到该许可' }, taken: { kind: 'conflict', text: '“{name}” | 已有' } });
const list = endpoint({ method: 'GET', path: '/permits', access: 'permits.read', summary: '许可列表', input: Type.Object({}), output: Type.Object({}) });
const permits = defineModule({
  name: 'permits',
  title: '许可',
  uses: ['offices'],
  permissions: { 'permits.read': '查看许可', 'permits.manage': '维护许可' },
  routes: { endpoints: { list }, handlers: {} },
  errors: permitErrors,
  jobs: { expire: { title: '许可到期', run: async () => undefined, every: '10 0 * * *' }, remind: { title: '提醒', run: async () => undefined } },
  on: { 'offices.closed': async () => undefined },
  handlers: { 'permits.issue': async () => ({}) },
});
const offices = defineModule({ name: 'offices', title: '机构', uses: [], permissions: {} });

describe('table', () => {
  it('keeps every text in its cell', () => {
    assert.equal(table(['a', 'b'], [['x|y', 'one\n  two']]), '| a | b |\n| --- | --- |\n| x\\|y | one two |');
  });
});

describe('renderJson', () => {
  it('writes what reads back the same', () => {
    fc.assert(fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => assert.deepEqual(JSON.parse(renderJson(value)), JSON.parse(JSON.stringify(value)))), { numRuns: 200 });
  });

  it('breaks only what does not fit on a line', () => {
    const long = 'x'.repeat(140);
    assert.equal(renderJson({ a: [1, 2], b: { c: long } }), `{\n  "a": [1,2],\n  "b": {\n    "c": "${long}"\n  }\n}`);
  });
});

describe('sortedBy', () => {
  it('orders by code point, as no locale does', () => {
    assert.deepEqual(sortedBy(['b', 'a', 'B', '中'], (each) => each), ['B', 'a', 'b', '中']);
  });
});

describe('renderErrors', () => {
  it('lists the code, kind, status and text of every error, modules first', () => {
    const lines = renderErrors([{ floor: 'kernel', module: 'lists', entries: { badMark: { kind: 'invalid', text: '页码有误' } } }, { floor: 'modules', ...permitErrors.table }]).split('\n');
    assert.ok(lines.includes('| `permits.notFound` | not_found | 404 | 未找到该许可 |'));
    assert.ok(lines.includes('| `permits.taken` | conflict | 409 | “{name}” \\| 已有 |'));
    assert.ok(lines.indexOf('## modules') < lines.indexOf('| `lists.badMark` | invalid | 400 | 页码有误 |'));
  });

  it('finds the tables of the kernel, the engines and the given modules in this repository', async () => {
    const found = await findRefusals(path.join(import.meta.dirname, '../..'), [permits, offices]);
    const names = found.map(({ floor, module }) => `${floor}/${module}`);
    for (const expected of ['kernel/lists', 'kernel/kernel', 'engines/rules', 'modules/permits']) assert.ok(names.includes(expected), expected);
    assert.equal(new Set(names).size, names.length);
  });
});

describe('renderPermissions', () => {
  it('says who holds a permission, and shows one that nobody holds', () => {
    const lines = renderPermissions([permits], [{ id: 'clerk', title: '受理', permissions: ['permits.read'] }, { id: 'head', title: '负责人', permissions: ['permits.read'] }], 'city').split('\n');
    assert.ok(lines.includes('| `permits.read` | 查看许可 | 许可 | 受理、负责人 |'));
    assert.ok(lines.includes('| `permits.manage` | 维护许可 | 许可 | — |'));
  });
});

describe('renderModuleMap', () => {
  const placed = [
    { manifest: permits, area: 'records', announces: ['permits.issued'] },
    { manifest: offices, area: 'platform', announces: ['offices.closed'] },
  ];

  it('draws each area with its modules and an arrow for every use', () => {
    const map = renderModuleMap(placed, {});
    assert.match(map, /subgraph records\n {4}permits\["permits<br\/>许可"\]\n {2}end/);
    assert.match(map, /^ {2}permits --> offices$/m);
  });

  it('joins who announces with who listens, and lists jobs and functions', () => {
    const lines = renderModuleMap(placed, { tidy: { title: '清理', run: async () => undefined } }).split('\n');
    assert.ok(lines.includes('| `offices.closed` | offices | permits |'));
    assert.ok(lines.includes('| `permits.issued` | permits | — |'));
    assert.ok(lines.includes('| `permits.expire` | 许可到期 | `10 0 * * *` |'));
    assert.ok(lines.includes('| `permits.remind` | 提醒 | when queued |'));
    assert.ok(lines.includes('| `kernel.tidy` | 清理 | when queued |'));
    assert.ok(lines.includes('| `permits.issue` | permits |'));
  });

  it('finds announcements in source texts, over line breaks too', () => {
    assert.deepEqual(announcedIn("ctx.announce('a.b', {}); ctx.announce(\n  'c.d', { id });"), ['a.b', 'c.d']);
  });
});

describe('placeModules', () => {
  it('tells a module’s area and events from its folder, tests left out, and refuses a manifest without one', () => {
    const root = mkdtempSync(path.join(os.tmpdir(), 'yiwang-map-'));
    try {
      mkdirSync(path.join(root, 'modules/records/permits/actions'), { recursive: true });
      writeFileSync(path.join(root, 'modules/records/permits/module.ts'), '');
      writeFileSync(path.join(root, 'modules/records/permits/actions/issue.ts'), "ctx.announce('permits.issued', { id });");
      writeFileSync(path.join(root, 'modules/records/permits/actions.test.ts'), "ctx.announce('test.only', {});");
      assert.deepEqual(placeModules(root, [permits]), [{ manifest: permits, area: 'records', announces: ['permits.issued'] }]);
      assert.throws(() => placeModules(root, [offices]), /没有名为 offices 的模块文件夹/);
    } finally {
      rmSync(root, { recursive: true });
    }
  });
});

describe('renderDictionary', () => {
  const column = { name: 'id', type: 'uuid', required: true, otherwise: null, kind: 'plain', comment: '编号' } as const;
  const plain = { partitioning: null, partitionOf: null, indexes: [], triggers: [], grants: [] };
  const schema: Schema = {
    extensions: [],
    functions: [],
    tables: [
      { ...plain, name: 'permit', comment: '许可', columns: [column, { ...column, name: 'state', type: 'text', otherwise: "'open'::text", comment: '状态' }], constraints: [{ name: 'permit_pkey', definition: 'PRIMARY KEY (id)' }, { name: 'c', definition: 'CHECK (true)' }] },
      { ...plain, name: 'old', comment: '旧', columns: [column], constraints: [] },
      { ...plain, name: 'permit_rest', comment: '其余', partitionOf: 'permit', columns: [column], constraints: [] },
    ],
    views: [{ name: 'v_permit', comment: '许可，供关联', definition: '', columns: [column], grants: [] }],
  };
  const text = renderDictionary(schema, ownersOf([{ owner: 'records/permits', sql: 'create table permit (\n  id uuid\n);\ncreate table if not exists x (id int);\nCREATE OR REPLACE VIEW v_permit as select 1;' }]));

  it('puts each table and view under the module whose migration made it, the rest under the kernel', () => {
    assert.deepEqual([...text.matchAll(/^##+ (.*)$/gm)].map((match) => match[1]), ['kernel', 'old', 'records/permits', 'permit', 'v_permit']);
  });

  it('gives columns with type, default and meaning, and the keys', () => {
    assert.match(text, /\| `state` \| text \| required \| `'open'::text` \| 状态 \|/);
    assert.match(text, /- `PRIMARY KEY \(id\)`/);
    assert.doesNotMatch(text, /CHECK/);
  });
});
