import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { clusterFolder, startEmbedded, type EmbeddedServer } from '../embedded/start.ts';
import { readManifest, type Manifest } from './manifest.ts';
import { backupPhysical } from './physical.ts';
import { restorePhysical } from './restore-physical.ts';
import { fingerprint, keepWriting, makeFolders, makeRows, makeSchema, withClient } from './testing.ts';

const quiet = (): void => undefined;
const sm3 = (content: string | Buffer): string => createHash('sm3').update(content).digest('hex');

describe('backupPhysical and restorePhysical', { timeout: 120_000 }, () => {
  const place = mkdtempSync(path.join(os.tmpdir(), 'physical-test-'));
  const dataDir = path.join(place, 'data');
  /** Taken while writes went on. */
  const busy = path.join(place, 'busy');
  /** Taken at rest, with the keys. */
  const calm = path.join(place, 'calm');
  let server: EmbeddedServer;
  let manifest: Manifest;
  let committedBefore = 0;

  const take = (to: string, keys: string | null = null): Promise<Manifest> =>
    backupPhysical({
      connection: server.connection,
      cluster: clusterFolder(dataDir),
      folders: { files: path.join(dataDir, 'files'), keys },
      to,
      platform: '0.1.0',
      log: quiet,
    });

  before(async () => {
    server = await startEmbedded({ dataDir, log: quiet });
    await makeSchema(server.connection);
    await makeRows(server.connection);
    makeFolders(dataDir);
    // Little log is kept, and much written, so that a copy without a hold on the log would lack some of it.
    await withClient(server.connection, async (client) => {
      await client.query(`alter system set max_wal_size = '32MB'`);
      await client.query(`alter system set min_wal_size = '32MB'`);
      await client.query('select pg_reload_conf()');
    });
    const writing = keepWriting(server.connection, 'select pg_switch_wal(); checkpoint');
    while (writing.committed() < 5) await new Promise(setImmediate);
    committedBefore = writing.committed();
    await take(busy);
    assert.ok((await writing.stop()) > committedBefore, 'nothing was written during the backup');
    manifest = await take(calm, path.join(dataDir, 'keys'));
  });
  after(async () => {
    await server.stop();
    rmSync(place, { recursive: true, force: true });
  });

  it('restores a database in which every row is right, taken while writes went on', async () => {
    const target = path.join(place, 'restored');
    await restorePhysical({ from: busy, dataDir: target, log: quiet });
    const restored = await startEmbedded({ dataDir: target, log: quiet });
    try {
      const [expected, found] = [await fingerprint(server.connection), await fingerprint(restored.connection)];
      for (const live of ['public.account', 'public.transfer']) {
        delete expected[live];
        delete found[live];
      }
      assert.ok(Object.keys(found).length >= 8);
      assert.deepEqual(found, expected);
      await withClient(restored.connection, async (client) => {
        const { rows } = await client.query<{ sum: number; transfers: number; moved: number }>(`
          select (select sum(balance)::int from account) as sum, (select count(*)::int from transfer) as transfers,
                 (select sum(abs(balance - 1000 - coalesce((select sum(amount) from transfer where payee = a.id), 0)
                                                 + coalesce((select sum(amount) from transfer where payer = a.id), 0)))::int from account a) as moved`);
        assert.equal(rows[0]?.sum, 200_000);
        assert.equal(rows[0]?.moved, 0, 'every balance equals the transfers');
        assert.ok((rows[0]?.transfers ?? 0) >= committedBefore);
        await client.query('create extension amcheck');
        await client.query(`select bt_index_check(i.indexrelid, true) from pg_index i join pg_class c on c.oid = i.indexrelid
                             where c.relam = (select oid from pg_am where amname = 'btree') and c.relkind = 'i'`);
        await client.query(`insert into transfer (payer, payee, amount) values (1, 2, 1)`);
      });
    } finally {
      await restored.stop();
    }
    assert.deepEqual(readFileSync(path.join(target, 'files/ab/cd/材料.pdf')), readFileSync(path.join(dataDir, 'files/ab/cd/材料.pdf')));
    assert.equal(statSync(path.join(target, 'files/large')).size, 3_000_000);
  });

  it('lists every file of the backup with the SM3 of what is on disk', () => {
    const onDisk = readdirSync(calm, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(path.join(calm, name)).isFile());
    assert.deepEqual(
      manifest.files.map((each) => each.path).toSorted(),
      onDisk.filter((name) => !name.startsWith('manifest.')).toSorted(),
    );
    for (const entry of manifest.files) assert.equal(sm3(readFileSync(path.join(calm, entry.path))), entry.sm3, entry.path);
    assert.deepEqual(readManifest(calm), manifest);
    assert.equal(statSync(calm).mode & 0o077, 0);
  });

  it('takes the keys along only when asked to, and says so', () => {
    assert.equal(manifest.withKeys, true);
    assert.ok(existsSync(path.join(calm, 'keys/ring.json')));
    assert.equal(readManifest(busy).withKeys, false);
    assert.equal(existsSync(path.join(busy, 'keys')), false);
  });

  it('neither overwrites a backup nor restores into a folder that holds something', async () => {
    await assert.rejects(take(calm), { code: 'backup.targetNotEmpty' });
    await assert.rejects(restorePhysical({ from: calm, dataDir, log: quiet }), { code: 'backup.targetNotEmpty' });
  });

  describe('a backup that was damaged', () => {
    /** Restores with one file of the backup replaced (null: missing), and puts it back. */
    async function refuse(code: string, name: string, change: (content: Buffer) => Buffer | string | null): Promise<void> {
      const file = path.join(calm, name);
      const good = readFileSync(file);
      const bad = change(Buffer.from(good));
      if (bad === null) rmSync(file);
      else writeFileSync(file, bad);
      const target = path.join(place, 'never');
      await assert.rejects(restorePhysical({ from: calm, dataDir: target, log: quiet }), { code });
      assert.ok(!existsSync(target) || readdirSync(target).length === 0, 'something was left in the target');
      writeFileSync(file, good);
    }
    /** Changes the manifest and makes its checksum fit. */
    async function refuseManifest(change: (manifest: Manifest) => unknown): Promise<void> {
      const content = JSON.stringify(change(manifest));
      const sum = readFileSync(path.join(calm, 'manifest.sm3'));
      writeFileSync(path.join(calm, 'manifest.sm3'), sm3(content));
      await refuse('backup.damaged', 'manifest.json', () => content);
      writeFileSync(path.join(calm, 'manifest.sm3'), sum);
    }

    it('is refused when one bit is different, a file is longer, or one is missing', async () => {
      await refuse('backup.damaged', 'database/PG_VERSION', (content) => {
        content[0] = (content[0] ?? 0) ^ 1;
        return content;
      });
      await refuse('backup.damaged', 'files/empty', () => 'x');
      await refuse('backup.damaged', 'database/backup_label', () => null);
    });

    it('is refused when its manifest is missing, changed or of another form', async () => {
      await refuse('backup.incomplete', 'manifest.json', () => null);
      await refuse('backup.damaged', 'manifest.json', (content) => `${content.toString()} `);
      await refuseManifest((good) => ({ ...good, format: 2 }));
    });

    it('is refused when its manifest points outside', async () => {
      const entry = { path: 'files/../../../tmp/planted', size: 0, sm3: '0'.repeat(64) };
      await refuseManifest((good) => ({ ...good, files: [...good.files, entry] }));
      await refuseManifest((good) => ({ ...good, files: [{ ...entry, path: '/etc/passwd' }] }));
      await refuseManifest((good) => ({ ...good, database: { ...good.database, folders: ['database/../..'] } }));
    });
  });

  it('refuses a server with tablespaces elsewhere', async () => {
    const elsewhere = path.join(place, 'elsewhere');
    mkdirSync(elsewhere);
    await withClient(server.connection, async (client) => {
      await client.query(`create tablespace beside location '${elsewhere}'`);
      await assert.rejects(take(path.join(place, 'with-tablespace')), { code: 'backup.unsupported', message: /表空间/ });
      await client.query('drop tablespace beside');
    });
  });
});
