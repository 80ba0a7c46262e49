import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { findBinaries } from './binaries.ts';
import { chooseIdentity, commandAs } from './identity.ts';
import { findServerProcesses, readServerNote } from './processes.ts';
import { clusterFolder, findRunning, startEmbedded, type EmbeddedServer } from './start.ts';
import { query, startElsewhere, until } from './testing.ts';

const quiet = (): void => undefined;
const isRoot = process.getuid?.() === 0;
const nobody = 65_534;

const rows = (server: EmbeddedServer): Promise<unknown[]> => query(server.connection, 'select n from kept order by n');

describe('startEmbedded', { timeout: 60_000 }, () => {
  const place = mkdtempSync(path.join(os.tmpdir(), 'embedded-test-'));
  const dataDir = path.join(place, 'data');
  const cluster = clusterFolder(dataDir);
  const start = (): Promise<EmbeddedServer> => startEmbedded({ dataDir, log: quiet });

  before(async () => {
    const server = await start();
    await query(server.connection, 'create table kept (n int primary key)');
    await server.stop();
  });
  after(() => rmSync(place, { recursive: true, force: true }));

  it('keeps data from one start to the next and leaves neither process nor socket behind', async () => {
    const first = await start();
    await query(first.connection, 'insert into kept values (1)');
    await first.stop();
    await first.stop();
    assert.equal(await first.exited, 0);
    assert.deepEqual(findServerProcesses(cluster), []);
    assert.equal(existsSync(first.connection.host), false);
    assert.equal(findRunning(dataDir), null);

    const second = await start();
    assert.deepEqual(await rows(second), [{ n: 1 }]);
    await second.stop();
  });

  it('recovers every committed row after the server is killed', async () => {
    const server = await start();
    await query(server.connection, 'insert into kept values (2)');
    process.kill(server.pid, 'SIGKILL');
    assert.notEqual(await server.exited, 0);

    const again = await start();
    assert.deepEqual(await rows(again), [{ n: 1 }, { n: 2 }]);
    await again.stop();
  });

  it('starts again after the process that held it was killed, while its server may still be shutting down', async () => {
    const { parent, connection } = await startElsewhere('embedded', dataDir);
    await query(connection, 'insert into kept values (3)');
    parent.kill('SIGKILL');
    await once(parent, 'exit');

    const again = await start();
    assert.deepEqual(await rows(again), [{ n: 1 }, { n: 2 }, { n: 3 }]);
    await again.stop();
  });

  it('stops a server that nobody guards any more', async () => {
    const { command, args } = commandAs(chooseIdentity(cluster), findBinaries().postgres, ['-D', cluster, '-k', place]);
    chmodSync(place, 0o777);
    const orphan = spawn(command, args, { stdio: 'ignore' });
    await until(() => readServerNote(cluster)?.ready === true && readServerNote(cluster)?.pid === orphan.pid);
    const said: string[] = [];

    const server = await startEmbedded({ dataDir, log: (message) => said.push(message) });
    assert.notEqual(server.pid, orphan.pid);
    assert.match(said.join(), /遗留的数据库进程/);
    await server.stop();
  });

  it('ends the workers of a killed server before starting a new one', async () => {
    const { parent, pid, connection } = await startElsewhere('embedded', dataDir);
    // A statement that does not notice that its server is gone.
    const busy = query(connection, `do $$ begin loop perform 1; end loop; end $$`).catch(() => 'ended');
    await until(() => findServerProcesses(cluster).length > 5);
    process.kill(pid, 'SIGKILL');
    parent.kill('SIGKILL');
    await once(parent, 'exit');

    const server = await start();
    assert.equal(await busy, 'ended');
    assert.equal((await rows(server)).length, 3);
    await server.stop();
    await until(() => !existsSync(connection.host));
  });

  it('refuses a folder that another process holds, names that process, and tells others how to reach its server', async () => {
    const { parent, pid } = await startElsewhere('embedded', dataDir);
    await assert.rejects(start(), { code: 'embedded-database.inUse', message: new RegExp(`编号 ${parent.pid}`) });
    const running = findRunning(dataDir);
    assert.equal(running?.pid, pid);
    assert.deepEqual(await query(running?.connection as never, 'select current_database() as name'), [{ name: 'yiwang' }]);
    parent.kill('SIGKILL');
    await until(() => findServerProcesses(cluster).length === 0);
  });

  it('is not deceived by a note whose process number another program has now', async () => {
    writeFileSync(path.join(cluster, 'postmaster.pid'), `${process.pid}\n${cluster}\n1\n5432\n/nowhere\n\n\nready\n`);
    assert.equal(findRunning(dataDir), null);
    const server = await start();
    await server.stop();
  });

  it('gives up neither fsync nor full pages, is closed to the network, and writes its log to a file of its own', async () => {
    const server = await start();
    const settings = await query(
      server.connection,
      `select name, setting from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes', 'listen_addresses') order by name`,
    );
    assert.deepEqual(
      settings.map((row) => `${String(row['name'])}=${String(row['setting'])}`),
      ['fsync=on', 'full_page_writes=on', 'listen_addresses=', 'synchronous_commit=on'],
    );
    assert.equal(readdirSync(path.join(cluster, 'log')).length > 0, true);
    assert.equal(statSync(server.connection.host).mode & 0o777, 0o700);
    await server.stop();
  });

  it('sorts and searches Chinese the same on every machine, by pronunciation on request', async () => {
    const server = await start();
    await query(server.connection, 'create extension if not exists pg_trgm');
    const [row] = await query(
      server.connection,
      `select string_agg(name, '、' order by name) as plain, string_agg(name, '、' order by name collate "zh-x-icu") as spoken,
              array_length(show_trgm('三门峡市'), 1) as trigrams
         from unnest(array['渑池', '灵宝', '陕州']) as name`,
    );
    assert.deepEqual(row, { plain: '渑池、灵宝、陕州', spoken: '灵宝、渑池、陕州', trigrams: 5 });
    await server.stop();
  });

  it('listens on a port when asked to, and there wants the password', async () => {
    const port = await freePort();
    const server = await startEmbedded({ dataDir, log: quiet, tcp: { port, password: "it's 开放" } });
    const outside = { ...server.connection, host: '127.0.0.1', password: "it's 开放" };
    assert.deepEqual(await query(outside, 'select 1 as one'), [{ one: 1 }]);
    await assert.rejects(query({ ...outside, password: 'wrong' } as never, 'select 1'), /password authentication failed/);
    await server.stop();
  });

  it('says in the server’s own words why a start failed, and lets go of the folder', async () => {
    const taken = net.createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as net.AddressInfo;
    await assert.rejects(startEmbedded({ dataDir, log: quiet, tcp: { port, password: 'x' } }), {
      code: 'embedded-database.startFailed',
      message: /could not bind IPv4 address|could not create any TCP\/IP sockets/,
    });
    taken.close();
    const server = await start();
    await server.stop();
  });

  it('refuses a folder of another PostgreSQL version, and one that holds other files', async () => {
    const older = path.join(place, 'older');
    mkdirSync(clusterFolder(older), { recursive: true });
    writeFileSync(path.join(clusterFolder(older), 'PG_VERSION'), '17\n');
    await assert.rejects(startEmbedded({ dataDir: older, log: quiet }), { code: 'embedded-database.wrongVersion', message: /PostgreSQL 17/ });

    const foreign = path.join(place, 'foreign');
    mkdirSync(clusterFolder(foreign), { recursive: true });
    writeFileSync(path.join(clusterFolder(foreign), 'notes.txt'), 'mine');
    await assert.rejects(startEmbedded({ dataDir: foreign, log: quiet }), { code: 'embedded-database.foreignFiles' });
    assert.deepEqual(readdirSync(clusterFolder(foreign)), ['notes.txt']);
  });

  it('starts over when its first creation was cut short', async () => {
    const young = path.join(place, 'young');
    cpSync(cluster, `${clusterFolder(young)}.new`, { recursive: true });
    rmSync(path.join(`${clusterFolder(young)}.new`, 'global'), { recursive: true });
    const server = await startEmbedded({ dataDir: young, log: quiet });
    assert.deepEqual(await query(server.connection, 'select 1 as one'), [{ one: 1 }]);
    await server.stop();
    assert.equal(existsSync(`${clusterFolder(young)}.new`), false);
  });

  it('serves the folder of an ordinary user as that user when root starts it', { skip: !isRoot && 'only root can' }, async () => {
    const theirs = path.join(place, 'theirs');
    mkdirSync(clusterFolder(theirs), { recursive: true });
    chmodSync(place, 0o755);
    chownSync(clusterFolder(theirs), nobody, nobody);
    const server = await startEmbedded({ dataDir: theirs, log: quiet });
    assert.equal(statSync(`/proc/${server.pid}`).uid, nobody);
    assert.deepEqual(await query(server.connection, 'select 1 as one'), [{ one: 1 }]);
    await server.stop();
  });

  it('runs for an ordinary user', { skip: !isRoot && 'the other tests show it' }, async () => {
    const theirs = path.join(place, 'ordinary');
    mkdirSync(theirs);
    chmodSync(place, 0o755);
    chownSync(theirs, nobody, nobody);
    const { parent, pid } = await startElsewhere('embedded', theirs, nobody);
    assert.equal(statSync(`/proc/${pid}`).uid, nobody);
    parent.kill('SIGKILL');
    await until(() => !existsSync(`/proc/${pid}`));
  });

  it('refuses root’s folder to an ordinary user', () => {
    const machine = { uid: nobody, canUnshare: () => true, passwd: '' };
    const mine = isRoot ? cluster : '/';
    assert.throws(() => chooseIdentity(mine, machine), { code: 'embedded-database.notOwner' });
  });
});

async function freePort(): Promise<number> {
  const probe = net.createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as net.AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
