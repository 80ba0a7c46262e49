import path from 'node:path';
import type { Config } from '../kernel/config.ts';
import { openKeyRing } from '../kernel/crypto/keys.ts';
import { openDatabase, openPool, type DatabaseTarget } from '../kernel/db/pool.ts';
import { subscriptionsOf } from '../kernel/events/announce.ts';
import { blobStore, folderBlobStore } from '../kernel/files/blobs.ts';
import { s3BlobStore } from '../kernel/files/s3.ts';
import { keyRing } from '../kernel/key-ring.ts';
import { setLogLevel } from '../kernel/log.ts';
import { declaredPermissions, namedHandlers } from '../kernel/module.ts';
import { publicUrl } from '../kernel/public-url.ts';
import type { Kernel } from '../kernel/run.ts';
import { moduleTitles } from '../modules/platform/audit/api.ts';
import { describeJobs, knownJobs } from '../modules/platform/jobs/api.ts';
import { sealKeys, sealsOnFirstUse, storedSealKeys } from '../modules/records/seals/api.ts';
import { modules } from './modules.ts';

export interface OpenKernel {
  readonly kernel: Kernel;
  close(): Promise<void>;
}

/** Plugs the adapters in and opens the database in the app role: what every process of the platform does first. */
export async function openKernel(config: Config, connection: DatabaseTarget['connection']): Promise<OpenKernel> {
  setLogLevel(config.logLevel);
  keyRing.plug(await openKeyRing({ directory: path.join(config.dataDir, 'keys'), masterKeyFile: config.masterKeyFile }));
  publicUrl.plug(config.publicUrl);
  sealKeys.plug(storedSealKeys());
  sealsOnFirstUse.plug(config.demo);
  blobStore.plug(config.s3 ? s3BlobStore(config.s3) : folderBlobStore(path.join(config.dataDir, 'files')));
  plugModules();
  const database = openDatabase(openPool({ connection, role: 'app', max: config.databasePool }));
  return {
    kernel: { database, subscriptions: subscriptionsOf(modules), now: () => new Date() },
    close: () => database.destroy(),
  };
}

/** Makes known what the modules declare: permissions and functions called by name. */
export function plugModules(): void {
  namedHandlers.plug(new Map(modules.flatMap((module) => Object.entries(module.handlers ?? {}))));
  moduleTitles.plug(new Map(modules.map(({ name, title }) => [name, title])));
  knownJobs.plug(describeJobs(modules));
  declaredPermissions.plug(new Map(modules.flatMap((module) => Object.entries(module.permissions))));
}

/** Where the processes find the database: as configured, or at the embedded server's socket, told by the process that started it. */
export function connectionOf(config: Config, env: Readonly<Record<string, string | undefined>>): DatabaseTarget['connection'] {
  if (config.databaseUrl) return config.databaseUrl;
  const socket = env['YIWANG_DATABASE_SOCKET'];
  if (!socket) throw new Error('no database: set DATABASE_URL, or start with "npm start", which runs the embedded one');
  return { host: socket, user: 'postgres', database: 'yiwang' };
}
