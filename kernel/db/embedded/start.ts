import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { Client, escapeLiteral } from 'pg';
import { findBinaries } from './binaries.ts';
import { account, prepareCluster } from './cluster.ts';
import { checkAccess, chooseIdentity } from './identity.ts';
import { launch, makeScratch } from './launch.ts';
import { takeLock } from './lock.ts';
import { clearLeftovers, findServerProcesses, readServerNote } from './processes.ts';
import { durableSettings } from './settings.ts';

/** How to reach a server over its socket; fits `pg.Client` and `pg.Pool`. */
export interface EmbeddedConnection {
  /** Folder of the unix socket, readable only by the user who started the server. */
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
}

export interface EmbeddedServer {
  readonly connection: EmbeddedConnection;
  readonly pid: number;
  /** Settles when the server has ended: after `stop`, or because it was killed. */
  readonly exited: Promise<number>;
  /** Writes everything out and ends the server; may be called more than once. */
  readonly stop: () => Promise<void>;
}

export interface EmbeddedOptions {
  /** The platform's data folder; the database lives in `postgres/` below it. */
  readonly dataDir: string;
  /** Takes what an operator should know, in Chinese. */
  readonly log: (message: string) => void;
  /** Listens on 127.0.0.1 as well, for administration tools; the superuser gets this password. */
  readonly tcp?: { readonly port: number; readonly password: string };
}

/**
 * Starts the embedded PostgreSQL on a data folder, creating it at first use, and waits until it takes connections.
 *
 * One process at a time may hold a folder. A server left by a killed process is stopped first; if this process is killed,
 * the server shuts down by itself. Root may call it: the server then runs as an ordinary user.
 *
 * @throws embedded-database.* with a sentence that says what to do
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const cluster = clusterFolder(options.dataDir);
  mkdirSync(options.dataDir, { recursive: true });
  const binaries = findBinaries();
  const release = takeLock(`${cluster}.lock`, cluster);
  try {
    const identity = chooseIdentity(cluster);
    checkAccess(identity, binaries, cluster);
    await clearLeftovers(cluster, options.log);
    prepareCluster(cluster, binaries, identity);
    const scratch = makeScratch(identity);
    const server = await launch({
      binaries,
      identity,
      cluster,
      scratch,
      settings: { ...durableSettings(), ...listen(options.tcp) },
      stopBy: 'INT',
      log: options.log,
    });
    const connection = { host: scratch, port: options.tcp?.port ?? socketPort, ...account };
    void server.exited.then(release);
    if (options.tcp) await setPassword(connection, options.tcp.password).catch(async (cause) => {
      await server.stop();
      throw cause;
    });
    return { connection, ...server };
  } catch (cause) {
    release();
    throw cause;
  }
}

/** Finds the server that some process runs on a data folder; null when there is none. */
export function findRunning(dataDir: string): { connection: EmbeddedConnection; pid: number } | null {
  const cluster = clusterFolder(dataDir);
  const note = readServerNote(cluster);
  if (!note?.ready || !findServerProcesses(cluster).includes(note.pid)) return null;
  return { connection: { host: note.socketDir, port: note.port, ...account }, pid: note.pid };
}

/** The PostgreSQL data folder inside the platform's data folder. */
export const clusterFolder = (dataDir: string): string => path.join(path.resolve(dataDir), 'postgres');

/** Only names the socket's file; nothing listens on the network unless asked for. */
const socketPort = 5432;

const listen = (tcp: EmbeddedOptions['tcp']): Record<string, string> =>
  tcp ? { listen_addresses: '127.0.0.1', port: String(tcp.port) } : { listen_addresses: '', port: String(socketPort) };

async function setPassword(connection: EmbeddedConnection, password: string): Promise<void> {
  const client = new Client(connection);
  await client.connect();
  try {
    await client.query(`alter role ${account.user} password ${escapeLiteral(password)}`);
  } finally {
    await client.end();
  }
}
