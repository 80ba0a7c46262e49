import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { describe, it } from 'node:test';
import { startTemporary } from './temporary.ts';
import { query, startElsewhere, until } from './testing.ts';

describe('startTemporary', { timeout: 60_000 }, () => {
  it('gives each caller an empty server of his own', async () => {
    const [one, other] = await Promise.all([startTemporary(), startTemporary()]);
    await query(one.connection, 'create table mine ()');
    const tables = `select count(*)::int as n from pg_tables where schemaname = 'public'`;
    assert.deepEqual(await query(one.connection, tables), [{ n: 1 }]);
    assert.deepEqual(await query(other.connection, tables), [{ n: 0 }]);
    await Promise.all([one.stop(), other.stop()]);
  });

  it('leaves nothing behind when stopped', async () => {
    const server = await startTemporary();
    await server.stop();
    assert.equal(existsSync(server.connection.host), false);
    assert.equal(existsSync(`/proc/${server.pid}`), false);
  });

  it('leaves nothing behind when its process is killed', async () => {
    const { parent, pid, connection } = await startElsewhere('temporary');
    assert.equal(existsSync(connection.host), true);
    parent.kill('SIGKILL');
    await once(parent, 'exit');
    await until(() => !existsSync(`/proc/${pid}`) && !existsSync(connection.host));
  });
});
