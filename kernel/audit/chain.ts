import { createHash } from 'node:crypto';
import { sql, type Kysely } from 'kysely';

/** One audit entry as stored, read back for hashing. */
export interface StoredEntry {
  readonly id: string;
  readonly at: Date;
  readonly actor_kind: string;
  readonly actor_id: string;
  readonly actor_name: string;
  readonly unit_id: string | null;
  readonly action: string;
  readonly target: string;
  readonly about: string | null;
  readonly basis: string | null;
  readonly detail: unknown;
  readonly request_id: string;
  readonly address: string | null;
}

/** The hash before the first link: 64 zeros. */
export const genesis = '0'.repeat(64);

/**
 * Hash of a link: SM3 over the previous hash, the sequence number and the entry's fields as canonical JSON.
 *
 * The verifier must not share code with the writer's database access, but shares this definition of the format.
 */
export function linkHash(previous: string, seq: number, entry: StoredEntry): string {
  const fields = [
    entry.id, entry.at.toISOString(), entry.actor_kind, entry.actor_id, entry.actor_name, entry.unit_id, entry.action,
    entry.target, entry.about, entry.basis, canonical(entry.detail), entry.request_id, entry.address,
  ];
  return createHash('sm3').update(`${previous}\n${seq}\n${JSON.stringify(fields)}`).digest('hex');
}

/** JSON with object keys sorted, since jsonb keeps no order. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, canonical(each)]),
  );
}

const entryColumns = sql.raw(
  'e.id, e.at, e.actor_kind, e.actor_id, e.actor_name, e.unit_id, e.action, e.target, e.about, e.basis, e.detail, e.request_id, e.address',
);

/**
 * Links committed entries into the chain, oldest first, at most `batch` of them; one process at a time.
 *
 * Entries are written unlinked, so that transactions do not wait for one another, and linked within a second or two.
 *
 * @returns how many were linked; 0 when nothing waits or another process is at it
 */
export async function chainPending(database: Kysely<unknown>, batch = 1000): Promise<number> {
  const inOne = database.isTransaction ? <T>(work: (own: Kysely<unknown>) => Promise<T>) => work(database) : <T>(work: (own: Kysely<unknown>) => Promise<T>) => database.transaction().execute(work);
  return inOne(async (transaction) => {
    const lock = await sql<{ mine: boolean }>`select pg_try_advisory_xact_lock(7203118) as mine`.execute(transaction);
    if (!lock.rows[0]?.mine) return 0;
    const { rows } = await sql<StoredEntry>`
      select ${entryColumns} from audit_pending p join audit_entry e on e.id = p.entry_id and e.at = p.entry_at
      order by p.entry_at, p.entry_id limit ${batch}`.execute(transaction);
    if (rows.length === 0) return 0;
    const head = await sql<{ seq: number; hash: string }>`select seq, hash from audit_link order by seq desc limit 1`.execute(transaction);
    let { seq, hash } = head.rows[0] ?? { seq: 0, hash: genesis };
    const links = rows.map((entry) => {
      seq += 1;
      hash = linkHash(hash, seq, entry);
      return { seq, entry_id: entry.id, entry_at: entry.at.toISOString(), hash };
    });
    await sql`
      insert into audit_link (seq, entry_id, entry_at, hash)
      select * from jsonb_to_recordset(${JSON.stringify(links)}::jsonb) as link (seq bigint, entry_id uuid, entry_at timestamptz, hash text)
    `.execute(transaction);
    await sql`delete from audit_pending where entry_id = any(${rows.map((row) => row.id)})`.execute(transaction);
    return rows.length;
  });
}

export type ChainFinding =
  | { readonly kind: 'gap'; readonly seq: number }
  | { readonly kind: 'missing'; readonly seq: number; readonly entryId: string }
  | { readonly kind: 'changed'; readonly seq: number; readonly entryId: string }
  | { readonly kind: 'unlinked'; readonly entryId: string };

export interface ChainReport {
  readonly links: number;
  readonly pending: number;
  readonly head: string;
  readonly findings: readonly ChainFinding[];
}

/** Recomputes the whole chain from the rows as they are and reports every gap, change, removal and insertion. */
export async function verifyChain(database: Kysely<unknown>, batch = 5000): Promise<ChainReport> {
  const findings: ChainFinding[] = [];
  let seq = 0;
  let previous = genesis;
  for (;;) {
    const { rows } = await sql<StoredEntry & { seq: number; hash: string; entry_id: string }>`
      select l.seq, l.hash, l.entry_id, ${entryColumns}
      from audit_link l left join audit_entry e on e.id = l.entry_id and e.at = l.entry_at
      where l.seq > ${seq} order by l.seq limit ${batch}`.execute(database);
    if (rows.length === 0) break;
    for (const row of rows) {
      if (row.seq !== seq + 1) findings.push({ kind: 'gap', seq: seq + 1 });
      if (row.id === null) findings.push({ kind: 'missing', seq: row.seq, entryId: row.entry_id });
      else if (linkHash(previous, row.seq, row) !== row.hash) findings.push({ kind: 'changed', seq: row.seq, entryId: row.entry_id });
      previous = row.hash;
      seq = row.seq;
    }
  }
  const unlinked = await sql<{ id: string }>`
    select e.id from audit_entry e
    where not exists (select 1 from audit_link l where l.entry_id = e.id)
      and not exists (select 1 from audit_pending p where p.entry_id = e.id) limit 100`.execute(database);
  findings.push(...unlinked.rows.map((row) => ({ kind: 'unlinked', entryId: row.id }) as const));
  const pending = await sql<{ n: number }>`select count(*) as n from audit_pending`.execute(database);
  return { links: seq, pending: pending.rows[0]?.n ?? 0, head: previous, findings };
}
