import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Kysely } from 'kysely';
import type { Actor } from '../actor.ts';
import { systemActor } from '../actor.ts';
import type { Context } from '../context.ts';
import { openKeyRing } from '../crypto/keys.ts';
import { startTemporary } from '../db/embedded/temporary.ts';
import { collectMigrations, migrate } from '../db/migrate.ts';
import { openDatabase, openPool, type DatabaseTarget } from '../db/pool.ts';
import { subscriptionsOf } from '../events/announce.ts';
import { blobStore, folderBlobStore } from '../files/blobs.ts';
import { keyRing } from '../key-ring.ts';
import { log } from '../log.ts';
import type { ModuleManifest } from '../module.ts';
import { openContext, ownOrigin, type Kernel } from '../run.ts';

const root = path.join(import.meta.dirname, '../..');

export interface TestDatabase {
  readonly connection: DatabaseTarget['connection'];
  readonly kernel: Kernel;
}

let started: Promise<TestDatabase> | undefined;

/**
 * One real PostgreSQL for all tests of a process, with every migration applied, reached in the app role.
 *
 * It vanishes with the process. Tests that commit (races, kills, HTTP) must leave the rows of others alone.
 */
export function testDatabase(): Promise<TestDatabase> {
  started ??= start();
  return started;
}

async function start(): Promise<TestDatabase> {
  log.level = 'silent';
  const server = await startTemporary();
  const { host, user, database: name } = server.connection;
  const connection = { host, user, database: name };
  await migrate(connection, collectMigrations(root));
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'yiwang-test-'));
  keyRing.plug(await openKeyRing({ directory: path.join(scratch, 'keys') }));
  blobStore.plug(folderBlobStore(path.join(scratch, 'files')));
  const database = openDatabase(openPool({ connection, role: 'app', max: 10 }));
  return { connection, kernel: { database, subscriptions: new Map(), now: () => new Date() } };
}

class RolledBack extends Error {}

/** What a test may choose about its context. */
export interface Circumstances {
  readonly actor?: Actor;
  readonly now?: () => Date;
  /** Manifests whose event reactions are queued, as in the running platform. */
  readonly modules?: readonly ModuleManifest[];
}

/**
 * Runs a test body in a transaction that is rolled back, as the platform itself unless another actor is given.
 *
 * `flush` writes what the context has gathered (audit entries, events), so that a test may look at it.
 */
export async function inRollback(
  circumstances: Circumstances,
  body: (ctx: Context, flush: () => Promise<void>) => Promise<void>,
): Promise<void> {
  const { kernel } = await testDatabase();
  const own: Kernel = {
    ...kernel,
    now: circumstances.now ?? kernel.now,
    subscriptions: circumstances.modules ? subscriptionsOf(circumstances.modules) : kernel.subscriptions,
  };
  const occasion = { actor: circumstances.actor ?? systemActor('test'), origin: ownOrigin() };
  try {
    await kernel.database.transaction().execute(async (transaction) => {
      const { ctx, flush } = openContext(own, occasion, transaction as Kysely<unknown>);
      await body(ctx, flush);
      throw new RolledBack();
    });
  } catch (error) {
    if (!(error instanceof RolledBack)) throw error;
  }
}

/** The same context with another actor, for tests in which several people act in one transaction. */
export const as = (ctx: Context, actor: Actor): Context => ({ ...ctx, actor });
