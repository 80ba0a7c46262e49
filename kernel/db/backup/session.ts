import { Client, type ClientConfig } from 'pg';
import { backupErrors } from './errors.ts';

/** Runs work over one connection of its own, and closes it whatever happens. @throws backup.cannotConnect */
export async function withSession<T>(connection: ClientConfig, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ ...connection, application_name: 'yiwang-backup' });
  // A lost connection fails the statement under way; without a listener it would end the process as well.
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (cause) {
    throw backupErrors.cannotConnect({ reason: (cause as Error).message });
  }
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Makes text mean the same to whoever reads it back; a policy on rows fails an export rather than thinning it out. */
export const prepareForCopy = (client: Client): Promise<unknown> =>
  client.query(`
    set client_encoding to 'UTF8'; set datestyle to 'ISO, YMD'; set intervalstyle to 'postgres'; set timezone to 'UTC';
    set bytea_output to 'hex'; set extra_float_digits to 3; set row_security to off;
    set statement_timeout to 0; set idle_in_transaction_session_timeout to 0; set lock_timeout to '60s'`);

/** Reads the migration ledger as lines `id checksum` that can be compared. */
export async function readLedger(client: Client, ledgerSql: string): Promise<string[]> {
  const { rows } = await client.query<Record<string, unknown>>(ledgerSql);
  return rows.map((row) => Object.values(row).map(String).join(' ')).toSorted();
}
