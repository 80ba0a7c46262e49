import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import type { EmbeddedConnection, EmbeddedServer } from './start.ts';

/** Runs one statement over a connection of its own. */
export async function query(connection: EmbeddedConnection, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client(connection);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Starts a server from a process of its own, which a test may kill; returns when the server is ready. */
export async function startElsewhere(
  kind: 'embedded' | 'temporary',
  dataDir = '',
  uid?: number,
): Promise<{ parent: ChildProcess } & Pick<EmbeddedServer, 'pid' | 'connection'>> {
  const parent = spawn(process.execPath, [path.join(import.meta.dirname, 'parent-for-tests.ts'), kind, dataDir], {
    stdio: ['pipe', 'pipe', 'inherit'],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  const [line] = (await once(parent.stdout, 'data')) as [Buffer];
  return { parent, ...(JSON.parse(line.toString()) as Pick<EmbeddedServer, 'pid' | 'connection'>) };
}

/** Waits until something holds; the test's own time limit ends a wait in vain. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await delay(10);
}
