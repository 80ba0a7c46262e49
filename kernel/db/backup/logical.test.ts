import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { gunzipSync } from 'node:zlib';
import type { ClientConfig } from 'pg';
import { startTemporary } from '../embedded/temporary.ts';
import type { EmbeddedServer } from '../embedded/start.ts';
import { backupLogical } from './logical.ts';
import type { Manifest } from './manifest.ts';
import { restoreLogical } from './restore-logical.ts';
import { fingerprint, keepWriting, ledgerSql, makeFolders, makeRows, makeSchema, withClient } from './testing.ts';

const quiet = (): void => undefined;

describe('backupLogical and restoreLogical', { timeout: 120_000 }, () => {
  const place = mkdtempSync(path.join(os.tmpdir(), 'logical-test-'));
  const backup = path.join(place, 'backup');
  const dataDir = path.join(place, 'data');
  let server: EmbeddedServer;
  let source: ClientConfig;
  let manifest: Manifest;
  let databases = 0;

  const take = (from: ClientConfig, to: string): Promise<Manifest> =>
    backupLogical({
      connection: from,
      ledgerSql,
      folders: { files: path.join(dataDir, 'files'), keys: null },
      to,
      platform: '0.1.0',
      log: quiet,
    });

  /** An empty database on a server of its own kind, owned by an ordinary user. */
  async function emptyDatabase(): Promise<ClientConfig> {
    databases += 1;
    const name = `target_${databases}`;
    await withClient(server.connection, (client) => client.query(`create database ${name} owner clerk`));
    return { ...server.connection, database: name, user: 'clerk' };
  }
  const restore = (target: ClientConfig, migrate = (): Promise<unknown> => makeSchema(target), from = backup, files: string | null = null): Promise<Manifest> =>
    restoreLogical({ from, connection: target, migrate, ledgerSql, folders: { files, keys: null }, log: quiet });

  before(async () => {
    server = await startTemporary();
    source = server.connection;
    await withClient(source, (client) => client.query('create role clerk login; create role reader'));
    await makeSchema(source);
    await makeRows(source);
    makeFolders(dataDir);
    const writing = keepWriting(source);
    while (writing.committed() < 20) await new Promise(setImmediate);
    manifest = await take(source, backup);
    await writing.stop();
  });
  after(async () => {
    await server.stop();
    rmSync(place, { recursive: true, force: true });
  });

  it('restores, as an ordinary owner, every table with the same rows, taken as one moment while writes went on', async () => {
    const target = await emptyDatabase();
    await restore(target);
    const [expected, found] = [await fingerprint(source), await fingerprint(target)];
    for (const live of ['public.account', 'public.transfer']) {
      delete expected[live];
      delete found[live];
    }
    assert.ok(Object.keys(found).length >= 8, Object.keys(found).join());
    assert.deepEqual(found, expected);
    await withClient(target, async (client) => {
      const { rows } = await client.query(`
        select (select sum(balance)::int from account) as sum, (select count(*)::int from transfer) as transfers,
               (select sum(abs(balance - 1000 - coalesce((select sum(amount) from transfer where payee = a.id), 0)
                                               + coalesce((select sum(amount) from transfer where payer = a.id), 0)))::int from account a) as moved`);
      const transfers = tableOf(manifest, 'transfer').rows;
      assert.deepEqual(rows, [{ sum: 200_000, transfers, moved: 0 }]);
    });
  });

  it('gives, exported again, the same files', async () => {
    const target = await emptyDatabase();
    await restore(target);
    const again = await take(target, path.join(place, 'again'));
    const sums = (each: Manifest): string[] => each.files.map(({ path: name, sm3 }) => `${name} ${sm3}`);
    assert.deepEqual(sums(again), sums(manifest));
    assert.deepEqual(again.database, manifest.database);
  });

  it('puts keys, triggers, partitions, sequences and views back as they were', async () => {
    const target = await emptyDatabase();
    await restore(target);
    const state = (config: ClientConfig): Promise<unknown> =>
      withClient(config, async (client) => {
        const queries = [
          `select conname, conrelid::regclass::text as on, pg_get_constraintdef(oid) as is, convalidated, obj_description(oid) from pg_constraint where contype = 'f' order by 1, 2`,
          `select tgname, tgrelid::regclass::text as on, tgenabled from pg_trigger where not tgisinternal order by 1, 2`,
          `select c.oid::regclass::text as name, pg_get_expr(relpartbound, oid) as bound from pg_class c where relispartition and relkind in ('r', 'p') order by 1`,
          `select total::text from balance_sum`,
          `select nextval('office.officer_id_seq')`,
        ];
        const results = [];
        for (const sql of queries) results.push((await client.query(sql)).rows);
        return results;
      });
    const expected = await state(source);
    assert.deepEqual(await state(target), expected);
    await withClient(target, async (client) => {
      await assert.rejects(client.query('delete from entry'), /只增不改/);
      await assert.rejects(client.query('truncate entry'), /只增不改/);
      await assert.rejects(client.query(`insert into office.officer (bureau, name) values (99, '丁')`), /violates foreign key/);
    });
  });

  it('makes missing partitions with the owner, rights and comment of their parent', async () => {
    const target = await emptyDatabase();
    await restore(target, async () => {
      await makeSchema(target);
      await withClient(target, (client) =>
        client.query(`alter default privileges grant select, delete on tables to reader; grant select on entry to reader; comment on table entry is '记录'`),
      );
    });
    const { rows } = await withClient(target, (client) =>
      client.query(`select has_table_privilege('reader', oid, 'select') as reads, has_table_privilege('reader', oid, 'delete') as deletes,
                           relowner::regrole::text as owner, obj_description(oid) as comment from pg_class where relname like 'entry_2026_11%' and relkind in ('r', 'p') order by relname`),
    );
    const expected = { reads: true, deletes: false, owner: 'clerk', comment: '记录' };
    assert.deepEqual(rows, [expected, expected]);
  });

  it('writes what PostgreSQL’s own COPY writes', async () => {
    const table = tableOf(manifest, 'Odd Name');
    const ours = gunzipSync(readFileSync(path.join(backup, table.file))).toString();
    const outFile = path.join(server.connection.host, 'odd.copy');
    await withClient(source, (client) => client.query(`set timezone to 'UTC'; copy (select "select","列",raw,big,moment,day,doc,flags from "Odd Name") to '${outFile}'`));
    assert.equal(ours, readFileSync(outFile, 'utf8'));
    assert.equal(table.rows, 4);
  });

  it('restores the files as well, into an empty folder only', async () => {
    const files = path.join(place, 'restored-files');
    await restore(await emptyDatabase(), undefined, backup, files);
    assert.deepEqual(readdirSync(files, { recursive: true }).toSorted(), readdirSync(path.join(dataDir, 'files'), { recursive: true }).toSorted());
    await assert.rejects(restore(await emptyDatabase(), undefined, backup, files), { code: 'backup.targetNotEmpty' });
  });

  it('refuses a database that is not empty', async () => {
    await assert.rejects(restore({ ...source }), { code: 'backup.databaseNotEmpty' });
  });

  it('refuses a program whose migrations or tables differ, and leaves no row', async () => {
    const variants: [string, RegExp][] = [
      [`insert into ledger values ('20260202T0000_more', 'bb')`, /备份没有程序的数据库变更 20260202T0000_more/],
      [`update ledger set checksum = 'changed'`, /数据库变更 20260101T0000_create 的内容不同/],
      [`delete from ledger`, /程序没有备份所用的数据库变更 20260101T0000_create/],
      ['alter table account add column note text', /表 public\.account 的列不同/],
      ['create table extra ()', /备份里没有表 public\.extra/],
    ];
    for (const [change, message] of variants) {
      const target = await emptyDatabase();
      const migrate = async (): Promise<void> => {
        await makeSchema(target);
        await withClient(target, (client) => client.query(change));
      };
      await assert.rejects(restore(target, migrate), { code: 'backup.differentVersion', message });
      const { rows } = await withClient(target, (client) => client.query('select count(*)::int as n from account'));
      assert.deepEqual(rows, [{ n: 0 }]);
    }
  });

  it('restores nothing when rows break a foreign key', async () => {
    const target = await emptyDatabase();
    const migrate = async (): Promise<void> => {
      await makeSchema(target);
      await withClient(target, (client) => client.query(`alter table transfer add constraint never foreign key (id) references office.bureau`));
    };
    await assert.rejects(restore(target, migrate), /violates foreign key constraint "never"/);
    const { rows } = await withClient(target, (client) => client.query('select count(*)::int as n from account'));
    assert.deepEqual(rows, [{ n: 0 }]);
  });

  it('refuses a damaged file before touching the database', async () => {
    const { file } = tableOf(manifest, 'account');
    const good = readFileSync(path.join(backup, file));
    writeFileSync(path.join(backup, file), good.subarray(0, -1));
    const target = await emptyDatabase();
    await assert.rejects(restore(target), { code: 'backup.damaged' });
    writeFileSync(path.join(backup, file), good);
    const { rows } = await withClient(target, (client) => client.query(`select count(*)::int as n from pg_tables where schemaname = 'public'`));
    assert.deepEqual(rows, [{ n: 0 }]);
  });

  it('refuses large objects, which no table holds, and leaves no manifest behind', async () => {
    await withClient(source, async (client) => {
      const { rows } = await client.query<{ oid: number }>('select lo_create(0) as oid');
      const to = path.join(place, 'with-objects');
      await assert.rejects(take(source, to), { code: 'backup.unsupported', message: /大对象/ });
      assert.equal(existsSync(path.join(to, 'manifest.json')), false);
      await client.query('select lo_unlink($1)', [rows[0]?.oid]);
    });
  });
});

const tableOf = (manifest: Manifest, name: string) => {
  assert.equal(manifest.database.kind, 'logical');
  const found = manifest.database.kind === 'logical' ? manifest.database.tables.find((each) => each.name === name) : undefined;
  assert.ok(found);
  return found;
};
