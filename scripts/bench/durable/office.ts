import path from 'node:path';
import { sql } from 'kysely';
import { openKernel } from '../../../app/kernel.ts';
import { migrateAll } from '../../../app/prepare.ts';
import { systemActor, type Actor } from '../../../kernel/actor.ts';
import { readConfig } from '../../../kernel/config.ts';
import { startEmbedded } from '../../../kernel/db/embedded/start.ts';
import { openDatabase, openPool } from '../../../kernel/db/pool.ts';
import { inReading, inTransaction, ownOrigin, type Kernel } from '../../../kernel/run.ts';
import { anOfficer } from '../../../kernel/testing/actors.ts';
import { aUnit } from '../../../modules/platform/organisations/testing.ts';
import { completeTask, publishProcess, startProcess, tasksOf } from '../../../modules/platform/processes/api.ts';
import { aRole } from '../../../modules/platform/roles/testing.ts';
import { aUser } from '../../../modules/platform/users/testing.ts';
import { peerEngine } from '../peers/bpmn-elements.ts';
import { drawn, role, xml } from './drawing.ts';
import { bareEngine, rowsOf, type Walk } from './rows.ts';

const root = path.join(import.meta.dirname, '../../..');

/** A durable database with an officer and a published process, for both engines. */
export interface Office {
  /** Through the module: everything an officer's completion writes. */
  readonly walk: Walk;
  /** Our engine, kept as the peer is. */
  readonly bareWalk: Walk;
  readonly peerWalk: Walk;
  /** Bytes of the largest state an instance has had on its way, ours and the peer's. */
  largestStates(): Promise<readonly [number, number]>;
  /** Steps in our history; what was counted must be there. */
  countSteps(): Promise<number>;
  /** What PostgreSQL says of its own durability. */
  readonly durability: string;
  close(): Promise<void>;
}

/** Opens the race's office in an empty folder. */
export async function openOffice(dataDir: string): Promise<Office> {
  const server = await startEmbedded({ dataDir, log: () => undefined });
  const { host, user, database: name } = server.connection;
  const connection = { host, user, database: name };
  const closing: (() => Promise<unknown>)[] = [server.stop];
  const close = async (): Promise<void> => {
    for (const each of closing.toReversed()) await each();
  };
  try {
    await migrateAll(root, connection);
    const owner = openDatabase(openPool({ connection, role: 'owner', max: 1 }));
    await sql`create table peer_instance (id text primary key, state text not null)`.execute(owner);
    await sql`create table bare_instance (id text primary key, state text not null)`.execute(owner);
    await owner.destroy();
    const opened = await openKernel(readConfig({ DATA_DIR: dataDir, DATABASE_POOL: '40', LOG_LEVEL: 'error' }), connection);
    closing.push(opened.close);
    return { ...(await furnish(opened.kernel)), close };
  } catch (cause) {
    await close();
    throw cause;
  }
}

async function furnish(kernel: Kernel): Promise<Omit<Office, 'close'>> {
  const system = { actor: systemActor('bench'), origin: ownOrigin() };
  const { officer, definitionId, unitId } = await inTransaction(kernel, system, async (ctx) => {
    const unit = await aUnit(ctx);
    const clerk = await aUser(ctx, { unitId: unit.id });
    await aRole(ctx, { code: role, holder: clerk.id });
    const published = await publishProcess(ctx, { key: 'race', title: '竞速流程', xml });
    return { officer: anOfficer({ id: clerk.id, unitId: unit.id }), unitId: unit.id, definitionId: published.definitionId };
  });
  let started = 0;
  const start = async (): Promise<string> => {
    const subject = `bench/${(started += 1)}`;
    await inTransaction(kernel, system, (ctx) => startProcess(ctx, { definitionId, subject, unitId, variables: {} }));
    return subject;
  };
  const bare = rowsOf(kernel.database, 'bare_instance', await bareEngine(xml));
  const peer = rowsOf(kernel.database, 'peer_instance', peerEngine(drawn));
  return {
    walk: async (stepDone) => {
      const subject = await start();
      while (stepDone() && (await completeNext(kernel, officer, subject)));
    },
    bareWalk: bare.walk,
    peerWalk: peer.walk,
    largestStates: async () => [await largestOfOurs(kernel, officer, await start()), peer.largest()],
    countSteps: async () => (await sql<{ n: number }>`select count(*) as n from process_step`.execute(kernel.database)).rows[0]?.n ?? 0,
    durability: await durabilityOf(kernel),
  };
}

/** Reads what waits and completes it, as an officer does; false when nothing waits any more. */
async function completeNext(kernel: Kernel, actor: Actor, subject: string): Promise<boolean> {
  const occasion = { actor, origin: ownOrigin() };
  const task = (await inReading(kernel, occasion, (ctx) => tasksOf(ctx, subject))).find(({ status }) => status === 'open');
  if (task) await inTransaction(kernel, occasion, (ctx) => completeTask(ctx, task.id, { action: 'agree' }));
  return task !== undefined;
}

async function largestOfOurs(kernel: Kernel, officer: Actor, subject: string): Promise<number> {
  let largest = 0;
  do {
    const { rows } = await sql<{ bytes: number }>`select octet_length(state::text) as bytes from process_instance where subject = ${subject}`.execute(kernel.database);
    largest = Math.max(largest, rows[0]?.bytes ?? 0);
  } while (await completeNext(kernel, officer, subject));
  return largest;
}

async function durabilityOf(kernel: Kernel): Promise<string> {
  const { rows } = await sql<{ name: string; setting: string }>`select name, setting from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes') order by name`.execute(kernel.database);
  if (rows.some(({ setting }) => setting !== 'on')) throw new Error('the database of the race does not keep what it commits');
  return rows.map(({ name, setting }) => `${name} ${setting}`).join(', ');
}
